import pytest

from tests.read.marked import english
from trackside.read.sentence import paragraphs, quoted, sentences


def parts(text: str) -> list[str]:
    return [text[s.start : s.end].strip() for s in sentences(text, english())]


@pytest.mark.parametrize(
    "text",
    [
        "It rose at 7:27 a.m. on Tuesday from Jagang.",
        "The U.S. Navy, said Lt. Col. R. Carver, fired on Feb. 27 at No. 3 range.",
        "It left at 8:30 a.m. Pacific Time and fell.",
        "It flew about 1,090.5 km in all.",
        "It flew c. 800 km, or abt. 500 miles, appx. as planned.",
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert parts(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It flew 800 km. Tokyo said 750 km.", 2),
        ("It rose at 7:27 a.m. The ministry said no more.", 2),
        ('"It went up." Nobody saw it. Why?', 3),
        ("One went far; another did not.", 2),
    ],
)
def test_sentences_and_their_parts(text: str, count: int) -> None:
    assert len(parts(text)) == count


def test_parts_before_and_after_a_semicolon_share_a_sentence() -> None:
    found = sentences("One went far; another did not. A third burst.", english())
    assert [s.whole for s in found] == [0, 0, 1]


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "A missile that was fired from the coast on Friday flew\nfar out to sea and came down outside the zone "
        "of Japan,\nofficials said.\n\nNext."
    )
    assert len(paragraphs(text)) == 2


def test_a_line_is_a_paragraph_where_lines_are_not_wrapped() -> None:
    text = (
        "A missile was fired on Friday, the ministry said in a note.\nIt flew 800 km, the ministry said.\n"
        "More follows here."
    )
    assert len(paragraphs(text)) == 3


def test_bullets_begin_paragraphs() -> None:
    found = paragraphs("o first thing\no second thing\n(1) third\n- fourth")
    assert [p.bullet for p in found] == [True] * 4


def test_one_line_alone_is_the_text_and_no_heading() -> None:
    assert [s.heading for s in sentences("NK fired 2 SRBMs, 430km, apogee 90km - JCS", english())] == [False]
    assert [s.heading for s in sentences("NK fired 2 SRBMs\n\nPyongyang denies it", english())] == [True, True]


def test_headings_have_no_full_stop_and_stand_alone() -> None:
    found = sentences("North fires two missiles\n\nIt did so on Friday.", english())
    assert [s.heading for s in found] == [True, False]


def test_quoted_speech_is_found() -> None:
    text = 'He said "far" and “high”.'
    assert [text[a:b] for a, b in quoted(text)] == ['"far"', "“high”"]


def test_what_runs_on_without_a_stop_is_cut() -> None:
    found = sentences("word " * 3000, english())
    assert len(found) > 1
    assert max(s.end - s.start for s in found) <= 2000


def test_full_stops_of_east_asia_end_sentences() -> None:
    assert len(sentences("発射した。落下した。", english())) == 2


def test_a_line_without_a_full_stop_is_no_heading_in_a_run_of_notes() -> None:
    notes = (
        "NORTH KOREA\n\nSeoul's military picked up the launch off Sinpo in the afternoon\n\nTokyo: one missile, height "
        "about 50 km, went about 600\n\nSecond launch in four days, Seoul's council condemns it"
    )
    prose = (
        "Two launches\n\nSeoul's military picked up the launch off Sinpo in the afternoon.\n\nWhat Tokyo made of it "
        "today\n\nIt gave a height of 50 km and no more than that."
    )
    assert [s.heading for s in sentences(notes, english())] == [True, False, False, False]
    assert [s.heading for s in sentences(prose, english())] == [True, False, True, False]


def test_an_entry_that_begins_with_an_hour_is_an_item() -> None:
    text = (
        "1410 - North Korea fires a missile: JCS\n\n1424 - Coast guard: missile has come down\n\n2022 was a busy year."
    )
    assert [s.bullet for s in sentences(text, english())] == [True, True, False]
