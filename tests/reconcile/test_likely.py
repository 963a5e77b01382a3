"""Looking up by what is said finds whatever could matter without a date."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reconcile.mixtures import readings
from trackside.reconcile import traits_of
from trackside.reconcile.likely import Likely
from trackside.reconcile.likeness import CLEAR, ENOUGH, compatible, score
from trackside.reconcile.names import name_keys, share


@settings(deadline=None, max_examples=60)
@given(readings())
def test_all_that_could_score_enough_without_a_date_are_found(made: list[object]) -> None:
    held = [t for r in made for t in traits_of(r)]  # type: ignore[arg-type]
    index = Likely()
    for t in held:
        index.enter(t)
    for t in held:
        found = {x.mention_id for x in index.like(t)}
        for other in held:
            undated = t.earliest is None or other.earliest is None
            if undated and compatible(t, other) and score(t, other) >= ENOUGH - CLEAR:
                assert other.mention_id in found
    for t in held:
        index.strike(t)
    assert not any(x for t in held for x in index.like(t))


NAMES = st.lists(
    st.sampled_from(["hwasong", "hwasongpho", "hwa", "17", "15", "north", "pyongan", "missile", "sea", "musudan"]),
    min_size=1,
    max_size=3,
).map(" ".join)


@given(NAMES, NAMES)
def test_names_that_can_be_one_have_a_key_in_common(a: str, b: str) -> None:
    if share(a, b):
        assert name_keys(a) & name_keys(b)
