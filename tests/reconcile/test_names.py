"""Names in three languages and several spellings, compared."""

import pytest

from trackside.reconcile.names import folded, keyed, share


@pytest.mark.parametrize(
    "names",
    [
        ("Hwasong-17", "Hwasongpho-17", "화성-17형", "화성포-17형", "火星17", "火星17型"),
        ("Agni-V", "アグニ5", "아그니-5"),
        ("Minuteman III", "미니트맨Ⅲ", "미니트맨-3"),
        ("Trident II", "트라이던트2", "トライデント2"),
        ("KN-24", "KN24"),
        ("Hwasong-11Ra", "화성-11라형"),
        ("Sohae", "Tongchang-ri", "동창리", "東倉里付近"),
        ("North Pyongan Province", "평안북도 province"),
    ],
)
def test_spellings_of_one_name_are_one(names: tuple[str, ...]) -> None:
    assert len({keyed(n) for n in names}) == 1


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("평양 순안 일대", "Sunan", True),
        ("평안북도 동창리", "평안남도 숙천", False),
        ("KN-23", "Hwasong-11Ka", True),
        ("Hwasong-17", "Hwasong-15", False),
        ("自江道", "Sinpo", False),
    ],
)
def test_names_that_can_be_one_in_other_letters(a: str, b: str, *, same: bool) -> None:
    assert share(keyed(a), keyed(b)) is same


def test_labels_stay_two_names_where_they_are_told() -> None:
    assert folded("KN-17") != folded("Hwasong-12")
