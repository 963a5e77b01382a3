"""Assessments made by hand from public facts of real launches, in own words, and hostile ones."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from trackside import flight, moment
from trackside.assess import Flown
from trackside.measure import Estimate, Hedge, stated
from trackside.moment import Moment
from trackside.record import (
    Claim,
    Document,
    HistoryStatement,
    Mention,
    Modality,
    Reaction,
    Reading,
    Source,
    Value,
    digest,
    quote,
)

MADE = moment.clock(dt.date(2022, 3, 25), dt.time(6, 12), "UTC")
VERSION = "0.1.0"
SEOUL, PYONGYANG, TOKYO = "Asia/Seoul", "Asia/Pyongyang", "Asia/Tokyo"
A, E, H, P, D = Modality.ASSERTED, Modality.ESTIMATED, Modality.HYPOTHETICAL, Modality.PLANNED, Modality.DENIED

# (words in the text, attribute, value, speaker, modality)
Said = tuple[str, str, Value, str, Modality]


def km(number: float, step_km: float = 1.0, hedge: Hedge = Hedge.NONE) -> Value:
    """A distance."""
    return stated(number * 1e3, "m", hedge=hedge, step=step_km * 1e3)


def seconds(number: float, step_s: float = 1.0, hedge: Hedge = Hedge.NONE) -> Value:
    """A span of time."""
    return stated(number, "s", hedge=hedge, step=step_s)


def count(number: float) -> Value:
    """So many missiles."""
    return stated(number, "count")


def at(text: str, zone: str) -> Moment:
    """A clock time on a day, "2022-03-24 14:34"."""
    t = dt.datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=dt.UTC)
    return moment.clock(t.date(), t.time(), zone)


def reading(
    text: str,
    said: Sequence[Said] = (),
    *,
    country: str = "KP",
    day: str = "2022-03-24",
    main: bool = True,
    facts: Mapping[str, str] | None = None,
    reactions: Sequence[tuple[str, str, str]] = (),
    history: Sequence[tuple[str, str]] = (),
    name: str = "announcement.txt",
    language: str = "en",
    published: dt.date | None = dt.date(2022, 3, 25),
) -> Reading:
    """One document with one launch; `said` quotes words that the text has."""
    title = text.split("\n", 1)[0][:200]
    document = Document(name, text, title, published, language, digest(text.encode(errors="replace")))
    when = moment.day(dt.date.fromisoformat(day), PYONGYANG) if day else None
    mention = Mention(document.id, 0, country, when, main=main, **(facts or {}))

    def words(exact: str):  # type: ignore[no-untyped-def]
        start = text.index(exact)
        return quote(document, start, start + len(exact))

    return Reading(
        document,
        (mention,),
        tuple(Claim(mention.id, a, v, Source(who), how, words(q)) for q, a, v, who, how in said),
        tuple(Reaction(mention.id, Source(who), stance, words(q)) for q, who, stance in reactions),
        tuple(HistoryStatement(mention.id, kind, None, words(q)) for q, kind in history),
    )


KCNA_2022 = """New type of ICBM launched

PYONGYANG, March 25. The strategic forces launched a Hwasong-17 intercontinental ballistic missile on March 24.

The missile, fired from Pyongyang International Airport, rose to a maximum altitude of 6,248.5 km and flew a distance of
1,090 km for 4,052 seconds before it came down on the planned waters in the open East Sea.

The success shows a mighty military power, the agency said. At full range the missile could reach 15,000 kilometers.
"""
JAPAN_2022 = """Missile falls inside Japan's zone

North Korea fired a ballistic missile from its west coast at around 14:33 on Thursday, Tokyo said. It flew
for about 71 minutes, reached an altitude of over 6,000 km and fell about 1,100 km away, about 150 km west of the Oshima
Peninsula, inside the exclusive economic zone. It is the first launch of an ICBM since November 2017.

"This is an unforgivable reckless act," the prime minister said. Japan lodged a protest.

