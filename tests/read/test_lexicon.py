import re

import pytest

from tests.read.marked import english
from trackside.errors import BadInput
from trackside.measure import Hedge
from trackside.read import load_lexicons
from trackside.read.lexicon import compiled, of_files


def test_english_is_there_and_frozen() -> None:
    lexicons = load_lexicons()
    assert "en" in lexicons
    with pytest.raises(TypeError):
        lexicons["en"] = english()  # type: ignore[index]
    with pytest.raises(AttributeError):
        english().language = "xx"  # type: ignore[misc]


def test_one_phrase_may_speak_for_several_attributes() -> None:
    hit = english().cues_before.at("reached 910 km", 0)
    assert hit is not None
    assert {c.attribute for c in hit.value} >= {"range", "apogee"}


def test_a_language_is_only_data() -> None:
    tiny = compiled(
        {
            "language": "xx",
            "numbers": {"tri": 3},
            "units": {"m": {"1000": ["klm"]}},
            "hedges": {"before": {"about": ["okolo"]}},
            "patterns": {"number_words": r"\b@numbers@\b"},
        }
    )
    assert tiny.units.at("klm", 0) is not None
    assert [h.value for h in tiny.hedges_before.find("okolo 5")] == [Hedge.ABOUT]
    assert re.search(tiny.patterns["number_words"], "tri") is not None


def test_every_country_has_a_zone_and_a_name() -> None:
    assert all("/" in c.zone and c.name for c in english().countries.values())


def test_an_unknown_hedge_is_refused() -> None:
    with pytest.raises(ValueError, match="nearby"):
        compiled({"language": "xx", "hedges": {"before": {"nearby": ["x"]}}})


def test_an_overlong_phrase_is_refused() -> None:
    with pytest.raises(BadInput):
        compiled({"language": "xx", "words": {"group": ["x" * 500]}})


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"xx.toml": 'language = "xx"', "xx.words.toml": "[words"}, "xx.words.toml: is a damaged lexicon"),
        ({"xx.toml": 'language = "xx"', "xx.time.toml": '[patterns]\nclock = "(at"'}, "xx.time.toml: .*clock"),
        ({"xx.toml": 'language = "xx"\n[patterns]\nclock = "@hours@"'}, "xx.toml: .*hours"),
        ({"xx.words.toml": '[words]\nlaunch_verb = ["fire"]'}, "xx.words.toml: .*language"),
        ({"xx.toml": 'language = "xx"\n[hedges.before]\nperhaps = ["maybe"]'}, "xx.toml: .*perhaps"),
        ({"xx.toml": f'language = "xx"\n[words]\nweapon = ["{"missile " * 20}"]'}, "xx.toml: .*120 characters"),
        ({"xx.toml": 'language = "xx"\n[grammar]\norder = "topic_first"'}, "xx.toml: .*home"),
    ],
)
def test_a_damaged_lexicon_is_refused_by_the_names_of_its_files(files: dict[str, str], told: str) -> None:
    with pytest.raises(BadInput, match=told):
        of_files(files)
