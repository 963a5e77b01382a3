"""What cells mean, and what they leave open."""

import pytest

from tests.archive.imports.tables import lexicons
from trackside.archive.imports.cells import Lengths, damaged, degrees, is_nothing, length_reader, without_marks
from trackside.archive.imports.fault import CellError


def lengths(cell: str, bare_unit: str = "") -> Lengths:
    return length_reader(lexicons()["en"], bare_unit)(cell)


@pytest.mark.parametrize("cell", ["Unknown", "UNKNOWN", "N/A", "na", "", "-", "?", "unknown*", "n.a."])
def test_cells_that_leave_open(cell: str) -> None:
    assert is_nothing(cell)


@pytest.mark.parametrize(
    ("cell", "km"),
    [
        ("200 km", (200, 195, 205)),
        ("1,380 km", (1380, 1375, 1385)),
        ("2111.5 km", (2111.5, 2111.45, 2111.55)),
        ("between 25 and 90 km", (57.5, 25, 90)),
        ("100–150 km", (125, 100, 150)),
        ("~350 km", (350, 332.5, 367.5)),
        ("0 km", (0, 0, 0.5)),
        ("100 nmi", (185.2, 180.57, 189.83)),
    ],
)
def test_a_length_is_read_as_in_any_text(cell: str, km: tuple[float, float, float]) -> None:
    (found,) = lengths(cell).found
    e = found.estimate
    assert (e.best / 1e3, e.low / 1e3, e.high / 1e3) == pytest.approx(km)
    assert (cell[found.start : found.end], found.doubt, lengths(cell).unread) == (cell, "", "")


def test_a_slip_in_the_unit_is_noticed_and_the_number_claimed_with_a_doubt() -> None:
    made = lengths("330 lm")
    (found,) = made.found
    assert (found.estimate.best, found.doubt) == (330e3, "no unit 'lm'; km was likely meant")
    assert "'330 lm'" in made.unread


@pytest.mark.parametrize(
    "cell", ["330 min", "330 x", "far", "km", "330 kg", "three hundred", "1e3", "-5 km off", "9" * 400]
)
def test_what_is_no_length_is_left_out_with_the_reason(cell: str) -> None:
    made = lengths(cell)
    assert not made.found
    assert made.unread


def test_a_bare_number_has_the_unit_of_its_format_or_a_doubt() -> None:
    (in_km,) = lengths("2802", "km").found
    (doubted,) = lengths("2802").found
    assert (in_km.estimate.best, in_km.doubt) == (2.802e6, "")
    assert (doubted.estimate.best, doubted.doubt) == (2.802e6, "no unit; km was likely meant")


def test_several_lengths_of_one_cell_are_each_read() -> None:
    cell = "700 km (Japan), 800 km (ROK)"
    made = lengths(cell)
    assert [cell[x.start : x.end] for x in made.found] == ["700 km", "800 km"]
    assert made.unread == ""


def test_words_beside_a_length_are_told() -> None:
    made = lengths("330 km east of Heron Point")
    assert len(made.found) == 1
    assert made.unread == "'east of Heron Point' beside the number was not read"


@pytest.mark.parametrize("cell", ["Success*", "Success [1]", "Success†", "Success²", "Success [a] *"])
def test_footnote_marks_are_no_part_of_a_value(cell: str) -> None:
    assert without_marks(cell) == "Success"


@pytest.mark.parametrize("cell", ["Chiha-riÂ\xa0", "the Northâ€™s", "caf\ufffd", "Ã©tat", "ï¿½"])
def test_damaged_letters_are_noticed(cell: str) -> None:
    assert damaged(cell)


@pytest.mark.parametrize("cell", ["Ångström", "São Tomé", "Chŏngju", "화성", "’tis", "Âme"])
def test_sound_letters_are_left_alone(cell: str) -> None:
    assert not damaged(cell)


@pytest.mark.parametrize("cell", ["91", "nan", "inf", "39°N", "1e400"])
def test_what_is_no_latitude(cell: str) -> None:
    with pytest.raises(CellError):
        degrees(cell, 90.0)
