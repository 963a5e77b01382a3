"""The archive in either kind of database: what goes in comes out, facts only grow, newer states are further rows."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.archive.nouns import TAKEN, intake_of, launch_of, sample, values
from tests.archive.places import contents, opened, rows
from trackside.archive import Added, Item, Shipment, default_path, open_archive, shipped
from trackside.archive.fact import Fact, Standing
from trackside.archive.restore import Refused
from trackside.archive.schema import FACTS
from trackside.archive.write import reading_id
from trackside.errors import BadInput
from trackside.measure import stated
from trackside.moment import Moment, day
from trackside.record import (
    ATTRIBUTES,
    Claim,
    Document,
    Judgement,
    Launch,
    Mention,
    Modality,
    Reading,
    Ruling,
    Source,
    Withdrawal,
    quote,
)

NOW = Moment(TAKEN, TAKEN, "UTC")


def entry(source: str, words: str) -> Item:
    """A document of a source that says some words, with one mention."""
    intake = intake_of(words.encode(), source)
    document = Document(source, words, sha256=intake.sha256)
    mention = Mention(document.id, 0, "KP", day(dt.date(2019, 10, 2), "Asia/Seoul"))
    return Item(intake, document, Reading(document, (mention,)))


# What goes in comes out.


def test_what_was_read_comes_back_as_it_was(where: str) -> None:
    intake, document, reading = sample()
    with opened(where) as archive:
        assert archive.add(intake, document, reading) == Added(document.id, new=True)
    with opened(where) as archive:
        assert tuple(archive.readings()) == (reading,)
        assert archive.reading(document.id) == reading
        assert archive.reading(document.id).claims[0].id == reading.claims[0].id
        assert archive.raw(document.id) == intake.raw
        (held,) = archive.documents()
    told = (held.id, held.source, held.sha256, held.taken)
    assert told == (document.id, "report0.txt", intake.sha256, NOW)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=25
)
@given(st.data())
def test_every_value_comes_back(where: str, data: st.DataObject) -> None:
    intake, document, reading = sample()
    span = quote(document, 0, data.draw(st.integers(1, 60)))
    attribute = data.draw(st.sampled_from(ATTRIBUTES))
    said = (data.draw(values(attribute)), Source("x"), data.draw(st.sampled_from(Modality)), span)
    read = dataclasses.replace(reading, claims=(*reading.claims, Claim(reading.mentions[0].id, attribute, *said)))
    with opened(where) as archive:
        archive.add(intake, document, read)
        assert tuple(archive.readings()) == (read,)


def test_adding_twice_changes_nothing(where: str) -> None:
    intake, document, reading = sample()
    with opened(where) as archive:
        archive.add(intake, document, reading)
        archive.settle()
    before = contents(where)
    tomorrow = TAKEN + dt.timedelta(days=1)
    later = dataclasses.replace(intake, taken=Moment(tomorrow, tomorrow, "UTC"))
    with open_archive(where, clock=lambda: tomorrow) as archive:
        assert archive.add(later, document, reading) == Added(document.id, new=False)
        assert archive.add(later, document, reading, supersede=True) == Added(document.id, new=False)
        archive.settle()
    assert contents(where) == before


def test_adding_twice_leaves_a_file_as_it_was_to_the_last_byte(path: Path) -> None:
    def kept() -> bytes:
        with opened(path) as archive:
            list(archive.add_many([Item(*sample(n)) for n in range(3)]))
        return path.read_bytes()

    assert kept() == kept()


def test_documents_keep_the_order_they_came_in(where: str) -> None:
    with opened(where) as archive:
        for n in (3, 1, 2):
            archive.add(*sample(n))
        assert [h.source for h in archive.documents()] == ["report3.txt", "report1.txt", "report2.txt"]
        assert [r.document.source for r in archive.readings()] == ["report3.txt", "report1.txt", "report2.txt"]
        some = [sample(n)[1].id for n in (2, 3)]
        assert [r.document.id for r in archive.readings(some)] == some
        with pytest.raises(BadInput, match="names no document held here"):
            list(archive.readings(["document-000000000000"]))


def test_many_come_back_page_by_page_while_others_are_added(where: str) -> None:
    with opened(where) as archive:
        assert len(list(archive.add_many(Item(*sample(n)) for n in range(450)))) == 450
        first, *others = (d.source for d in archive.documents())
        assert (first, len(others)) == ("report0.txt", 449)
        told = archive.readings()
        assert next(told).document.source == "report0.txt"
        archive.add(*sample(450))
        assert [r.document.source for r in told] == [f"report{n}.txt" for n in range(1, 451)]


def test_the_same_words_from_other_bytes_are_one_document_with_two_takings(where: str) -> None:
    intake, document, reading = sample()
    other = dataclasses.replace(intake_of(b"<p>other bytes</p>", "report0.html"), address="elsewhere")
    with opened(where) as archive:
        archive.add(intake, document, reading)
        elsewhere = dataclasses.replace(document, sha256=other.sha256, source="report0.html")
        assert archive.add(other, elsewhere, reading) == Added(document.id, new=False)
        assert archive.raw(document.id) == intake.raw
    taken = rows(where, "SELECT document_id, sha256, source FROM takings ORDER BY number")
    assert taken == [(document.id, intake.sha256, "report0.txt"), (document.id, other.sha256, "report0.html")]
    assert rows(where, "SELECT count(*) FROM evidence") == [(2,)]


def test_the_same_bytes_from_another_source_or_address_are_a_further_taking(where: str) -> None:
    intake, document, reading = sample()
    tomorrow = TAKEN + dt.timedelta(days=1)
    moved = dataclasses.replace(intake, address="https://b.example/1", taken=Moment(tomorrow, tomorrow, "UTC"))
    with opened(where) as archive:
        for _ in range(2):
            archive.add(intake, document, reading)
            archive.add(moved, document, reading)
            archive.add(moved, dataclasses.replace(document, source="b"), reading)
    day_of = "2026-03-01T12:30:15.250000Z", "2026-03-02T12:30:15.250000Z"
    told = [("report0.txt", "report0.txt", day_of[0]), *((s, moved.address, day_of[1]) for s in ("report0.txt", "b"))]
    assert rows(where, "SELECT source, address, taken_utc FROM takings ORDER BY number") == told
    assert rows(where, "SELECT count(*) FROM evidence") == [(1,)]
    assert rows(where, "SELECT source, address, taken_utc FROM documents") == told[:1]


def test_a_better_reading_supersedes_and_the_old_one_stays(where: str) -> None:
    intake, document, reading = sample()
    better = dataclasses.replace(reading, claims=reading.claims[1:])
    with opened(where) as archive:
        archive.add(intake, document, reading)
        assert archive.add(intake, document, better) == Added(document.id, new=False, reread=True)
        assert archive.reading(document.id) == better
        assert archive.show(reading.claims[0].id)["quote"] == "about 450 km"
        # Going back to the first is another standing, not another copy.
        assert archive.add(intake, document, reading).reread
        assert archive.reading(document.id) == reading
    assert rows(where, "SELECT count(*) FROM claims") == [(len(reading.claims) + len(better.claims),)]


def test_what_does_not_belong_together_is_refused(where: str) -> None:
    intake, document, reading = sample()
    other = sample(1)
    with opened(where) as archive:
        with pytest.raises(BadInput, match="is to be kept"):
            archive.add(intake, document, other[2])
        with pytest.raises(BadInput, match="not made from the bytes"):
            archive.add(other[0], document, reading)
        with pytest.raises(BadInput, match="SHA-256"):
            archive.add(dataclasses.replace(intake, raw=b"other bytes"), document, reading)
        wrong = dataclasses.replace(reading.claims[0].quote, start=3, end=15)
        torn = dataclasses.replace(reading, claims=(dataclasses.replace(reading.claims[0], quote=wrong),))
        with pytest.raises(BadInput, match="is not what stands at"):
            archive.add(intake, document, torn)
        with pytest.raises(BadInput, match="which its reading does not mention"):
            archive.add(intake, document, dataclasses.replace(reading, mentions=()))
        with pytest.raises(BadInput, match="mentions one launch twice"):
            archive.add(intake, document, dataclasses.replace(reading, mentions=reading.mentions * 2))
        for strange in (Document("a.txt", "a NUL \0 in it"), Document("a.txt", "text", title="half a letter \ud83d")):
            with pytest.raises(BadInput, match="which is no text"):
                archive.add(intake, strange, Reading(strange))
        assert list(archive.documents()) == []


def test_one_that_is_refused_stops_many_after_those_before_it(where: str) -> None:
    good = [Item(*sample(n)) for n in range(5)]
    torn = good[3]._replace(reading=good[4].reading)
    stored = list[str]()
    with opened(where) as archive, pytest.raises(BadInput, match="is to be kept"):
        stored.extend(added.document_id for added in archive.add_many([*good[:3], torn, good[4]]))
    with opened(where) as archive:
        assert [d.id for d in archive.documents()] == stored == [g.document.id for g in good[:3]]


def test_the_same_document_twice_in_one_batch_is_added_once(where: str) -> None:
    item = Item(*sample())
    with opened(where) as archive:
        added = list(archive.add_many([item, item, Item(*sample(1)), item]))
    assert [a.new for a in added] == [True, False, True, False]
    assert rows(where, "SELECT count(*) FROM standings") == [(2,)]


# Superseding.


def test_a_later_document_of_the_same_source_takes_its_place(where: str) -> None:
    first, second, other = entry("table#1", "450 km"), entry("table#1", "445 km"), entry("table#2", "450 km flown")
    with opened(where) as archive:
        list(archive.add_many([first, other], supersede=True))
        gone = (first.document.id,)
        assert archive.add(*second, supersede=True) == Added(second.document.id, new=True, superseded=gone)
        assert [d.id for d in archive.documents()] == [other.document.id, second.document.id]
        assert [r.document.id for r in archive.readings()] == [other.document.id, second.document.id]
        held = {d.id: d.superseded for d in archive.documents(superseded=True)}
        assert held[first.document.id] == f"superseded by {second.document.id}"
        assert held[second.document.id] == ""
        # It is still there to be looked at.
        assert archive.reading(first.document.id) == first.reading
        assert archive.show(first.document.id)["standing"] == f"superseded by {second.document.id}"
        before = contents(where)
        assert archive.add(*second, supersede=True) == Added(second.document.id, new=False)
        assert archive.add(*first) == Added(first.document.id, new=False)
        assert contents(where) == before


def test_superseding_happens_within_a_batch_too(where: str) -> None:
    versions = [entry("table#1", f"version {n}") for n in range(3)]
    with opened(where) as archive:
        added = list(archive.add_many(versions, supersede=True))
        assert [a.superseded for a in added] == [(), (versions[0].document.id,), (versions[1].document.id,)]
        assert [d.id for d in archive.documents()] == [versions[2].document.id]


def test_a_correction_that_is_taken_back_stands_again(where: str) -> None:
    first, second = entry("table#1", "450 km"), entry("table#1", "445 km")
    with opened(where) as archive:
        for item in (first, second, first):
            archive.add(*item, supersede=True)
        assert [d.id for d in archive.documents()] == [first.document.id]
    because = rows(where, "SELECT because FROM standings ORDER BY number")
    by = f"superseded by {second.document.id}", "given again", f"superseded by {first.document.id}"
    assert [b for (b,) in because] == ["read", "read", *by]


def from_day(n: int, source: str, words: str) -> Item:
    """An entry that was taken in some days later."""
    made, time = entry(source, words), TAKEN + dt.timedelta(days=n)
    return made._replace(intake=dataclasses.replace(made.intake, taken=Moment(time, time, "UTC")))


@pytest.mark.parametrize("batch", [1, 200])
@pytest.mark.parametrize("first", ["a", "b"])
def test_a_text_counts_as_long_as_a_source_holds_it(where: str, first: str, batch: int) -> None:
    other = "b" if first == "a" else "a"
    told = ((first, "same"), (other, "same"), ("a", "new at a"), ("b", "new at b"))
    items = [from_day(n, *said) for n, said in enumerate(told)]
    old, at_a, at_b = (items[n].document.id for n in (0, 2, 3))
    with opened(where) as archive:
        added = list(archive.add_many(items, supersede=True, batch=batch))
        assert [x.superseded for x in added] == [(), (), (), (old,)]
        assert [d.id for d in archive.documents()] == [at_a, at_b]
        assert archive.find("same").total == 0
    assert rows(where, "SELECT source FROM takings ORDER BY number") == [(s,) for s, _ in told]


def test_a_text_that_another_source_holds_still_counts(where: str) -> None:
    items = [from_day(n, *said) for n, said in enumerate((("a", "same"), ("b", "same"), ("a", "new at a")))]
    with opened(where) as archive:
        list(archive.add_many(items, supersede=True))
        assert [d.id for d in archive.documents()] == [items[0].document.id, items[2].document.id]


def test_a_source_that_went_back_to_a_text_holds_it_again(where: str) -> None:
    told = (("a", "one"), ("b", "two"), ("a", "two"), ("a", "one"), ("c", "one"), ("c", "three"), ("a", "one"))
    items = [from_day(n, *said) for n, said in enumerate(told)]
    with opened(where) as archive:
        list(archive.add_many(items, supersede=True, batch=2))
        counts = {items[n].document.id for n in (0, 1, 5)}
        assert {d.id for d in archive.documents()} == counts
        archive.add(*from_day(9, "b", "four"), supersede=True)
        # What a gave in between it holds no more, so nobody does.
        assert items[1].document.id not in {d.id for d in archive.documents()}
        assert items[0].document.id in {d.id for d in archive.documents()}
    taken = rows(where, "SELECT source, document_id FROM takings ORDER BY number")
    assert taken[:-1] == [(i.document.source, i.document.id) for i in items[:-1]]


# Facts only grow.


@pytest.mark.parametrize("table", [t.name for t in FACTS])
def test_the_database_itself_refuses_to_change_a_fact(where: str, table: str) -> None:
    j = Judgement(Ruling.DISCARD, (sample()[1].id,), "A. Person", NOW, "a hoax")
    with open_archive(where, bare=True) as archive:
        archive.add(*sample())
        archive.judge(j)
        archive.withdraw(Withdrawal(j.id, "A. Person", NOW, "no hoax"))
    before = contents(where)
    assert before[table]
    column = "sha256" if table == "evidence" else "id" if "id" in _columns(table) else "number"
    for change in (f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(Exception, match="a fact stays as it is"):
            rows(where, change)
    assert contents(where) == before


def test_nothing_the_archive_does_changes_or_takes_away_a_fact(where: str) -> None:
    said = list[str]()

    @sa.event.listens_for(sa.Engine, "before_cursor_execute")
    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        said.append(statement)

    j = Judgement(Ruling.SAME, (sample(0)[2].mentions[0].id, sample(1)[2].mentions[0].id), "A", NOW, "one salvo")
    try:
        with open_archive(where, shipped=Shipment("1", lambda: [entry("ours#1", "one")])) as archive:
            list(archive.add_many([Item(*sample(n)) for n in range(3)]))
            archive.add(*entry("table#1", "450 km"), supersede=True)
            archive.add(*entry("table#1", "445 km"), supersede=True)
            intake, document, reading = sample()
            archive.add(intake, document, Reading(document, reading.mentions))
            archive.settle()
            archive.judge(j)
            archive.settle()
            archive.withdraw(Withdrawal(j.id, "A", NOW, "two"))
            archive.settle()
        with open_archive(where, shipped=Shipment("2", lambda: [entry("ours#1", "two")])):
            pass
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", listen)
    facts = {t.name for t in FACTS}
    changes = [s.split() for s in said if s.split()[0] in ("UPDATE", "DELETE", "REPLACE", "DROP", "ALTER")]
    assert len(said) > 50
    assert any(s.startswith("INSERT INTO claims") for s in said)
    assert not [c for c in changes if facts & {word.strip('"') for word in c[:4]}]


def _columns(table: str) -> list[str]:
    return [c.name for t in FACTS if t.name == table for c in t.c]


# What people decide.


def test_judgements_are_kept_as_they_were_signed(where: str) -> None:
    a, b = (sample(n)[2] for n in range(2))
    seoul = Moment(TAKEN, TAKEN, "Asia/Seoul")
    given = (
        Judgement(Ruling.SAME, (a.mentions[0].id, b.mentions[0].id), "A. Person", NOW, "the same salvo"),
        Judgement(Ruling.REPEATS, (b.document.id, a.document.id), "A. Person", seoul, "word for word"),
        Judgement(Ruling.CORRECT, (a.claims[0].id,), "B", NOW, "a slip", stated(4.5e5, "m")),
        Judgement(Ruling.CORRECT, (a.claims[1].id,), "B", NOW, "a slip", day(dt.date(2019, 10, 3), "Asia/Seoul")),
        Judgement(Ruling.CORRECT, (a.claims[3].id,), "B", NOW, "a slip", "silo"),
    )
    with opened(where) as archive:
        archive.add(*sample(0))
        archive.add(*sample(1))
        assert [archive.judge(j) for j in given] == [True] * 5
        before = contents(where)
        assert [archive.judge(j) for j in given] == [False] * 5
        assert contents(where) == before
    with opened(where) as archive:
        assert archive.judgements() == given
        assert archive.show(given[2].id)["value"] == {
            "estimate": {"best": 4.5e5, "low": 4.5e5, "high": 4.5e5, "unit": "m"}
        }


def test_a_judgement_about_nothing_held_is_refused(where: str) -> None:
    with opened(where) as archive:
        archive.add(*sample())
        mention = sample()[2].mentions[0].id
        for subject in (sample(1)[1].id, mention[:-2]):
            with pytest.raises(BadInput):
                archive.judge(Judgement(Ruling.DISCARD, (subject,), "A", NOW, "why"))
        with pytest.raises(BadInput, match="names no claim held here"):
            archive.judge(Judgement(Ruling.CORRECT, (mention,), "A", NOW, "why", "silo"))
        assert archive.judgements() == ()


def test_a_withdrawal_is_another_record_and_is_given_once(where: str) -> None:
    j = Judgement(Ruling.DISCARD, (sample()[1].id,), "A. Person", NOW, "a hoax")
    gone = Withdrawal(j.id, "B. Person", NOW, "no hoax")
    with opened(where) as archive:
        archive.add(*sample())
        with pytest.raises(BadInput, match="names no judgement held here"):
            archive.withdraw(gone)
        archive.judge(j)
        assert archive.withdraw(dataclasses.replace(gone, judgement_id=j.id[:-3]))
        assert archive.withdrawals() == (gone,)
        assert archive.judgements() == (dataclasses.replace(j, withdrawn=True),)
        with pytest.raises(BadInput, match="was withdrawn before"):
            archive.withdraw(gone)
        assert archive.show(j.id)["withdrawn"] is not None


# Facts of another archive.


def told_of(where: Path, *items: Item, supersede: bool = False) -> list[Fact]:
    """The facts of an archive to which items were added one a day."""
    days = iter(range(99))
    with open_archive(where, bare=True, clock=lambda: TAKEN + dt.timedelta(days=next(days))) as archive:
        for item in items:
            archive.add(*item, supersede=supersede)
        return list(archive.facts())


def test_facts_of_one_document_may_be_told_apart(where: str, tmp_path: Path) -> None:
    first, second, other = entry("table#1", "450 km"), entry("table#1", "445 km"), Item(*sample())
    reread = other._replace(reading=dataclasses.replace(other.reading, claims=other.reading.claims[1:]))
    facts = told_of(tmp_path / "from.sqlite", first, other, second, reread, supersede=True)
    # What came to stand last is told last, whatever document it is of.
    early = [f for f in facts if not isinstance(f, Standing)]
    stood = sorted((f for f in facts if isinstance(f, Standing)), key=lambda s: s.since.earliest)
    begun = {s.document_id: s for s in reversed(stood)}
    begins = {max(n for n, f in enumerate(early) if getattr(f, "document_id", "") == i): s for i, s in begun.items()}
    told = [part for n, f in enumerate(early) for part in ([f, begins[n]] if n in begins else [f])]
    late = [s for s in stood if s is not begun[s.document_id]]
    assert len(late) >= 2
    with open_archive(where, bare=True) as archive, open_archive(tmp_path / "from.sqlite") as source:
        outcomes = list(archive.restore([*told, *late]))
        assert not [o for o in outcomes if isinstance(o, Refused)]
        assert list(archive.documents(superseded=True)) == list(source.documents(superseded=True))
        assert list(archive.readings()) == list(source.readings()) == [reread.reading, second.reading]
        for words in ("450 km", "445 km"):
            assert archive.find(words).total == source.find(words).total
        archive.settle()
        assert not list(archive.verify())
    before = contents(where)
    with open_archive(where) as archive:
        list(archive.restore([*told, *late, *facts]))
    assert contents(where) == before


def test_a_reading_that_is_held_may_come_to_stand_again(where: str, tmp_path: Path) -> None:
    first, second = entry("table#1", "450 km"), entry("table#1", "445 km")
    facts = told_of(tmp_path / "from.sqlite", first, second, first, supersede=True)
    again = next(f for f in facts if isinstance(f, Standing) and f.because == "given again")
    with open_archive(where, bare=True, clock=lambda: TAKEN) as archive:
        for item in (first, second):
            archive.add(*item, supersede=True)
        assert list(archive.restore([again])) == [Added(first.document.id, new=False, reread=True)]
        assert first.reading in list(archive.readings())
        assert [h.document for h in archive.find("450").hits] == [first.document.id]
        archive.settle()
        assert not list(archive.verify())
        unheld = dataclasses.replace(again, reading_id="reading-000000000000")
        (refused,) = archive.restore([unheld])
        assert isinstance(refused, Refused)


# What the package ships.


def test_what_is_shipped_comes_once_for_every_version(where: str) -> None:
    asked = list[str]()

    def ships(version: str, *items: Item) -> Shipment:
        def made() -> list[Item]:
            asked.append(version)
            return list(items)

        return Shipment(version, made)

    one, two = entry("ours#1", "one"), entry("ours#2", "two")
    corrected = entry("ours#1", "one, corrected")
    for brought in (ships("1", one, two), ships("1", one, two), ships("2", corrected, two), ships("1", one, two)):
        with open_archive(where, shipped=brought) as archive:
            held = [d.id for d in archive.documents()]
    assert asked == ["1", "2"]
    assert held == [two.document.id, corrected.document.id]
    assert rows(where, "SELECT number, version FROM shipments ORDER BY number") == [(1, "1"), (2, "2")]


# A row with everything that can be said in one.
ROW = {
    "id": "KP-2019-10-02-1",
    "date": "2019-10-02",
    "zone": "Asia/Seoul",
    "time": "about 07:11 KST (JCS or MOD)",
    "country": "KP",
    "system": "Pukguksong-3 (KCNA)",
    "alternates": "KN-26 (CSIS); KN-20 (MOD)",
    "kind": "SLBM",
    "platform": "barge (MOD)",
    "site": "Wonsan",
    "lat_deg": "39.2",
    "lon_deg": "127.5",
    "count": "2",
    "outcome": "success",
    "range": "about 450 km (JCS, MOD); 445 km x2 (CSIS)",
    "apogee": "more than 900 km (MOD)",
    "flight_time": "17 to 18 min (MOD)",
    "speed": "Mach 5 (JCS)",
    "landing": "Sea of Japan",
    "eez": "inside (MOD)",
    "over": "JP",
    "by": "CSIS",
    "sources": "",
    "first_added": "0.1.0",
    "bearing": "",
    "settled": "range: doubt, told early / doubt, and late; site: one of two",
}
SPEAKERS = {name: Source(name, side) for name, side in (("JCS", "KR"), ("MOD", "JP"), ("KCNA", "KP"), ("CSIS", "US"))}


def test_rows_read_otherwise_are_another_version() -> None:
    made = shipped._entry(ROW, NOW)
    read = reading_id(shipped._reading(ROW, made, SPEAKERS))
    # Where this differs, archives hold what rows came to before: raise ROWS_READ, and only then write the new id here.
    assert (shipped.ROWS_READ, read) == (1, "reading-2d7e8f6924ac")


@pytest.mark.parametrize("changed", ["launches.csv", "speakers.csv", "the reader"])
def test_whatever_readings_come_from_makes_the_version(changed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before, data = shipped.shipped_version(), shipped._data
    monkeypatch.setattr(shipped, "_data", lambda name: data(name) + ("x" if name == changed else ""))
    if changed == "the reader":
        monkeypatch.setattr(shipped, "ROWS_READ", shipped.ROWS_READ + 1)
    assert shipped.shipped_version() != before
    assert shipped.shipped_version().partition("-")[0] == before.partition("-")[0]


def test_an_older_version_takes_nothing_newer_back(where: str) -> None:
    new, old = entry("ours#1", "new"), entry("ours#1", "old")
    for version, item in (("0.10.0-b", new), ("0.9.0-a", old)):
        with open_archive(where, shipped=Shipment(version, lambda item=item: [item])) as archive:  # type: ignore[misc]
            held = [d.id for d in archive.documents()]
    assert held == [new.document.id]


def test_what_a_version_does_not_bring_any_more_counts_no_more(where: str) -> None:
    kept, gone, another = entry("ours#1", "kept"), entry("ours#2", "gone"), entry("theirs#1", "another's")
    with open_archive(where, shipped=Shipment("1", lambda: [kept, gone], "ours#")) as archive:
        archive.add(*another)
    with open_archive(where, shipped=Shipment("2", lambda: [kept], "ours#")) as archive:
        assert [d.id for d in archive.documents()] == [kept.document.id, another.document.id]
        told = {d.id: d.superseded for d in archive.documents(superseded=True)}
        assert told[gone.document.id] == "not in 2 any more"
    with open_archive(where, shipped=Shipment("3", lambda: [kept, gone], "ours#")) as archive:
        assert len(list(archive.documents())) == 3
        archive.add(*entry("theirs#2", "gone"))
    with open_archive(where, shipped=Shipment("4", lambda: [kept], "ours#")) as archive:
        # Somebody else says the same.
        assert len(list(archive.documents())) == 3


def test_what_may_only_be_read_is_opened_without_what_is_shipped(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(path).close()
    connected = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda p, **how: connected(f"file:{p}?mode=ro", uri=True, **how))
    for bare in (False, True):
        shipped = Shipment("1", lambda: [entry("ours#1", "one")])
        with open_archive(path, bare=bare, shipped=shipped) as archive:
            assert list(archive.documents()) == []


def test_a_bare_archive_stays_bare(where: str) -> None:
    shipped = Shipment("1", lambda: [entry("ours#1", "one")])
    open_archive(where, bare=True, shipped=shipped).close()
    with open_archive(where, shipped=shipped) as archive:
        assert list(archive.documents()) == []


def test_an_archive_that_was_begun_otherwise_is_not_made_bare(where: str) -> None:
    open_archive(where, shipped=Shipment("1", lambda: [entry("ours#1", "one")])).close()
    with open_archive(where, bare=True, shipped=Shipment("2", lambda: [entry("ours#1", "two")])) as archive:
        assert len(list(archive.documents())) == 1
    assert rows(where, "SELECT version FROM shipments") == [("1",)]


# Show.


def test_everything_is_shown_by_id_or_its_beginning(where: str) -> None:
    intake, document, reading = sample()
    with opened(where) as archive:
        archive.add(intake, document, reading)
        archive.settle()
        (launch,) = archive.launches()
        shown = archive.show(document.id)
        assert (shown["text"], shown["sha256"], shown["bytes"]) == (document.text, intake.sha256, len(intake.raw))
        assert shown["taken"] == "2026-03-01T12:30:15.250000Z"
        claim = reading.claims[0]
        for wanted in (claim.id, claim.id[:-3], claim.id.removeprefix("claim-"), f" {claim.id.upper()} "):
            assert archive.show(wanted)["id"] == claim.id
        assert archive.show(launch.id)["country"] == "KP"
        assert archive.launch(launch.id[:-2]) == launch
        assert archive.show(reading.mentions[0].id)["system"] == "Pukguksong-3"
        assert archive.named(claim.id[:-3], "claim") == claim.id


def test_ids_that_name_nothing_or_too_much(where: str) -> None:
    with opened(where) as archive:
        archive.add(*sample())
        for wanted in ("claim-ffffffffffff", "", "%", "_", "nonsense", "claim-zz"):
            with pytest.raises(BadInput, match="held here"):
                archive.show(wanted)
        with pytest.raises(BadInput, match=r"could be claim-.* write more of the id"):
            archive.show("claim-")
        with pytest.raises(BadInput, match="held here"):
            archive.reading("claim-")


def test_the_default_place_is_made_when_it_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platformdirs.user_data_path", lambda *_a, **_k: tmp_path / "data" / "trackside")
    assert default_path() == tmp_path / "data" / "trackside" / "archive.sqlite"
    with opened(default_path()) as archive:
        assert list(archive.documents()) == []


def test_a_clock_without_a_zone_is_refused(where: str) -> None:
    with pytest.raises(BadInput, match="without a zone"):
        open_archive(where, clock=lambda: dt.datetime(2026, 3, 1))  # noqa: DTZ001


def test_the_sample_is_what_it_says() -> None:
    intake, document, reading = sample()
    assert intake_of(document.text.encode()).sha256 == intake.sha256 == document.sha256
    assert isinstance(launch_of(reading), Launch)
