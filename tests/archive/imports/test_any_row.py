"""Whatever stands in a row, nothing fails, nothing is lost silently, and every claim quotes its own cell."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.archive.imports.tables import CNS, check, csv_of, told
from tests.archive.nouns import sample
from trackside.archive import Item, plain_reading
from trackside.archive.imports import Fault, cns, nk_missile_tests
from trackside.archive.imports.layout import Layout
from trackside.errors import BadInput

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
    _hold(*told(csv_of(_text(rows), encoding="utf-8")), layout=cns.LAYOUT)


@settings(max_examples=100, deadline=None)
@given(tests)
def test_any_test(found: list[dict[str, object]]) -> None:
    _hold(
        *told(json.dumps({"timeBins": [{"data": found}]}).encode(), "nk-missile-tests"), layout=nk_missile_tests.LAYOUT
    )


@settings(max_examples=50, deadline=None)
@given(bp_rows)
def test_any_event(rows: list[dict[str, str]]) -> None:
    _hold(*told(csv_of(_text(rows), BP, encoding="utf-8"), "beyond-parallel"))


# What a claim is made from, where that is not called as its attribute is.
FIELDS = {"launch_date": "date", "launch_time": "time", "platform": "system"}


def _hold(items: list[Item], faults: list[Fault], rows: int, layout: Layout | None = None) -> None:
    for item in items:
        check(item)
        item.document.text.encode()
        for claim in item.reading.claims if layout else ():
            if claim.attribute not in ("country", "missile_count"):
                assert layout
                title = layout.titles[FIELDS.get(claim.attribute, claim.attribute)]
                start = item.document.text.rindex("\n", 0, claim.quote.start) + 1
                assert item.document.text.startswith(f"{title}: ", start)
                assert "\n" not in claim.quote.exact
    lost = {f.row for f in faults if f.because.endswith("left out")}
    covered = sum(len(json.loads(i.intake.raw)) for i in items)
    assert covered + len(lost) >= rows
    assert len({i.document.source for i in items}) == len(items)


def _readable(raw: bytes, name: str, source: str) -> None:
    refused, items = "", list[Item]()
    try:
        items, _, _ = told(raw, name, source=source)
    except BadInput as error:
        refused = str(error)
    assert "\n" not in refused
    for item in items:
        check(item)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["cns", "nk-missile-tests", "beyond-parallel", "jsonl"]))
def test_any_bytes_are_read_or_refused_in_one_line(raw: bytes, name: str) -> None:
    _readable(raw, name, "x")
    _readable(csv_of([], CNS) + raw, name, "x.csv")
    _readable(b'{"timeBins": [{"data": [' + raw, name, "x.json")


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=8), inner, max_size=2),
    max_leaves=4,
)
GOOD = plain_reading(sample()[2], with_text=True)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(GOOD)), plain, st.sampled_from(["mentions", "claims", "reactions", "history"]), st.data())
def test_any_line_of_json(key: str, value: object, part: str, data: st.DataObject) -> None:
    whole = {**GOOD, key: value}
    parts = GOOD[part]
    assert isinstance(parts, list)
    inner = data.draw(st.sampled_from(sorted(parts[0])))
    bent = {**GOOD, part: [{**parts[0], inner: value}, *parts[1:], value]}
    for line in (whole, bent):
        items, faults, rows = told(json.dumps(line).encode(), "jsonl")
        assert rows == 1
        assert items or faults
        for item in items:
            check(item)
