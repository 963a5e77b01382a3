from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trackside.earth import KINDS, TELLING_KINDS, Gazetteer, Place, fold, load_gazetteer, load_land
from trackside.earth.gazetteer import gazetteer
from trackside.earth.geodesic import leg
from trackside.errors import BadPlace


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return load_gazetteer()


def made(*places: Place) -> Gazetteer:
    return gazetteer((p, ()) for p in places)


@pytest.mark.parametrize(
    "spelling", ["Kaechon", "kaechon", "KAECHON", "Kaech'on", "Kaech’ŏn", "Kae-chon", "Kae chon", "Kaechŏn"]
)
def test_case_accents_apostrophes_and_hyphens_do_not_matter(spelling: str) -> None:
    assert fold(spelling) == "kaechon"


@given(st.text())
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


def test_hangul_and_cyrillic_stay_whole() -> None:
    assert fold("동창리") == "동창리"
    assert fold("Капустин Яр") == "капустиняр"


@pytest.mark.parametrize(
    ("name", "main"),
    [
        ("Tongchang-ri", "Sohae"),
        ("동창리", "Sohae"),
        ("Mupyong-ni", "Mupyong-ri"),
        ("Wheeler Island", "Abdul Kalam Island"),
        ("Pyongyang Sunan International Airport", "Pyongyang International Airport"),
        ("Musudan-ri", "Tonghae"),
        ("Vandenberg Space Force Base", "Vandenberg"),
    ],
)
def test_sites_are_found_by_every_name(world: Gazetteer, name: str, main: str) -> None:
    best = world.find(name)[0]
    assert (best.name, best.kind) == (main, "site")


def test_sites_come_before_cities_before_counties_before_villages(world: Gazetteer) -> None:
    ranks = [KINDS.index(p.kind) for p in world.find("Yangdok")]
    assert ranks == sorted(ranks)
    assert world.find("Yangdok")[0].kind == "site"
    assert [p.name for p in world.find("London")[:1]] == ["London"]
    assert world.find("London")[0].country == "GB"


def test_country_and_kind_narrow_but_seas_belong_to_nobody(world: Gazetteer) -> None:
    assert {p.country for p in world.find("London", country="CA")} == {"CA"}
    assert world.find("East Sea", country="KP")[0].name == "Sea of Japan"
    assert {p.kind for p in world.find("Sinpo", kinds=("county",))} == {"county"}
    assert world.find("Atlantis") == ()


def test_a_name_and_its_country(world: Gazetteer) -> None:
    for text in ("Yangdok, KP", "Yangdok, North Korea", "Yangdok,DPRK"):
        place = world.place(text)
        assert (place.name, place.country) == ("Yangdok", "KP")
    assert world.place("Hyderabad, Pakistan").country == "PK"
    assert world.place("40.1, 125.2").lat_deg == 40.1


def test_an_unknown_name_gets_near_spellings(world: Gazetteer) -> None:
    with pytest.raises(BadPlace, match=r"near spellings: .*Vandenberg, US \(site"):
        world.place("Vandenburg")
    with pytest.raises(BadPlace, match=r"Petropavlovsk Kamchatskiy"):
        world.place("Petropavlovsk-Kam")
    with pytest.raises(BadPlace, match="LAT,LON"):
        world.place("xqzzk")
    with pytest.raises(BadPlace, match="no place known"):
        world.place("")


def test_a_shared_name_is_asked_about(world: Gazetteer) -> None:
    with pytest.raises(BadPlace, match=r"several places .*Hyderabad, IN.*Hyderabad, PK"):
        world.place("Hyderabad")
    with pytest.raises(BadPlace, match="several places"):
        world.place("Unsan, KP")


def test_the_far_larger_namesake_is_meant() -> None:
    big, small = Place("X", 0, 0, "AA", "city", 10_000), Place("X", 9, 9, "BB", "city", 999)
    assert made(small, big).place("X") is big
    peer = Place("X", 9, 9, "BB", "city", 1_001)
    with pytest.raises(BadPlace, match="several"):
        made(peer, big).place("X")


def test_two_tables_naming_one_spot_are_no_ambiguity() -> None:
    town, county = Place("X", 0, 0, "AA", "county"), Place("X", 0.2, 0.2, "AA", "county")
    assert made(town, county).place("X") is town


def test_names_can_be_kept_to_those_that_are_no_common_words(world: Gazetteer) -> None:
    told = {name for name, _ in world.names()}
    assert {"Sohae", "Tongchang-ri", "Yellow Sea", "West Sea", "Cape Erimo", "양덕"} <= told
    assert not {"Nice", "Reading", "Of", "Mobile", "Bath", "March"} & told
    assert {p.kind for _, p in world.names()} <= set(TELLING_KINDS)
    assert "Nice" in {name for name, _ in world.names(kinds=("city",), country="FR")}


