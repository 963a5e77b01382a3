"""Short announcements and reports written for these tests, with what a careful reader would note of each.

Events are modelled on public facts where a date is real; wording, unnamed sources and most figures are made up here.
Expectations were written before the reader was run on the texts.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import final

Expected = tuple[str, float | str, str, str]


@final
@dataclass(frozen=True, slots=True)
class Text:
    """A text, its day, the launches (country, date) in it and claims (attribute, value, speaker, modality)."""

    name: str
    published: dt.date
    body: str
    launches: tuple[tuple[str, str], ...]
    claims: tuple[Expected, ...]
    stances: tuple[tuple[str, str], ...] = ()
    history: tuple[str, ...] = ()


FRANCE = Text(
    "France, a ministry's note",
    dt.date(2023, 11, 20),
    """The French navy launched an M51.3 ballistic missile from a site on the Atlantic coast on Saturday, the Armed
Forces Ministry said in a note on Monday. The missile carried no warhead. It flew more than 2,000 kilometers
before it fell into the North Atlantic, the ministry added.

Defence analysts put the maximum range of the missile at around 9,000 km.
""",
    (("FR", "2023-11-18"),),
    (
        ("range", 2_000_000.0, "France Ministry of Armed Forces", "asserted"),
        ("range", 9_000_000.0, "Defence analysts", "hypothetical"),
        ("system", "M51.3", "France Ministry of Armed Forces", "asserted"),
        ("kind", "ballistic", "France Ministry of Armed Forces", "asserted"),
    ),
)

INDIA = Text(
    "India, nautical miles and a split sentence",
    dt.date(2022, 11, 24),
    """New Delhi, Nov 24 - India test-fired an Agni-III intermediate-range ballistic missile on Wednesday from
Abdul Kalam Island off Odisha, the defence ministry said. The missile travelled 1,600 nautical miles, rose
to about 350 km and met all its objectives, a senior official told reporters, while a retired general, Arun
Mehta, said that it could reach 3,500 km with a lighter payload.
""",
    (("IN", "2022-11-23"),),
    (
        ("range", 2_963_200.0, "senior official", "asserted"),
        ("apogee", 350_000.0, "senior official", "asserted"),
        ("range", 3_500_000.0, "Arun Mehta", "hypothetical"),
        ("kind", "IRBM", "India Ministry of Defence", "asserted"),
        ("outcome", "success", "senior official", "asserted"),
    ),
)

TWO_CAPITALS = Text(
    "two speakers in one sentence",
    dt.date(2023, 7, 12),
    """SEOUL - North Korea fired a long-range missile from near Pyongyang on Wednesday morning. Seoul's military
said it flew 1,000 km on a lofted path, and Japan's defence ministry put the altitude at 6,000 km and the
flight time at 74 minutes. Pyongyang has not commented.

It was the first launch of its kind since April.
""",
    (("KP", "2023-07-12"),),
    (
        ("range", 1_000_000.0, "South Korea military", "asserted"),
        ("apogee", 6_000_000.0, "Japan Ministry of Defense", "asserted"),
        ("flight_time", 4440.0, "Japan Ministry of Defense", "asserted"),
    ),
    history=("first_since",),
)

IRAN = Text(
    "Iran, satellite launch that failed, miles",
    dt.date(2021, 12, 31),
    """Iran launched a Simorgh rocket on Thursday carrying three devices, but the attempt failed to put them into
orbit, state television reported on Friday. The rocket climbed to 292 miles, the report said.

The U.S. State Department said it was concerned by the launch. France condemned it.
""",
    (("IR", "2021-12-30"),),
    (
        ("apogee", 292 * 1609.344, "Iranian state television", "asserted"),
        ("outcome", "failure", "Iranian state television", "asserted"),
    ),
    stances=(("US State Department", "concerned"), ("France government", "condemns")),
)

US_ZONE = Text(
    "United States, the day at the site",
    dt.date(2023, 9, 7),
    """The Air Force launched an unarmed Minuteman III from Vandenberg at 1:26 a.m. Pacific Time on Wednesday, Air
