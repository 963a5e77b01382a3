"""Assess: where words and world meet."""

import datetime as dt

import pytest

from trackside import moment
from trackside.assess import assess
from trackside.assess.constrain import told
from trackside.assess.locate import heading, locate
from trackside.library import Library, load_library
from trackside.measure import Estimate, Hedge, Verdict, stated
from trackside.reconcile import reconcile
from trackside.record import NARRATOR, Claim, Document, Launch, Mention, Modality, Reading, Source, Value, quote

TEXT = "0123456789 " * 40


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def launch(*said: tuple[str, str, Value], country: str = "KP", modality: Modality = Modality.ASSERTED) -> Launch:
    """One launch with claims (speaker, attribute, value), each quoted a little further on in the text."""
    document = Document("a.txt", TEXT)
    mention = Mention(document.id, 0, country, moment.day(dt.date(2022, 3, 24), "Asia/Pyongyang"), main=True)
    claims = tuple(
        Claim(mention.id, a, v, Source(who), modality, quote(document, 11 * n, 11 * n + 5))
        for n, (who, a, v) in enumerate(said)
    )
    (made,) = reconcile([Reading(document, (mention,), claims)])
    return made


def km(number: float, step_km: float = 1.0) -> Estimate:
    return stated(number * 1e3, "m", step=step_km * 1e3)


def seconds(number: float, step_s: float = 1.0) -> Estimate:
    return stated(number, "s", step=step_s)


KCNA = (
    ("KCNA", "range", km(1090, 10)),
    ("KCNA", "apogee", km(6248.5, 0.1)),
    ("KCNA", "flight_time", seconds(4052)),
)
JAPAN = (
    ("Japan", "range", stated(1.1e6, "m", hedge=Hedge.ABOUT, step=1e5)),
    ("Japan", "apogee", stated(6e6, "m", hedge=Hedge.AT_LEAST)),
    ("Japan", "flight_time", seconds(4260, 60)),
)


def test_a_time_too_short_for_its_arc_is_laid_at_its_speakers_door(library: Library) -> None:
    made = assess(launch(*KCNA, *JAPAN), (), library)
    times = {x.speaker: x.check.verdict for x in made.examinations if x.check.about == "flight_time" and not x.others}
    assert times == {"KCNA": Verdict.CONTRADICTED, "Japan": Verdict.CONSISTENT}
    worst = made.examinations[0]
    assert (worst.speaker, worst.check.verdict) == ("KCNA", Verdict.CONTRADICTED)
    assert "4,052" in worst.check.because


def test_one_speakers_time_is_held_against_the_others_arc(library: Library) -> None:
    made = assess(launch(*KCNA, *JAPAN), (), library)
    crossed = [x for x in made.examinations if x.others]
    assert {(x.speaker, x.others, x.check.verdict) for x in crossed} >= {("Japan", ("KCNA",), Verdict.CONSISTENT)}
    assert all(x.rests_on[0].attribute == "flight_time" for x in crossed)


def test_numbers_of_two_missiles_go_together_as_they_stand() -> None:
    pairs = told(
        launch(
            ("Japan", "range", km(850, 10)),
            ("Japan", "apogee", km(50, 10)),
            ("Japan", "range", km(330, 10)),
            ("Japan", "apogee", km(70, 10)),
        )
    )
    held = {
        (t.numbers.range_m.best, t.numbers.apogee_m.best) for t in pairs if t.numbers.range_m and t.numbers.apogee_m
    }
    assert held == {(850e3, 50e3), (330e3, 70e3)}


def test_numbers_of_two_missiles_in_two_papers_are_not_put_together() -> None:
    first, second = Document("a.txt", TEXT), Document("b.txt", TEXT + "more")
    date = moment.day(dt.date(2022, 3, 24), "Asia/Pyongyang")
    readings = []
    for document, attribute, values in ((first, "range", (300, 600)), (second, "apogee", (150, 90))):
        mention = Mention(document.id, 0, "KP", date, main=True)
        claims = tuple(
            Claim(mention.id, attribute, km(v), Source("JCS"), Modality.ASSERTED, quote(document, 11 * n, 11 * n + 5))
            for n, v in enumerate(values)
        )
        readings.append(Reading(document, (mention,), claims))
    (made,) = reconcile(readings)
    assert all(len(t.claims) == 1 for t in told(made))


def test_the_narrators_of_two_papers_are_not_one_speaker(library: Library) -> None:
    first, second = Document("a.txt", TEXT), Document("b.txt", TEXT + "more")
    date = moment.day(dt.date(2022, 3, 24), "Asia/Pyongyang")
    readings = []
    for document, said in (
        (first, (("range", km(600)), ("flight_time", seconds(300)))),
        (second, (("range", km(800)), ("apogee", km(250)))),
    ):
        mention = Mention(document.id, 0, "KP", date, main=True)
        claims = tuple(
            Claim(mention.id, a, v, NARRATOR, Modality.ASSERTED, quote(document, 11 * n, 11 * n + 5))
            for n, (a, v) in enumerate(said)
        )
        readings.append(Reading(document, (mention,), claims))
    (one,) = reconcile(readings)
    made = assess(one, (first, second), library)
    assert [f.attribute for f in made.disagreements] == ["range"]
    crossed = [x for x in made.examinations if {c.quote.document_id for c in x.rests_on} == {first.id, second.id}]
    assert crossed
    assert all(x.others for x in crossed)


