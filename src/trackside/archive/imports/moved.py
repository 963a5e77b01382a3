"""A reading of some words of a document, told of the whole document."""

from __future__ import annotations

from dataclasses import replace

from trackside.record import NARRATOR, Document, Quote, Reading, Source


def moved(reading: Reading, document: Document, by: int, *, narrator: Source = NARRATOR) -> Reading:
    """What was read in ``document.text[by:]``, or a part that begins there, with the ids and offsets of the whole.

    Parameters
    ----------
    reading : Reading
        Of a document that is a part of the whole.
    document : Document
        The whole.
    by : int
        Where in the whole the part begins.
    narrator : Source
        Who speaks where the part speaks on its own account.
    """

    def at(words: Quote) -> Quote:
        return Quote(document.id, words.start + by, words.end + by, words.exact)

    def who(source: Source) -> Source:
        return narrator if source == NARRATOR else source

    mentions = {m.id: replace(m, document_id=document.id) for m in reading.mentions}
    ids = {old: new.id for old, new in mentions.items()}
    return Reading(
        document,
        tuple(mentions.values()),
        tuple(
            replace(c, mention_id=ids[c.mention_id], speaker=who(c.speaker), quote=at(c.quote)) for c in reading.claims
        ),
        tuple(
            replace(r, mention_id=ids[r.mention_id], actor=who(r.actor), quote=at(r.quote)) for r in reading.reactions
        ),
        tuple(replace(h, mention_id=ids[h.mention_id], quote=at(h.quote)) for h in reading.history),
    )
