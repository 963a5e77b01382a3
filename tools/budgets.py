"""The house's budgets, measured: bodies, files, arguments. Run by `make check`; exits 1 when one is exceeded.

    python tools/budgets.py

A body is a function's lines without its docstring.
"""

from __future__ import annotations

import ast
import statistics
import sys
from collections.abc import Iterator
from pathlib import Path

MEDIAN_BODY, LONGEST_BODY, LONGEST_FILE, MOST_ARGUMENTS = 10, 60, 400, 8
Function = ast.FunctionDef | ast.AsyncFunctionDef


def body_lines(function: Function) -> int:
    """Lines of a function's body without its docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def arguments(function: Function) -> int:
    """How many arguments a function takes, self and cls not counted."""
    a = function.args
    names = [x.arg for x in (*a.posonlyargs, *a.args, *a.kwonlyargs)]
    return len([n for n in names if n not in {"self", "cls"}])


def functions(path: Path) -> Iterator[Function]:
    """Every function in a file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, Function):
            yield node


def faults(root: Path) -> Iterator[str]:
    """One line for every budget exceeded under a folder."""
    bodies = []
    for path in sorted(root.rglob("*.py")):
        lines = path.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST_FILE:
            yield f"{path}: {lines} lines, at most {LONGEST_FILE}"
        for f in functions(path):
            bodies.append(body_lines(f))
            if bodies[-1] > LONGEST_BODY:
                yield f"{path}:{f.lineno} {f.name}: a body of {bodies[-1]} lines, at most {LONGEST_BODY}"
            if arguments(f) > MOST_ARGUMENTS:
                yield f"{path}:{f.lineno} {f.name}: {arguments(f)} arguments, at most {MOST_ARGUMENTS}"
    median = statistics.median(bodies)
    if median > MEDIAN_BODY:
        yield f"{root}: the median body has {median} lines, at most {MEDIAN_BODY}"
    print(f"budgets: {len(bodies)} functions, median body {median:g}, longest {max(bodies)}")


if __name__ == "__main__":
    found = list(faults(Path("src")))
    print("\n".join(found))
    sys.exit(1 if found else 0)