def test_accounts_beyond_the_most_are_named_not_dropped(library: Library) -> None:
    said = [(f"analyst {n}", a, v) for n in range(43) for a, v in (("range", km(1000)), ("apogee", km(240)))]
    document = Document("a.txt", "0123456789 " * 100)
    mention = Mention(document.id, 0, "KP", None, main=True)
    claims = tuple(
        Claim(mention.id, a, v, Source(who), Modality.ASSERTED, quote(document, 11 * n, 11 * n + 5))
        for n, (who, a, v) in enumerate(said)
    )
    (one,) = reconcile([Reading(document, (mention,), claims)])
    assert "3 further accounts" in assess(one, (), library).unchecked


def test_numbers_are_joined_only_when_nobody_gives_both() -> None:
    alone = told(launch(("KCNA", "range", km(800)), ("Seoul", "apogee", km(60))))
    assert [t.label for t in alone if len(t.claims) == 2] == ["KCNA and Seoul"]
    times = told(launch(("Space Force", "range", km(6800)), ("Wing", "flight_time", seconds(1800))))
    assert [t.label for t in times if len(t.claims) == 2] == ["Space Force and Wing"]
    both = told(launch(("KCNA", "range", km(800)), ("Seoul", "apogee", km(60)), ("Seoul", "range", km(790))))
    assert "KCNA and Seoul" not in [t.label for t in both]


def test_a_path_through_the_air_is_not_called_wrong(library: Library) -> None:
    made = assess(launch(("Seoul", "range", km(800, 10)), ("Seoul", "apogee", km(60, 10))), (), library)
    assert [str(f.report.path) for f in made.flown] == ["not ballistic"]
    assert all(x.check.verdict is not Verdict.CONTRADICTED for x in made.examinations)
    assert all(f.track is None for f in made.flown)


def test_a_cruise_missile_is_not_put_to_the_test_of_an_arc(library: Library) -> None:
    made = assess(
        launch(("KCNA", "kind", "cruise"), ("KCNA", "range", km(1500)), ("KCNA", "flight_time", seconds(7580))),
        (),
        library,
    )
    assert made.examinations == ()
    assert "cruise" in made.unchecked


def test_a_number_no_flight_can_have_is_said_not_hidden(library: Library) -> None:
    made = assess(launch(("X", "range", km(40_000)), ("X", "apogee", km(600))), (), library)
    assert "40,000" in made.unchecked


def test_what_a_type_could_do_draws_no_ring(library: Library) -> None:
    could = launch(("X", "range", km(13_000)), ("X", "site", "Sunan"), modality=Modality.HYPOTHETICAL)
    assert assess(could, (), library).ring is None


def test_a_site_and_a_range_draw_the_ring_and_who_is_in_it(library: Library) -> None:
    made = assess(launch(("KCNA", "site", "Sunan"), ("KCNA", "range", km(800))), (), library)
    assert made.site is not None
    assert made.ring is not None
    assert made.exposure is not None
    assert {"KP", "KR", "JP"} <= set(made.exposure.countries)
    assert all(p.distance_m <= 800e3 * 1.06 for p in made.exposure.places)


def test_without_a_site_a_small_country_is_ringed_from_its_middle_and_a_large_one_not(library: Library) -> None:
    made = assess(launch(("KCNA", "range", km(800))), (), library)
    assert made.site is None
    assert made.ring is not None
    assert made.ring.place.name == "the middle of North Korea"
    assert assess(launch(("TASS", "range", km(800)), country="RU"), (), library).ring is None


@pytest.mark.parametrize("words", ["Sunan", "the Sunan area of Pyongyang", "near Sunan"])
def test_a_site_is_found_in_its_phrase(library: Library, words: str) -> None:
    place = locate(launch(("JCS", "site", words)), library.gazetteer)
    assert place is not None
    assert (round(place.lat_deg, 1), round(place.lon_deg, 1)) == (39.2, 125.7)


def test_central_inland_areas_are_no_site(library: Library) -> None:
    assert locate(launch(("JCS", "site", "central inland areas")), library.gazetteer) is None


def test_a_named_landing_goes_before_a_compass_word(library: Library) -> None:
    said = launch(
        ("JCS", "site", "Sunan"),
        ("Japan", "landing", "about 150 km west of the Oshima Peninsula"),
        ("Japan", "direction", "north"),
    )
    aim = heading(said, locate(said, library.gazetteer), library.gazetteer)
    assert aim is not None
    assert 60 < aim.azimuth_deg < 80
    word = launch(("JCS", "direction", "east"))
    by_word = heading(word, None, library.gazetteer)
    assert by_word is not None
    assert by_word.azimuth_deg == 90.0
