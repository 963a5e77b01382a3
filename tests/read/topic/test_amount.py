import math

import pytest

from tests.read.topic.spoken import marked
from trackside.measure import Hedge


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("ko", "고도 6천248.5㎞", 6_248_500, "m"),
        ("ko", "거리 4천500km", 4_500_000, "m"),
        ("ko", "거리 1만3천㎞", 13_000_000, "m"),
        ("ko", "거리 1만400km", 10_400_000, "m"),
        ("ko", "거리 1 001.2㎞", 1_001_200, "m"),
        ("ko", "약 2천 킬로미터", 2_000_000, "m"),
        ("ko", "1시간 14분 동안", 4440, "s"),
        ("ko", "47분 12초", 2832, "s"),
        ("ko", "속도는 마하 6", 6, "Mach"),
        ("ko", "음속의 5배", 5, "Mach"),
        ("ko", "초속 2km", 2000, "m/s"),
        ("ja", "約１，１００ｋｍ", 1_100_000, "m"),
        ("ja", "約千キロ", 1_000_000, "m"),
        ("ja", "1万5000キロ", 15_000_000, "m"),
        ("ja", "6千キロ", 6_000_000, "m"),
        ("ja", "一万五千キロ", 15_000_000, "m"),
        ("ja", "71分間", 4260, "s"),
        ("ja", "1時間14分", 4440, "s"),
        ("ja", "マッハ17", 17, "Mach"),
        ("ja", "秒速2キロ", 2000, "m/s"),
    ],
)
def test_numbers_with_units(language: str, text: str, value: float, unit: str) -> None:
    (found,) = marked(language, text).quantities
    assert found.unit == unit
    assert found.estimate.best == pytest.approx(value)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ko", "수천 km"),
        ("ko", "화성-12형"),
        ("ko", "오후 2시 34분께"),
        ("ko", "24일"),
        ("ja", "数百キロ"),
        ("ja", "火星17型"),
        ("ja", "午後2時34分ごろ"),
        ("ja", "24日"),
    ],
)
def test_what_is_no_quantity(language: str, text: str) -> None:
    assert marked(language, text).quantities == ()


@pytest.mark.parametrize(
    ("language", "text", "hedge"),
    [
        ("ko", "60여㎞", Hedge.AT_LEAST),
        ("ko", "약 4,500여km", Hedge.AT_LEAST),
        ("ko", "약 6천200㎞ 이상", Hedge.AT_LEAST),
        ("ko", "6천㎞ 초과", Hedge.AT_LEAST),
        ("ko", "20㎞에도 못 미친", Hedge.AT_MOST),
        ("ko", "450㎞가량", Hedge.ABOUT),
        ("ko", "750㎞", Hedge.NONE),
        ("ja", "60キロ余り", Hedge.AT_LEAST),
        ("ja", "少なくとも約500キロ", Hedge.AT_LEAST),
        ("ja", "6000キロを超える", Hedge.AT_LEAST),
        ("ja", "50キロ未満", Hedge.AT_MOST),
        ("ja", "およそ800キロ", Hedge.ABOUT),
        ("ja", "800キロ", Hedge.NONE),
    ],
)
def test_hedges_stand_before_inside_and_after(language: str, text: str, hedge: Hedge) -> None:
    (found,) = marked(language, text).quantities
    assert found.hedge is hedge
    assert math.isinf(found.estimate.high) == (hedge is Hedge.AT_LEAST)


def test_spans() -> None:
    (korean,) = marked("ko", "9,000~1만km").quantities
    assert (korean.estimate.low, korean.estimate.high) == (9_000_000, 10_000_000)
    (japanese,) = marked("ja", "800～900キロ").quantities
    assert (japanese.estimate.low, japanese.estimate.high) == (800_000, 900_000)


@pytest.mark.parametrize(
    ("language", "text", "count"),
    [
        ("ko", "미사일 2발을", 2),
        ("ko", "미사일 두 발을", 2),
        ("ja", "少なくとも３発の", 3),
        ("ja", "弾道ミサイル1発を", 1),
    ],
)
def test_counts(language: str, text: str, count: int) -> None:
    assert [c.estimate.best for c in marked(language, text).counts] == [count]


@pytest.mark.parametrize(
    ("language", "text"), [("ko", "수 발을"), ("ko", "2발사대"), ("ja", "1発目は"), ("ja", "数発")]
)
def test_what_is_no_count(language: str, text: str) -> None:
    assert marked(language, text).counts == ()


@pytest.mark.parametrize(
    ("language", "text", "size"),
    [
        ("ko", "거리 800㎞", 1000),
        ("ko", "초속 2km", 1000),
        ("ko", "1시간 14분 동안", 3600),
        ("ko", "마하 6", 1),
        ("ja", "約71分間", 60),
        ("ja", "700から800キロ", 1000),
    ],
)
def test_the_unit_as_written_is_kept(language: str, text: str, size: float) -> None:
    assert [q.size for q in marked(language, text).quantities] == [size]
