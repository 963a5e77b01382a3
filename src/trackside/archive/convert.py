"""Nouns as plain JSON parts and back, exactly: the public form of ``trackside read --json``, and launches.

The public form is docs/schema/read.schema.json. What that form by itself would lose is kept under keys of its own
(``zone``, ``exact``, ``main``, ``sha256``, ``text`` ...), so that there and back gives equal nouns with the same ids.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TypeVar

from trackside.archive.plain import (
    Plain,
    date_extras,
    date_from_plain,
    flag,
    parts,
    plain_date,
    plain_value,
    value_extras,
    value_from_plain,
    whole,
    word,
    words,
)
from trackside.errors import BadInput
from trackside.record import (
    Claim,
    Document,
    Finding,
    HistoryStatement,
    Launch,
    Mention,
    Modality,
    Position,
    Quote,
    Reaction,
    Reading,
    Source,
)

_Noun = TypeVar("_Noun", Document, Mention, Claim, Reaction, HistoryStatement, Launch)


def plain_readings(readings: Iterable[Reading], *, with_text: bool = False) -> Plain:
    """Readings as the one JSON document of ``trackside read --json``; with the texts where they must come back."""
    return {"documents": [plain_reading(r, with_text=with_text) for r in readings]}


def readings_from_plain(plain: Mapping[str, object]) -> tuple[Reading, ...]:
    """The readings of a plain form that was made with the texts."""
    return tuple(reading_from_plain(p) for p in parts(plain, "documents"))


def plain_reading(reading: Reading, *, with_text: bool = False) -> Plain:
    """One document with all that was read in it."""
    return {
        **plain_document(reading.document, with_text=with_text),
        "mentions": [plain_mention(m) for m in reading.mentions],
        "claims": [plain_claim(c) for c in reading.claims],
        "reactions": [plain_reaction(r) for r in reading.reactions],
        "history": [plain_history(h) for h in reading.history],
    }


def reading_from_plain(plain: Mapping[str, object]) -> Reading:
    """The reading of a plain form that holds its text."""
    return Reading(
        document_from_plain(plain),
        tuple(mention_from_plain(p) for p in parts(plain, "mentions")),
        tuple(claim_from_plain(p) for p in parts(plain, "claims")),
        tuple(reaction_from_plain(p) for p in parts(plain, "reactions")),
        tuple(history_from_plain(p) for p in parts(plain, "history")),
    )


def plain_document(document: Document, *, with_text: bool = False) -> Plain:
    """A document without what was read in it."""
    return {
        "id": document.id,
        "source": document.source,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "language": document.language,
        "sha256": document.sha256,
        "title_end": document.title_end,
        **({"text": document.text} if with_text else {}),
    }


def document_from_plain(plain: Mapping[str, object]) -> Document:
    """The document of a plain form that holds its text."""
    told = plain.get("published")
    try:
        published = dt.date.fromisoformat(word(plain, "published")) if told is not None else None
    except ValueError as error:
        raise BadInput(str(told), "is no day of publication", "write it as 2022-03-24 or null") from error
    document = Document(
        word(plain, "source"),
        word(plain, "text"),
        title=word(plain, "title", ""),
        published=published,
        language=word(plain, "language", "en"),
        sha256=word(plain, "sha256", ""),
        title_end=whole(plain, "title_end", 0),
    )
    return _same_id(document, plain)


def plain_mention(mention: Mention) -> Plain:
    """A mention."""
    return {
        "id": mention.id,
        "document": mention.document_id,
        "ordinal": mention.ordinal,
        "country": mention.country,
        "date": plain_date(mention.date),
        "main": mention.main,
        "site": mention.site,
        "system": mention.system,
        "kind": mention.kind,
        "platform": mention.platform,
        **date_extras(mention.date),
    }


def mention_from_plain(plain: Mapping[str, object]) -> Mention:
    """The mention of a plain form."""
    site, system, kind, platform = (word(plain, key, "") for key in ("site", "system", "kind", "platform"))
    mention = Mention(
        word(plain, "document"),
        whole(plain, "ordinal"),
        word(plain, "country"),
        date_from_plain(plain, "date"),
        flag(plain, "main", otherwise=False),
        site,
        system,
        kind=kind,
        platform=platform,
    )
    return _same_id(mention, plain)


def plain_claim(claim: Claim) -> Plain:
    """A claim; ``doubt`` only where there is one."""
    return {
        "id": claim.id,
        "mention": claim.mention_id,
        "attribute": claim.attribute,
        "value": plain_value(claim.value, claim.attribute),
        **_source_plain("speaker", claim.speaker),
        "modality": claim.modality.value,
        **_quote_plain(claim.quote),
        **({"doubt": claim.doubt} if claim.doubt else {}),
        **value_extras(claim.value, claim.attribute),
    }


def claim_from_plain(plain: Mapping[str, object]) -> Claim:
    """The claim of a plain form."""
    claim = Claim(
        word(plain, "mention"),
        word(plain, "attribute"),
        value_from_plain(plain),
        _source(plain, "speaker"),
        _modality(word(plain, "modality")),
        _quote(plain),
        word(plain, "doubt", ""),
    )
    return _same_id(claim, plain)


def plain_reaction(reaction: Reaction) -> Plain:
    """A reaction."""
    actor = _source_plain("actor", reaction.actor)
    about = {"id": reaction.id, "mention": reaction.mention_id}
    return {**about, **actor, "stance": reaction.stance, **_quote_plain(reaction.quote)}


def reaction_from_plain(plain: Mapping[str, object]) -> Reaction:
    """The reaction of a plain form."""
    actor, stance = _source(plain, "actor"), word(plain, "stance")
    return _same_id(Reaction(word(plain, "mention"), actor, stance, _quote(plain)), plain)


def plain_history(statement: HistoryStatement) -> Plain:
    """A statement about history."""
    return {
        "id": statement.id,
        "mention": statement.mention_id,
        "kind": statement.kind,
        "since": plain_date(statement.since),
        **_quote_plain(statement.quote),
        **date_extras(statement.since),
    }


def history_from_plain(plain: Mapping[str, object]) -> HistoryStatement:
    """The statement about history of a plain form."""
    since = date_from_plain(plain, "since")
    return _same_id(HistoryStatement(word(plain, "mention"), word(plain, "kind"), since, _quote(plain)), plain)


def plain_finding(finding: Finding) -> Plain:
    """A finding; its claims by their ids."""
    positions = [
        {
            "value": plain_value(p.value, finding.attribute),
            "claims": [c.id for c in p.claims],
            "voices": list(p.voices),
            **value_extras(p.value, finding.attribute),
        }
        for p in finding.positions
    ]
    return {"attribute": finding.attribute, "agreed": finding.agreed, "positions": positions}


def finding_from_plain(plain: Mapping[str, object], claims: Mapping[str, Claim]) -> Finding:
    """The finding of a plain form, with its claims out of those given by id."""
    attribute = word(plain, "attribute")
    positions = (
        Position(
            value_from_plain({**p, "attribute": attribute}),
            tuple(_known(claims, i) for i in words(p, "claims")),
            tuple(words(p, "voices") if "voices" in p else ()),
        )
        for p in parts(plain, "positions")
    )
    return Finding(attribute, tuple(positions), flag(plain, "agreed"))


def plain_launch(launch: Launch) -> Plain:
    """A launch with all it is made of; every claim once, findings refer to claims by id."""
    claims = {c.id: c for c in launch.claims}
    for cited in (c for f in launch.findings for p in f.positions for c in p.claims):
        _known(claims, cited.id)
    return {
        "id": launch.id,
        "country": launch.country,
        "date": plain_date(launch.date),
        "main": launch.main,
        "mentions": [plain_mention(m) for m in launch.mentions],
        "claims": [plain_claim(c) for c in launch.claims],
        "findings": [plain_finding(f) for f in launch.findings],
        "reactions": [plain_reaction(r) for r in launch.reactions],
        "history": [plain_history(h) for h in launch.history],
        **date_extras(launch.date),
    }


def launch_from_plain(plain: Mapping[str, object]) -> Launch:
    """The launch of a plain form."""
    claims = tuple(claim_from_plain(p) for p in parts(plain, "claims"))
    by_id = {c.id: c for c in claims}
    launch = Launch(
        word(plain, "country"),
        date_from_plain(plain, "date"),
        flag(plain, "main"),
        tuple(mention_from_plain(p) for p in parts(plain, "mentions")),
        claims,
        tuple(finding_from_plain(p, by_id) for p in parts(plain, "findings")),
        reactions=tuple(reaction_from_plain(p) for p in parts(plain, "reactions")),
        history=tuple(history_from_plain(p) for p in parts(plain, "history")),
    )
    return _same_id(launch, plain)


def _source_plain(key: str, source: Source) -> Plain:
    return {key: source.name, **({f"{key}_country": source.country} if source.country else {})}


def _source(plain: Mapping[str, object], key: str) -> Source:
    return Source(word(plain, key), word(plain, f"{key}_country", ""))


def _quote_plain(quote: Quote) -> Plain:
    return {"document": quote.document_id, "start": quote.start, "end": quote.end, "quote": quote.exact}


def _quote(plain: Mapping[str, object]) -> Quote:
    return Quote(word(plain, "document"), whole(plain, "start"), whole(plain, "end"), word(plain, "quote"))


def _known(claims: Mapping[str, Claim], claim_id: str) -> Claim:
    if claim_id not in claims:
        raise BadInput(claim_id, "is cited by a finding, but the launch does not hold this claim")
    return claims[claim_id]


def _modality(given: str) -> Modality:
    try:
        return Modality(given)
    except ValueError as error:
        raise BadInput(given, "is no modality", f"use one of {', '.join(Modality)}") from error


def _same_id(noun: _Noun, plain: Mapping[str, object]) -> _Noun:
    """The noun, when its id is the one it was stored under: other content under an old id is damage."""
    told = plain.get("id")
    if told is not None and told != noun.id:
        raise BadInput(
            str(told), f"does not fit its content, which makes {noun.id}", "the record was changed or damaged"
        )
    return noun
