"""Texts made to hurt a regular expression, from its own parts; and how long it takes over them."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import trackside.read
from trackside.read import load_lexicons
from trackside.read.doubt_ground import patterns as slip_patterns
from trackside.read.topic.amount import numeral_pattern, run_pattern

# How Python itself takes a pattern apart; it has no public name.
_parser: Any = vars(re)["_parser"]
_op: Any = vars(re)["_constants"]

# What any text may hold a long run of.
COMMON = (
    " ", "\n", "\t ", "1", "a", "A", "-", ",", ".", "(", "“", "'", '"', "Ab ",
    "Ab Cd, ", "1,000 ", "10:10 ", "1 km and ", "a-",
    "가", "あ", "一", "1일 ", "1日", "the ", "A. ", "<", "=", "\u200c",
)  # fmt: skip
SAMPLES = {"DIGIT": "1", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": " "}
MOST_TEXTS, LONG = 70, 20
# A pattern that is only matched at a place is tried at one; any other at every place of the text.
ANCHORED = {"match", "fullmatch"}


class Tried:
    """A pattern, and whether the reader looks for it everywhere or matches it at a place it knows."""

    def __init__(self, pattern: re.Pattern[str], *, anchored: bool) -> None:
        self.pattern, self.anchored = pattern, anchored

    def seconds(self, text: str) -> float:
        """How long it takes over a text."""
        start = time.perf_counter()
        if self.anchored:
            self.pattern.match(text)
        else:
            for _ in self.pattern.finditer(text):
                pass
        return time.perf_counter() - start

    def texts(self) -> list[tuple[str, str]]:
        """A beginning, and what follows it again and again: its own parts, what nearly matches it, common runs."""
        parsed = _parser.parse(self.pattern.pattern, self.pattern.flags)
        wholes = [_sample(parsed, last) for last in (False, True)]
        runs = {*COMMON, *(part for w in wholes if w for part in (w, w + " ", w[:-1] or w))}
        made = {("", run) for run in runs}
        for before, body in _repeats(parsed):
            made |= {("", body), (before, body), ("", before + body * 3)}
        ordered = sorted(made)
        return ordered[:: len(ordered) // MOST_TEXTS + 1] if len(ordered) > MOST_TEXTS else ordered


def patterns() -> dict[str, Tried]:
    """Every regular expression of the reader by where it stands: in a lexicon, in a module, within a function."""
    found = {**dict(_of_lexicons()), **dict(_of_numerals()), **dict(_of_slips()), **dict(_of_questions())}
    for info in pkgutil.walk_packages(trackside.read.__path__, "trackside.read."):
        module = importlib.import_module(info.name)
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        found |= dict(_of_module(module, source))
        found |= dict(_within(info.name, source))
    return found


def compiling() -> set[str]:
    """The functions of the reader that compile a pattern."""
    found = set()
    for info in pkgutil.walk_packages(trackside.read.__path__, "trackside.read."):
        tree = ast.parse(Path(str(importlib.import_module(info.name).__file__)).read_text(encoding="utf-8"))
        for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
            if "re.compile(" in ast.unparse(function):
                found.add(f"{info.name.removeprefix('trackside.read.')}.{function.name}")
    return found


def _of_lexicons() -> Iterator[tuple[str, Tried]]:
    """A history statement is matched where one of its words stands; all others are looked for."""
    for code, lexicon in load_lexicons().items():
        for name, pattern in {**lexicon.patterns, **(lexicon.topic.patterns if lexicon.topic else {})}.items():
            yield f"{code}: {name}", Tried(pattern, anchored=name.startswith("history_"))


def _of_questions() -> Iterator[tuple[str, Tried]]:
    """Those that statements about history are understood by."""
    for code, lexicon in load_lexicons().items():
        for number, (group, pattern) in enumerate(lexicon.asking.patterns() if lexicon.asking else ()):
            yield f"{code}: asking {group} {number}", Tried(pattern, anchored=False)


def _of_numerals() -> Iterator[tuple[str, Tried]]:
    """Those that are made of a language's own digits, when its numbers are first looked for."""
    for code, lexicon in load_lexicons().items():
        topic = lexicon.topic
        letters = "".join((*topic.multipliers, *topic.digits)) if topic else ""
        for make in (run_pattern, numeral_pattern) if topic else ():
            yield f"{code}: {make.__name__}", Tried(make(letters), anchored=make is numeral_pattern)


