import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.earth.point import read_point
from trackside.errors import BadPlace


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("40.1,125.2", (40.1, 125.2)),
        (" -33.9 , 18.4 ", (-33.9, 18.4)),
        ("40.1 125.2", (40.1, 125.2)),
        ("−33.9,−70.6", (-33.9, -70.6)),
        ("40.1N 125.2E", (40.1, 125.2)),
        ("40.1n, 125.2w", (40.1, -125.2)),
        ("33.9°S 18.4°E", (-33.9, 18.4)),
        ("40°30'N 125°15'E", (40.5, 125.25)),
        ("40°30'36\"N, 125°15'00\"W", (40.51, -125.25)),
        ("0,0", (0.0, 0.0)),
        ("90,180", (90.0, 180.0)),
    ],
)
def test_a_point_as_people_write_it(text: str, point: tuple[float, float]) -> None:
    assert read_point(text) == pytest.approx(point)


@pytest.mark.parametrize("text", ["Sunan", "", "40.1", "40.1,125.2,3", "40.1E 125.2N", "Hwasong-17, KP", "1e3,2"])
def test_what_is_no_pair_of_numbers_is_none(text: str) -> None:
    assert read_point(text) is None


@pytest.mark.parametrize("text", ["95,10", "10,181", "-90.5 0", "40°61'N 125°E", "91N 10E"])
def test_a_point_off_the_globe_is_refused(text: str) -> None:
    with pytest.raises(BadPlace):
        read_point(text)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_there_and_back(lat: float, lon: float) -> None:
    assert read_point(f"{lat:.7f},{lon:.7f}") == pytest.approx((lat, lon), abs=1e-6)
    ns, ew = "S" if lat < 0 else "N", "W" if lon < 0 else "E"
    assert read_point(f"{abs(lat):.7f}{ns} {abs(lon):.7f}{ew}") == pytest.approx((lat, lon), abs=1e-6)
