"""A checked statement about history on the page and on the screen."""

import dataclasses
import datetime as dt
from collections.abc import Callable

from lxml import html

from tests.brief.cases import MADE, VERSION, icbm
from trackside.assess import Assessment, Counting, HistoryCheck
from trackside.brief import briefing, countings, deciding, summary
from trackside.earth.land import Land
from trackside.measure import Verdict
from trackside.moment import day
from trackside.record import Event, Reading

Assess = Callable[[list[Reading]], list[Assessment]]

EVENT = Event("launch-1", "KP", day(dt.date(2017, 11, 29), "Asia/Pyongyang"), systems=("Hwasong-15",), kinds=("ICBM",))
CHECK = HistoryCheck(
    Verdict.CONSISTENT,
    "none between 2017-11 and 2022-03-24",
    (
        Counting("by launches", False, None, "one on 2022-03-16"),
        Counting("failed launches left out", True, None, "none"),
    ),
    (EVENT,),
)


def test_the_page_shows_verdict_countings_and_what_decides(assessed: Assess, land: Land) -> None:
    (made, *_) = assessed(icbm())
    checked = dataclasses.replace(made, history=(CHECK,) * len(made.launch.history))
    root = html.fromstring(briefing([checked], land, made=MADE, version=VERSION))
    text = " ".join(str(root.xpath("string(//ul[contains(@class, 'history')]/li)")).split())
    assert "consistent None between 2017-11 and 2022-03-24." in text
    assert "True with failed launches left out." in text
    assert "False by launches." in text
    assert "Decided by: 29 November 2017, Hwasong-15." in text
    assert "not yet checked" not in str(root.xpath("string()"))


def test_the_screen_has_a_line_for_it(assessed: Assess) -> None:
    (made, *_) = assessed(icbm())
    checked = dataclasses.replace(made, history=(CHECK,) * len(made.launch.history))
    assert "[consistent] “the first launch of an ICBM since November 2017”: None between" in summary([checked])
    assert "[consistent] “the first" not in " ".join(summary([made]).split())


def test_countings_that_all_agree_are_not_listed() -> None:
    assert countings(CHECK.countings[:1]) == []
    assert deciding((EVENT,) * 8).endswith("and two earlier ones")
