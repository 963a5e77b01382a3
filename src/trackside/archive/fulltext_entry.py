"""`Entry`: a document as the full-text index takes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True, slots=True)
class Entry:
    """What is indexed of a document: its number, its tokens in order, its different Latin words whole, its facets."""

    document: int
    tokens: Sequence[str]
    forms: Sequence[str]
    facets: Sequence[str]
