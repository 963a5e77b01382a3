"""`Asking`: the words of one language that make a sentence a claim about history, with their patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, final

from trackside.errors import BadInput
from trackside.read.bounded import bounded

_MACRO = re.compile(r"@(\w+)@")


class Found(NamedTuple):
    """What a pattern found at ``text[start:end]``: its meaning, and the parts it names."""

    start: int
    end: int
    meaning: str
    parts: Mapping[str, str | None]


@final
@dataclass(frozen=True, slots=True)
class Asking:
    """The words of one language for claims about history; data from ``lexicon/*.asking.toml``.

    Attributes
    ----------
    table : Mapping
        ``numbers`` and ``units`` (in days) by word, ``hedges`` and ``known`` times by meaning, and ``find``: group ->
        meaning -> regular expressions, in which ``@numbers@``, ``@units@``, ``@hedges@`` and ``@span@`` stand for any
        of those words.
    """

    table: Mapping[str, Any]
    # Compiled when a group is first asked for: most runs check no sentence about history.
    _compiled: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def find(self, group: str, text: str) -> Iterator[Found]:
        """Everything of a group in a text, from left to right; of what overlaps, the longest."""
        hits = [
            Found(*m.span(), meaning, m.groupdict()) for meaning, p in self._patterns(group) for m in p.finditer(text)
        ]
        end = -1
        for hit in sorted((h for h in hits if h.end > h.start), key=lambda h: (h.start, -h.end)):
            if hit.start >= end:
                yield hit
                end = hit.end

    def first(self, group: str, text: str) -> Found | None:
        """The first of a group in a text."""
        return next(self.find(group, text), None)

    def has(self, group: str, text: str) -> bool:
        """Whether a text holds anything of a group."""
        return any(p.search(text) for _, p in self._patterns(group))

    def number(self, word: str) -> int:
        """The number that a word or digits mean, or 0."""
        digits = re.match(r"\d+", word)
        return int(digits[0]) if digits else int(self.table["numbers"].get(word.lower().replace(" ", ""), 0))

    def vague(self, word: str) -> tuple[float, float] | None:
        """From how many to how many a vague word reaches ("several"), or None."""
        reach = self.table.get("vague", {}).get(" ".join(word.lower().split()))
        return (float(reach[0]), float(reach[1])) if reach else None

    def days(self, unit: str) -> float:
        """How many days a unit of time has, or 0."""
        return float(self.table["units"].get(unit.lower(), 0.0))

    def hedge(self, words: str) -> str:
        """What a hedge does to a number (``more``, ``less``, ``nearly``, ``about``), or an empty string."""
        said = " ".join(words.lower().split())
        return next((m for m, all_of in self.table["hedges"].items() if said in all_of), "")

    def patterns(self) -> Iterator[tuple[str, re.Pattern[str]]]:
        """Every pattern with its group."""
        yield from ((group, pattern) for group in self.table["find"] for _, pattern in self._patterns(group))

    def _patterns(self, group: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
        if group not in self._compiled:
            rows = self.table["find"].get(group, {})
            told = rows if isinstance(rows, dict) else {"": rows}
            self._compiled[group] = tuple((m, self._compile(group, p)) for m, ps in told.items() for p in ps)
        return self._compiled[group]

    def _compile(self, group: str, told: str) -> re.Pattern[str]:
        spelled = _MACRO.sub(lambda m: self._macro(m[1]), _MACRO.sub(lambda m: self._macro(m[1]), told))
        # In a language that sets its words apart, no word of a pattern begins or ends within another.
        bare = not self.table.get("edges") or group in self.table.get("unedged", ())
        whole = spelled if bare else rf"(?<!\w)(?:{spelled})(?!\w)"
        try:
            return re.compile(bounded(whole), re.IGNORECASE)
        except re.error as error:
            raise BadInput(f"{group}: {told}", f"is no regular expression ({error})", "repair the lexicon") from error

    def _macro(self, name: str) -> str:
        if name in self.table.get("macros", {}):
            return str(self.table["macros"][name])
        content = self.table[name]
        words = content if name != "hedges" else [w for ws in content.values() for w in ws]
        return "(?:" + "|".join(_spelled(w) for w in sorted(words, key=len, reverse=True)) + ")"


def _spelled(word: str) -> str:
    """A word of a table as a pattern: a space is any white space."""
    return r"\s+".join(re.escape(part) for part in word.split(" "))
