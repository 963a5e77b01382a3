"""Whatever stands in a row, nothing fails, nothing is lost silently, and every claim quotes its own cell."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archive.imports.tables import CNS, check, csv_of, told

likely = st.sampled_from(
    [
        "", "Unknown", "N/A", "9-Apr-84", "Sep-84", "31-Apr-17", "4/9/1984", "1984-04-09", "12:40:00 AM", "25:00",
        "330 lm", "200 km", "1,380 km", "between 25 and 90 km", "0 km", "2802", "-5 km", "SRBM", "SLV", "XRBM",
        "Success", "Failure*", "Confirmed", "Unconfirmed", "39.4", "127.5", "999", "Rail-mobile Tern", "Heronâ€™s",
        "#REF!", "12:40 (UTC)", "21:20 KST", "5/5/99",
    ]
)  # fmt: skip
cell = st.one_of(likely, st.text(max_size=12), st.text(st.characters(codec="cp1252"), max_size=30))
cns_rows = st.lists(st.fixed_dictionaries(dict.fromkeys(CNS, cell)), min_size=1, max_size=4)
KEYS = ("date", "time", "series", "missile", "facility", "landing", "apogee", "distance", "bearing", "outcome", "x")
value = st.one_of(cell, st.none(), st.booleans(), st.integers(), st.floats(), st.lists(st.integers(), max_size=1))
tests = st.lists(st.dictionaries(st.sampled_from(KEYS), value), min_size=1, max_size=4)
BP = ("date", "type", "event", "description", "resources")
sentences = st.sampled_from(["North Korea fired two missiles on Friday.", "They flew 300 km, the JCS said.", "Quiet."])
bp_rows = st.lists(
    st.fixed_dictionaries(
        {**dict.fromkeys(BP, cell), "description": st.one_of(cell, st.lists(sentences).map(" ".join))}
    ),
    min_size=1,
    max_size=2,
)


def _text(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Rows that can be written at all: halves of characters cannot."""
    return [{k: v.encode("utf-8", "replace").decode() for k, v in r.items()} for r in rows]


@settings(max_examples=150, deadline=None)
@given(cns_rows)
def test_any_cns_row(rows: list[dict[str, str]]) -> None:
    _hold(*told(csv_of(_text(rows), encoding="utf-8")))


@settings(max_examples=100, deadline=None)
@given(tests)
def test_any_test(found: list[dict[str, object]]) -> None:
    _hold(*told(json.dumps({"timeBins": [{"data": found}]}).encode(), "nk-missile-tests"))


@settings(max_examples=50, deadline=None)
@given(bp_rows)
def test_any_event(rows: list[dict[str, str]]) -> None:
    _hold(*told(csv_of(_text(rows), BP, encoding="utf-8"), "beyond-parallel"))


def _hold(items: list, faults: list, rows: int) -> None:  # type: ignore[type-arg]
    for item in items:
        check(item)
        item.document.text.encode()
        cells = dict(part.split(": ", 1) for part in item.document.text.split("\n") if ": " in part)
        assert cells
        for claim in item.reading.claims:
            if claim.attribute not in ("country", "missile_count"):
                assert "\n" not in claim.quote.exact
    lost = {f.row for f in faults if f.because.endswith("left out")}
    covered = sum(len(json.loads(i.intake.raw)) for i in items)
    assert covered + len(lost) >= rows
    assert len({i.document.source for i in items}) == len(items)
