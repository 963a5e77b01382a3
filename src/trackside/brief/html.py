"""The page as one self-contained HTML file: no script, no request to anywhere, everything from outside escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Final

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from trackside.assess import Assessment
from trackside.brief import vocabulary
from trackside.brief.compose import compose
from trackside.brief.page import Figure, Page, Piece
from trackside.brief.room import ROOMS
from trackside.earth.land import Land
from trackside.moment import Moment

# A page larger than this does not travel by mail everywhere; what is shown is limited so that it stays below.
MOST_BYTES: Final = 1_500_000
_MARK, _AGAIN = Markup('<mark id="{}">'), Markup('<mark class="on" data-of="{}">')
_TEMPLATES = ("page.html.jinja", "launch.html.jinja", "parts.html.jinja", "sources.html.jinja")


def briefing(assessments: Sequence[Assessment], land: Land, *, made: Moment, version: str) -> bytes:
    """One self-contained HTML page, UTF-8, that opens offline and needs no script.

    Parameters
    ----------
    assessments : sequence of Assessment
        All launches found, in the order to show them; those only told of as background come last by themselves.
    land : Land
        Outlines of countries for the maps.
    made : Moment
        When the page is made.
    version : str
        The version of the program that makes it.
    """
    raw = b""
    for room in ROOMS:
        raw = _written(compose(assessments, land, made=made, version=version, room=room))
        if len(raw) <= MOST_BYTES:
            break
    return raw


def _written(page: Page) -> bytes:
    style = (files("trackside.brief") / "templates" / "style.css").read_text(encoding="utf-8")
    # The style sheet and the figures are our own markup; every text in them is escaped where they are made.
    text = _environment().get_template("page.html.jinja").render(page=page, style=Markup(style))  # noqa: S704
    return text.encode("utf-8", errors="replace")


def _drawn(figure: Figure) -> Markup:
    return Markup(figure.svg)  # noqa: S704


def _marked(pieces: Sequence[Piece]) -> Markup:
    """Source text as HTML: marks with ids, numbers that lead back to the tables, gaps told."""
    return Markup("").join(_piece(p) for p in pieces)


def _piece(p: Piece) -> Markup:
    if p.gap:
        return Markup('<span class="gap">[… {} characters left out …]</span>').format(f"{p.gap:,}")
    opens = Markup("").join((_AGAIN if again else _MARK).format(mark) for mark, again in p.opens)
    back = Markup("").join(
        Markup('<a class="back" href="#{}" aria-label="back to claim {}">{}</a>').format(href, n, n)
        for href, n in sorted(p.back, key=lambda b: int(b[1]))
    )
    return opens + p.text + Markup("</mark>") * p.closes + back


def _unbroken(text: str) -> Markup:
    """A headline whose short hyphenated names (Hwasong-17) are not broken across lines."""
    held = [
        Markup('<span class="nb">{}</span>').format(w) if "-" in w and len(w) < 20 else escape(w) for w in text.split()
    ]
    return Markup(" ").join(held)


@cache
def _environment() -> Environment:
    folder = files("trackside.brief") / "templates"
    environment = Environment(
        loader=DictLoader({name: (folder / name).read_text(encoding="utf-8") for name in _TEMPLATES}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(drawn=_drawn, marked=_marked, unbroken=_unbroken, capital=vocabulary.capital)
    environment.globals["term"] = vocabulary.term
    environment.globals["tables"] = vocabulary.tables()
    return environment
