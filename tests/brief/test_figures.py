"""The drawings: true to distance and direction, labels apart, sensible anywhere on the globe."""

import math
import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.brief.cases import arctic, cruise, icbm, rail
from trackside.assess import Assessment
from trackside.brief import figure_map
from trackside.brief.basemap import draw
from trackside.brief.figure import Box, Canvas, Label, drawing, strip, ticks, width_of
from trackside.brief.figure_map import map_figure, seas, with_both_names
from trackside.brief.figure_side import placeless, side_figure
from trackside.brief.globe import bent, view
from trackside.earth.geodesic import destination
from trackside.earth.land import Land
from trackside.flight.arc import arc, least_energy
from trackside.measure import Estimate
from trackside.record import Reading

Assess = Callable[[list[Reading]], list[Assessment]]
NS = "{http://www.w3.org/2000/svg}"


def boxes(svg: str, size: float) -> list[tuple[str, Box]]:
    """Where the words of a drawing stand, line by line."""
    found = []
    for t in etree.fromstring(svg).iter(f"{NS}text"):
        text, x, y = t.text or "", float(t.get("x", 0)), float(t.get("y", 0))
        width = width_of(text, size)
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[t.get("text-anchor", "start")]
        found.append((text, Box(left, y - 0.85 * size, width, size)))
    return found


@pytest.mark.parametrize("make", [icbm, rail, arctic])
def test_names_on_a_map_never_meet_and_stay_on_it(
    make: Callable[[], list[Reading]], assessed: Assess, land: Land
) -> None:
    drawn = map_figure(assessed(make())[0], land, "m")
    assert drawn
    # The scale bar's own words stand on a plate of their own; all others were placed.
    found = boxes(drawn.svg, 14.0)
    assert len(found) > 8
    paper = Box(0, 0, figure_map.WIDTH, figure_map.HEIGHT)
    for i, (name, box) in enumerate(found):
        assert box.within(paper), name
        for other, there in found[i + 1 :]:
            assert not box.meets(there), (name, other)


@given(
    st.lists(
        st.tuples(st.floats(-20, 320), st.floats(-20, 220), st.text("abcXYZ한 ", min_size=1, max_size=20)), max_size=40
    )
)
def test_labels_that_find_room_never_meet(wanted: list[tuple[float, float, str]]) -> None:
    canvas = Canvas(Box(0, 0, 300, 200))
    placed = [p for x, y, words in wanted if (p := canvas.place(Label(x, y, (words,), "place")))]
    for i, p in enumerate(placed):
        assert p.box.within(canvas.frame)
        assert not any(p.box.meets(q.box) for q in placed[i + 1 :])


@given(st.floats(-89, 89), st.floats(-180, 180), st.floats(0, 360), st.floats(1e3, 1.9e7))
def test_distance_and_direction_from_the_middle_are_true(lat: float, lon: float, azimuth: float, far: float) -> None:
    on = view(lat, lon, 2e7, width=400, height=400)
    there = destination(lat, lon, azimuth, far)
    [(x, y)] = on.project(np.array([there[0]]), np.array([there[1]]))
    assert math.hypot(x - 200, y - 200) == pytest.approx(far * on.scale, abs=1e-6)
    assert (x, y) == pytest.approx(on.at(azimuth, far), abs=1e-3)


@pytest.mark.parametrize(
    ("lat", "lon", "radius_m"),
    [
        (39.2, 125.7, 1.2e6),
        (62.9, 40.6, 6.4e6),
        (52.0, 179.9, 3e6),
        (-89.9, 0.0, 4e6),
        (90.0, 0.0, 4e6),
        (89.9, 0.0, 1.9e7),
        (90.0, 30.0, 1.9e7),
        (34.6, -120.6, 1.5e7),
        (-34.0, 18.0, 2.2e7),
        (0.0, -160.0, 3e5),
        (55.0, 100.0, 3e5),
    ],
)
def test_land_and_sea_are_where_they_are_anywhere_on_the_globe(
    lat: float, lon: float, radius_m: float, land: Land
) -> None:
    on = view(lat, lon, radius_m, width=480, height=440)
    root = drawing(480, 440, "m", "t", "d")
    draw(root, land, on, home="RU", tolerance=0.45)
    filled = shapely.GeometryCollection(
        [_filled(p.get("d", "")) for p in root.iter("path") if "land" in p.get("class", "")]
    )
    shapely.prepare(filled)
    shore = shapely.union_all([o.shape for o in land.outlines]).boundary
    shapely.prepare(shore)
    asked = right = 0
    for x in range(7, 480, 31):
        for y in range(7, 440, 31):
            azimuth, far = math.degrees(math.atan2(x - 240, 220 - y)), math.hypot(x - 240, y - 220) / on.scale
            if far > 1.99e7:
                continue
            there = destination(lat, lon, azimuth, far)
            point = shapely.Point((there[1] + 180) % 360 - 180, there[0])
            # What is nearer to a shore than two units of the drawing may fall on either side of it.
            near = 2.0 / on.scale / 111e3 / max(math.cos(math.radians(there[0])), 0.05)
            if abs(there[0]) < 88 and shore.distance(point) > near:
                asked += 1
                right += bool(land.country_at(*there)) == bool(filled.contains(shapely.Point(x, y)))
    assert asked > 60
    assert right == asked


