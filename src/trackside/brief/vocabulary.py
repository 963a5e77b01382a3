"""Words of the page that are no numbers: names and vocabularies (words/en.toml), and how they stand in a sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from trackside.brief.marks import plain
from trackside.measure import Verdict


@cache
def tables() -> Mapping[str, Mapping[str, str]]:
    """The wording tables: kind of word -> word -> how it is shown."""
    with (files("trackside.brief") / "words" / "en.toml").open("rb") as table:
        found: Mapping[str, Mapping[str, str]] = tomllib.load(table)
    return found


def term(kind: str, word: str) -> str:
    """A word of one of the record's vocabularies as shown; any other word as it stands."""
    return tables().get(kind, {}).get(word, word)


def attribute(name: str) -> str:
    """What an attribute of a launch is called on the page."""
    return tables()["attribute"].get(name, name.replace("_", " "))


def verdict(v: Verdict) -> str:
    """The one word of a verdict."""
    return tables()["verdict"][v.value]


def country(code: str) -> str:
    """The usual English name of a country for its ISO 3166 alpha-2 code; the code itself when it has none here."""
    return tables()["country"].get(code.upper(), code)


def country_in_sentence(code: str) -> str:
    """The same with its article where it takes one: ``"the United States"``."""
    article = tables()["article"].get(code.upper(), "")
    return f"{article} {country(code)}".strip()


def speaker(name: str, source: str = "the report") -> str:
    """A speaker as shown; what a text says on its own account is said by `source` ("source 2")."""
    return re.sub(r"\bnarrator\b", source, plain(name))


def named(who: str) -> str:
    """A speaker inside a sentence: offices take their article ("the Japan Ministry of Defense")."""
    words = who.split()
    office = len(words) > 1 and any(w.strip(",.’'").lower() in tables()["office"] for w in words)
    return f"the {who}" if office and words[0].lower() not in {"the", "a", "an"} | set(tables()["own_article"]) else who


def side(who: str, iso2: str) -> str:
    """The country a speaker speaks for, in brackets, where the name alone does not tell it: ``" (Japan)"``."""
    land = tables()["country"].get(iso2, "")
    told = not land or land in who or who.split(maxsplit=1)[0] in {"US", "UK"}
    return "" if told else f" ({land})"


def listing(words: Sequence[str], last: str = "and") -> str:
    """``"A"``, ``"A and B"``, ``"A, B and C"``."""
    return ", ".join(words[:-1]) + f" {last} {words[-1]}" if len(words) > 1 else "".join(words)


def one(noun: str) -> str:
    """A noun with its indefinite article: ``"a missile"``, ``"an intercontinental ballistic missile"``."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def possessive(name: str) -> str:
    """``"KCNA’s"``, ``"the Joint Chiefs’"``."""
    return f"{name}’" if name.endswith(("s", "S")) and not name.isupper() else f"{name}’s"


def capital(sentence: str) -> str:
    """The same with its first letter large."""
    return sentence[:1].upper() + sentence[1:]
