"""There and back between nouns and their plain forms; the public form against its schema and its consumer."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.archive.nouns import (
    claims,
    documents,
    estimates,
    findings,
    histories,
    launch_of,
    launches,
    mentions,
    moments,
    reactions,
    readings,
    sample,
)
from tests.schema import faults, load
from trackside.archive import convert, plain
from trackside.errors import BadInput
from trackside.measure import Estimate
from trackside.moment import Moment, clock, day, days, month
from trackside.record import Claim, Document, Finding, HistoryStatement, Launch, Mention, Reaction, Reading

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
slow = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=50)


def through_json(form: object) -> Any:
    return json.loads(json.dumps(form, ensure_ascii=False, allow_nan=False))


@given(estimates())
def test_estimates_come_back(estimate: Estimate) -> None:
    assert plain.estimate_from_plain(through_json(plain.plain_estimate(estimate))) == estimate


@given(moments)
def test_moments_come_back(moment: Moment) -> None:
    assert plain.moment_from_plain(through_json(plain.plain_moment(moment))) == moment


@given(moments)
def test_dates_come_back(moment: Moment) -> None:
    form = through_json({"date": plain.plain_date(moment), **plain.date_extras(moment)})
    assert plain.date_from_plain(form, "date") == moment


@given(documents)
def test_documents_come_back(document: Document) -> None:
    back = convert.document_from_plain(through_json(convert.plain_document(document, with_text=True)))
    assert (back, back.id) == (document, document.id)


@given(mentions)
def test_mentions_come_back(mention: Mention) -> None:
    assert convert.mention_from_plain(through_json(convert.plain_mention(mention))) == mention


@given(claims())
def test_claims_come_back(claim: Claim) -> None:
    back = convert.claim_from_plain(through_json(convert.plain_claim(claim)))
    assert (back, back.id) == (claim, claim.id)


@given(reactions)
def test_reactions_come_back(reaction: Reaction) -> None:
    assert convert.reaction_from_plain(through_json(convert.plain_reaction(reaction))) == reaction


@given(histories)
def test_history_statements_come_back(statement: HistoryStatement) -> None:
    assert convert.history_from_plain(through_json(convert.plain_history(statement))) == statement


@given(findings())
def test_findings_come_back(finding: Finding) -> None:
    held = {c.id: c for p in finding.positions for c in p.claims}
    assert convert.finding_from_plain(through_json(convert.plain_finding(finding)), held) == finding


@slow
@given(readings)
def test_readings_come_back(reading: Reading) -> None:
    form = through_json(convert.plain_readings([reading], with_text=True))
    assert convert.readings_from_plain(form) == (reading,)


@slow
@given(launches())
def test_launches_come_back(launch: Launch) -> None:
    back = convert.launch_from_plain(through_json(convert.plain_launch(launch)))
    assert (back, back.id) == (launch, launch.id)


@pytest.mark.parametrize(
    ("moment", "form"),
    [
        (day(dt.date(2022, 3, 24), "Asia/Seoul"), "2022-03-24"),
        (month(2017, 11, "Asia/Seoul"), "2017-11"),
        (days(dt.date(2017, 1, 1), dt.date(2017, 12, 31), "UTC"), "2017"),
        (
            days(dt.date(2021, 9, 11), dt.date(2021, 9, 12), "Asia/Seoul"),
            {"earliest": "2021-09-11", "latest": "2021-09-12"},
        ),
        (days(dt.date(2021, 12, 31), dt.date(2022, 1, 1), "UTC"), {"earliest": "2021-12-31", "latest": "2022-01-01"}),
        # 07:23 in Seoul is still the day before in UTC; the form names the local day.
        (clock(dt.date(2022, 10, 4), dt.time(7, 23), "Asia/Seoul"), "2022-10-04"),
        (None, None),
    ],
)
def test_the_form_of_dates(moment: Moment | None, form: object) -> None:
    assert plain.plain_date(moment) == form


def test_the_form_of_a_launch_time_is_utc_with_z() -> None:
    time = clock(dt.date(2022, 10, 4), dt.time(7, 23), "Asia/Seoul")
    form = plain.plain_value(time, "launch_time")
    assert form == {"earliest": "2022-10-03T22:23:00Z", "latest": "2022-10-03T22:23:59Z"}


def test_a_date_without_its_zone_is_read_in_utc() -> None:
    assert plain.date_from_plain({"date": "2022-03-24"}, "date") == day(dt.date(2022, 3, 24), "UTC")


def test_a_changed_record_is_refused() -> None:
    form = convert.plain_claim(sample()[2].claims[0])
    with pytest.raises(BadInput, match="does not fit its content"):
        convert.claim_from_plain({**form, "modality": "denied"})


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"start": "12"}, "'start' is '12'"),
        ({"mention": None}, "'mention' is None"),
        ({"modality": "certain"}, "no modality"),
        ({"value": {"best": True, "low": 1, "high": 2, "unit": "m"}}, "a number or null was wanted"),
        ({"attribute": "launch_date", "value": "24 March"}, "is no date"),
        ({"attribute": "launch_date", "value": "2022-02-30"}, "no day of the calendar"),
        ({"attribute": "launch_time", "value": {"earliest": "noon", "latest": "noon"}}, "is no time"),
    ],
)
def test_unfit_forms_are_refused_in_words(change: dict[str, object], told: str) -> None:
    form = {k: v for k, v in convert.plain_claim(sample()[2].claims[0]).items() if k != "id"}
    with pytest.raises(BadInput, match=told) as caught:
        convert.claim_from_plain({**form, **change})
    assert "\n" not in str(caught.value)


def test_a_reading_without_its_text_cannot_come_back() -> None:
    with pytest.raises(BadInput, match="'text' is missing"):
        convert.readings_from_plain(convert.plain_readings([sample()[2]]))


def test_a_finding_cites_only_claims_of_its_launch() -> None:
    whole = launch_of(sample()[2])
    torn = Launch(whole.country, whole.date, whole.main, whole.mentions, (), whole.findings)
    with pytest.raises(BadInput, match="does not hold this claim"):
        convert.plain_launch(torn)


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return load("read")


@pytest.mark.parametrize("with_text", [True, False])
def test_the_sample_fits_the_schema(schema: dict[str, Any], with_text: bool) -> None:
    form = through_json(convert.plain_readings([sample()[2], sample(1)[2]], with_text=with_text))
    assert faults(form, schema, schema) == []


@given(moments)
def test_every_moment_fits_the_schema(moment: Moment) -> None:
    root = load("read")
    form = {"date": plain.plain_date(moment), **plain.date_extras(moment)}
    assert faults(form["date"], {"$ref": "#/$defs/date"}, root) == []
    assert faults(form.get("exact"), {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/moment"}]}, root) == []


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("claims", {"modality": "certain"}),
        ("claims", {"value": {"best": 1.0, "unit": "m"}}),
        ("claims", {"start": 1.5}),
        ("claims", {"invented": 1}),
        ("mentions", {"date": "24 March 2022"}),
        ("reactions", {"stance": "shrugs"}),
        ("history", {"quote": None}),
    ],
)
def test_the_schema_refuses_what_does_not_fit(schema: dict[str, Any], part: str, change: dict[str, object]) -> None:
    form = through_json(convert.plain_readings([sample()[2]]))
    form["documents"][0][part][0].update(change)
    assert faults(form, schema, schema)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here")
def test_the_corpus_scorer_understands_the_form(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(CORPUS))
    import corpus  # type: ignore[import-not-found]

    form = through_json(convert.plain_reading(sample()[2]))
    mention, said = form["mentions"][0], {c["attribute"]: c for c in form["claims"]}
    assert corpus.same_launch(mention, {"country": "KP", "date": "2019-10-02"})
    assert corpus.same_value("range", {"best": 450000, "unit": "m"}, said["range"]["value"])
    assert corpus.same_value("launch_time", {"text": "2019-10-01T22:11Z"}, said["launch_time"]["value"])
    assert corpus.same_value("launch_date", {"text": "2019-10-02"}, said["launch_date"]["value"])
    assert corpus.same_value("platform", {"text": "submarine"}, said["platform"]["value"])
    span = {"country": "KP", "date": plain.plain_date(days(dt.date(2021, 9, 11), dt.date(2021, 9, 12), "Asia/Seoul"))}
    assert corpus.same_launch(span, {"country": "KP", "date": "2021-09-11", "date_end": "2021-09-12"})
    sys.modules.pop("corpus", None)