def _filled(data: str) -> shapely.Geometry:
    """The area of a path by the even-odd rule, in drawing units."""
    area = shapely.Polygon()
    for ring in re.findall(r"M(-?\d+) (-?\d+)l([^zM]*)z", data):
        steps = np.array([int(n) for n in re.findall(r"-?\d+", ring[2])]).reshape(-1, 2)
        points = np.vstack([[0, 0], np.cumsum(steps, axis=0)]) + np.array([int(ring[0]), int(ring[1])])
        if len(points) > 2:
            area = shapely.symmetric_difference(area, shapely.make_valid(shapely.Polygon(points / 10)))
    return area


def test_a_seam_at_the_antimeridian_is_no_coast(land: Land) -> None:
    on = view(66.5, 180.0, 8e5, width=480, height=440)
    root = drawing(480, 440, "m", "t", "d")
    draw(root, land, on, home="RU", tolerance=0.45)
    (coast,) = [p.get("d", "") for p in root.iter("path") if p.get("class") == "coast"]
    seam = shapely.LineString(on.project(np.linspace(67.0, 68.6, 50), np.full(50, 180.0)))
    lines = []
    for x, y, rest in re.findall(r"M(-?\d+) (-?\d+)l([^M]*)", coast):
        steps = np.array([int(n) for n in re.findall(r"-?\d+", rest)]).reshape(-1, 2)
        lines.append(
            shapely.LineString((np.vstack([[0, 0], np.cumsum(steps, axis=0)]) + np.array([int(x), int(y)])) / 10)
        )
    along = shapely.intersection(shapely.union_all(lines), seam.buffer(0.5))
    assert along.length < 10


def test_long_edges_are_bent_along_their_parallel() -> None:
    lats, lons = bent(np.array([49.0, 49.0]), np.array([-123.0, -95.0]))
    assert len(lats) == 29
    assert set(lats) == {49.0}
    assert lons[0] == -123.0
    assert lons[-1] == -95.0


def test_every_sea_lies_in_the_sea(land: Land) -> None:
    assert [s.names[0] for s in seas() if land.country_at(s.lat_deg, s.lon_deg)] == []
    by_name = {s.names[0]: s.names for s in seas()}
    assert by_name["Sea of Japan"] == ("Sea of Japan", "East Sea")
    assert by_name["Persian Gulf"] == ("Persian Gulf", "Arabian Gulf")


@given(st.floats(2e4, 1.9e7), st.floats(1e3, 2e7))
def test_an_arc_meets_the_ground_at_both_ends_and_peaks_at_its_apogee(far: float, high: float) -> None:
    track = placeless(arc(far, high))
    assert (track.distance_m[0], track.height_m[0]) == pytest.approx((0.0, 0.0), abs=2.0)
    # Distances are those on the ellipsoid.
    assert track.distance_m[-1] == pytest.approx(far, rel=6e-3)
    assert track.height_m[-1] == pytest.approx(0.0, abs=2.0)
    assert track.height_m.max() == pytest.approx(high, rel=5e-3)
    assert np.all(np.diff(track.distance_m) > 0)


def test_the_side_view_draws_the_track_it_is_given(assessed: Assess) -> None:
    whole = assessed(icbm())[0]
    given = whole.flown[0]
    assert given.track is not None
    higher = replace(given.track, height_m=given.track.height_m * 2.0)
    one, two = (
        side_figure(replace(whole, flown=(replace(given, track=track),)), "s") for track in (given.track, higher)
    )
    assert one is not None
    assert two is not None
    assert one.svg != two.svg
    assert side_figure(replace(whole, flown=(replace(given, track=None),)), "s") is not None


def test_the_side_view_states_its_scale_and_its_lines(assessed: Assess) -> None:
    drawn = side_figure(assessed(icbm())[0], "s")
    assert drawn
    assert re.search(r"Distances are drawn [\d.]+ times larger than heights", drawn.notes[0])
    assert "KCNA: 1,090 km far, 6,248.5 km high" in drawn.description
    assert "more than 6,000 km high" in drawn.description
    root = etree.fromstring(drawn.svg)
    arcs = [p.get("class", "") for p in root.iter(f"{NS}path") if p.get("class", "").startswith("arc")]
    assert len(arcs) == 4
    assert len(set(arcs)) == 4, "each line has its own dashes, not only its own colour"


