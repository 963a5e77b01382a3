"""Names and addresses as strangers may see them: no one's folders, no one's password."""

from __future__ import annotations

import re

_ADDRESS = re.compile(r"\s*(?!file:)[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_USER = re.compile(r"//[^/?#]*@")
# An absolute path of POSIX or Windows, a share, a home folder, one that begins where somebody stood.
_ON_DISK = re.compile(r"\s*(?:\.{0,2}[/\\]|~|[a-z]:[/\\]|file:)", re.IGNORECASE)
_FILE = re.compile(r"\.[a-z0-9]{1,8}$", re.IGNORECASE)
_STEPS = re.compile(r"[/\\]")


def shown_source(source: str) -> str:
    """A source as given, but of a path that leads through somebody's folders the last part, and no name and password.

    Where a person keeps files is nobody's business; what he opens an address with neither. What stands behind a ``#``
    (a row of a table, an address within a web archive) stays.
    """
    if _ADDRESS.match(source):
        return _USER.sub("//", source, count=1)
    path, mark, place = source.partition("#")
    if _ADDRESS.match(place):
        place = shown_source(place)
    elif _STEPS.search(place) and not _FILE.search(path):
        # A folder's name may have the sign, too; behind a file's it begins a row.
        path, mark, place = source, "", ""
    if _ON_DISK.match(path) or ".." in _STEPS.split(path):
        path = _STEPS.split(path.rstrip("/\\"))[-1]
    return path + mark + place
