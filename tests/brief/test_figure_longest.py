"""The spread of the longest range: marks where their numbers are, and only where there is something to show."""

import math
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.brief.cases import A, flown, icbm, km, rail
from trackside.assess import Assessment, Flown
from trackside.brief.figure import Box, width_of
from trackside.brief.figure_longest import WIDTH, Axis, heap, longest_figure
from trackside.brief.page import Figure
from trackside.flight import Path
from trackside.flight.arc import arc
from trackside.measure import Estimate, Hedge
from trackside.record import Reading

Assess = Callable[[list[Reading]], list[Assessment]]
NS = "{http://www.w3.org/2000/svg}"
STILL = Estimate(12.5e6, 10.6e6, 18.8e6, "m")


@pytest.fixture
def drawn(assessed: Assess) -> Callable[..., Figure | None]:
    """From accounts to the figure."""
    (whole,) = assessed(icbm())

    def made(*accounts: Flown) -> Figure | None:
        return longest_figure(replace(whole, flown=accounts), "f")

    return made


def parts(root: etree._Element, tag: str, style: str) -> list[etree._Element]:
    return [e for e in root.iter(f"{NS}{tag}") if style in e.get("class", "").split()]


def at(e: etree._Element, key: str) -> float:
    """A number of an element."""
    return float(e.get(key) or 0.0)


def points(e: etree._Element) -> npt.NDArray[np.float64]:
    """The points of a path of straight lines; shape (n, 2)."""
    return np.array([float(n) for n in re.findall(r"[-\d.]+", e.get("d") or "")]).reshape(-1, 2)


def triangle(e: etree._Element) -> float:
    """Where a triangle points to, from left to right."""
    return float(points(e)[0, 0])


def scale(root: etree._Element) -> Callable[[float], float]:
    """Where kilometres fall, as the words under the axis say."""
    marks = [at(e, "x1") for e in parts(root, "line", "ground") if e.get("x1") == e.get("x2")]
    words = [e.text or "" for e in parts(root, "text", "tick")]
    told = [float(w.replace(",", "")) for w in words if re.fullmatch(r"[\d,]+", w)]
    assert len(told) == len(marks) > 2
    unit = (marks[-1] - marks[0]) / (told[-1] - told[0])
    assert marks == pytest.approx([marks[0] + unit * (t - told[0]) for t in told], abs=0.15)
    return lambda x: marks[0] + unit * (x - told[0])


def test_every_mark_is_where_its_number_is(drawn: Callable[..., Figure | None]) -> None:
    figure = drawn(flown(still=STILL))
    assert figure
    root = etree.fromstring(figure.svg)
    x = scale(root)
    (median,) = parts(root, "line", "median")
    assert at(median, "x1") == at(median, "x2") == pytest.approx(x(12_500), abs=0.2)
    lines = [e for e in parts(root, "line", "claimline") if e is not median]
    (bar,) = [e for e in lines if at(e, "y1") == at(e, "y2") > at(median, "y1") + 68]
    assert at(bar, "x1") == pytest.approx(x(10_600), abs=0.2)
    assert at(bar, "x2") == pytest.approx(x(18_800), abs=0.2)
    (claim,) = parts(root, "path", "claim")
    assert triangle(claim) == pytest.approx(x(950), abs=0.2)
    assert "flown: 950 km" in [t.text for t in root.iter(f"{NS}text")]
    assert "About 12,500 km; nine in ten: 10,600 to 18,800 km" in [t.text for t in root.iter(f"{NS}text")]
    assert figure.title == "How far the same vehicle could fly"
    assert "KCNA: about 12,500 km (nine in ten: between 10,600 and 18,800 km); flown: 950 km." in figure.description
    assert "What load it carried is not known." in figure.notes


def test_the_heap_is_the_sample_and_its_darker_part_the_interval(drawn: Callable[..., Figure | None]) -> None:
    sample = [11e6] * 30 + [12.1e6] * 60 + [17.3e6] * 10
    figure = drawn(flown(still=Estimate(12.1e6, 11e6, 17.3e6, "m"), sample_m=sample))
    assert figure
    root = etree.fromstring(figure.svg)
    whole, inner = (points(e) for e in parts(root, "path", "spread"))
    x = scale(root)
    ground, top = whole[:, 1].max(), whole[:, 1].min()

    def height(km_: float) -> float:
        step = int(np.searchsorted(whole[1:-1, 0], x(km_)))
        return float((ground - whole[1:-1][step, 1]) / (ground - top))

    assert height(12_101) == pytest.approx(1.0, abs=0.01)
    assert height(11_001) == pytest.approx(0.5, abs=0.02)
    assert height(17_301) == pytest.approx(1 / 6, abs=0.02)
    assert height(15_001) == pytest.approx(0.0, abs=0.01)
    assert inner[:, 0].min() == pytest.approx(x(11_000), abs=0.2)
    assert inner[:, 0].max() == pytest.approx(x(17_300), abs=0.2)


