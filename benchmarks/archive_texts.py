"""Made-up announcements in bulk, for the archive's benchmark: readings as a reader gives them, without a reader.

Real readings are what the archive is for, but reading a hundred thousand documents takes minutes and measures another
room. Here a few hundred launches of several countries are told of in documents that name some of their numbers, quote
some office, look back at an earlier launch, and are in part copies of one another.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from trackside.archive import Intake
from trackside.measure import Hedge, stated
from trackside.moment import Moment, clock, day, month
from trackside.record import Claim, Document, Mention, Modality, Quote, Reading, Source, Value, digest

COUNTRIES = {
    "KP": ("Asia/Pyongyang", ("KCNA", "South Korea Joint Chiefs of Staff", "Japan Ministry of Defense")),
    "IR": ("Asia/Tehran", ("IRNA", "US Central Command")),
    "IN": ("Asia/Kolkata", ("DRDO", "India Ministry of Defence")),
    "PK": ("Asia/Karachi", ("ISPR",)),
    "RU": ("Europe/Moscow", ("Russia Ministry of Defence", "TASS")),
    "US": ("America/Los_Angeles", ("US Space Force", "Vandenberg")),
    "CN": ("Asia/Shanghai", ("Xinhua", "US Department of Defense")),
}
SYSTEMS = ("Northwind", "Harrier Star", "Longbow", "Pole Star", "Greywater", "Redstone Lake", "Kestrel", "Old River")
SITES = ("Halden Bay", "Mirowa", "Cape Tarn", "Usk", "Brenn", "Port Lisle", "Oster", "Vale", "Kolm", "Nidd")
# Words for the sentences around the numbers; four syllables of these make words enough for a full-text index.
_SYLLABLES = ("ka", "ren", "mo", "ti", "sel", "du", "ran", "vi", "os", "mar", "le", "pen", "jor", "hu", "bal", "ny")
# Sentences in scripts that are indexed as pairs of letters; half of the documents have some in one of the languages.
_ABROAD = (
    (
        "합동참모본부는 {word}에서 발사된 탄도미사일이 약 {far}㎞를 비행했다고 밝혔다.",
        "군 당국은 미사일의 제원을 {word}와 함께 정밀 분석하고 있다.",
        "발사체는 최고 고도 {far}㎞까지 올라간 뒤 동해상에 떨어졌다.",
        "국가안전보장회의는 {word} 긴급회의를 열어 이번 발사를 규탄했다.",
        "이번 시험은 {word} 인근의 이동식 발사대에서 이루어진 것으로 보인다.",
        "통신은 신형 {word} 로켓 발동기의 지상 시험도 성공하였다고 보도했다.",
    ),
    (
        "防衛省によると、{word}から発射された弾道ミサイルは約{far}キロ飛行した。",
        "ミサイルは日本海に落下し、{word}の被害は確認されていない。",
        "政府は国家安全保障会議を開き、{word}の情報を分析している。",
        "最高高度は{far}キロに達したと推定される。",
        "今回の発射は{word}の移動式発射台から行われたとみられる。",
        "官房長官は記者会見で{word}に厳重に抗議したと述べた。",
    ),
)
_LETTERS_ABROAD = ("가나라마바사아자차카타파하강산천성호", "アイウカキクサシタチナニハマヤラリルレロ")


@dataclass(frozen=True, slots=True)
class Shot:
    """One launch of the made-up world."""

    country: str
    zone: str
    when: dt.datetime
    system: str
    site: str
    range_km: int
    apogee_km: int
    time_s: int


def world(launches: int, seed: int = 0) -> tuple[Shot, ...]:
    """So many launches over forty years, several countries, some days with two."""
    rng, shots = random.Random(seed), []
    for _ in range(launches):
        country = rng.choices(list(COUNTRIES), weights=(8, 3, 3, 2, 3, 2, 2))[0]
        when = dt.datetime(1985, 1, 1, 6, tzinfo=dt.UTC) + dt.timedelta(
            days=rng.randrange(15_000), minutes=rng.randrange(720)
        )
        far = rng.randrange(150, 9_000)
        shot = (rng.choice(SYSTEMS), rng.choice(SITES), far, far // rng.randrange(3, 8), 60 + far // 4)
        shots.append(Shot(country, COUNTRIES[country][0], when, *shot))
    return tuple(sorted(shots, key=lambda s: s.when))


def articles(documents: int, shots: tuple[Shot, ...], seed: int = 1) -> Iterator[tuple[Intake, Document, Reading]]:
    """So many documents about these launches, each with two launches and about ten claims; a third are copies."""
    rng, last = random.Random(seed), ""
    for number in range(documents):
        shot = rng.choice(shots)
        earlier = rng.choice(shots)
        body = last if last and number % 3 == 2 else _body(rng)
        last = body
        yield _article(number, shot, earlier, body, rng)


def _body(rng: random.Random) -> str:
    """Sentences in one language, or in two."""
    told = [_sentence(rng) for _ in range(rng.randrange(6, 14))]
    abroad = rng.choice((None, None, 0, 1))
    if abroad is not None:
        told += [_sentence_abroad(abroad, rng) for _ in range(rng.randrange(2, 6))]
    return " ".join(told)


def _sentence_abroad(language: int, rng: random.Random) -> str:
    word = "".join(random.Random(rng.randrange(4_000)).choices(_LETTERS_ABROAD[language], k=3))
    return rng.choice(_ABROAD[language]).format(word=word, far=rng.randrange(100, 9_000))


def _sentence(rng: random.Random) -> str:
    return " ".join(_word(rng.randrange(4_000)) for _ in range(rng.randrange(8, 18))).capitalize() + "."


@cache
def _word(number: int) -> str:
    rng = random.Random(number)
    return "".join(rng.choices(_SYLLABLES, k=rng.randrange(1, 4)))


def _article(number: int, shot: Shot, earlier: Shot, body: str, rng: random.Random) -> tuple[Intake, Document, Reading]:
    told = _Telling(shot, earlier, rng)
    text = f"{told.lead} {body} {told.back} Report {number}."
    published = shot.when.date() + dt.timedelta(days=rng.randrange(3))
    raw = text.encode()
    noon = dt.datetime.combine(published, dt.time(12), tzinfo=dt.UTC)
    source = f"https://example.org/{number}"
    intake = Intake(raw, source, source, Moment(noon, noon, "UTC"), digest(raw), "text/plain")
    document = Document(source, text, title="", published=published, sha256=intake.sha256)
    return intake, document, told.reading(document)


class _Telling:
    """What one document says of two launches, and where in it."""

    def __init__(self, shot: Shot, earlier: Shot, rng: random.Random) -> None:
        self.shot, self.earlier, self.rng = shot, earlier, rng
        self.office = rng.choice(COUNTRIES[shot.country][1])
        near = rng.choice((0, 0, 0, 10, 20))
        self.said = {
            "range": f"{shot.range_km + near} km",
            "apogee": f"{shot.apogee_km} km",
            "flight_time": f"{shot.time_s} seconds",
            "site": shot.site,
            "system": shot.system,
        }
        self.lead = (
            f"A {shot.system} missile launched from {shot.site} on {shot.when:%d %B %Y} at {shot.when:%H:%M} flew "
            f"{self.said['range']} at a height of {self.said['apogee']} for {self.said['flight_time']}, "
            f"{self.office} said."
        )
        self.back = f"In {earlier.when:%B %Y} a {earlier.system} flew {earlier.range_km} km."

    def reading(self, document: Document) -> Reading:
        shot, earlier = self.shot, self.earlier
        main = Mention(
            document.id, 0, shot.country, day(shot.when.date(), shot.zone), site=shot.site, system=shot.system
        )
        past = Mention(document.id, 1, earlier.country, month(earlier.when.year, earlier.when.month, earlier.zone))
        at = document.text.index(self.back)
        claims = [
            *(self._claim(document, main, name, value, 0) for name, value in self._values().items()),
            self._claim(document, past, "system", earlier.system, at, words=earlier.system),
            self._claim(
                document,
                past,
                "range",
                stated(earlier.range_km * 1e3, "m", hedge=Hedge.NONE, step=1e3),
                at,
                words=f"{earlier.range_km} km",
            ),
        ]
        return Reading(document, (main, past), tuple(claims))

    def _values(self) -> dict[str, Value]:
        shot = self.shot
        return {
            "range": stated(float(self.said["range"].split()[0]) * 1e3, "m", step=1e3),
            "apogee": stated(shot.apogee_km * 1e3, "m", step=1e3),
            "flight_time": stated(float(shot.time_s), "s", step=1.0),
            "site": shot.site,
            "system": shot.system,
            "launch_date": day(shot.when.date(), shot.zone),
            "launch_time": clock(shot.when.date(), shot.when.time(), shot.zone),
            "country": shot.country,
        }

    def _claim(
        self, document: Document, mention: Mention, name: str, value: Value, start: int, *, words: str = ""
    ) -> Claim:
        sought = (
            words
            or self.said.get(name)
            or {
                "launch_date": f"{self.shot.when:%d %B %Y}",
                "launch_time": f"{self.shot.when:%H:%M}",
                "country": self.office,
            }[name]
        )
        at = document.text.index(sought, start)
        quote = Quote(document.id, at, at + len(sought), sought)
        return Claim(mention.id, name, value, Source(self.office), Modality.ASSERTED, quote)