def numbers(text: str) -> list[float]:
    return [float(n) for n in re.findall(r"-?[\d.]+", text)]


def envelopes(svg: str) -> dict[str, list[np.ndarray[tuple[int, int], np.dtype[np.float64]]]]:
    """The flights behind each arc, by its colour, as points on the paper."""
    found = {}
    for group in etree.fromstring(svg).iter(f"{NS}g"):
        if group.get("class", "").startswith("flights"):
            assert group.get("transform") == "scale(.1)"
            lines = [re.fullmatch(r"M(-?\d+ -?\d+)l([-\d ]+)", p.get("d", "")) for p in group]
            steps = [np.array([*numbers(m[1]), *numbers(m[2])]).reshape(-1, 2) for m in lines if m]
            assert len(steps) == len(lines), "each is one line in whole numbers"
            found[group.get("class", "").split()[1]] = [np.cumsum(s, axis=0) / 10 for s in steps]
    return found


def plotted(svg: str) -> tuple[float, float, float, float]:
    """Left, top, right and lower edge of the plot."""
    root = etree.fromstring(svg)
    ground = next(e for e in root.iter(f"{NS}line") if e.get("class") == "ground")
    return float(ground.get("x1", 0)), 30.0, float(ground.get("x2", 0)), float(ground.get("y1", 0))


def test_flights_that_fit_stand_behind_their_arc_and_in_the_plot(assessed: Assess) -> None:
    (whole,) = assessed(icbm())
    drawn = side_figure(whole, "s")
    assert drawn
    left, top, right, ground = plotted(drawn.svg)
    found = envelopes(drawn.svg)
    # Tokyo's and Seoul's numbers are those of a flight; KCNA's are of none.
    assert {colour: len(lines) for colour, lines in found.items()} == {"a0": 16, "a1": 16}
    for lines in found.values():
        every = np.vstack(lines)
        assert every[:, 0].min() >= left - 0.06
        assert every[:, 0].max() <= right + 0.06
        assert every[:, 1].min() >= top - 0.06
        assert every[:, 1].max() <= ground + 0.06
        assert max(len(line) for line in lines) <= 60
        for line in lines:
            assert line[0] == pytest.approx((left, ground), abs=0.1)
            assert line[-1, 1] == pytest.approx(ground, abs=0.1)
    order = [
        e.get("class", "").split()[0] for e in etree.fromstring(drawn.svg).iter(f"{NS}g", f"{NS}path") if e.get("class")
    ]
    assert order == ["flights"] * 2 + ["arc"] * 4
    assert "16 flights that fit peak between" in drawn.description
    assert any("flights of broad classes of vehicle, powered climb and re-entry included" in n for n in drawn.notes)
    assert "There are none for KCNA, since no flight was found that has all those numbers." in drawn.notes
    bare = side_figure(whole, "s", flights=0)
    assert bare
    assert envelopes(bare.svg) == {}
    assert not any("faint" in n for n in bare.notes)
    assert len(drawn.svg) - len(bare.svg) < 2 * 10_000


def test_a_drawn_flight_is_the_flight(assessed: Assess) -> None:
    (whole,) = assessed(icbm())
    reading = whole.flown[0]
    assert reading.report.reconstruction
    assert reading.report.reconstruction.bundle
    track = reading.report.reconstruction.bundle.tracks[0]
    drawn = side_figure(whole, "s")
    assert drawn
    left, _, _, ground = plotted(drawn.svg)
    texts = {t.text: t for t in etree.fromstring(drawn.svg).iter(f"{NS}text")}
    across = (float(texts["1,000"].get("x", 0)) - left) / 1e6
    up = (ground - float(texts["6,000"].get("y", 0)) + 5) / 6e6
    true = np.column_stack([left + across * track.distance_m, ground - up * track.height_m])
    line = envelopes(drawn.svg)["a0"][0]
    apart = shapely.hausdorff_distance(shapely.LineString(true), shapely.LineString(line), densify=0.05)
    assert apart < 0.5


