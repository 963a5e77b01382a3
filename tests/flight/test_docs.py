import doctest
from pathlib import Path

from trackside import flight

DOCS = Path(__file__).parents[2] / "docs"


def test_the_example_in_the_room_page_is_true() -> None:
    outcome = doctest.testfile(str(DOCS / "rooms" / "flight.md"), module_relative=False)
    assert outcome.attempted > 8
    assert outcome.failed == 0


def test_every_name_of_the_room_is_on_its_page() -> None:
    page = (DOCS / "rooms" / "flight.md").read_text(encoding="utf-8")
    assert [name for name in flight.__all__ if f"`{name}" not in page] == []


def test_every_method_points_at_a_heading() -> None:
    for _, _, where in flight.METHODS.values():
        name, _, anchor = where.partition("#")
        page = (DOCS.parent / name).read_text(encoding="utf-8")
        headings = {
            line[3:].lower().replace("?", "").replace(",", "").replace(" ", "-")
            for line in page.splitlines()
            if line.startswith("## ")
        }
        assert anchor in headings, where
