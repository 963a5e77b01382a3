"""The real tables, where they lie beside the checkout: how many rows come in, and which faults there are."""

from pathlib import Path

import pytest

from tests.archive.imports.tables import check, told
from trackside.archive.imports import guess
from trackside.measure import Estimate

DATA = Path(__file__).parents[4] / "shared" / "data"
pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the real tables are not here")


@pytest.mark.parametrize(
    ("name", "table", "rows", "documents", "faults"),
    [
        ("cns", "cns_layout_sample.csv", 245, 154, 2),
        ("nk-missile-tests", "launch_facts.csv", 339, 198, 6),
        ("beyond-parallel", "provocations_to_2022.csv", 351, 351, 14),
    ],
)
def test_a_real_table_comes_in(name: str, table: str, rows: int, documents: int, faults: int) -> None:
    raw = (DATA / table).read_bytes()
    assert guess(raw, table) == name
    items, found, count = told(raw, name, source=table)
    assert (count, len(items), len(found)) == (rows, documents, faults)
    for item in items:
        check(item)
    if name != "beyond-parallel":
        counted = [c.value for i in items for c in i.reading.claims if c.attribute == "missile_count"]
        assert sum(v.best for v in counted if isinstance(v, Estimate)) == rows
