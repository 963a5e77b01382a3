"""Full-text search in PostgreSQL: tsvectors made of our own tokens, under a GIN index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, text

from trackside.archive.fulltext_entry import Entry
from trackside.archive.sought import EVERY, LONGEST_PHRASE, Sought, Term
from trackside.archive.words import INITIAL

# Of a tsvector (see `fulltext_tables`).
_MOST_PLACES, _LAST_PLACE = 255, 16_000
# Whole words begin with this, so that they are told from stems.
_WHOLE = "="
_IN_PIECES = "EXISTS (SELECT 1 FROM words p WHERE p.document = w.document AND p.piece > 0 AND p.tokens @@ {query})"
_RANK = (
    "greatest(ts_rank_cd(w.tokens, {query}, 1), CASE WHEN w.pieces = 0 THEN 0 ELSE "
    "(SELECT max(ts_rank_cd(p.tokens, {query}, 1)) FROM words p WHERE p.document = w.document AND p.piece > 0) END)"
)


def insert(connection: Connection, entries: Iterable[Entry]) -> None:
    """Index documents that are not in the index."""
    rows = [row for e in entries for row in _rows(e)]
    added = "INSERT INTO words (document, piece, pieces, tokens) VALUES (:d, :p, :n, CAST(:t AS tsvector))"
    connection.execute(text(added), rows)


def remove(connection: Connection, entries: Iterable[Entry]) -> None:
    """Take documents out."""
    for e in entries:
        connection.execute(text("DELETE FROM words WHERE document = :d"), {"d": e.document})


def search(connection: Connection, sought: Sought, *, ranked: int, limit: int) -> tuple[int, list[tuple[int, float]]]:
    """How many documents have what is sought, and the numbers and scores of the best among the `ranked` added last."""
    # A planner that holds looking into a row for cheap would look into every one, which takes fifty times as long.
    for setting in ("enable_seqscan", "jit"):
        connection.exec_driver_sql(f"SET LOCAL {setting} = off")
    where, given = _where(sought)
    told = " & ".join(_query(t) for t in sought.wanted)
    score = _RANK.format(query="CAST(:told AS tsquery)") if told else "0.0"
    asked = (
        f"WITH found AS MATERIALIZED (SELECT w.document FROM words w WHERE {where}), "  # noqa: S608 - values are bound
        "last AS MATERIALIZED (SELECT document FROM found ORDER BY document DESC LIMIT :ranked) "
        f"SELECT w.document AS number, {score} AS score, (SELECT count(*) FROM found) AS total "
        "FROM last JOIN words w ON w.document = last.document AND w.piece = 0 "
        "ORDER BY score DESC, number DESC LIMIT :limit"
    )
    given |= {"ranked": ranked, "limit": limit, **({"told": told} if told else {})}
    rows = connection.execute(text(asked), given).all()
    return (int(rows[0].total) if rows else 0), [(row.number, float(row.score)) for row in rows]


def holds(connection: Connection, entry: Entry) -> bool:
    """Whether the index has a document as it is now, all its pieces."""
    asked = "SELECT 1 FROM words WHERE document = :d AND piece = :p AND pieces = :n AND tokens = CAST(:t AS tsvector)"
    return all(connection.execute(text(asked), row).first() for row in _rows(entry))


def strangers(connection: Connection) -> list[int]:
    """Numbers in the index that `worded` does not know."""
    asked = "SELECT DISTINCT document FROM words WHERE document NOT IN (SELECT document FROM worded) ORDER BY document"
    return list(connection.execute(text(asked)).scalars())


def _where(sought: Sought) -> tuple[str, dict[str, object]]:
    """The condition on a document's first row, and its values."""
    single = [_query(t) for t in sought.wanted if _is_single(t)]
    # The index knows no places: single words narrow a phrase down first.
    single += [_alone(w) for t in sought.wanted if not _is_single(t) for w in t.tokens[:-1]]
    single += [_alone(t.tokens[-1]) + ":*" * t.open for t in sought.wanted if not _is_single(t)]
    single += [f"({' | '.join(map(_alone, any_of))})" for any_of in sought.facets]
    single += [f"!{_query(t)}" for t in sought.terms if t.excluded and _is_single(t)]
    given: dict[str, object] = {"all": " & ".join([_alone(EVERY), *single])}
    conditions = ["w.piece = 0", "w.tokens @@ CAST(:all AS tsquery)"]
    for number, term in enumerate(t for t in sought.terms if not _is_single(t)):
        query = f"CAST(:phrase{number} AS tsquery)"
        given[f"phrase{number}"] = _query(term)
        found = f"(w.tokens @@ {query} OR (w.pieces > 0 AND {_IN_PIECES.format(query=query)}))"
        conditions.append(f"NOT {found}" if term.excluded else found)
    return " AND ".join(conditions), given


def _is_single(term: Term) -> bool:
    return len(term.tokens) == 1


def _query(term: Term) -> str:
    if len(term.form) == 1:
        return _alone(_WHOLE + INITIAL + term.form)
    if term.form:
        return _alone(_WHOLE + term.form) + ":*"
    return "(" + " <-> ".join(map(_alone, term.tokens)) + (":*" if term.open else "") + ")"


def _alone(token: str) -> str:
    """A token as it is written in a tsvector or tsquery, whatever is in it."""
    return "'" + token.replace("\\", "\\\\").replace("'", "''") + "'"


def _rows(entry: Entry) -> Iterator[dict[str, object]]:
    beside = [*(_WHOLE + form for form in entry.forms), *entry.facets]
    pieces = list(_pieces(entry.tokens))
    if len(pieces) == 1:
        yield {"d": entry.document, "p": 0, "n": 0, "t": _vector(pieces[0], beside)}
        return
    yield {"d": entry.document, "p": 0, "n": len(pieces), "t": _vector([], [*dict.fromkeys(entry.tokens), *beside])}
    for number, piece in enumerate(pieces, 1):
        yield {"d": entry.document, "p": number, "n": len(pieces), "t": _vector(piece, [])}


def _vector(placed: Sequence[str], beside: Iterable[str]) -> str:
    places: dict[str, list[int]] = {token: [] for token in beside}
    for number, token in enumerate(placed, 1):
        places.setdefault(token, []).append(number)
    return " ".join(_alone(t) + (":" + ",".join(map(str, p)) if p else "") for t, p in places.items())


def _pieces(tokens: Sequence[str]) -> Iterator[Sequence[str]]:
    """The tokens in pieces that a tsvector can hold with all their places; a phrase lies whole in one of them."""
    start = 0
    while True:
        end = _piece_end(tokens, start)
        yield tokens[start:end]
        if end >= len(tokens):
            return
        start = end - LONGEST_PHRASE + 1


def _piece_end(tokens: Sequence[str], start: int) -> int:
    seen: dict[str, int] = {}
    for at in range(start, min(len(tokens), start + _LAST_PLACE)):
        seen[tokens[at]] = seen.get(tokens[at], 0) + 1
        if seen[tokens[at]] > _MOST_PLACES:
            return at
    return min(len(tokens), start + _LAST_PLACE)
