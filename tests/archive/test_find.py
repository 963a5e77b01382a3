"""Finding documents by their words: the same hits in SQLite and PostgreSQL, whatever is typed and whatever is held."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.nouns import fixed_clock, intake_of, sample
from trackside.archive import Archive, open_archive
from trackside.archive.fulltext import RANKED
from trackside.archive.held import Item
from trackside.archive.sought import LONGEST_PHRASE
from trackside.errors import BadInput
from trackside.record import Document, Mention, Reading

TEXTS = {
    "en": "North Korea fired a guided missile on Thursday. It flew 1,090 km, Kim's navy said.\n\nTokyo protested.",
    "ko": "북한이 화성-17형을 발사했다. 탄도미사일은 약 1,090㎞를 날았다. 합동참모본부가 밝혔다.",
    "ja": "北朝鮮が弾道ミサイルを発射した。約７５０キロ飛行し、日本海に落下した。",
    "long": "A cruise ship sailed. " * 9_000 + "Then a guided shell fell far down.",
}


def item(text: str, *, title: str = "", day: dt.date | None = None, country: str = "KP", source: str = "") -> Item:
    """A document with one mention."""
    intake = intake_of(text.encode(), source or f"{hash(text)}.txt")
    document = Document(intake.source, text, title=title, published=day, sha256=intake.sha256)
    return Item(intake, document, Reading(document, (Mention(document.id, 0, country, None),)))


@pytest.fixture
def archive(where: str) -> Iterator[Archive]:
    with open_archive(where, clock=fixed_clock) as opened:
        items = [
            item(text, title=f"Title of {name}", day=dt.date(2022, 3, 20 + n), country="IR" if name == "long" else "KP")
            for n, (name, text) in enumerate(TEXTS.items())
        ]
        list(opened.add_many([*items, item("Nothing of the kind.")]))
        yield opened


def found(archive: Archive, words: str, **narrowed: object) -> set[str]:
    """The titles of what is found, by their last words."""
    got = archive.find(words, limit=50, **narrowed)  # type: ignore[arg-type]
    assert got.total == len(got.hits)
    return {hit.title.removeprefix("Title of ") for hit in got.hits}


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("missile", {"en"}),
        ("MISSILES", {"en"}),
        ("guided", {"en", "long"}),
        ("guided -shell", {"en"}),
        ("-guided title", {"ko", "ja"}),
        ('"guided missile"', {"en"}),
        ('"missile guided"', set()),
        ('"guided shell fell"', {"long"}),
        ('-"guided shell" guided', {"en"}),
        ("ship shell", {"long"}),
        ("1090", {"en", "ko"}),
        ("1,090 km", {"en", "ko"}),
        ("750", {"ja"}),
        ("kim", {"en"}),
        ("miss*", {"en"}),
        ("missile*", {"en"}),
        ("g* n*", {"en"}),
        ("화성", {"ko"}),
        ("화성을", {"ko"}),
        ("화성-17형", {"ko"}),
        ("탄도미사일", {"ko"}),
        ("도미사", {"ko"}),
        ('"탄도미사일을"', set()),
        ("북", {"ko"}),
        ("다", {"ko"}),
        ("弾道ミサイル", {"ja"}),
        ("発", {"ja"}),
        ("ﾐｻｲﾙ", {"ja"}),
        ("북한 -화성", set()),
        ("title", {"en", "ko", "ja", "long"}),
        # A title and its text stand apart.
        ('"en North"', set()),
        ("nowhere", set()),
    ],
)
def test_what_is_found(archive: Archive, words: str, titles: set[str]) -> None:
    assert found(archive, words) == titles


def test_search_is_narrowed_by_day_side_and_attribute(archive: Archive) -> None:
    assert found(archive, "title", since=dt.date(2022, 3, 21)) == {"ko", "ja", "long"}
    assert found(archive, "title", until=dt.date(2022, 3, 21)) == {"en", "ko"}
    assert found(archive, "", since=dt.date(2022, 3, 1), until=dt.date(2022, 3, 31)) == {"en", "ko", "ja", "long"}
    assert found(archive, "guided", country="ir") == {"long"}
    assert found(archive, "title", attribute="range") == set()
    archive.add(*sample())
    assert archive.find("", attribute="range").total == 1


def test_a_hit_tells_what_it_is_and_the_words_around_the_match(archive: Archive) -> None:
    archive.settle()
    (hit,) = archive.find('"guided missile" navy').hits
    assert (hit.title, hit.published, hit.language) == ("Title of en", dt.date(2022, 3, 20), "en")
    assert hit.source == archive.reading(hit.document).document.source
    text = archive.reading(hit.document).document.text
    s = hit.snippet
    assert text[s.start : s.end] == s.text
    assert [s.text[a:b] for a, b in s.marks] == ["guided missile", "navy"]
    assert hit.launches
    assert hit.launches == tuple(
        x.id for x in archive.launches() if hit.document in {m.document_id for m in x.mentions}
    )


def test_what_fits_better_comes_first(where: str) -> None:
    with open_archive(where, clock=fixed_clock) as archive:
        padding = " ".join(f"word{n}" for n in range(80))
        list(
            archive.add_many(
                [item("missile, missile and missile again"), *(item(f"a missile {padding} {n}") for n in range(9))]
            )
        )
        got = archive.find("missile")
        assert "again" in got.hits[0].snippet.text
        assert [h.score for h in got.hits] == sorted((h.score for h in got.hits), reverse=True)
        assert len(archive.find("missile", limit=3).hits) == 3
        assert archive.find("missile", limit=3).total == 10


def test_what_counts_no_more_is_not_found_and_what_is_read_anew_is_found_as_it_stands(where: str) -> None:
    with open_archive(where, clock=fixed_clock) as archive:
        old, new = (item(f"a row that tells of {word}", source="table#1") for word in ("Musudan", "Hwasong"))
        archive.add(*old)
        assert archive.find("musudan").total == 1
        archive.add(*new, supersede=True)
        assert (archive.find("musudan").total, archive.find("hwasong").total) == (0, 1)
        archive.add(*old, supersede=True)
        assert (archive.find("musudan").total, archive.find("hwasong").total) == (1, 0)
        reread = Reading(old.document, (Mention(old.document.id, 0, "JP", None),))
        archive.add(old.intake, old.document, reread)
        assert archive.find("musudan", country="JP").total == 1
        assert archive.find("musudan", country="KP").total == 0
        # Superseded and given again within one transaction.
        list(archive.add_many([old, new, old, new], supersede=True))
        assert (archive.find("musudan").total, archive.find("hwasong").total) == (0, 1)
        archive.settle()
        assert not list(archive.verify())


def test_nothing_typed_is_a_syntax_error(archive: Archive) -> None:
    for typed in [
        '"',
        "AND",
        "NEAR(a b)",
        "a AND",
        "tokens : x",
        "a OR (b",
        "' OR 1=1 --",
        "a:* & !b",
        "\\",
        "NOT",
        "*",
        "-",
    ]:
        with contextlib.suppress(BadInput):
            archive.find(typed)


def test_more_hits_than_are_ranked_are_counted_and_the_last_added_come(path: Path) -> None:
    with open_archive(path, clock=fixed_clock) as archive:
        total = RANKED + 300
        list(archive.add_many(item(f"a missile {n} flew" + " missile" * (n == 0)) for n in range(total)))
        got = archive.find("missile", limit=total)
        assert (got.total, len(got.hits)) == (total, RANKED)
        assert archive.find("missile 0").total == 1


# Both kinds of database, side by side.

PIECES = st.sampled_from(
    [
        *("화성을", "북한", "北", "発", "a", "x"),
        "missile",
        "missiles",
        "launch",
        "launching",
        "1,090",
        "1090",
        "17",
        "KN-23",
        "ミサイル",
    ]
)
TEXT = st.lists(PIECES, min_size=1, max_size=12).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", " ", "", ", ", "\n\n", "-"]), min_size=len(words), max_size=len(words)
    ).map(lambda gaps: "".join(w + g for w, g in zip(words, gaps, strict=True)))
)
TERM = st.builds(
    lambda minus, quoted, words, star: minus + (f'"{" ".join(words)}"' if quoted else words[0]) + star,
    st.sampled_from(["", "", "-"]),
    st.booleans(),
    st.lists(PIECES, min_size=1, max_size=3),
    st.sampled_from(["", "", "*"]),
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=20
)
@given(
    st.lists(TEXT, min_size=1, max_size=6),
    st.lists(st.lists(TERM, min_size=1, max_size=3).map(" ".join), min_size=5, max_size=5),
)
def test_both_databases_find_the_same(
    tmp_path: Path, new_postgresql: Callable[[], str], texts: list[str], queries: list[str]
) -> None:
    places = [str(tmp_path / f"{time.monotonic_ns()}.sqlite"), new_postgresql()]
    archives = [open_archive(place, clock=fixed_clock) for place in places]
    try:
        for archive in archives:
            list(archive.add_many(item(text) for text in texts))
        for query in queries:
            one, other = (archive.find(query, limit=50) for archive in archives)
            assert one.total == other.total == len(one.hits), query
            assert {h.document: h.snippet for h in one.hits} == {h.document: h.snippet for h in other.hits}, query
            # What is marked in a text is why it was found.
            assert all(h.snippet.marks or query.lstrip().startswith("-") for h in one.hits), query
    finally:
        for archive in archives:
            archive.close()


def test_long_texts_are_searched_whole(tmp_path: Path, postgresql: str) -> None:
    chance = random.Random(7)  # noqa: S311 - made anew the same
    words = [f"w{n}x" for n in range(400)]
    text = " ".join(["the " + chance.choice(words) for _ in range(40_000)])
    row = text.split()
    phrases = [
        " ".join(row[at : at + n]) for at, n in [(0, 3), (39_990, 6), (79_990, 9), (254, 4), (31_000, LONGEST_PHRASE)]
    ]
    for place in (str(tmp_path / "a.sqlite"), postgresql):
        with open_archive(place, clock=fixed_clock) as archive:
            archive.add(*item(text))
            for phrase in phrases:
                assert archive.find(f'"{phrase}"').total == 1, place
                assert archive.find(f'-"{phrase}" the').total == 0, place
            assert archive.find(f'"{row[1]} {row[1]} {row[1]}"').total == 0
            assert archive.find(" ".join(f'"{p}"' for p in phrases[:4])).total == 1
            archive.settle()
            assert not list(archive.verify())


def test_the_index_can_be_made_again_by_other_rules(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_archive(where, clock=fixed_clock) as archive:
        archive.add(*sample())
        monkeypatch.setattr("trackside.archive.fulltext.RULES", "2")
        monkeypatch.setattr("trackside.archive.verify_derived.RULES", "2")
        assert [d.because for d in archive.verify() if d.what == "words"] == ["its words were indexed by older rules"]
        archive.reindex()
        archive.settle()
        assert not list(archive.verify())
        assert archive.find("missile").total == 1
        # It is made anew when something in it has to go, too.
        monkeypatch.setattr("trackside.archive.fulltext.RULES", "3")
        monkeypatch.setattr("trackside.archive.verify_derived.RULES", "3")
        archive.add(*sample(1))
        _, document, reading = sample(0)
        archive.add(sample(0)[0], document, Reading(document, reading.mentions))
        archive.settle()
        assert not list(archive.verify())
        assert archive.find("missile").total == 2


def test_sqlite_asks_no_table_for_what_the_index_knows(path: Path) -> None:
    with open_archive(path, clock=fixed_clock) as archive:
        archive.add(*sample())
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.connect() as connection:
        size = connection.exec_driver_sql(
            "SELECT count(*) FROM sqlite_master WHERE name = 'words_content'"
        ).scalar_one()
    engine.dispose()
    assert size == 0
