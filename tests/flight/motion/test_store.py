from trackside.flight.motion import store

VECTORS = {"PLACE", "SPEED", "UPWARDS", "LEAN_TOWARDS", "NEXT_PLACE", "NEXT_SPEED", "PAD", "UP", "LEAN",
           "END_PLACE", "END_SPEED", "BURNOUT_PLACE", "BURNOUT_SPEED"}  # fmt: skip
WIDTHS = {"PULLS": 21, "STAGE": 4 * store.STAGE_WIDTH}
NAMES = [name for name, value in vars(store).items() if type(value) is int]


def _taken(names: list[str]) -> list[int]:
    places: list[int] = []
    for name in names:
        width = 3 if name in VECTORS else WIDTHS.get(name, 1)
        places += range(getattr(store, name), getattr(store, name) + width)
    return sorted(places)


def test_no_two_things_lie_in_one_place_and_no_place_is_empty() -> None:
    rows, plan, result = (NAMES.index(name) for name in ("ROWS", "PLAN_WIDTH", "RESULT_WIDTH"))
    assert set(NAMES) > VECTORS
    assert _taken(NAMES[:rows]) == list(range(store.ROWS))
    of_a_stage = [name for name in NAMES if name.startswith("STAGE_") and name != "STAGE_WIDTH"]
    of_a_plan = [name for name in NAMES[rows + 1 : plan] if not name.startswith("STAGE_")]
    assert _taken(of_a_plan) == list(range(store.PLAN_WIDTH))
    assert _taken(of_a_stage) == list(range(store.STAGE_WIDTH))
    assert _taken(NAMES[plan + 1 : result]) == list(range(store.RESULT_WIDTH))
