"""`Parts`: what every kind of page is taken apart into."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import final


@final
@dataclass(frozen=True, slots=True)
class Parts:
    """What is read from a page, before it becomes a Document.

    `title_end` is where the title ends when the text begins with it, else 0; `language` is what the page declares.
    """

    text: str
    title: str = ""
    title_end: int = 0
    published: dt.date | None = None
    language: str = ""
