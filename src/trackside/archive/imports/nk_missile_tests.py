"""The data of nagix/nk-missile-tests: ``test.en.json`` with ``missile.en.json`` and ``facility.en.json`` beside it.

Made after the CNS database, with additions of its own (bearings, later tests). The same facts as CSV, one row a missile
with the columns of those files joined, are read, too. Layout: docs/rooms/archive.md, "Importing tables".
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Iterator, Mapping
from typing import final

from trackside.archive.held import Item
from trackside.archive.imports.cells import is_nothing
from trackside.archive.imports.dates import Clock
from trackside.archive.imports.fault import Fault, Faults
from trackside.archive.imports.launches import read_launches
from trackside.archive.imports.layout import Layout
from trackside.archive.imports.sheet import Row, read_rows, words_of
from trackside.errors import BadInput
from trackside.moment import Moment
from trackside.read import Lexicon
from trackside.record import Source

# The files that give the names behind the keys; looked for beside the tests.
BESIDE = ("missile", "facility")
_TWELVE = 12
# NaN and its like are no numbers of JSON; here they are words, and told as such.
_DECODER = json.JSONDecoder(parse_constant=str)
# A bin begins its list of tests so; within words of JSON quotation marks stand behind a backslash.
_BIN = re.compile(r'"data"\s*:\s*\[')
_SPACE = re.compile(r"[\s,]*")
# The first bin begins within so many characters.
_HEAD = 10_000


def _clock_doubt(cell: str, clock: Clock) -> str:
    """The half of the day was lost when the table was made: 12:40 AM became "12:40 (UTC)"."""
    if clock.time.hour != _TWELVE or re.search(r"[ap]\.?m", cell, re.IGNORECASE):
        return ""
    return f"'{cell}' may be 00:{clock.time.minute:02}: the table was made from one with AM and PM"


LAYOUT = Layout(
    name="North Korea Missile Test Visualization (nk-missile-tests)",
    prefix="nk-missile-tests",
    speaker=Source("nk-missile-tests"),
    columns={
        "number": ("series",),
        "date": ("date",),
        "time": ("time", "time_as_given"),
        "missile": ("missile", "missile_key"),
        "system": ("missile_name",),
        "kind": ("missile_type",),
        "facility": ("facility", "facility_key"),
        "site": ("facility_name",),
        "lat_deg": ("facility_lat", "lat", "latitude"),
        "lon_deg": ("facility_lon", "lon", "longitude"),
        "landing": ("landing",),
        "apogee": ("apogee", "apogee_km"),
        "range": ("distance", "distance_km"),
        "bearing": ("bearing", "bearing_deg"),
        "outcome": ("outcome",),
        "notes": ("description",),
    },
    titles={
        "date": "date",
        "time": "time",
        "missile": "missile",
        "system": "missile_name",
        "kind": "missile_type",
        "facility": "facility",
        "site": "facility_name",
        "lat_deg": "lat_deg",
        "lon_deg": "lon_deg",
        "landing": "landing",
        "apogee": "apogee_km",
        "range": "distance_km",
        "bearing": "bearing_deg",
        "outcome": "outcome",
        "notes": "description",
    },
    needed=("date", "system", "site", "outcome"),
    bare_unit="km",
    landings={
        "sea-of-japan": "Sea of Japan",
        "yellow-sea": "Yellow Sea",
        "pacific-ocean": "Pacific Ocean",
        "north-korea": "North Korea",
    },
    clock_doubt=_clock_doubt,
)


def read_table(
    raw: bytes,
    source: str,
    *,
    taken: Moment,
    lexicons: Mapping[str, Lexicon],
    beside: Mapping[str, bytes] | None = None,
) -> Generator[Item | Fault, None, int]:
    """Salvoes as documents with readings, and the faults of the tests; gives how many tests there were.

    Parameters
    ----------
    raw : bytes
        ``test.en.json`` (or ``test.json``), or CSV with the columns of the three files joined.
    source : str
        What to call it.
    taken : Moment
        When it was taken in.
    lexicons : mapping of language code to Lexicon
        English words for units and hedges.
    beside : mapping, optional
        The bytes of ``missile.en.json`` and ``facility.en.json`` under ``missile`` and ``facility``. Without them the
        keys stand for names, and there are no kinds of missile and no coordinates.

    Raises
    ------
    BadInput
        When it is no such table.
    """
    rows = _json_rows(raw, source, _Names(beside or {})) if is_json(raw) else _csv_rows(raw, source)
    return read_launches(rows, source, LAYOUT, taken=taken, lexicon=lexicons["en"])


def is_json(raw: bytes) -> bool:
    """Whether bytes begin as an object or a list of JSON does."""
    return raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def is_tests(raw: bytes) -> bool:
    """Whether bytes begin as the file of tests does."""
    return is_json(raw) and b'"timeBins"' in raw[:2000]


def _csv_rows(raw: bytes, source: str) -> Iterator[tuple[Row, str] | Fault]:
    for row in read_rows(raw, source, LAYOUT):
        yield row if isinstance(row, Fault) else (row, f"row {row.number}")


@final
class _Names:
    """The names, kinds and coordinates behind the keys of missiles and facilities."""

    __slots__ = ("_facilities", "_missiles")

    def __init__(self, beside: Mapping[str, bytes]) -> None:
        self._missiles = _table(beside.get("missile"), "missiles", "missile.en.json")
        self._facilities = _table(beside.get("facility"), "facilities", "facility.en.json")

    def joined(self, test: Mapping[str, str]) -> dict[str, str]:
        """What the keys of a test stand for; the key itself where that is not told.

        What is given as the place of an unknown facility is where the map's pin stands, and is left out.
        """
        missile, facility = test.get("missile", ""), test.get("facility", "")
        weapon, place = self._missiles.get(missile, {}), self._facilities.get(facility, {})
        found = {
            "system": weapon.get("name", missile),
            "kind": weapon.get("type", ""),
            "site": place.get("name", facility),
        }
        if not is_nothing(facility):
            found |= {"lat_deg": place.get("lat", ""), "lon_deg": place.get("lon", "")}
        return {name: value for name, value in found.items() if value}

    def missing(self, test: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """Keys of a test that their file does not have."""
        for name, table in (("missile", self._missiles), ("facility", self._facilities)):
            key = test.get(name, "")
            if table and not is_nothing(key) and key not in table:
                yield name, f"'{key}' stands in no {name}.en.json; the key is taken for the name"


def _table(raw: bytes | None, within: str, name: str) -> Mapping[str, Mapping[str, str]]:
    """A file of names: key to its parts, in an object of their own or not."""
    if raw is None:
        return {}
    told = _parsed(_text(raw, name), name)
    parts = told.get(within, told) if isinstance(told, dict) else None
    if not isinstance(parts, dict) or not all(isinstance(x, dict) for x in parts.values()):
        raise BadInput(name, f"holds no {within} by their keys", "fetch it again, or move it away")
    return {
        str(key): {str(k): _word(v) for k, v in part.items() if isinstance(v, str | int | float)}
        for key, part in parts.items()
    }


def _json_rows(raw: bytes, source: str, names: _Names) -> Iterator[tuple[Row, str] | Fault]:
    for number, (place, test) in enumerate(_tests(_text(raw, source), source), 1):
        if isinstance(test, Fault):
            yield Fault(number, test.path, test.because)
        elif not isinstance(test, dict):
            yield Fault(number, place, f"is {_kind_of(test)}, a test with its date was wanted; left out")
        else:
            yield from _of_test(number, place, test, names)


def _of_test(number: int, place: str, test: Mapping[str, object], names: _Names) -> Iterator[tuple[Row, str] | Fault]:
    """A test as a row; the faults come before it, and are of no row of their own."""
    told, own = dict[str, str](), {name: name for name in LAYOUT.titles}
    faults = Faults(number, place)
    for name, value in test.items():
        field = _FIELDS.get(name, f" {words_of(name)}")
        own[field] = name
        if isinstance(value, dict | list | bool):
            faults.add(name, f"is {_kind_of(value)}, words or a number were wanted; left out")
        elif value is not None and (word := words_of(_word(value))):
            told[field] = word
    for field, because in names.missing(told):
        faults.add(field, because)
    yield from faults
    # Names stand where their keys stood: a fault of a name is one of its key.
    own |= {"system": "missile", "kind": "missile", "site": "facility", "lat_deg": "facility", "lon_deg": "facility"}
    yield Row(number, {**told, **names.joined(told)}, own), place


def _tests(text: str, source: str) -> Iterator[tuple[str, object]]:
    """Every test with its JSON pointer: in bins of a year each, one after the other, or in one list."""
    if _BIN.search(text, 0, _HEAD) is None:
        yield from _listed(_parsed(text, source), source)
        return
    at, year = 0, 0
    while match := _BIN.search(text, at):
        at = match.end()
        for number, (test, end) in enumerate(_elements(text, at)):
            yield f"/timeBins/{year}/data/{number}", test
            at = end
        year += 1


def _elements(text: str, at: int) -> Iterator[tuple[object, int]]:
    """The elements of a list of JSON one by one, each with where it ends; a `Fault` where it breaks off."""
    while True:
        at = _SPACE.match(text, at).end()  # type: ignore[union-attr]
        if text[at : at + 1] in ("]", ""):
            return
        try:
            test, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            reason = str(error).partition(":")[0].lower() or "nested too deep"
            yield Fault(0, "", f"is no JSON ({reason}); what is behind it in this list is left out"), at
            return
        yield test, at


def _listed(told: object, source: str) -> Iterator[tuple[str, object]]:
    tests = told.get("tests") if isinstance(told, dict) else told
    if not isinstance(tests, list):
        raise BadInput(
            source, 'has no list "timeBins", the tests of nk-missile-tests were wanted', "give its data/test.en.json"
        )
    at = "/tests" if isinstance(told, dict) else ""
    yield from ((f"{at}/{number}", test) for number, test in enumerate(tests))


def _text(raw: bytes, name: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(name, "is not UTF-8, which JSON is written in", "fetch it again") from error


def _parsed(text: str, name: str) -> object:
    try:
        return _DECODER.decode(text)
    except (ValueError, RecursionError) as error:
        reason = str(error).partition(":")[0].lower() or "nested too deep"
        raise BadInput(name, f"is no JSON ({reason})", "fetch it again") from error


def _word(value: object) -> str:
    """A value as its cell: numbers without a needless ``.0``."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _kind_of(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", str: "words"}
    return next(
        (name for kind, name in names.items() if isinstance(value, kind)), "null" if value is None else "a number"
    )


# The keys of a test that have a field; those of the files beside it have none here.
_FIELDS = {
    names[0]: name
    for name, names in LAYOUT.columns.items()
    if name not in ("system", "kind", "site", "lat_deg", "lon_deg")
}
