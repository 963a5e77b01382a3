"""`trackside archive find`: documents by their words, with the words around the best match."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from trackside.archive import Archive
from trackside.archive.hit import Found, Hit
from trackside.brief.columns import GAP, visible, wrapped
from trackside.cli.archive_choice import chosen_country, chosen_day
from trackside.cli.common import screen_width, show, show_json
from trackside.earth import load_gazetteer
from trackside.errors import BadInput

NOTHING = "nothing found"


def run_find(asked: argparse.Namespace, archive: Archive) -> int:
    """Show the best hits; finding nothing is an answer too.

    `asked` has ``words`` (a list), ``country``, ``since``, ``until``, ``attribute`` (texts or None), ``limit`` and
    ``json``.
    """
    if asked.limit < 1:
        raise BadInput(f"--limit {asked.limit}", "at least 1 is wanted", "leave it out for 20")
    found = archive.find(
        " ".join(asked.words),
        country=chosen_country(asked.country, load_gazetteer()) if asked.country else "",
        since=chosen_day("--since", asked.since),
        until=chosen_day("--until", asked.until),
        attribute=asked.attribute or "",
        limit=asked.limit,
    )
    if asked.json:
        show_json({"hits": [plain_hit(hit) for hit in found.hits], "total": found.total, "ranked": found.ranked})
    else:
        show("\n".join(_lines(found, screen_width())))
    return 0


def plain_hit(hit: Hit) -> dict[str, object]:
    """A hit as JSON parts; ``marks`` are spans within the snippet's ``text``."""
    s = hit.snippet
    return {
        "document": hit.document,
        "title": hit.title,
        "source": hit.source,
        "published": hit.published.isoformat() if hit.published else None,
        "language": hit.language,
        "snippet": {"text": s.text, "start": s.start, "end": s.end, "marks": [list(mark) for mark in s.marks]},
        "launches": list(hit.launches),
        "score": round(hit.score, 6),
    }


def _lines(found: Found, width: int | None) -> Iterator[str]:
    if not found.hits:
        yield NOTHING
        return
    for hit in found.hits:
        head = (str(hit.published or "no date"), hit.document, hit.title or hit.source)
        yield from map(visible, wrapped(" ".join(head), width, then=GAP))
        if hit.title:
            yield from map(visible, wrapped(hit.source, width, first=GAP, then=GAP * 2))
        yield from map(visible, wrapped(marked(hit), width, first=GAP, then=GAP))
        if hit.launches:
            yield from wrapped(f"tells of {', '.join(hit.launches)}", width, first=GAP, then=GAP * 2)
    if found.total > len(found.hits):
        yield f"{found.total:,} documents in all; see more with --limit"
    if found.total > found.ranked:
        yield f"only the {found.ranked:,} added last were ranked; more words, --since or --country find the others"


def marked(hit: Hit) -> str:
    """The words around the best match, what was looked for in brackets: ``the [missile] flew``."""
    parts, last = [], 0
    for start, end in hit.snippet.marks:
        parts += [hit.snippet.text[last:start], "[", hit.snippet.text[start:end], "]"]
        last = end
    return "".join([*parts, hit.snippet.text[last:]])
