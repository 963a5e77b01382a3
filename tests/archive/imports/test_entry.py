"""Rows as a document: every cell's words stand where the entry says."""

import datetime as dt
import json

from hypothesis import given
from hypothesis import strategies as st

from trackside.archive.imports.entry import entry
from trackside.moment import Moment

NOON = dt.datetime(2026, 1, 2, 12, tzinfo=dt.UTC)
TAKEN = Moment(NOON, NOON, "UTC")

columns = st.text(alphabet=st.characters(categories=("L", "Nd")), min_size=1, max_size=8)
rows = st.lists(st.dictionaries(columns, st.text(max_size=20), min_size=1, max_size=4), min_size=1, max_size=3)


@given(rows, st.sampled_from(["", "A title"]))
def test_every_cell_is_quoted_where_it_stands(given_rows: list[dict[str, str]], title: str) -> None:
    made = entry("table#1", given_rows, address="table.csv#1", taken=TAKEN, title=title)
    for number, row in enumerate(given_rows):
        for column, value in row.items():
            found = made.cell(number, column)
            flat = " ".join(value.split())
            assert (found.exact if found else "") == flat
            if found:
                assert made.document.text[found.start : found.end] == flat


@given(rows)
def test_nothing_of_the_rows_is_lost(given_rows: list[dict[str, str]]) -> None:
    made = entry("table#1", given_rows, address="table.csv#1", taken=TAKEN)
    assert json.loads(made.intake.raw) == given_rows
    assert made.document.sha256 == made.intake.sha256


def test_some_words_of_a_cell_can_be_quoted() -> None:
    made = entry("t#1", [{"range": "1090 km (KCNA); 1080 km (JCS)"}], address="t", taken=TAKEN)
    assert made.words(0, "range", 16, 23).exact == "1080 km"