def test_flights_far_beyond_the_arcs_are_cut_at_the_edge(assessed: Assess) -> None:
    (whole,) = assessed(icbm())
    given = whole.flown[0]
    found = given.report.reconstruction
    assert found
    assert found.bundle
    tracks = (replace(t, height_m=t.height_m * 2.0) for t in found.bundle.tracks)
    higher = replace(found, bundle=replace(found.bundle, tracks=tuple(tracks)))
    only = replace(whole, flown=(replace(given, report=replace(given.report, reconstruction=higher)),), aim=None)
    drawn = side_figure(only, "s")
    assert drawn
    _, top, _, _ = plotted(drawn.svg)
    root = etree.fromstring(drawn.svg)
    for d in (p.get("d", "") for g in root.iter(f"{NS}g") for p in g):
        for start, steps in re.findall(r"M(-?\d+ -?\d+)l([-\d ]+)", d):
            line = np.cumsum(np.array([*numbers(start), *numbers(steps)]).reshape(-1, 2), axis=0) / 10
            assert line[:, 1].min() >= top - 0.1
    assert "Some of them go farther or higher than is drawn." in drawn.notes
    assert any(n.startswith("No direction is told, so they go in any") for n in drawn.notes)


def test_a_flat_path_has_no_flights_behind_it(assessed: Assess) -> None:
    drawn = side_figure(assessed(rail())[0], "s")
    assert drawn
    assert envelopes(drawn.svg) == {}


def test_the_least_energy_arc_is_the_published_one() -> None:
    # Shared reference: 1,000 km peaks at 240 km, 5,500 km at 1,041 km.
    assert placeless(least_energy(1e6)).height_m.max() == pytest.approx(240e3, rel=0.01)
    assert placeless(least_energy(5.5e6)).height_m.max() == pytest.approx(1041e3, rel=0.01)


@given(st.floats(1.0, 1e8), st.integers(1, 9))
def test_ticks_are_few_round_and_within(high: float, most: int) -> None:
    found = ticks(high, most)
    assert found[0] == 0.0
    assert len(found) <= most + 1
    assert found[-1] <= high * (1 + 1e-9)


@pytest.mark.parametrize("open_end", [False, True])
def test_a_strip_sets_the_claim_outside_or_inside_the_bar(open_end: bool) -> None:
    expected = Estimate(4200.0, 4111.0, math.inf if open_end else 4400.0, "s")
    drawn = strip(Estimate(4052.0, 4051.5, 4052.5, "s"), expected, "k", "title", "words", ("68 min 31 s", ""))
    root = etree.fromstring(drawn.svg)
    (bar,) = list(root.iter(f"{NS}rect"))
    mark = next(p.get("d", "") for p in root.iter(f"{NS}path") if p.get("class") == "claim")
    at = float(re.findall(r"[\d.]+", mark)[0])
    assert at < float(bar.get("x", 0))
    assert "68 min 31 s" in drawn.svg


def test_no_map_without_a_site_and_no_side_view_without_a_shape(assessed: Assess, land: Land) -> None:
    (a,) = assessed(cruise())
    assert map_figure(replace(a, ring=None, exposure=None), land, "m") is None
    assert side_figure(a, "s") is None


def test_without_a_site_the_map_says_that_it_shows_the_middle_of_the_country(assessed: Assess, land: Land) -> None:
    (a,) = assessed(cruise())
    drawn = map_figure(a, land, "m")
    assert drawn
    assert drawn.title == "Map around the middle of North Korea"
    assert any("No site is named that the gazetteer knows" in n and "400 km" in n for n in drawn.notes)


def test_the_ring_is_drawn_at_its_range(assessed: Assess, land: Land) -> None:
    (a, *_) = assessed(rail())
    drawn = map_figure(a, land, "m")
    assert drawn
    assert a.range_m
    ring = next(c for c in etree.fromstring(drawn.svg).iter(f"{NS}circle") if c.get("class") == "ring")
    on = view(a.site.lat_deg, a.site.lon_deg, a.range_m.high * 1.13, width=figure_map.WIDTH, height=figure_map.HEIGHT)  # type: ignore[union-attr]
    assert float(ring.get("r", 0)) == pytest.approx(a.range_m.best * on.scale, abs=0.2)


@pytest.mark.parametrize("make", [icbm, rail])
def test_a_sea_is_named_with_both_its_names(make: Callable[[], list[Reading]], assessed: Assess, land: Land) -> None:
    drawn = map_figure(assessed(make())[0], land, "m")
    assert drawn
    told = [t.text for t in etree.fromstring(drawn.svg).iter(f"{NS}text")]
    assert told.index("East Sea") == told.index("Sea of Japan") + 1
    assert told.index("West Sea") == told.index("Yellow Sea") + 1
    assert any("by who controls the ground" in n for n in drawn.notes)


def test_a_sea_in_a_sentence_is_told_with_both_its_names() -> None:
    assert with_both_names("towards East Sea, named") == "towards Sea of Japan / East Sea, named"
    assert with_both_names("the Sea of Japan (East Sea)") == "the Sea of Japan (East Sea)"
    assert with_both_names("towards Kura") == "towards Kura"
