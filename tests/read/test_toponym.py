"""Places are tried only where their patterns may begin; nothing is missed by that."""

from __future__ import annotations

import pytest

from tests.read.marked import english
from trackside.read.toponym import places

TEXTS = [
    "It flew from the Sunan area of Pyongyang and fell about 300 to 400 km off Japan, 1,200 km east of Hokkaido.",
    "Fired out of Kusong, it came down in the Sea of Japan, roughly 450 kilometers west of Tsugaru Peninsula.",
    "OFF SINPO (AP) - It went into the East Sea; one from Tonghae, near the city of Kimchaek, hit Kwajalein Atoll.",
    "More than 90 miles from the coast, at Vandenberg. In Alaska. It reached the Pacific Ocean and the Yellow Sea.",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("kind", ["site", "landing", "sea"])
def test_as_many_places_are_found_as_by_trying_everywhere(kind: str, text: str) -> None:
    everywhere = [m.span("place") for m in english().patterns[kind].finditer(text)]
    found = places(text, english(), english().scanner.scan(text))
    assert [(p.start, p.end) for p in found if p.kind == kind] == everywhere


def test_the_texts_have_places_of_every_kind() -> None:
    found = {p.kind for text in TEXTS for p in places(text, english(), english().scanner.scan(text))}
    assert found >= {"site", "landing", "sea", "country"}
