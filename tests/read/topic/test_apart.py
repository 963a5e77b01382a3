"""Launches of one day told apart, and what is said of several of them together."""

import datetime as dt

import pytest

from tests.read.topic.spoken import reading, told, values
from trackside.record import Reading

PUBLISHED = dt.date(2023, 3, 24)
SECOND = "6시 37분께 뒤따른 두 번째 미사일은 고도 약 20㎞였다."


def launches(text: str) -> list[tuple[str, str]]:
    return sorted((m.country, m.date.date if m.date else "") for m in reading("ko", text, PUBLISHED).mentions)


def of(found: Reading, attribute: str) -> list[str]:
    """The words of the claims of one attribute, with a letter for the launch each is of."""
    letters = {m.id: chr(97 + n) for n, m in enumerate(found.mentions)}
    return sorted(f"{letters[c.mention_id]} {c.quote.exact}" for c in told(found, attribute))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("북한이 지난 22일 순항미사일 '화살-1'형과 '화살-2'형을 두 발씩 쏘았다.", ["2023-03-22"] * 2),
        ("북한이 지난 22일 화성-17형과 화성-11가형을 잇달아 발사했다.", ["2023-03-22"] * 2),
        ("북한이 지난 22일 화성-15형과 비슷한 화성-17형을 발사했다.", ["2023-03-22"]),
        ("북한이 지난 22일 화성-17형을 발사했다. 화성-15형과 화성-17형은 길이가 다르다.", ["2023-03-22"]),
        ("북한이 22일 ICBM을 발사했다. 같은 날 원산에서는 SRBM 1발을 발사했다.", ["2023-03-22"] * 2),
        ("북한이 22일 ICBM을 발사했다. 같은 날 ICBM 1발을 발사했다.", ["2023-03-22"]),
        (f"북한이 22일 쏜 ICBM은 540㎞까지 올랐다. {SECOND} 6시 42분께의 세 번째는 SRBM으로 760㎞를 날았다.",
         ["2023-03-22"] * 3),
        ("북한이 22일 쏜 SRBM은 540㎞를 날았다. " + SECOND, ["2023-03-22"]),
    ],
)  # fmt: skip
def test_launches_of_a_day(text: str, expected: list[str]) -> None:
    assert launches(text) == [("KP", day) for day in expected]


def test_types_of_two_countries_are_a_launch_of_each() -> None:
    text = "북한이 22일 탄도미사일을 쏘았다. 북한 미사일은 800㎞를 날았다. "
    text += "한미는 강원도 강릉에서 현무-2 1발과 미측의 에이태큼스 2발을 쏘았다."
    found = reading("ko", text, PUBLISHED)
    assert launches(text) == [("KP", "2023-03-22"), ("KR", "2023-03-22"), ("US", "2023-03-22")]
    assert of(found, "missile_count") == ["b 1발", "c 2발"]
    assert of(found, "site") == ["b 강원도 강릉", "c 강원도 강릉"]


def test_two_numbers_are_of_two_types_in_turn() -> None:
    text = "북한이 22일 화살-1형과 화살-2형을 쐈다. 미사일들은 각각 1천500㎞와 1천800㎞를 날았다."
    assert of(reading("ko", text, PUBLISHED), "range") == ["a 1천500㎞", "b 1천800㎞"]
    text = "북한이 22일 화살-1형과 화살-2형을 쐈다. 화살-1형은 7천560초, 화살-2형은 7천120초를 비행해 표적을 명중했다."
    found = reading("ko", text, PUBLISHED)
    assert of(found, "flight_time") == ["a 7천560초", "b 7천120초"]
    assert of(found, "outcome") == ["a 명중", "b 명중"]


def test_so_many_each_are_of_both_types() -> None:
    assert of(reading("ko", "북한이 22일 화살-1형과 화살-2형을 두 발씩 쐈다.", PUBLISHED), "missile_count") == [
        "a 두 발", "b 두 발",
    ]  # fmt: skip


def test_the_hour_of_a_later_shot_is_a_launch_time() -> None:
    text = "북한이 22일 오전 6시 ICBM을 쐈다. 6시 37분께 뒤따른 두 번째 미사일은 20㎞까지 올랐다."
    assert values(reading("ko", text, PUBLISHED), "launch_time") == ["2023-03-21T21:00", "2023-03-21T21:37"]
    text = "북한이 22일 오전 6시 ICBM을 쐈다. 6시 37분께 두 번째 미사일이 동해에 떨어졌다."
    assert values(reading("ko", text, PUBLISHED), "launch_time") == ["2023-03-21T21:00"]
