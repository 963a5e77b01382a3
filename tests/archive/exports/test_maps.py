"""GeoJSON and KML: points where places are known, who says what, times that Google Earth's slider understands."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.archive.exports.held import ADDRESS, examples, gazetteer
from tests.archive.nouns import TAKEN, sample
from trackside.archive import open_archive
from trackside.archive.exports import Wanted, export
from trackside.archive.exports.kml import NAMESPACE
from trackside.archive.exports.place import landing_of, site_of
from trackside.archive.imports.entry import entry
from trackside.earth import Place
from trackside.earth.gazetteer import gazetteer as gazetteer_of
from trackside.moment import Moment, day, days, month, year
from trackside.reconcile import reconcile
from trackside.record import Claim, Launch, Mention, Modality, Quote, Reading, Source

# The order that the schema of KML 2.2 wants (OGC 07-147r2, ogckml22.xsd: AbstractFeatureType, then PlacemarkType).
ORDER = ("name", "visibility", "Snippet", "description", "TimeStamp", "TimeSpan", "styleUrl", "ExtendedData", "Point")
WHEN = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\dZ)?)?)?")


def exported(tmp_path: Path, name: str) -> Path:
    with examples(tmp_path / "a.sqlite") as archive:
        return export(archive, tmp_path / name, wanted=Wanted(), gazetteer=gazetteer()).path


def features(path: Path) -> list[dict[str, Any]]:
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert set(whole) == {"type", "features"}
    assert whole["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = whole["features"]
    return found


def test_geojson_keeps_to_rfc_7946(tmp_path: Path) -> None:
    found = features(exported(tmp_path, "x.geojson"))
    assert len({f["id"] for f in found}) == len(found)
    for f in found:
        assert set(f) == {"type", "id", "geometry", "properties"}
        assert f["type"] == "Feature"
        if f["geometry"] is not None:
            assert set(f["geometry"]) == {"type", "coordinates"}
            lon, lat = f["geometry"]["coordinates"]
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


def test_geojson_says_where_what_and_who(tmp_path: Path) -> None:
    found = features(exported(tmp_path, "x.geojson"))
    site, landing = (f for f in found if f["properties"]["date"] == "2022-03-24")
    sunan = gazetteer().find("Sunan")[0]
    assert site["geometry"]["coordinates"] == [sunan.lon_deg, sunan.lat_deg]
    told = site["properties"]
    assert (told["role"], told["words"], told["said_by"], told["system"]) == ("site", "Sunan", "KCNA", "Hwasong-17")
    times = {h["said_by"]: h["value"]["best"] for h in told["held"] if h["attribute"] == "flight_time"}
    assert times == {"KCNA": 4052.0, "Makoto Oniki": 4260.0}
    assert ADDRESS in told["sources"]
    assert landing["properties"]["place"] == "Oshima Peninsula"
    assert landing["properties"]["said_by"] == "Makoto Oniki"


def test_kml_has_its_elements_in_the_schema_s_order(tmp_path: Path) -> None:
    root = etree.parse(exported(tmp_path, "x.kml")).getroot()
    assert {etree.QName(e).namespace for e in root.iter()} == {NAMESPACE}
    assert [etree.QName(e).localname for e in root] == ["Document"]
    ids = [str(e.get("id")) for e in root.iter() if e.get("id")]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", i) for i in ids)
    placemarks = list(root.iter(f"{{{NAMESPACE}}}Placemark"))
    assert len(placemarks) == len(features(exported(tmp_path, "y.geojson")))
    for p in placemarks:
        order = [ORDER.index(etree.QName(e).localname) for e in p]
        assert order == sorted(order)
        assert str(p.findtext(f"{{{NAMESPACE}}}styleUrl")).removeprefix("#") in ids
        for point in p.iter(f"{{{NAMESPACE}}}coordinates"):
            lon, lat = map(float, str(point.text).split(","))
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90


def test_kml_times_are_what_the_slider_understands(tmp_path: Path) -> None:
    root = etree.parse(exported(tmp_path, "x.kml")).getroot()
    told = [str(e.text) for name in ("when", "begin", "end") for e in root.iter(f"{{{NAMESPACE}}}{name}")]
    assert "2022-03-24T05:34:00Z" in told
    assert all(WHEN.fullmatch(t) for t in told)
    folders = [str(f.findtext(f"{{{NAMESPACE}}}name")) for f in root.iter(f"{{{NAMESPACE}}}Folder")]
    assert folders == ["2012", "2021", "2022"]


def test_a_landing_in_a_whole_sea_is_listed_and_not_drawn_at_first(tmp_path: Path) -> None:
    root = etree.parse(exported(tmp_path, "x.kml")).getroot()
    hidden = {
        str(p.findtext(f"{{{NAMESPACE}}}name")): p.findtext(f"{{{NAMESPACE}}}visibility") == "0"
        for p in root.iter(f"{{{NAMESPACE}}}Placemark")
    }
    # "The East Sea" is a whole sea, the Oshima Peninsula is a place.
    assert {name for name, is_hidden in hidden.items() if is_hidden} == {"2021-09-15 KP: landing"}
    assert "2022-03-24 KP Hwasong-17: landing" in hidden


def test_a_balloon_shows_the_words_and_links_to_the_page(tmp_path: Path) -> None:
    root = etree.parse(exported(tmp_path, "x.kml")).getroot()
    told = next(str(e.text) for e in root.iter(f"{{{NAMESPACE}}}description") if "Oniki" in str(e.text))
    balloon = etree.fromstring(told, etree.HTMLParser())
    assert ADDRESS in [a.get("href") for a in balloon.iter("a")]
    assert "“71 minutes”" in [td.text for td in balloon.iter("td")]


@pytest.mark.parametrize(
    ("when", "told"),
    [
        (day(dt.date(2017, 11, 29), "Asia/Seoul"), ["2017-11-29"]),
        (month(2017, 11, "Asia/Seoul"), ["2017-11"]),
        (year(2017, "Asia/Seoul"), ["2017"]),
        (days(dt.date(2017, 11, 2), dt.date(2017, 11, 5), "Asia/Seoul"), ["2017-11-02", "2017-11-05"]),
        (None, []),
    ],
)
def test_a_time_is_told_as_exactly_as_it_is_known(when: Moment | None, told: list[str], tmp_path: Path) -> None:
    intake, document, reading = sample()
    plain = Reading(document, (dataclasses.replace(reading.mentions[0], date=when),), reading.claims[:1])
    with open_archive(tmp_path / "a.sqlite", bare=True) as archive:
        archive.add(intake, document, plain)
        archive.settle()
        export(archive, tmp_path / "x.kml", wanted=Wanted(), gazetteer=gazetteer())
    root = etree.parse(tmp_path / "x.kml").getroot()
    assert [e.text for e in root.iter(*(f"{{{NAMESPACE}}}{n}" for n in ("when", "begin", "end")))] == told


def launch_at(site: str = "", landing: str = "") -> Launch:
    mention = Mention("document-1", 0, "KP", None)
    said = [("site", site), ("landing", landing)]
    claims = tuple(
        Claim(mention.id, a, w, Source("KCNA", "KP"), Modality.ASSERTED, Quote("document-1", 0, len(w), w))
        for a, w in said
        if w
    )
    reading = Reading(sample()[1], (mention,), claims)
    return reconcile((reading,))[0]


@pytest.mark.parametrize(
    ("site", "named"),
    [
        ("Sunan", "Sunan"),
        ("the Sunan area of Pyongyang", "Sunan"),
        ("40.85, 129.666", "40.85, 129.666"),
        ("95.0, 20.0", ""),
        ("nowhere in particular", ""),
        ("North Korea", ""),
        ("", ""),
    ],
)
def test_a_site_is_drawn_where_it_is_known(site: str, named: str) -> None:
    spot = site_of(launch_at(site=site), gazetteer(), dict)
    assert (spot.place.name if spot else "") == named


@pytest.mark.parametrize(
    ("landing", "named"),
    [
        ("the East Sea", "Sea of Japan"),
        ("150 km west of the Oshima Peninsula", "Oshima Peninsula"),
        ("the Pacific Ocean", ""),
        ("waters inside Japan's exclusive economic zone", ""),
        ("41.5N 133.2E", "41.5N 133.2E"),
    ],
)
def test_a_landing_is_drawn_where_that_says_something(landing: str, named: str) -> None:
    spot = landing_of(launch_at(landing=landing), gazetteer())
    assert (spot.place.name if spot else "") == named


def test_coordinates_in_a_table_s_row_are_used_where_the_gazetteer_knows_no_site(tmp_path: Path) -> None:
    row = {"date": "2017-02-12", "site": "Lake Yonpung", "lat_deg": "39.6178", "lon_deg": "125.8037"}
    made = entry("table#2017-02-12", [row], address="table.csv#2", taken=Moment(TAKEN, TAKEN, "UTC"))
    mention = Mention(made.document.id, 0, "KP", day(dt.date(2017, 2, 12), "Asia/Pyongyang"), main=True)
    words = made.cell(0, "site")
    assert words is not None
    site = Claim(mention.id, "site", "Lake Yonpung", Source("A table"), Modality.ASSERTED, words)
    with open_archive(tmp_path / "a.sqlite", bare=True) as archive:
        archive.add(made.intake, made.document, Reading(made.document, (mention,), (site,)))
        archive.settle()
        unknown = gazetteer_of([(Place("Elsewhere", 1.0, 2.0), ())])
        export(archive, tmp_path / "x.geojson", wanted=Wanted(), gazetteer=unknown)
    (found,) = features(tmp_path / "x.geojson")
    assert found["geometry"]["coordinates"] == [125.8037, 39.6178]
    assert found["properties"]["site_point_from"] == made.document.id
    assert found["properties"]["said_by"] == "A table"


def test_letters_that_xml_cannot_hold_are_shown_as_such(tmp_path: Path) -> None:
    intake, document, reading = sample()
    odd = dataclasses.replace(document, title="A \x0b <title> & \ufffe more")
    with open_archive(tmp_path / "a.sqlite", bare=True) as archive:
        archive.add(intake, odd, dataclasses.replace(reading, document=odd))
        archive.settle()
        export(archive, tmp_path / "x.kml", wanted=Wanted(), gazetteer=gazetteer())
    told = next(str(e.text) for e in etree.parse(tmp_path / "x.kml").iter(f"{{{NAMESPACE}}}description"))
    assert "A � &lt;title&gt; &amp; � more" in told
