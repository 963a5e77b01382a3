"""Assessments of the cases, made by the rooms below."""

from collections.abc import Callable

import pytest

from tests.brief.cases import CASES
from trackside.assess import Assessment, assess
from trackside.earth import load_gazetteer, load_land
from trackside.earth.land import Land
from trackside.library import Library
from trackside.reconcile import reconcile
from trackside.record import Reading


@pytest.fixture(scope="session")
def land() -> Land:
    """The outlines of countries."""
    return load_land("50m")


@pytest.fixture(scope="session")
def assessed(land: Land) -> Callable[[list[Reading]], list[Assessment]]:
    """From readings to assessments, by the rooms below; the same readings are assessed once."""
    library = Library(load_gazetteer(), land, {})
    known: dict[tuple[Reading, ...], list[Assessment]] = {}

    def made(readings: list[Reading]) -> list[Assessment]:
        key, documents = tuple(readings), [r.document for r in readings]
        if key not in known:
            known[key] = [assess(x, documents, library) for x in reconcile(readings)]
        return list(known[key])

    return made


@pytest.fixture(params=sorted(CASES))
def case(request: pytest.FixtureRequest, assessed: Callable[[list[Reading]], list[Assessment]]) -> list[Assessment]:
    """Each case in turn."""
    return assessed(CASES[request.param]())
