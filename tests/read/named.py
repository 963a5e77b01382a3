"""Names of groups and patterns: those the reader asks for, and those its tables have."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import trackside.read
from trackside.read.doubt_ground import patterns, table
from trackside.read.lexicon import Lexicon
from trackside.record import HISTORY_KINDS

ROOM = Path(str(trackside.read.__file__)).parent
# Methods that take names of groups or patterns, and attributes and short names of the tables that are read by name.
ASKING = frozenset({"words", "has", "has_any", "inside", "pattern", "any_begins"})
TABLES = frozenset({"hits", "words", "patterns", "groups", "calendar", "p", "starts", "hedges"})
# Where a language lists groups of its own.
LISTS = (("cased", "groups"), ("names", "groups"), ("grammar", "within"), ("grammar", "bounded"))


def modules(*, topic: bool) -> list[ast.AST]:
    """The modules that read languages that name the topic first, or all others; not the one that makes the tables.

    Nor those that understand statements about history: they ask a table of their own.
    """
    others = {ROOM / "lexicon.py", *questions()}
    files = sorted((ROOM / "topic").glob("*.py") if topic else set(ROOM.glob("*.py")) - others)
    return [ast.parse(file.read_text(encoding="utf-8")) for file in files]


def questions() -> list[Path]:
    """The modules that understand statements about history."""
    return [ROOM / "asking.py", *sorted(ROOM.glob("question*.py"))]


def asked(tree: ast.AST) -> Iterator[str]:
    """Names that a module looks up outright."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=verb) | ast.Name(id=verb), args=args) if verb in ASKING:
                yield from (c for arg in args for c in _constants(arg))
            case ast.Call(func=ast.Attribute(value=held, attr="get"), args=[ast.Constant(value=str(name)), *_]):
                yield from [name] if _last(held) in TABLES else []
            case ast.Subscript(value=held, slice=ast.Constant(value=str(name)), ctx=ast.Load()):
                yield from [name] if _last(held) in TABLES else []


def looked_for(tree: ast.AST) -> Iterator[str]:
    """Groups of the table of questions that a module looks for by name."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="asking"), attr="has" | "find"), args=[first, *_]):
                yield from _constants(first)


def spelled(tree: ast.AST) -> Iterator[str]:
    """Every string of a module that could be a name."""
    yield from (n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))


def documented(tree: ast.AST) -> Iterator[str]:
    """The docstrings of a module, as they stand."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            yield ast.get_docstring(node, clean=False) or ""


def _constants(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.Tuple | ast.List | ast.Starred):
        for inner in ast.iter_child_nodes(node):
            yield from _constants(inner)


def _last(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def given(lexicon: Lexicon) -> set[str]:
    """The names that a language's tables have: groups of words, patterns, tables of the calendar."""
    topic = lexicon.topic
    if topic is not None:
        groups = {group for meanings in topic.phrases.values() for group, _ in meanings}
        return groups | set(topic.patterns) | set(topic.calendar) | set(topic.hedges)
    return {*lexicon.words, *lexicon.patterns, *lexicon.calendar, *lexicon.scanner.tables}


def slips(language: str) -> dict[str, object]:
    """The table of words about slips of a language."""
    return dict(table()[language])


def parts(lexicon: Lexicon) -> set[str]:
    """The names of the parts of a language's patterns, which are read like groups."""
    held = lexicon.topic.patterns if lexicon.topic is not None else lexicon.patterns
    told = {name for pattern in held.values() for name in pattern.groupindex}
    return told | {name for (_, _), pattern in patterns().items() for name in pattern.groupindex}


def composed(spelled_out: set[str]) -> Iterator[str]:
    """Names that the reader puts together: what is estimated before and behind, each kind of history."""
    for name in spelled_out | set(HISTORY_KINDS):
        yield from (f"{name}_before", f"{name}_after", f"{name}_word", f"{name}_lead", f"role_{name}")


def listed(language: str) -> set[str]:
    """Groups that a language's files name in their lists of groups: with capitals, as names, bounded, within others."""
    files = (ROOM / "lexicon").glob(f"{language}*.toml")
    found = [tomllib.loads(file.read_text(encoding="utf-8")) for file in files]
    rows = [t.get(head, {}).get(key, []) for t in found for head, key in LISTS]
    return {name for row in rows for name in row}
