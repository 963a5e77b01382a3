"""The stream's records: every fact there and back, every damaged line told with its number, the schema held."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import schema
from tests.archive.nouns import claims, documents, few, histories, mentions, moments, reactions, sample, spelled, words
from tests.archive.nouns import values as values_of
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
from trackside.archive.stream import fact_of, read_stream, record_of, write_stream
from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.record import Judgement, Ruling, Withdrawal, digest

SCHEMA = schema.load("archive")
# Parts of readings are the same in both schemas; tests/schema.py looks names up in one.
SCHEMA["$defs"] = {**schema.load("read")["$defs"], **SCHEMA["$defs"]}
instants = st.builds(lambda m: Moment(m.earliest, m.earliest, "UTC"), moments)


@st.composite
def judgements(draw: st.DrawFn) -> Judgement:
    ruling = draw(st.sampled_from(Ruling))
    count = 1 if ruling is Ruling.CORRECT else 2
    subjects = tuple(draw(st.lists(words, min_size=count, max_size=count, unique=True)))
    value = draw(values_of(draw(st.sampled_from(["range", "launch_time", "site"])))) if count == 1 else None
    return Judgement(ruling, subjects, draw(spelled), draw(moments), draw(spelled), value)


facts: st.SearchStrategy[Fact] = st.one_of(
    st.builds(lambda raw: Evidence(digest(raw), raw), st.binary(max_size=50)),
    st.builds(Taking, words, words, words, words, words, instants),
    st.builds(Filed, documents, words, words, instants),
    st.builds(Noted, words, words, few(mentions), few(claims()), few(reactions), few(histories)),
    st.builds(Standing, words, st.none() | words, words, instants),
    st.builds(Judged, judgements(), instants),
    st.builds(Withdrawn, st.builds(Withdrawal, spelled, spelled, moments, spelled), instants),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=150)
@given(st.lists(facts, max_size=4))
def test_every_fact_comes_back_and_writes_the_same_lines_again(given: list[Fact]) -> None:
    lines = list(write_stream(given))
    back = list(read_stream(lines, "test.jsonl"))
    assert back == given
    assert list(write_stream(b for b in back if not isinstance(b, Spoilt))) == lines


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(facts)
def test_every_record_fits_the_schema(given: Fact) -> None:
    record = json.loads(json.dumps(record_of(given)))
    known = SCHEMA["$defs"][record["record"]]
    found = schema.faults(record, known, SCHEMA)
    # Names of nouns are anything here; in an archive they are ids.
    assert [f for f in found if "does not fit" not in f] == []


def test_the_first_and_last_line_fit_the_schema() -> None:
    first, last = (json.loads(line) for line in write_stream(()))
    assert schema.faults(first, SCHEMA["$defs"]["archive"], SCHEMA) == []
    assert schema.faults(last, SCHEMA["$defs"]["end"], SCHEMA) == []


def lines_of_one() -> list[str]:
    intake, document, reading = sample()
    held: tuple[Fact, ...] = (
        Evidence(intake.sha256, intake.raw),
        Filed(document, intake.address, "", intake.taken),
        Noted("reading-1", document.id, reading.mentions, reading.claims, reading.reactions, reading.history),
    )
    return list(write_stream(held))


@pytest.mark.parametrize(
    ("line", "before", "after", "told"),
    [
        (1, '"bytes":"', '"bytes":"AAAA', "is not the SHA-256 of its bytes"),
        (1, '"bytes":"', '"bytes":"*', "not in base64"),
        (1, '"record":"evidence"', '"record":"proof"', "proof: is no record of an archive's stream"),
        (1, '"record":"evidence"', '"record":7', "a string was wanted"),
        (2, "Report 0.", "Report 1.", "does not fit its content"),
        (2, '"taken":"2026-03-01', '"taken":"2026-13-01', "is no time"),
        (2, '"taken":"2026-03-01T12:30:15.250000Z', '"taken":"0001-01-01T00:00:00+14:00', "beyond the calendar"),
        (3, '"range"', '"reach"', "a string was wanted"),
        (3, '"best":450000.0', '"best":1e999', "low <= best <= high"),
        (3, '"modality":"asserted"', '"modality":"sworn"', "is no modality"),
        (3, "{", "[", "no line of JSON"),
    ],
)
def test_a_damaged_line_is_told_and_the_others_come_in(line: int, before: str, after: str, told: str) -> None:
    lines = lines_of_one()
    assert before in lines[line]
    lines[line] = lines[line].replace(before, after, 1)
    back = list(read_stream(lines, "test.jsonl"))
    assert len(back) == 3
    (spoilt,) = (b for b in back if isinstance(b, Spoilt))
    assert spoilt.line == line + 1
    assert told in spoilt.because
    assert "\n" not in spoilt.because


def test_a_stream_that_breaks_off_or_lost_a_line_is_told() -> None:
    lines = lines_of_one()
    assert isinstance(list(read_stream(lines[:-1], "x"))[-1], Spoilt)
    assert list(read_stream([*lines[:2], *lines[3:]], "x"))[-1] == Spoilt(
        4, "2 records stand before the end, 3 were written"
    )


@pytest.mark.parametrize(
    ("first", "told"),
    [("", "is no stream"), ('{"text": "x"}', "is no stream"), ("[1]", "is no stream"),
     ('{"record":"archive","form":2}', "is of form 2, this version knows 1; update Trackside")],
)  # fmt: skip
def test_what_is_no_stream_is_refused(first: str, told: str) -> None:
    with pytest.raises(BadInput, match=told):
        list(read_stream([first] if first else [], "x.jsonl"))


def test_a_withdrawn_mark_is_no_part_of_a_judgement_record() -> None:
    """A withdrawal is a fact of its own; a judgement's record is the same before and after it."""
    judged = Judgement(Ruling.DISCARD, ("claim-1",), "A. Reader", sample()[0].taken, "a slip")
    gone = Judgement(Ruling.DISCARD, ("claim-1",), "A. Reader", sample()[0].taken, "a slip", withdrawn=True)
    assert record_of(Judged(judged, judged.when)) == record_of(Judged(gone, gone.when))
    assert fact_of(record_of(Judged(gone, gone.when))) == Judged(judged, judged.when)
