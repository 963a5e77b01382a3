"""Ids from content: the same content has the same id, whoever adds it and however often."""

from __future__ import annotations

import hashlib
import json

# Made once: json.dumps makes a new encoder at every call that has options.
_CANONICAL = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def content_id(kind: str, *parts: object) -> str:
    """An id such as ``claim-3f9a61c2d07b`` from everything that makes the thing what it is.

    The parts must be strings, numbers, None or nests of lists of these; floats are written in full.
    """
    canonical = _CANONICAL.encode(parts)
    return f"{kind}-{hashlib.sha256(canonical.encode()).hexdigest()[:12]}"


def digest(raw: bytes) -> str:
    """The SHA-256 of bytes as taken in, in hexadecimal."""
    return hashlib.sha256(raw).hexdigest()