South Korea's Joint Chiefs of Staff said the missile was launched from Sunan at 14:34 and flew about 1,080 km at an
altitude of more than 6,200 km. Seoul disputes that it was a Hwasong-17 at all.
"""


def icbm() -> list[Reading]:
    """24 March 2022: what KCNA, Tokyo and Seoul announced."""
    kcna = reading(
        KCNA_2022,
        [
            ("March 24", "launch_date", moment.day(dt.date(2022, 3, 24), PYONGYANG), "KCNA", A),
            ("Hwasong-17", "system", "Hwasong-17", "KCNA", A),
            ("intercontinental ballistic missile", "kind", "ICBM", "KCNA", A),
            ("Pyongyang International Airport", "site", "Pyongyang International Airport", "KCNA", A),
            ("a maximum altitude of 6,248.5 km", "apogee", km(6248.5, 0.1), "KCNA", A),
            ("1,090 km", "range", km(1090, 10), "KCNA", A),
            ("4,052 seconds", "flight_time", seconds(4052), "KCNA", A),
            ("the open East Sea", "landing", "the open East Sea", "KCNA", A),
            ("success", "outcome", "success", "KCNA", A),
            ("could reach 15,000 kilometers", "range", km(15000, 1000), "KCNA", H),
        ],
        facts={"site": "Pyongyang International Airport", "system": "Hwasong-17", "kind": "ICBM"},
        name="kcna_2022-03-25.txt",
    )
    tokyo, seoul = "Japan Ministry of Defense", "South Korea Joint Chiefs of Staff"
    japan = reading(
        JAPAN_2022,
        [
            ("ballistic missile", "kind", "ballistic", tokyo, A),
            ("around 14:33", "launch_time", at("2022-03-24 14:33", TOKYO), tokyo, A),
            ("about 71 minutes", "flight_time", seconds(4260, 60, Hedge.NONE), tokyo, A),
            ("over 6,000 km", "apogee", km(6000, 1000, Hedge.AT_LEAST), tokyo, A),
            ("about 1,100 km", "range", km(1100, 100, Hedge.ABOUT), tokyo, A),
            ("about 150 km west of the Oshima\nPeninsula", "landing", "150 km west of the Oshima Peninsula", tokyo, A),
            ("inside the exclusive economic zone", "eez", "inside", tokyo, A),
            ("Sunan", "site", "Sunan", seoul, A),
            ("14:34", "launch_time", at("2022-03-24 14:34", SEOUL), seoul, A),
            ("about 1,080 km", "range", km(1080, 10, Hedge.ABOUT), seoul, A),
            ("more than 6,200 km", "apogee", km(6200, 100, Hedge.AT_LEAST), seoul, A),
            ("disputes that it was a Hwasong-17 at all", "system", "Hwasong-17", seoul, D),
        ],
        reactions=[
            ("This is an unforgivable reckless act", "the prime minister", "condemns"),
            ("Japan lodged a protest", "Japan", "protests"),
        ],
        history=[("the first launch of an ICBM since November 2017", "first_since")],
        name="https://news.example/2022/03/24/missile",
    )
    return [kcna, japan]


RAIL_2021 = """Railway-borne missile regiment drills

The regiment fired from a train in the central mountainous area on September 15, and the missiles hit the East Sea
800 kilometers away, KCNA said.

South Korea's Joint Chiefs of Staff said two short-range ballistic missiles were fired from the Yangdok area of central
inland areas at 12:34 and 12:39, flying about 800 km at an apogee of about 60 km. Japan's ministry first said they
fell outside, then inside, its economic zone after flying about 750 km on an irregular path.

In April 2019 Pyongyang had tested another weapon over 240 km.
"""


def rail() -> list[Reading]:
    """15 September 2021: from a train, 800 km, 60 km high."""
    kcna, seoul, tokyo = "KCNA", "South Korea Joint Chiefs of Staff", "Japan Ministry of Defense"
    main = reading(
        RAIL_2021,
        [
            ("September 15", "launch_date", moment.day(dt.date(2021, 9, 15), PYONGYANG), kcna, A),
            ("a train", "platform", "rail", kcna, A),
            ("the central mountainous area", "site", "the central mountainous area", kcna, A),
            ("800 kilometers", "range", km(800, 100), kcna, A),
            ("the East Sea", "landing", "the East Sea", kcna, A),
            ("two short-range ballistic missiles", "missile_count", count(2), seoul, A),
            ("short-range ballistic missiles", "kind", "SRBM", seoul, A),
            ("the Yangdok area", "site", "Yangdok", seoul, A),
            ("12:34", "launch_time", at("2021-09-15 12:34", SEOUL), seoul, A),
            ("12:39", "launch_time", at("2021-09-15 12:39", SEOUL), seoul, A),
            ("about 800 km", "range", km(800, 100, Hedge.ABOUT), seoul, A),
            ("about 60 km", "apogee", km(60, 10, Hedge.ABOUT), seoul, A),
            ("outside", "eez", "outside", tokyo, D),
            ("inside, its economic zone", "eez", "inside", tokyo, A),
            ("about 750 km", "range", km(750, 10, Hedge.ABOUT), tokyo, E),
        ],
        day="2021-09-15",
        facts={"platform": "rail", "kind": "SRBM"},
        name="rail.txt",
        published=dt.date(2021, 9, 16),
    )
    old = Mention(main.document.id, 1, "KP", moment.month(2019, 4, PYONGYANG))
    start = RAIL_2021.index("240 km")
    told = Claim(old.id, "range", km(240, 10), Source("narrator"), A, quote(main.document, start, start + 6))
    return [Reading(main.document, (*main.mentions, old), (*main.claims, told))]


KURA = """Пуск с космодрома Плесецк / Launch from Plesetsk

