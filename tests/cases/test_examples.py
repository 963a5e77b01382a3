"""Whole real launches, from text to assessment: the announcements that the project ships, and the founding case."""

import datetime as dt
from pathlib import Path

import pytest

from trackside.assess import Assessment
from trackside.desk import Desk
from trackside.library import load_library
from trackside.measure import Estimate, Verdict
from trackside.moment import Moment

EXAMPLES = Path(__file__).parents[2] / "examples"
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk(load_library(), clock=lambda: NOON)


def main_launch(desk: Desk, *names: str) -> Assessment:
    """The one launch that the named examples announce."""
    made = desk.assess(desk.read([str(EXAMPLES / f"{n}.txt") for n in names]))
    (announced,) = [a for a in made if a.launch.main]
    return announced


def held(a: Assessment, attribute: str) -> dict[str, list[float]]:
    """Who holds which numbers of an attribute, in SI."""
    finding = a.launch.finding(attribute)
    by_speaker: dict[str, list[float]] = {}
    for p in finding.positions if finding else ():
        for speaker in p.speakers:
            if isinstance(p.value, Estimate):
                by_speaker.setdefault(speaker, []).append(p.value.best)
    return by_speaker


def words(a: Assessment, attribute: str) -> set[str]:
    """The words held of an attribute by anybody."""
    finding = a.launch.finding(attribute)
    return {str(p.value) for p in finding.positions} if finding else set()


def clocks(a: Assessment) -> set[str]:
    """The launch times held by anybody, in UTC."""
    finding = a.launch.finding("launch_time")
    values = [p.value for p in finding.positions] if finding else []
    return {v.earliest.strftime("%H:%M") for v in values if isinstance(v, Moment)}


SEOUL, KISHI = "South Korea Joint Chiefs of Staff", "Nobuo Kishi"


def test_march_2022_pyongyangs_time_contradicts_its_own_arc_and_tokyos_does_not(desk: Desk) -> None:
    a = main_launch(desk, "2022-03-24_pyongyang", "2022-03-24_tokyo")
    assert (a.launch.country, a.launch.date and a.launch.date.date) == ("KP", "2022-03-24")
    assert held(a, "range") == {"KCNA": [1_090e3], SEOUL: [1_080e3], "Makoto Oniki": [1_100e3]}
    assert held(a, "apogee") == {"KCNA": [6_248.5e3], SEOUL: [6_200e3], "Makoto Oniki": [6_000e3]}
    assert held(a, "flight_time") == {"KCNA": [4_052.0], "Makoto Oniki": [4_260.0]}
    assert clocks(a) == {"05:34"}

    own = {x.speaker: x.check for x in a.examinations if x.check.about == "flight_time" and not x.others}
    assert own["KCNA"].verdict is Verdict.CONTRADICTED
    assert own["Makoto Oniki"].verdict is Verdict.CONSISTENT
    assert "4,052 s" in own["KCNA"].because
    assert "too few" in own["KCNA"].because
    assert own["KCNA"].expected is not None
    assert 4_100 < own["KCNA"].expected.low < 4_260 < own["KCNA"].expected.high < 4_600

    crossed = {(x.speaker, x.others): x.check.verdict for x in a.examinations if x.others}
    assert crossed["Makoto Oniki", ("KCNA",)] is Verdict.CONSISTENT
    assert a.site is not None
    assert a.site.name == "Sunan"
    assert a.aim is not None
    assert 60 < a.aim.azimuth_deg < 80
    assert "inside" in words(a, "eez")
    assert {h.kind for h in a.launch.history} == {"first_since"}
    stances = {(r.actor.name, r.stance) for r in a.launch.reactions}
    assert {("US White House", "condemns"), ("Japan government", "protests"), ("Moon Jae-in", "condemns")} <= stances


def test_september_2021_from_a_train_two_sources_disagree(desk: Desk) -> None:
    a = main_launch(desk, "2021-09-15_rail_pyongyang", "2021-09-15_rail_seoul_tokyo")
    assert (a.launch.country, a.launch.date and a.launch.date.date) == ("KP", "2021-09-15")
    assert held(a, "range") == {"KCNA": [800e3], KISHI: [750e3]}
    assert held(a, "apogee") == {SEOUL: [60e3], KISHI: [50e3]}
    assert clocks(a) == {"03:34", "03:39"}
    assert words(a, "platform") == {"rail"}
    assert {"range", "apogee"} <= {f.attribute for f in a.disagreements}
    count = a.launch.finding("missile_count")
    assert count is not None
    assert {p.value.best for p in count.positions if isinstance(p.value, Estimate)} == {2.0}
    assert {str(f.report.path) for f in a.flown} == {"not ballistic"}
    assert all(x.check.verdict is Verdict.UNDETERMINED for x in a.examinations)
    assert a.site is not None
    assert a.site.name == "Yangdok"
    assert a.exposure is not None
    assert {"KR", "JP", "CN", "RU"} <= set(a.exposure.countries)


def test_india_2012_a_long_flight_that_adds_up(desk: Desk) -> None:
    a = main_launch(desk, "2012-04-19_india")
    assert (a.launch.country, a.launch.date and a.launch.date.date) == ("IN", "2012-04-19")
    assert held(a, "range") == {"V K Saraswat": [5_000e3]}
    assert clocks(a) == {"02:35", "02:37"}
    could = [c.value.best for c in a.launch.claims if c.modality == "hypothetical" and isinstance(c.value, Estimate)]
    assert sorted(could) == [5_000e3, 8_000e3]
    assert a.range_m is not None
    assert a.range_m.best == 5_000e3
    assert Verdict.CONTRADICTED not in {x.check.verdict for x in a.examinations}
    assert a.site is not None
    assert "Kalam" in a.site.name or "Wheeler" in a.site.name


def test_every_claim_and_statement_of_every_example_quotes_its_document(desk: Desk) -> None:
    for reading in desk.read([str(p) for p in sorted(EXAMPLES.glob("*.txt"))]):
        assert reading.claims
        quotes = [c.quote for c in reading.claims] + [r.quote for r in reading.reactions]
        for q in (*quotes, *(h.quote for h in reading.history)):
            assert reading.document.text[q.start : q.end] == q.exact
