"""Laws that hold for any Korean or Japanese text: exact quotes, no failures, and other countries' words untouched."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.read.topic.spoken import NEWS, reading
from trackside.record import Claim, HistoryStatement, Reaction, Reading

KOREAN = (
    "북한이 합참은 일본 방위성은 12일 오전 "
    "7시 10분께 평양 일대에서 탄도미사일 2발을 발사했다 쐈다고 약 800㎞ 6천248.5㎞ "
    "마하 6 고도 비행거리 추정된다 "
    "것으로 보인다 이후 처음 당시 규탄했다 밝혔다 말했다 . , ( ) 화성-17형 EEZ 밖 동해상으로 "
    "1만 천 여 이상 김정은 총리는"
)
JAPANESE = (
    "北朝鮮は 韓国軍 防衛省によると "
    "12日 午前７時１０分ごろ 平壌付近から 弾道ミサイル 1発を 発射した 約８００キロ 最高高度 "
    "6千キロを超え "
    "マッハ5 と推定 とみられる 以来 その時は 非難した 述べた 。 、 「 」 ( ) 火星17 EEZ外 日本海に落下 一万 千 "
    "余り 以上 岸田首相は 令和元年5月4日"
)


def texts(words: str) -> st.SearchStrategy[str]:
    some = st.sampled_from([*words.split(), "\n", "\n\n", " ", "９", "十", "만"])
    return st.lists(some, max_size=40).map("".join)


def quoted(found: Reading) -> list[Claim | Reaction | HistoryStatement]:
    return [*found.claims, *found.reactions, *found.history]


@pytest.mark.parametrize(("language", "words"), [("ko", KOREAN), ("ja", JAPANESE)])
def test_quotes_are_exact_and_nothing_raises(language: str, words: str) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(texts(words))
    def law(text: str) -> None:
        for whole in (text, f"{NEWS[language]}\n\n{text}"):
            found = reading(language, whole)
            assert all(whole[x.quote.start : x.quote.end] == x.quote.exact != "" for x in quoted(found))

    law()


LETTERS = st.characters(min_codepoint=0x3040, max_codepoint=0xD7A3) | st.sampled_from(
    "0123456789 ,.()「」。、\n年月日発キロ㎞"
)


@settings(max_examples=60, deadline=None)
@given(st.text(LETTERS, max_size=120), st.sampled_from(["ko", "ja"]))
def test_random_letters_never_raise(text: str, language: str) -> None:
    found = reading(language, text)
    assert all(text[x.quote.start : x.quote.end] == x.quote.exact for x in quoted(found))
