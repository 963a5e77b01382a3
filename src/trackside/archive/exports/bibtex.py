"""BibTeX in the form of biblatex: UTF-8, special characters of LaTeX escaped, capitals kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from trackside.archive.exports.citation import Citation, citations
from trackside.archive.exports.selection import Selection

# Braces by their names: BibTeX counts braces also behind a backslash, and one alone would end the entry.
_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{c: f"\\{c}" for c in "#$%&_"},
    }
)
# An address stands as it is, without what would unbalance the entry (RFC 3986, section 2.1).
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20"})


def write(path: Path, selection: Selection) -> None:
    """One entry for each value, or for each document."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{_entry(c)}\n" for c in citations(selection))


def escaped(text: str) -> str:
    """A text as LaTeX sets it letter by letter."""
    return text.translate(_ESCAPED)


def _entry(c: Citation) -> str:
    fields = ",\n".join(f"  {name} = {{{value}}}" for name, value in _fields(c))
    return f"@{'online' if c.address else 'misc'}{{{c.key},\n{fields}\n}}\n"


def _fields(c: Citation) -> Iterator[tuple[str, str]]:
    # Double braces keep capitals, and keep an outlet from being taken for a person with a first name.
    yield "title", f"{{{escaped(c.title)}}}"
    if c.outlet:
        yield "author", f"{{{escaped(c.outlet)}}}"
    if c.published:
        yield "date", c.published.isoformat()
    if c.address:
        yield "url", c.address.translate(_IN_ADDRESS)
    if c.table:
        yield "howpublished", escaped(c.table)
    yield "urldate", c.taken.isoformat()
    yield "note", escaped(c.note)
    yield "keywords", c.launch
