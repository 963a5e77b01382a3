"""The JSON of a check against its schema."""

import json

import pytest

from tests.schema import faults, load
from trackside.archive import plain_report
from trackside.flight import Departure, Numbers, bounds, check
from trackside.measure import Estimate, stated

SUNAN = Departure(39.2, 125.67)
FAR, HIGH, LATE = stated(1_090e3, "m", step=1e4), stated(6_248.5e3, "m", step=100.0), stated(4_260.0, "s", step=60.0)
ASKED = {
    "three numbers": Numbers(FAR, HIGH, LATE),
    "not ballistic": Numbers(stated(800e3, "m", step=1e4), stated(60e3, "m", step=1e4)),
    "an orbit": Numbers(stated(1_500e3, "m", step=1e4), flight_time_s=stated(100.0, "s", step=1.0)),
    "an open end": Numbers(FAR, speed=Estimate(20.0, 20.0, float("inf"), "Mach")),
}


@pytest.mark.parametrize("name", ASKED)
def test_every_check_fits_its_schema(name: str) -> None:
    schema = load("check")
    for report in (check(ASKED[name], SUNAN, members=200), bounds(ASKED[name])):
        form = json.loads(json.dumps(plain_report(report), allow_nan=False))
        assert faults(form, schema, schema) == []


def test_the_schema_of_a_check_refuses_what_does_not_fit() -> None:
    schema = load("check")
    form = plain_report(bounds(ASKED["three numbers"]))
    for change in ({"path": "straight"}, {"checks": None}, {"more": 1}):
        assert faults({**form, **change}, schema, schema)