@given(st.lists(st.floats(1e5, 20_003_931.0), min_size=1, max_size=300), st.floats(1.0, 1.5))
def test_steps_are_even_round_wide_enough_and_hold_the_whole_sample(ranges: list[float], room: float) -> None:
    sample = np.sort(ranges)
    axis = Axis(float(sample[-1]) * room)
    edges, heights = heap(sample, axis)
    step = float(edges[1] - edges[0])
    assert np.allclose(np.diff(edges), step)
    assert float(f"{step:.1e}".split("e")[0]) in {1.0, 2.0, 2.5, 5.0}
    assert edges[0] <= sample[0]
    assert edges[-1] >= min(sample[-1], 19_999_999.0)
    assert heights.max() == 1.0
    assert axis.x(step) - axis.x(0.0) >= 4.9
    assert round(float((heights > 0).sum())) <= len(ranges)


def test_two_accounts_share_one_axis_and_a_third_is_left_out(drawn: Callable[..., Figure | None]) -> None:
    one = flown(still=STILL)
    others = [
        replace(one, label=who, report=replace(one.report, arc=arc(far, 4e6))) for who, far in (("B", 2e6), ("C", 3e6))
    ]
    figure = drawn(one, *others)
    assert figure
    root = etree.fromstring(figure.svg)
    assert [t.text for t in parts(root, "text", "who")] == ["KCNA", "B"]
    assert len(parts(root, "path", "claim")) == len(parts(root, "line", "median")) == 2
    medians = {e.get("x1") for e in parts(root, "line", "median")}
    assert len(medians) == 1
    assert {e.get("class") for e in parts(root, "path", "spread")} == {"spread a0", "spread a1"}


def test_accounts_that_flights_fit_come_before_those_they_do_not(drawn: Callable[..., Figure | None]) -> None:
    misfit = flown(still=STILL, fits=False)
    fits = replace(flown(still=STILL), label="Tokyo")
    fits = replace(fits, report=replace(fits.report, arc=arc(2e6, 4e6)))
    both, alone = drawn(misfit, fits), drawn(misfit)
    assert both
    assert "KCNA" not in both.description
    assert not any("nearest" in n for n in both.notes)
    assert alone
    assert "No flight was found that has all those numbers; shown instead are those that come nearest." in alone.notes


@pytest.mark.parametrize(
    "account", [flown(), flown(still=STILL, path=Path.UNKNOWN), flown(still=STILL, path=Path.NOT_BALLISTIC)]
)
def test_only_a_ballistic_account_with_a_reconstruction_has_one(
    drawn: Callable[..., Figure | None], account: Flown
) -> None:
    assert drawn(account) is None


def test_a_flat_path_has_none(assessed: Assess) -> None:
    assert longest_figure(assessed(rail())[0], "f") is None


def test_half_way_round_the_earth_is_explained(drawn: Callable[..., Figure | None]) -> None:
    far = drawn(flown(still=Estimate(19.2e6, 15e6, 20_003_931.0, "m")))
    near = drawn(flown(still=STILL))
    assert far
    assert near
    assert any("half way round the Earth" in n for n in far.notes)
    assert not any("half way round the Earth" in n for n in near.notes)
    assert "nine in ten: 15,000 to 20,000 km" in far.svg


@pytest.mark.parametrize("range_m", [950e3, 9e6, 12.5e6, 19e6])
@pytest.mark.parametrize("hedge", [Hedge.NONE, Hedge.AT_LEAST])
def test_words_stay_on_the_paper_and_apart(drawn: Callable[..., Figure | None], range_m: float, hedge: Hedge) -> None:
    told = [("950 km", "range", km(range_m / 1e3, 10, hedge), "KCNA", A)]
    figure = drawn(flown(still=Estimate(19.2e6, 15e6, 20_003_931.0, "m"), told=told))
    assert figure
    root = etree.fromstring(figure.svg)
    height = float((root.get("viewBox") or "").split()[3])
    found = []
    for t in root.iter(f"{NS}text"):
        text, width = t.text or "", width_of(t.text or "")
        left = at(t, "x") - {"start": 0.0, "middle": width / 2, "end": width}[t.get("text-anchor", "start")]
        found.append((text, Box(left, at(t, "y") - 12.0, width, 14.0)))
    assert f"flown: {'more than ' if hedge is Hedge.AT_LEAST else ''}{range_m / 1e3:,.0f} km" in [w for w, _ in found]
    for i, (text, box) in enumerate(found):
        assert box.within(Box(0.0, 0.0, WIDTH, height)), text
        assert not [w for w, other in found[i + 1 :] if box.meets(other)], text
    assert not [e for e in root.iter() for v in e.attrib.values() if "nan" in v or "inf" in v]


def test_the_axis_never_runs_off_the_paper() -> None:
    axis = Axis(1e7)
    assert axis.x(0.0) < axis.x(5e6) < axis.x(1e7) < WIDTH
    assert axis.x(math.inf) == axis.x(1e7)
