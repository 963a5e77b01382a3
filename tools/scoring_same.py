"""When two things said are the same: names under their aliases, launches by country and day, values by attribute.

The rules are those of the corpus's CONVENTIONS; `tests/corpus/names.toml` holds the names.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, final

Table = dict[str, Any]
Day = tuple[str, str]
Instant = tuple[dt.datetime, dt.datetime]

MEASURED = frozenset({"range", "apogee", "speed", "flight_time", "missile_count"})
# These are free words: right also by words in common, or by quotes that lie one in the other.
FREE_WORDS = frozenset({"site", "system", "landing"})
HIDDEN = frozenset({"script", "style", "noscript"})
# A number is right within this share of the greater one; a time within a minute, or inside a span of two hours.
CLOSE, MINUTE, WIDEST_SPAN = 0.005, dt.timedelta(minutes=1), dt.timedelta(hours=2)
# The speed of sound anywhere a missile flies, in m/s.
SLOWEST_SOUND, FASTEST_SOUND = 290, 345
# Words that do not tell two names apart.
WEAK = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "from",
        "for",
        "unnamed",
        "one",
        "two",
        "some",
        "official",
        "officials",
        "spokesman",
        "spokesperson",
        "minister",
        "government",
        "foreign",
    ]
)


@final
class _VisibleText(HTMLParser):
    """Collects what a page shows."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its caller's
        self._hidden += tag in HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in HIDDEN

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)


def squashed(text: str | None) -> str:
    """A text with its white space collapsed: quotes are compared in this form."""
    return " ".join((text or "").split())


def visible(path: Path) -> str:
    """What a document shows, white space collapsed."""
    raw = path.read_text(encoding="utf-8")
    if path.suffix != ".html":
        return squashed(raw)
    page = _VisibleText()
    page.feed(raw)
    page.close()
    return squashed("".join(page.parts))


def overlap(one: str | None, other: str | None) -> bool:
    """Whether one of two quotes lies in the other."""
    a, b = squashed(one), squashed(other)
    return bool(a and b) and (a in b or b in a)


