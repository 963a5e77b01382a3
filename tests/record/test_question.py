import datetime as dt

import pytest

from trackside.errors import BadInput
from trackside.record import Category, Chronicle, Coverage, Period, Question
from trackside.record.question import SHAPES


@pytest.mark.parametrize("shape", SHAPES)
def test_an_empty_question_looks_back_over_all_time_and_all_launches(shape: str) -> None:
    asked = Question(shape)
    assert (asked.category, asked.period, asked.ordinal) == (Category(), Period(), 1)


@pytest.mark.parametrize(
    "wrong",
    [{"shape": "best"}, {"shape": "record", "measure": "beauty"}, {"shape": "nth", "ordinal": 0}],
)
def test_what_is_no_question_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadInput):
        Question(**wrong)  # type: ignore[arg-type]


def test_a_span_may_be_covered_for_some_kinds_only() -> None:
    first, last = dt.date(2000, 1, 1), dt.date(2020, 1, 1)
    some = Chronicle((), (Coverage("KP", first, last, ("ballistic", "space_launch")),))
    every = Chronicle((), (Coverage("KP", first, last),))
    assert some.covers("KP", first, last, ("ballistic",))
    assert not some.covers("KP", first, last, ("ballistic", "cruise"))
    assert not some.covers("KP", first, last)
    assert every.covers("KP", first, last)
    assert every.covers("KP", first, last, ("cruise",))
    assert not every.covers("IR", first, last)