def _of_slips() -> Iterator[tuple[str, Tried]]:
    """Those that slips are found by; each is tried near a claim."""
    for (code, name), pattern in slip_patterns().items():
        yield (
            f"{code}: slip {name}",
            Tried(pattern, anchored=name in ("day_inside", "day_behind", "owned", "part_behind")),
        )


def _of_module(module: ModuleType, source: str) -> Iterator[tuple[str, Tried]]:
    for name, value in vars(module).items():
        if name in source:
            uses = re.findall(rf"(?<![\w.]){name}\b(?:\.(\w+))?", source)[1:]
            for n, pattern in enumerate(_flat(value)):
                yield f"{module.__name__}.{name}[{n}]", Tried(pattern, anchored=bool(uses) and set(uses) <= ANCHORED)


def _flat(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _flat(one)
    elif isinstance(value, tuple | list | frozenset):
        for one in value:
            yield from _flat(one)


def _within(module: str, source: str) -> Iterator[tuple[str, Tried]]:
    """Patterns written where they are used: `re.search("...", text)`."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=verb), args=[ast.Constant(value=str(told)), *_]
            ) if verb not in ("compile", "escape"):
                flags = re.IGNORECASE if "IGNORECASE" in ast.unparse(node) else re.NOFLAG
                yield f"{module}:{node.lineno}", Tried(re.compile(told, flags), anchored=verb in ANCHORED)


def _sample(parts: Any, last: bool) -> str:
    return "".join(_one(op, what, last) for op, what in parts)


def _one(op: Any, what: Any, last: bool) -> str:
    """A few letters that match one part of a pattern; of several ways the first or the last."""
    if op is _op.LITERAL:
        return chr(what)
    if op in (_op.NOT_LITERAL, _op.ANY):
        return "b" if what == ord("a") else "a"
    if op is _op.IN:
        return _of_class(what)
    if op in (_op.BRANCH, _op.SUBPATTERN, _op.ATOMIC_GROUP):
        ways = _inside(op, what)
        return _sample(ways[-1 if last else 0], last)
    if op in (_op.MAX_REPEAT, _op.MIN_REPEAT, _op.POSSESSIVE_REPEAT):
        return str(_sample(what[2], last) * max(int(last), min(what[0], 4)))
    return ""


def _of_class(items: Any) -> str:
    """A letter of a class."""
    if items[0][0] is not _op.NEGATE:
        op, what = items[0]
        if op is _op.CATEGORY:
            return SAMPLES[str(what).removeprefix("CATEGORY_")]
        return chr(what if op is _op.LITERAL else what[0])
    refused = {chr(what) for op, what in items if op is _op.LITERAL}
    kinds = {str(what).removeprefix("CATEGORY_") for op, what in items if op is _op.CATEGORY}
    shut = {"DIGIT": "1", "SPACE": " ", "WORD": "a1가"}
    closed = refused | {letter for kind in kinds for letter in shut.get(kind, "")}
    return next((letter for letter in "a 1,가-(." if letter not in closed), "~")


def _repeats(parts: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """What stands before every long repetition, and what is repeated."""
    for op, what in parts:
        if op in (_op.MAX_REPEAT, _op.MIN_REPEAT, _op.POSSESSIVE_REPEAT):
            bodies = {_sample(what[2], last) for last in (False, True)} if what[1] > LONG else set()
            yield from ((before, body) for body in sorted(bodies) if body)
        for inner in _inside(op, what):
            yield from _repeats(inner, before)
        before += _one(op, what, last=True)


def _inside(op: Any, what: Any) -> list[Any]:
    if op in (_op.MAX_REPEAT, _op.MIN_REPEAT, _op.POSSESSIVE_REPEAT):
        return [what[2]]
    if op is _op.BRANCH:
        return list(what[1])
    if op is _op.SUBPATTERN:
        return [what[3]]
    if op in (_op.ASSERT, _op.ASSERT_NOT):
        return [what[1]]
    return [what] if op is _op.ATOMIC_GROUP else []