def words(text: object) -> list[str]:
    """The words of a name that tell it from others."""
    plain = unicodedata.normalize("NFKC", str(text or "")).lower().replace("u.s.", "us")
    return [w for w in re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", plain)) if w not in WEAK]


def _key(text: object) -> str:
    return " ".join(words(text))


@final
@dataclass(frozen=True, slots=True)
class Names:
    """Who and what is called how.

    Attributes
    ----------
    actors : Mapping
        Canonical name by alias.
    stands_for : Mapping
        The offices that a person or an office may be named by.
    texts : Mapping
        Canonical name by alias, of places and types.
    """

    actors: Mapping[str, str]
    stands_for: Mapping[str, frozenset[str]]
    texts: Mapping[str, str]

    def actor(self, name: object) -> str:
        """The canonical name: by alias, else by the longest alias inside the name, else the name's own words."""
        key = _key(name)
        if key in self.actors:
            return self.actors[key]
        inside = [a for a in self.actors if (f" {a} " in f" {key} " if a.isascii() else len(a) > 1 and a in key)]
        return self.actors[max(inside, key=len)] if inside else key

    def same_actor(self, gold: str, read: str | None, issuer: str | None = None) -> bool:
        """Whether two names mean one actor, or an office and its holder; the narrator of an announcement issues it."""
        a, b = self.actor(gold), self.actor(read or "narrator")
        if issuer:
            a, b = (self.actor(issuer) if x == "narrator" else x for x in (a, b))
        if a == b or a in self.stands_for.get(b, ()) or b in self.stands_for.get(a, ()):
            return True
        if "narrator" in (a, b) or (a in self.stands_for and b in self.stands_for):
            return False
        ours, theirs = set(words(a)), set(words(b))
        return a in b or b in a or len(ours & theirs) * 2 > len(ours | theirs)

    def same_text(self, gold: object, read: object) -> bool:
        """Whether two words mean one place or type under its aliases."""
        a, b = _key(gold), _key(read)
        return self.texts.get(a, a) == self.texts.get(b, b)


def load_names(path: Path) -> Names:
    """The names of a file: tables `actors` (with `called`, `stands_for`) and `texts`."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    actors, texts = table["actors"], table["texts"]
    return Names(
        {_key(alias): name for name, row in actors.items() for alias in (name, *row.get("called", ()))},
        {name: frozenset(row.get("stands_for", ())) for name, row in actors.items()},
        {_key(alias): name for name, called in texts.items() for alias in (name, *called)},
    )


def days(value: object) -> Day | None:
    """The first and last day of 'YYYY', 'YYYY-MM', 'YYYY-MM-DD' or of a span; None if there is no date."""
    if isinstance(value, dict):
        first, last = days(value.get("earliest")), days(value.get("latest"))
        return (first[0], last[1]) if first and last else None
    m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", str(value or ""))
    return (f"{m[1]}-{m[2] or '01'}-{m[3] or '01'}", f"{m[1]}-{m[2] or '12'}-{m[3] or '31'}") if m else None


def _inside(inner: Day | None, outer: Day | None) -> bool:
    return bool(inner and outer) and outer[0] <= inner[0] and inner[1] <= outer[1]  # type: ignore[index]


def same_launch(mention: Table | None, launch: Table) -> bool:
    """Whether a mention is of a launch: one country, and its date within that of the launch."""
    if not mention or mention.get("country") != launch["country"]:
        return False
    first, last = days(launch["date"]), days(launch.get("date_end") or launch["date"])
    return _inside(days(mention.get("date")), (first[0], last[1]) if first and last else None)


def _instants(value: object) -> Instant | None:
    if isinstance(value, dict) and value.get("earliest"):
        first, last = _instants(value["earliest"]), _instants(value.get("latest") or value["earliest"])
        return (first[0], last[1]) if first and last else None
    told = value.get("text") if isinstance(value, dict) else value
    try:
        moment = dt.datetime.fromisoformat(str(told))
    except ValueError:
        return None
    utc = moment if moment.tzinfo is None else moment.astimezone(dt.UTC).replace(tzinfo=None)
    return utc, utc


def _same_time(gold: object, read: object) -> bool:
    g, r = _instants(gold), _instants(read)
    if not g or not r:
        return False
    return r[1] - r[0] <= WIDEST_SPAN and r[0] - MINUTE <= g[0] <= r[1] + MINUTE


def _close(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and abs(a - b) <= CLOSE * max(abs(a), abs(b))


def _same_measure(gold: Table, read: object) -> bool:
    if not isinstance(read, dict) or read.get("best") is None:
        return False
    if {gold["unit"], read.get("unit")} == {"Mach", "m/s"}:
        mach, speed = (gold, read) if gold["unit"] == "Mach" else (read, gold)
        return bool(SLOWEST_SOUND <= speed["best"] / mach["best"] <= FASTEST_SOUND)
    edges = all(_close(gold.get(k), read.get(k)) for k in ("low", "high"))
    return gold["unit"] == read.get("unit") and (_close(gold["best"], read["best"]) or edges)


def same_value(names: Names, attribute: str, gold: Table, read: object, quotes: Sequence[str | None] = ()) -> bool:
    """Whether a value that was read says what gold says; `quotes` are gold's and the reader's words, if both count."""
    if attribute in MEASURED:
        return _same_measure(gold, read)
    if attribute == "launch_time":
        return _same_time(gold["text"], read)
    text = read.get("text", read) if isinstance(read, dict) else read
    if attribute == "launch_date":
        return _inside(days(text), days(gold["text"]))
    if names.same_text(gold["text"], text):
        return True
    return attribute in FREE_WORDS and (overlap(*(quotes or ("", ""))) or _share_words(gold["text"], text))


def _share_words(one: object, other: object) -> bool:
    a, b = words(one), words(other)
    common = set(a) & set(b)
    return bool(common) and len(common) * 2 >= min(len(a), len(b))


def distinct(names: Names, reactions: Iterable[Table]) -> list[Table]:
    """One reaction for each actor and stance; where one of several is optional, it counts neither way."""
    ordered = sorted(reactions, key=lambda r: not r.get("optional", False))
    return list({(names.actor(r.get("actor")), r.get("stance")): r for r in ordered}.values())
