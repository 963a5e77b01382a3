"""The tables of an archive, the same in SQLite and PostgreSQL: facts that only grow, and what is derived from them.

No row of a fact is ever changed or taken away; triggers refuse it, whoever asks. A newer state of things (a better
reading, a document superseded, a judgement withdrawn) is another row. Derived rows are a cache: they may be replaced,
and dropping all of them loses nothing.

Numbers are given by the one writer, from 1 and without gaps; whatever is read in a document lies at its place in the
reading, so that order comes back too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from trackside.archive.fulltext_tables import INDEX

# "TRKS": tells an archive from any other SQLite file (SQLite file format, application ID at offset 68).
APPLICATION_ID = 0x54524B53
# The tables' form, which a file or database carries with it; each number is a revision in `migrations`.
FORM = 2
# Where the tables lie in a PostgreSQL database, so that what else is there is left alone.
NAMESPACE = "trackside"

METADATA = MetaData()
# Text sorts by code points in SQLite; so it must in PostgreSQL, whatever the database's own language.
WORDS = Text().with_variant(Text(collation="C"), "postgresql")


def _number() -> Column[int]:
    return Column("number", Integer, primary_key=True, autoincrement=False)


def _text(name: str, *, nullable: bool = False, unique: bool = False) -> Column[str]:
    return Column(name, WORDS, nullable=nullable, unique=unique)


def _whole(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False)


def _quoted() -> tuple[Column[int], Column[int], Column[str]]:
    return _whole("quote_start"), _whole("quote_end"), _text("quote")


def _in_reading(name: str, *columns: Column[Any]) -> Table:
    """A table of what was read, lying in the order it was read in, so that a reading is one stretch of the file."""
    placed = (Column("reading", Integer, ForeignKey("readings.number"), nullable=False), _whole("place"), _text("id"))
    key = PrimaryKeyConstraint("reading", "place")
    return Table(name, METADATA, *placed, *columns, key, sqlite_with_rowid=False)


# What was taken in.

EVIDENCE = Table(
    "evidence",
    METADATA,
    Column("sha256", String(64), primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
DOCUMENTS = Table(
    "documents",
    METADATA,
    _number(),
    _text("id", unique=True),
    Column("sha256", String(64), ForeignKey("evidence.sha256"), nullable=False),
    _text("source"),
    _text("address"),
    _text("content_type"),
    _text("title"),
    _whole("title_end"),
    _text("published", nullable=True),
    _text("language"),
    _text("text"),
    _text("taken_utc"),
)
# By which bytes, from which source and address a document came, and when it first did; its first one also stands in
# `documents`. The same from the same place is no further taking, unless it takes the place of what came since.
TAKINGS = Table(
    "takings",
    METADATA,
    _number(),
    Column("document_id", WORDS, ForeignKey("documents.id"), nullable=False),
    Column("sha256", String(64), ForeignKey("evidence.sha256"), nullable=False),
    _text("source"),
    _text("address"),
    _text("content_type"),
    _text("taken_utc"),
)
Index("takings_of_document", TAKINGS.c.document_id, TAKINGS.c.number)
Index("takings_by_source", TAKINGS.c.source)

# What was read in it.

READINGS = Table(
    "readings",
    METADATA,
    _number(),
    _text("id", unique=True),
    Column("document_id", WORDS, ForeignKey("documents.id"), nullable=False),
)
# The last one of a document says which reading is in force; none where it was superseded or withdrawn.
STANDINGS = Table(
    "standings",
    METADATA,
    _number(),
    Column("document_id", WORDS, ForeignKey("documents.id"), nullable=False),
    Column("reading_id", WORDS, ForeignKey("readings.id")),
    _text("because"),
    _text("since_utc"),
)
Index("standings_of_document", STANDINGS.c.document_id, STANDINGS.c.number)
Index("standings_of_reading", STANDINGS.c.reading_id, STANDINGS.c.number)
# `date` is exact; `earliest` and `latest` are the same span in seconds since 1970 for looking up.
MENTIONS = _in_reading(
    "mentions",
    _whole("ordinal"),
    _text("country"),
    _text("date", nullable=True),
    Column("earliest", Double),
    Column("latest", Double),
    Column("main", Boolean, nullable=False),
    _text("site"),
    _text("system"),
    _text("kind"),
    _text("platform"),
)
MENTIONS.append_constraint(UniqueConstraint("reading", "id"))
Index("mentions_by_id", MENTIONS.c.id)
# `value` is exact; `best` is the number of a measured value (SI) for looking up.
CLAIMS = _in_reading(
    "claims",
    _text("mention_id"),
    _text("attribute"),
    _text("value"),
    Column("best", Double),
    _text("speaker"),
    _text("speaker_country"),
    _text("modality"),
    *_quoted(),
    _text("doubt"),
)
CLAIMS.append_constraint(ForeignKeyConstraint(["reading", "mention_id"], ["mentions.reading", "mentions.id"]))
Index("claims_by_id", CLAIMS.c.id)
REACTIONS = _in_reading(
    "reactions", _text("mention_id"), _text("actor"), _text("actor_country"), _text("stance"), *_quoted()
)
HISTORY = _in_reading("history", _text("mention_id"), _text("kind"), _text("since", nullable=True), *_quoted())

# What people decided, what the package brought, what the tables went through.

# `moment` is exact; `when_utc` is where it begins, for people.
JUDGEMENTS = Table(
    "judgements",
    METADATA,
    _number(),
    _text("id", unique=True),
    _text("ruling"),
    _text("subjects"),
    _text("value", nullable=True),
    _text("by"),
    _text("when_utc"),
    _text("moment"),
    _text("reason"),
    _text("added_utc"),
)
WITHDRAWALS = Table(
    "withdrawals",
    METADATA,
    _number(),
    Column("judgement_id", WORDS, ForeignKey("judgements.id"), nullable=False),
    _text("by"),
    _text("when_utc"),
    _text("moment"),
    _text("reason"),
    _text("added_utc"),
    UniqueConstraint("judgement_id"),
)
SHIPMENTS = Table("shipments", METADATA, _number(), _text("version", unique=True), _text("added_utc"))
MIGRATED = Table("migrations", METADATA, _number(), _text("name"), _text("applied_utc"))

# What is derived.

TRAITS = Table(
    "traits",
    METADATA,
    Column("mention_id", WORDS, primary_key=True),
    _text("document_id"),
    _text("company"),
    _text("country"),
    Column("earliest", Double),
    Column("latest", Double),
    _whole("form"),
    _text("content"),
)
Index("traits_by_time", TRAITS.c.country, TRAITS.c.earliest, TRAITS.c.latest)
Index("traits_of_document", TRAITS.c.document_id)
Index("traits_of_company", TRAITS.c.company, TRAITS.c.earliest, TRAITS.c.latest)
Index("traits_by_form", TRAITS.c.form)
PROFILES = Table(
    "profiles",
    METADATA,
    Column("launch_id", WORDS, primary_key=True),
    _text("country"),
    Column("earliest", Double),
    Column("latest", Double),
    _text("content"),
)
Index("profiles_by_time", PROFILES.c.country, PROFILES.c.earliest, PROFILES.c.latest)
MEMBERSHIPS = Table(
    "memberships",
    METADATA,
    Column("mention_id", WORDS, primary_key=True),
    _text("launch_id"),
    Column("score", Double, nullable=False),
    _text("because"),
)
Index("memberships_of_launch", MEMBERSHIPS.c.launch_id)
MARKS = Table("marks", METADATA, Column("mark", BigInteger, nullable=False), _whole("document"))
Index("marks_by_mark", MARKS.c.mark)
Index("marks_of_document", MARKS.c.document)
# Up to where the facts were looked at when launches were last derived.
SETTLED = Table("settled", METADATA, Column("name", Text, primary_key=True), _text("value"))

# Which documents can be found by their words, with which facets, by which rules; the words themselves lie in tables of
# each database's own kind (`fulltext`).
WORDED = Table(
    "worded",
    METADATA,
    Column("document", Integer, primary_key=True, autoincrement=False),
    _text("facets"),
    _text("rules"),
)

# Alembic's own, which it makes and keeps; a new archive is made without it and gets the same.
REVISION = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)

FACTS = (
    *(EVIDENCE, DOCUMENTS, TAKINGS, READINGS, STANDINGS, MENTIONS, CLAIMS, REACTIONS, HISTORY),
    *(JUDGEMENTS, WITHDRAWALS, SHIPMENTS, MIGRATED),
)
DERIVED = (TRAITS, PROFILES, MEMBERSHIPS, MARKS, SETTLED, WORDED)

_STAYS = "a fact stays as it is: add another that supersedes it"
_REFUSAL = f"""CREATE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION '{_STAYS}' USING ERRCODE = 'integrity_constraint_violation'; END$$"""


def build(connection: Connection) -> None:
    """Make all tables of the newest form in an empty archive, inside the caller's transaction."""
    METADATA.create_all(connection, checkfirst=False)
    dialect = connection.dialect.name
    for statement in (*INDEX[dialect], *guards(dialect)):
        connection.exec_driver_sql(statement)


def guards(dialect: str) -> Iterator[str]:
    """The statements that make the database itself refuse to change or take away facts."""
    names = [table.name for table in FACTS]
    if dialect == "postgresql":
        yield _REFUSAL
        for name in names:
            yield (
                f"CREATE TRIGGER {name}_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
                "FOR EACH STATEMENT EXECUTE FUNCTION stays()"
            )
        return
    for name in names:
        for change in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {name}_{change.lower()} BEFORE {change} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, '{_STAYS}'); END"
            )