def test_every_name_given_is_found_again(world: Gazetteer) -> None:
    for name, place in world.names(kinds=KINDS, shortest=1):
        assert place in world.find(name)


@pytest.mark.parametrize(
    ("words", "iso2"),
    [
        ("North Korean", "KP"),
        ("DPRK", "KP"),
        ("북한", "KP"),
        ("KP", "KP"),
        ("British", "GB"),
        ("U.S.", "US"),
        ("Türkiye", "TR"),
        ("Niger", "NE"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
    ],
)
def test_countries_by_name_adjective_and_code(world: Gazetteer, words: str, iso2: str) -> None:
    found = world.country(words)
    assert found is not None
    assert found.iso2 == iso2


def test_a_small_word_is_no_country(world: Gazetteer) -> None:
    assert world.country("in") is None
    assert world.country("No") is None
    assert world.find("at", kinds=("country",)) == ()


def test_countries_are_sound(world: Gazetteer) -> None:
    codes = [c.iso2 for c in world.countries]
    assert len(codes) == len(set(codes)) >= 195
    for c in world.countries:
        assert ZoneInfo(c.zone)
        assert -90 <= c.lat_deg <= 90
        assert -180 <= c.lon_deg <= 180
    zones = {c.iso2: c.zone for c in world.countries}
    assert zones["KP"] == "Asia/Pyongyang"
    assert (zones["IN"], zones["IR"], zones["PK"]) == ("Asia/Kolkata", "Asia/Tehran", "Asia/Karachi")


def test_no_adjective_or_name_stands_for_two_countries(world: Gazetteer) -> None:
    owners: dict[str, str] = {}
    for c in world.countries:
        for name in {fold(n) for n in (c.name, *c.alternates)}:
            assert owners.setdefault(name, c.iso2) == c.iso2


def test_places_are_sound(world: Gazetteer) -> None:
    codes = {c.iso2 for c in world.countries}
    for p in world.places:
        assert p.name
        assert -90 <= p.lat_deg <= 90
        assert -180 <= p.lon_deg <= 180
        assert p.kind in KINDS
        assert p.population >= 0
        assert p.source
        assert p.country == p.country.upper()
        assert p.kind != "site" or p.country in codes


def test_sites_of_a_country_lie_near_it(world: Gazetteer) -> None:
    land = load_land("50m")
    shapes = {o.iso2: o for o in land.outlines}
    atolls = {"Kwajalein", "Wake Island"}  # too small for the outlines
    for p in (p for p in world.places if p.kind == "site" and p.name not in atolls):
        rings = shapes[p.country].rings
        nearest = min(
            leg(p.lat_deg, p.lon_deg, lat, lon).distance_m for r in rings for lat, lon in r[:: len(r) // 60 + 1]
        )
        inside = land.country_at(p.lat_deg, p.lon_deg) == p.country
        assert inside or nearest < 150_000, p


@pytest.mark.parametrize(
    ("phrases", "country", "best"),
    [
        (["the Arkhangelsk region", "Plesetsk"], "RU", ("Plesetsk", "Plesetsk")),
        (["Plesetsk", "the Arkhangelsk region"], "RU", ("Plesetsk", "Plesetsk")),
        (["Arkhangelsk", "Kapustin Yar"], "RU", ("Arkhangelsk", "Arkhangelsk Region")),  # it lies elsewhere
        (["Astrakhan region", "Kapustin Yar"], "RU", ("Kapustin Yar", "Kapustin Yar")),
        (["Astrakhan region"], "RU", ("Astrakhan region", "Astrakhan Region")),  # not its city
        (["California", "Vandenberg"], "US", ("Vandenberg", "Vandenberg")),
        (["a silo", "Sunan"], "KP", ("Sunan", "Sunan")),
        (["Sunan", "Pyongyang"], "KP", ("Sunan", "Sunan")),
    ],
)
def test_a_site_says_more_than_the_region_it_lies_in(
    world: Gazetteer, phrases: list[str], country: str, best: tuple[str, str]
) -> None:
    found = world.site_in(phrases, country=country)
    assert found is not None
    assert (found[0], found[1].name) == best


def test_phrases_that_name_no_place_give_no_site(world: Gazetteer) -> None:
    assert world.site_in(["a silo", "its west coast"], country="KP") is None
    assert world.site_in([]) is None
