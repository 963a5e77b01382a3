"""The stream that makes an archive again: its facts, one a line of JSON, and back. docs/schema/archive.schema.json.

    {"record": "archive", "form": 1}                 the first line
    evidence, document, taking, reading, standing    for each document, in the order in which they were added
    judgement, withdrawal
    {"record": "end", "records": 7}                  the last line: how many stand between

What a record refers to stands before it. Derived things (launches, the full-text index) are not in it.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from trackside.archive import judging
from trackside.archive.convert import (
    claim_from_plain,
    document_from_plain,
    history_from_plain,
    mention_from_plain,
    plain_claim,
    plain_document,
    plain_history,
    plain_mention,
    plain_reaction,
    reaction_from_plain,
)
from trackside.archive.fact import (
    Evidence,
    Fact,
    Filed,
    Judged,
    Noted,
    Spoilt,
    Standing,
    Taking,
    Withdrawn,
)
from trackside.archive.judging import ruled_from_plain
from trackside.archive.plain import (
    Plain,
    dumped,
    moment_from_plain,
    part,
    parts,
    plain_moment,
    word,
    words,
)
from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.record import (
    Judgement,
    Ruling,
    Withdrawal,
)

# The form of the stream; a reader refuses a newer one.
FORM = 1


def record_of(fact: Fact) -> Plain:
    """A fact as a record of the stream."""
    writers: Mapping[type, tuple[str, Callable[..., Plain]]] = {
        Evidence: ("evidence", _plain_evidence),
        Taking: ("taking", _plain_taking),
        Filed: ("document", _plain_filed),
        Noted: ("reading", _plain_noted),
        Standing: ("standing", _plain_standing),
        Judged: ("judgement", _plain_judged),
        Withdrawn: ("withdrawal", _plain_withdrawn),
    }
    name, plain = writers[type(fact)]
    return {"record": name, **plain(fact)}


def fact_of(record: Mapping[str, object]) -> Fact:
    """The fact of a record.

    Raises
    ------
    BadInput
        For an unknown record, a part that is missing or of another kind, an id that its content does not make, bytes
        that do not have their SHA-256.
    """
    name = word(record, "record")
    if name not in _READERS:
        raise BadInput(name, "is no record of an archive's stream", f"known are {', '.join(_READERS)}")
    return _READERS[name](record)


def write_stream(facts: Iterable[Fact]) -> Iterator[str]:
    """The lines of a stream, each with its line end; the same facts always give the same characters."""
    count = 0
    yield dumped({"record": "archive", "form": FORM}) + "\n"
    for fact in facts:
        count += 1
        yield dumped(record_of(fact)) + "\n"
    yield dumped({"record": "end", "records": count}) + "\n"


def read_stream(lines: Iterable[str], name: str) -> Iterator[Fact | Spoilt]:
    """The facts of a stream in their order; a line that is none is told and passed over, so is an early end.

    Raises
    ------
    BadInput
        When the first line is not that of a stream, or of a newer form than is known here.
    """
    numbered = enumerate(lines, 1)
    _check_first(next(numbered, (0, ""))[1], name)
    count = 0
    for number, line in numbered:
        record = _record(line)
        if record is not None and record.get("record") == "end":
            if record.get("records") != count:
                yield Spoilt(number, f"{count:,} records stand before the end, {record.get('records')} were written")
            return
        count += 1
        yield Spoilt(number, "is no line of JSON with an object in it") if record is None else _told(record, number)
    yield Spoilt(count + 1, "the stream breaks off: its last line, the record `end`, is missing")


def _told(record: Plain, number: int) -> Fact | Spoilt:
    try:
        return fact_of(record)
    except BadInput as fault:
        return Spoilt(number, str(fault))
    except OverflowError:
        return Spoilt(number, "holds a time beyond the calendar")


def _check_first(line: str, name: str) -> None:
    record = _record(line)
    if record is None or record.get("record") != "archive":
        raise BadInput(
            name, "is no stream of an archive", "make one with `trackside archive export FILE.jsonl`; or `archive add`"
        )
    if record.get("form") != FORM:
        raise BadInput(name, f"is of form {record.get('form')}, this version knows {FORM}", "update Trackside")


def _record(line: str) -> Plain | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def judgement_from_plain(plain: Mapping[str, object]) -> Judgement:
    """The judgement of a plain form."""
    told = word(plain, "ruling")
    if told not in list(Ruling):
        raise BadInput(told, "is no ruling", f"use one of {', '.join(Ruling)}")
    made = Judgement(
        Ruling(told),
        tuple(words(plain, "subjects")),
        word(plain, "by"),
        _moment(plain, "when"),
        word(plain, "reason"),
        ruled_from_plain(part(plain, "value")) if "value" in plain else None,
    )
    return _same_id(made, plain)


def _plain_evidence(fact: Evidence) -> Plain:
    return {"sha256": fact.sha256, "bytes": base64.b64encode(fact.raw).decode("ascii")}


def _evidence(record: Mapping[str, object]) -> Evidence:
    try:
        raw = base64.b64decode(word(record, "bytes"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadInput(word(record, "sha256"), "its bytes are not in base64", "the stream is damaged") from error
    return Evidence(word(record, "sha256"), raw)


def _plain_taking(fact: Taking) -> Plain:
    taken = {"document": fact.document_id, "sha256": fact.sha256, "source": fact.source}
    return {**taken, **_plain_where(fact)}


def _taking(record: Mapping[str, object]) -> Taking:
    return Taking(word(record, "document"), word(record, "sha256"), word(record, "source"), *_where(record))


def _plain_filed(fact: Filed) -> Plain:
    return {**plain_document(fact.document, with_text=True), **_plain_where(fact)}


def _filed(record: Mapping[str, object]) -> Filed:
    return Filed(document_from_plain(record), *_where(record))


def _plain_where(fact: Filed | Taking) -> Plain:
    return {"address": fact.address, "content_type": fact.content_type, "taken": _plain_time(fact.taken)}


def _where(record: Mapping[str, object]) -> tuple[str, str, Moment]:
    return word(record, "address"), word(record, "content_type"), _time(record, "taken")


def _plain_noted(fact: Noted) -> Plain:
    return {
        "id": fact.id,
        "document": fact.document_id,
        "mentions": [plain_mention(m) for m in fact.mentions],
        "claims": [plain_claim(c) for c in fact.claims],
        "reactions": [plain_reaction(r) for r in fact.reactions],
        "history": [plain_history(h) for h in fact.history],
    }


def _noted(record: Mapping[str, object]) -> Noted:
    return Noted(
        word(record, "id"),
        word(record, "document"),
        tuple(mention_from_plain(p) for p in parts(record, "mentions")),
        tuple(claim_from_plain(p) for p in parts(record, "claims")),
        tuple(reaction_from_plain(p) for p in parts(record, "reactions")),
        tuple(history_from_plain(p) for p in parts(record, "history")),
    )


def _plain_standing(fact: Standing) -> Plain:
    since = _plain_time(fact.since)
    return {"document": fact.document_id, "reading": fact.reading_id, "because": fact.because, "since": since}


def _standing(record: Mapping[str, object]) -> Standing:
    reading = None if record.get("reading") is None else word(record, "reading")
    return Standing(word(record, "document"), reading, word(record, "because"), _time(record, "since"))


def _plain_judged(fact: Judged) -> Plain:
    return {**judging.plain(fact.judgement), "added": _plain_time(fact.added)}


def _judged(record: Mapping[str, object]) -> Judged:
    return Judged(judgement_from_plain(record), _time(record, "added"))


def _plain_withdrawn(fact: Withdrawn) -> Plain:
    w = fact.withdrawal
    told = {"judgement": w.judgement_id, "by": w.by, "when": plain_moment(w.when), "reason": w.reason}
    return {**told, "added": _plain_time(fact.added)}


def _withdrawn(record: Mapping[str, object]) -> Withdrawn:
    signed = word(record, "by"), _moment(record, "when"), word(record, "reason")
    return Withdrawn(Withdrawal(word(record, "judgement"), *signed), _time(record, "added"))


def _plain_time(time: Moment) -> object:
    return plain_moment(time)["earliest"]


def _time(record: Mapping[str, object], key: str) -> Moment:
    told = word(record, key)
    return moment_from_plain({"earliest": told, "latest": told, "zone": "UTC"})


def _moment(record: Mapping[str, object], key: str) -> Moment:
    return moment_from_plain(part(record, key))


def _same_id(judgement: Judgement, plain: Mapping[str, object]) -> Judgement:
    if plain.get("id") not in (None, judgement.id):
        unfit = f"does not fit its content, which makes {judgement.id}"
        raise BadInput(str(plain["id"]), unfit, "the record was changed or damaged")
    return judgement


_READERS: Mapping[str, Callable[[Mapping[str, object]], Fact]] = {
    "evidence": _evidence,
    "document": _filed,
    "taking": _taking,
    "reading": _noted,
    "standing": _standing,
    "judgement": _judged,
    "withdrawal": _withdrawn,
}
