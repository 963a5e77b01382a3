"""Nouns as rows of the archive's tables and back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import TypeVar

import sqlalchemy as sa

from trackside.archive.convert import plain_reading
from trackside.archive.plain import (
    Plain,
    dumped,
    moment_from_plain,
    parts,
    plain_moment,
    value_from_plain,
)
from trackside.errors import BadArchive
from trackside.measure import Estimate
from trackside.moment import Moment
from trackside.record import Claim, Document, HistoryStatement, Mention, Modality, Quote, Reaction, Reading, Source

# A row as it goes in, and one as it comes out; what a column holds is the schema's to say.
Row = Mapping[str, object]
Out = sa.RowMapping
_Noun = TypeVar("_Noun", Document, Mention, Claim, Reaction, HistoryStatement)

# Where a claim's plain form has its value, and what that would lose by itself.
_VALUE = ("value", "zone", "exact")
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def rows_of(reading: Reading, plain: Plain | None = None) -> dict[str, list[Row]]:
    """The rows of everything that was read in one document, by table; each lacks the reading's number.

    `plain` is the reading's plain form, where it is made already: it holds what a claim's row has of its value.
    """
    claims = parts(plain or plain_reading(reading), "claims")
    values = [dumped({key: p[key] for key in _VALUE if key in p}) for p in claims]
    return {
        "mentions": [{"place": n, **_mention_row(m)} for n, m in enumerate(reading.mentions)],
        "claims": [{"place": n, **_claim_row(c, values[n])} for n, c in enumerate(reading.claims)],
        "reactions": [{"place": n, **_reaction_row(r)} for n, r in enumerate(reading.reactions)],
        "history": [{"place": n, **_history_row(h)} for n, h in enumerate(reading.history)],
    }


def seconds(time: dt.datetime) -> float:
    """Seconds since 1970 began in UTC."""
    return (time - _EPOCH).total_seconds()


def document_of(row: Out) -> Document:
    """The document of a row."""
    published = dt.date.fromisoformat(row["published"]) if row["published"] else None
    document = Document(
        row["source"],
        row["text"],
        title=row["title"],
        published=published,
        language=row["language"],
        sha256=row["sha256"],
        title_end=row["title_end"],
    )
    return checked(document, row)


def mention_of(row: Out, document_id: str) -> Mention:
    """The mention of a row."""
    words = (row["site"], row["system"], row["kind"], row["platform"])
    when = _moment(row["date"])
    return checked(Mention(document_id, row["ordinal"], row["country"], when, bool(row["main"]), *words), row)


def claim_of(row: Out, document_id: str) -> Claim:
    """The claim of a row."""
    value = value_from_plain({"attribute": row["attribute"], **json.loads(row["value"])})
    speaker, modality = Source(row["speaker"], row["speaker_country"]), Modality(row["modality"])
    quote = _quote(row, document_id)
    return checked(Claim(row["mention_id"], row["attribute"], value, speaker, modality, quote, row["doubt"]), row)


def reaction_of(row: Out, document_id: str) -> Reaction:
    """The reaction of a row."""
    actor = Source(row["actor"], row["actor_country"])
    return checked(Reaction(row["mention_id"], actor, row["stance"], _quote(row, document_id)), row)


def history_of(row: Out, document_id: str) -> HistoryStatement:
    """The statement about history of a row."""
    return checked(
        HistoryStatement(row["mention_id"], row["kind"], _moment(row["since"]), _quote(row, document_id)), row
    )


def checked(noun: _Noun, row: Out) -> _Noun:
    """The noun, when its content still makes the id it was stored under."""
    if noun.id != row["id"]:
        raise BadArchive(str(row["id"]), "does not fit its content any more", "the archive is damaged; restore a copy")
    return noun


def _mention_row(m: Mention) -> Row:
    ends = (seconds(m.date.earliest), seconds(m.date.latest)) if m.date else (None, None)
    return {
        "id": m.id,
        "ordinal": m.ordinal,
        "country": m.country,
        "date": _moment_text(m.date),
        "earliest": ends[0],
        "latest": ends[1],
        "main": m.main,
        "site": m.site,
        "system": m.system,
        "kind": m.kind,
        "platform": m.platform,
    }


def _claim_row(c: Claim, value: str) -> Row:
    return {
        "id": c.id,
        "mention_id": c.mention_id,
        "attribute": c.attribute,
        "value": value,
        "best": c.value.best if isinstance(c.value, Estimate) else None,
        "speaker": c.speaker.name,
        "speaker_country": c.speaker.country,
        "modality": c.modality.value,
        **_span(c.quote),
        "doubt": c.doubt,
    }


def _reaction_row(r: Reaction) -> Row:
    actor = {"actor": r.actor.name, "actor_country": r.actor.country}
    return {"id": r.id, "mention_id": r.mention_id, **actor, "stance": r.stance, **_span(r.quote)}


def _history_row(h: HistoryStatement) -> Row:
    return {
        "id": h.id,
        "mention_id": h.mention_id,
        "kind": h.kind,
        "since": _moment_text(h.since),
        **_span(h.quote),
    }


def _span(quote: Quote) -> Row:
    return {"quote_start": quote.start, "quote_end": quote.end, "quote": quote.exact}


def _quote(row: Out, document_id: str) -> Quote:
    return Quote(document_id, row["quote_start"], row["quote_end"], row["quote"])


def _moment_text(moment: Moment | None) -> str | None:
    return dumped(plain_moment(moment)) if moment else None


def _moment(text: str | None) -> Moment | None:
    found: Plain | None = json.loads(text) if text else None
    return moment_from_plain(found) if found else None