Force Global Strike Command said in a statement. The re-entry vehicle travelled about 4,200 miles to
Kwajalein Atoll. Such tests are routine and not a response to any event, the command said.
""",
    (("US", "2023-09-06"),),
    (
        ("range", 4200 * 1609.344, "US Air Force Global Strike Command", "asserted"),
        ("launch_time", "2023-09-06T08:26", "US Air Force Global Strike Command", "asserted"),
    ),
    stances=(("US Air Force Global Strike Command", "defends"),),
)

BACKGROUND = Text(
    "an older launch in the background",
    dt.date(2022, 1, 31),
    """North Korea said on Monday that it had fired a Hwasong-12 missile on Sunday, its most powerful since 2017.

Japan's chief cabinet secretary said the missile flew for about 30 minutes, reached 2,000 km and covered 800
km.

In an earlier test, on Sept. 15, 2017, a Hwasong-12 flew 3,700 km over Hokkaido and peaked at 770 km, South
Korea's Joint Chiefs of Staff said at the time.
""",
    (("KP", "2022-01-30"), ("KP", "2017-09-15")),
    (
        ("flight_time", 1800.0, "Japan government", "asserted"),
        ("apogee", 2_000_000.0, "Japan government", "asserted"),
        ("range", 800_000.0, "Japan government", "asserted"),
        ("range", 3_700_000.0, "South Korea Joint Chiefs of Staff", "asserted"),
        ("apogee", 770_000.0, "South Korea Joint Chiefs of Staff", "asserted"),
    ),
)

DENIAL = Text(
    "a figure disputed and a figure withdrawn",
    dt.date(2023, 3, 15),
    """North Korea fired two short-range ballistic missiles from Jangyon on Tuesday, South Korea's military said.
KCNA said they hit a target 611 km away. The South's military rejected the 611-km figure and said the
missiles flew 620 km.
""",
    (("KP", "2023-03-14"),),
    (
        ("missile_count", 2.0, "South Korea military", "asserted"),
        ("range", 611_000.0, "KCNA", "asserted"),
        ("range", 611_000.0, "South Korea military", "denied"),
        ("range", 620_000.0, "South Korea military", "asserted"),
    ),
)

SHEET = Text(
    "a press sheet in bullets",
    dt.date(2024, 9, 12),
    """[ROK JCS - NOTICE TO PRESS]

o North Korea fired several short-range ballistic missiles from the Pyongyang area into the East Sea at
about 07:10 today.

o Flight distance: approx. 360 km. Altitude: approx. 100 km. Speed: Mach 5.

o We strongly condemn the launch as a clear provocation.
""",
    (("KP", "2024-09-12"),),
    (
        ("range", 360_000.0, "South Korea Joint Chiefs of Staff", "asserted"),
        ("apogee", 100_000.0, "South Korea Joint Chiefs of Staff", "asserted"),
        ("speed", 5.0, "South Korea Joint Chiefs of Staff", "asserted"),
        ("launch_time", "2024-09-11T22:10", "South Korea Joint Chiefs of Staff", "asserted"),
    ),
    stances=(("South Korea Joint Chiefs of Staff", "condemns"),),
)

TURKEY = Text(
    "Turkey, one unnamed person, a planned distance",
    dt.date(2024, 5, 22),
    """Türkiye test-fired a Bora missile over the Black Sea on Tuesday, a person familiar with the test said. It
was in the air for six minutes and travelled 450 to 460 km, according to the person, who asked not to be
named.
""",
    (("TR", "2024-05-21"),),
    (
        ("flight_time", 360.0, "person familiar with the test", "asserted"),
        ("range", 455_000.0, "person familiar with the test", "asserted"),
    ),
)

NOTHING = (
    Text(
        "a parade",
        dt.date(2023, 7, 28),
        "North Korea showed a dozen missiles at a parade on Thursday night. The largest could fly 15,000 km, analysts "
        "said. South Korea's military said it was studying the pictures.",
        (),
        (),
    ),
    Text(
        "a budget",
        dt.date(2024, 3, 1),
        "The defence committee approved 400 million euros for a cruise missile with a range of 2,000 km. The first "
        "test is planned for 2030, the ministry said.",
        (),
        (),
    ),
    Text(
        "a football match",
        dt.date(2024, 3, 3),
        "He fired a rocket from 30 yards on Saturday and the keeper launched himself at it in vain. Seoul won 2-1.",
        (),
        (),
    ),
    Text("an empty page", dt.date(2024, 3, 3), "\n\n", (), ()),
)

TOLD = (FRANCE, INDIA, TWO_CAPITALS, IRAN, US_ZONE, BACKGROUND, DENIAL, SHEET, TURKEY)