The Defence Ministry in Moscow said a Yars missile was launched from Plesetsk on 20 April 2022 from a silo. Its warheads
reached the Kura range in Kamchatka, some 5,700 km away, after about 25 minutes.
"""


def arctic() -> list[Reading]:
    """Plesetsk to Kura: a ring around the pole and across the antimeridian."""
    who = "Russian Ministry of Defence"
    return [
        reading(
            KURA,
            [
                ("20 April 2022", "launch_date", moment.day(dt.date(2022, 4, 20), "Europe/Moscow"), who, A),
                ("a Yars missile", "system", "Yars", who, A),
                ("Plesetsk on", "site", "Plesetsk", who, A),
                ("a silo", "platform", "silo", who, A),
                ("the Kura range", "landing", "Kura", who, A),
                ("some 5,700 km", "range", km(5700, 100, Hedge.ABOUT), who, A),
                ("about 25 minutes", "flight_time", seconds(1500, 60, Hedge.ABOUT), who, A),
            ],
            country="RU",
            day="2022-04-20",
            facts={"system": "Yars"},
            name="yars.txt",
        )
    ]


def cruise() -> list[Reading]:
    """A cruise missile: numbers, but no arc to hold them against."""
    text = "Long-range cruise missiles flew 1,500 km along an oval path for 7,580 seconds, the agency said.\n"
    return [
        reading(
            text,
            [
                ("cruise missiles", "kind", "cruise", "KCNA", A),
                ("1,500 km", "range", km(1500, 100), "KCNA", A),
                ("7,580 seconds", "flight_time", seconds(7580, 10), "KCNA", A),
            ],
            day="2021-09-12",
            facts={"kind": "cruise"},
            name="cruise.txt",
        )
    ]


def words_only() -> list[Reading]:
    """Nothing but words: no number, no site, no date."""
    text = "A missile test ended in failure, officials said."
    return [reading(text, [("failure", "outcome", "failure", "officials", E)], country="US", day="", name="-")]


EVIL = (
    "<script>alert('x')</script> & \"quoted\" \u202egnp.exe\u202c \x00\x1b[31mred\x1b[0m </mark></div>\r\n"
    'A missile <b>flew</b> 300 km & "fell" <img src=http://evil.example/x.png onerror=alert(1)> {{ 7*7 }} {% raw %}\n'
    "مدى الصاروخ 300 كم \u2067rtl\u2069\n"
)


def hostile() -> list[Reading]:
    """Markup, quotes, control characters and letters that run the other way, wherever words can stand."""
    return [
        reading(
            EVIL,
            [
                (
                    'flew</b> 300 km & "fell" <img src=http://evil.example/x.png',
                    "range",
                    km(300, 100),
                    "<i>Sp&eaker</i>\u202e",
                    A,
                ),
                ("300 km", "range", km(300, 100), "<i>Sp&eaker</i>\u202e", A),
                ('km & "fell" <img src=http://evil.example/x.png onerror=alert(1)>', "landing", "<u>sea</u>", "B", A),
                ("<script>alert('x')</script>", "system", "<script>alert('s')</script>", "B", A),
                ("300 كم", "range", km(300, 100), "C", E),
            ],
            reactions=[("</mark></div>", "<a href=javascript:alert(1)>", "other")],
            name="javascript:alert(1)",
            language='en"><script>',
        )
    ]


def flown(
    *,
    path: flight.Path = flight.Path.BALLISTIC,
    fits: bool = True,
    still: Estimate | None = None,
    by_direction: tuple[tuple[float, Estimate], ...] = (),
    sample_m: Sequence[float] = (),
    told: Sequence[Said] = (),
) -> Flown:
    """An account of 950 km and 4,475 km with a reconstruction made by hand; without `still` only a floor."""
    text = "It flew 950 km and rose to 4,475 km."
    said = told or [("950 km", "range", km(950), "KCNA", A), ("4,475 km", "apogee", km(4475), "KCNA", A)]
    found = None
    if still is not None:
        sample = np.sort(np.asarray(sample_m or np.linspace(still.low, still.high, 101), dtype=np.float64))
        found = flight.Reconstruction(
            predictions=(),
            kinds={},
            classes={},
            longest=flight.Longest(still, by_direction, sample),
            burnout_speed_m_s=Estimate(7.0e3, 6.1e3, 8.2e3, "m/s"),
            burnout_time_s=Estimate(200.0, 110.0, 290.0, "s"),
            lifting_odds=None,
            lift_to_drag=None,
            fits=fits,
            culprits=(),
            effective_sample_size=200.0,
            bundle=None,
            seed=0,
        )
    report = flight.bounds(flight.Numbers(_estimate(km(950)), _estimate(km(4475))))
    longest = still or Estimate(5.9e6, 5.9e6, 20_003_931.0, "m")
    report = replace(report, path=path, longest_range_m=longest, reconstruction=found)
    return Flown("KCNA", report, None, reading(text, said).claims)


def _estimate(value: Value) -> Estimate:
    assert isinstance(value, Estimate)
    return value


CASES: Mapping[str, Callable[[], list[Reading]]] = {
    "icbm": icbm,
    "rail": rail,
    "arctic": arctic,
    "cruise": cruise,
    "words": words_only,
    "hostile": hostile,
}
