import pytest

from tests.read.marked import launched


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("It was the first such launch since December 2017.", "first_since"),
        ("North Korea had not fired a ballistic missile since March.", "first_since"),
        ("It was the first launch of its kind in three years.", "first_since"),
        ("It was the eleventh launch of the year.", "nth_in_period"),
        ("It was the third firing this month.", "nth_in_period"),
        ("It is the longest flight the North has ever made.", "record"),
        ("The shot went higher than any before it.", "record"),
        ("No missile of the North had ever gone so high.", "record"),
        ("It was the maiden flight of the missile.", "first_of_kind"),
        ("It came six days after another test.", "interval"),
        ("It was the second in six days.", "interval"),
    ],
)
def test_statements_that_compare_launches(sentence: str, kind: str) -> None:
    assert kind in [h.kind for h in launched(sentence).history]


@pytest.mark.parametrize(
    "sentence",
    [
        "The first stage fell into the sea.",
        "The second missile flew 300 km.",
        "It flew 800 km.",
        "At first nobody noticed.",
        "Its speed was high.",
    ],
)
def test_what_compares_nothing(sentence: str) -> None:
    assert launched(sentence).history == ()


@pytest.mark.parametrize("month", ["March", "Dec", "December 2017"])
def test_a_statement_ends_before_the_full_stop(month: str) -> None:
    (found,) = launched(f"It was the first ballistic missile test since {month}. Nobody knew.").history
    assert found.quote.exact.endswith(month)


def test_the_date_it_counts_from() -> None:
    (found,) = launched("It was the first such launch since December 2017.").history
    assert found.since is not None
    assert found.since.date == "2017-12"
