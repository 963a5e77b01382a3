"""The tables of the second form, as they were when it was new; whatever becomes of `schema`, revision 2 makes these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import sqlalchemy as sa

_TYPES: Mapping[str, Mapping[str, str]] = {
    "sqlite": {"text": "TEXT", "double": "DOUBLE", "bytes": "BLOB", "rowid": " WITHOUT ROWID"},
    "postgresql": {"text": 'TEXT COLLATE "C"', "double": "DOUBLE PRECISION", "bytes": "BYTEA", "rowid": ""},
}
_TABLES = """
CREATE TABLE evidence (sha256 VARCHAR(64) NOT NULL, bytes {bytes} NOT NULL, PRIMARY KEY (sha256));
CREATE TABLE judgements (number INTEGER NOT NULL, id {text} NOT NULL, ruling {text} NOT NULL, subjects {text}
    NOT NULL, value {text}, "by" {text} NOT NULL, when_utc {text} NOT NULL, moment {text} NOT NULL, reason {text}
    NOT NULL, added_utc {text} NOT NULL, PRIMARY KEY (number), UNIQUE (id));
CREATE TABLE shipments (number INTEGER NOT NULL, version {text} NOT NULL, added_utc {text} NOT NULL, PRIMARY KEY
    (number), UNIQUE (version));
CREATE TABLE migrations (number INTEGER NOT NULL, name {text} NOT NULL, applied_utc {text} NOT NULL, PRIMARY KEY
    (number));
CREATE TABLE traits (mention_id {text} NOT NULL, document_id {text} NOT NULL, company {text} NOT NULL, country
    {text} NOT NULL, earliest {double}, latest {double}, form INTEGER NOT NULL, content {text} NOT NULL, PRIMARY KEY
    (mention_id));
CREATE INDEX traits_by_form ON traits (form);
CREATE INDEX traits_of_document ON traits (document_id);
CREATE INDEX traits_of_company ON traits (company, earliest, latest);
CREATE INDEX traits_by_time ON traits (country, earliest, latest);
CREATE TABLE profiles (launch_id {text} NOT NULL, country {text} NOT NULL, earliest {double}, latest {double},
    content {text} NOT NULL, PRIMARY KEY (launch_id));
CREATE INDEX profiles_by_time ON profiles (country, earliest, latest);
CREATE TABLE memberships (mention_id {text} NOT NULL, launch_id {text} NOT NULL, score {double} NOT NULL,
    because {text} NOT NULL, PRIMARY KEY (mention_id));
CREATE INDEX memberships_of_launch ON memberships (launch_id);
CREATE TABLE marks (mark BIGINT NOT NULL, document INTEGER NOT NULL);
CREATE INDEX marks_by_mark ON marks (mark);
CREATE INDEX marks_of_document ON marks (document);
CREATE TABLE settled (name TEXT NOT NULL, value {text} NOT NULL, PRIMARY KEY (name));
CREATE TABLE worded (document INTEGER NOT NULL, facets {text} NOT NULL, rules {text} NOT NULL, PRIMARY KEY
    (document));
CREATE TABLE documents (number INTEGER NOT NULL, id {text} NOT NULL, sha256 VARCHAR(64) NOT NULL, source {text}
    NOT NULL, address {text} NOT NULL, content_type {text} NOT NULL, title {text} NOT NULL, title_end INTEGER NOT
    NULL, published {text}, language {text} NOT NULL, text {text} NOT NULL, taken_utc {text} NOT NULL, PRIMARY KEY
    (number), UNIQUE (id), FOREIGN KEY(sha256) REFERENCES evidence (sha256));
CREATE TABLE withdrawals (number INTEGER NOT NULL, judgement_id {text} NOT NULL, "by" {text} NOT NULL, when_utc
    {text} NOT NULL, moment {text} NOT NULL, reason {text} NOT NULL, added_utc {text} NOT NULL, PRIMARY KEY
    (number), UNIQUE (judgement_id), FOREIGN KEY(judgement_id) REFERENCES judgements (id));
CREATE TABLE takings (number INTEGER NOT NULL, document_id {text} NOT NULL, sha256 VARCHAR(64) NOT NULL, source
    {text} NOT NULL, address {text} NOT NULL, content_type {text} NOT NULL, taken_utc {text} NOT NULL, PRIMARY KEY
    (number), FOREIGN KEY(document_id) REFERENCES documents (id), FOREIGN KEY(sha256) REFERENCES evidence (sha256));
CREATE INDEX takings_by_source ON takings (source);
CREATE INDEX takings_of_document ON takings (document_id, number);
CREATE TABLE readings (number INTEGER NOT NULL, id {text} NOT NULL, document_id {text} NOT NULL, PRIMARY KEY
    (number), UNIQUE (id), FOREIGN KEY(document_id) REFERENCES documents (id));
CREATE TABLE standings (number INTEGER NOT NULL, document_id {text} NOT NULL, reading_id {text}, because {text}
    NOT NULL, since_utc {text} NOT NULL, PRIMARY KEY (number), FOREIGN KEY(document_id) REFERENCES documents (id),
    FOREIGN KEY(reading_id) REFERENCES readings (id));
CREATE INDEX standings_of_reading ON standings (reading_id, number);
CREATE INDEX standings_of_document ON standings (document_id, number);
CREATE TABLE mentions (reading INTEGER NOT NULL, place INTEGER NOT NULL, id {text} NOT NULL, ordinal INTEGER NOT
    NULL, country {text} NOT NULL, date {text}, earliest {double}, latest {double}, main BOOLEAN NOT NULL, site
    {text} NOT NULL, system {text} NOT NULL, kind {text} NOT NULL, platform {text} NOT NULL, PRIMARY KEY (reading,
    place), FOREIGN KEY(reading) REFERENCES readings (number), UNIQUE (reading, id)){rowid};
CREATE INDEX mentions_by_id ON mentions (id);
CREATE TABLE reactions (reading INTEGER NOT NULL, place INTEGER NOT NULL, id {text} NOT NULL, mention_id {text}
    NOT NULL, actor {text} NOT NULL, actor_country {text} NOT NULL, stance {text} NOT NULL, quote_start INTEGER NOT
    NULL, quote_end INTEGER NOT NULL, quote {text} NOT NULL, PRIMARY KEY (reading, place), FOREIGN KEY(reading)
    REFERENCES readings (number)){rowid};
CREATE TABLE history (reading INTEGER NOT NULL, place INTEGER NOT NULL, id {text} NOT NULL, mention_id {text}
    NOT NULL, kind {text} NOT NULL, since {text}, quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, quote
    {text} NOT NULL, PRIMARY KEY (reading, place), FOREIGN KEY(reading) REFERENCES readings (number)){rowid};
CREATE TABLE claims (reading INTEGER NOT NULL, place INTEGER NOT NULL, id {text} NOT NULL, mention_id {text} NOT
    NULL, attribute {text} NOT NULL, value {text} NOT NULL, best {double}, speaker {text} NOT NULL, speaker_country
    {text} NOT NULL, modality {text} NOT NULL, quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL, quote
    {text} NOT NULL, doubt {text} NOT NULL, PRIMARY KEY (reading, place), FOREIGN KEY(reading) REFERENCES readings
    (number), FOREIGN KEY(reading, mention_id) REFERENCES mentions (reading, id)){rowid};
CREATE INDEX claims_by_id ON claims (id)
"""
_WORDS: Mapping[str, tuple[str, ...]] = {
    "sqlite": (
        """CREATE VIRTUAL TABLE words USING fts5
        (tokens, forms, facets, content='', tokenize="ascii tokenchars '.@_'")""",
    ),
    "postgresql": (
        """CREATE TABLE words (document INTEGER NOT NULL, piece INTEGER NOT NULL, pieces INTEGER NOT NULL,
        tokens TSVECTOR NOT NULL, PRIMARY KEY (document, piece))""",
        "CREATE INDEX words_by_token ON words USING GIN (tokens)",
    ),
}
_FACTS = (
    *("evidence", "documents", "takings", "readings", "standings", "mentions", "claims", "reactions", "history"),
    *("judgements", "withdrawals", "shipments", "migrations"),
)
_STAYS = "a fact stays as it is: add another that supersedes it"
_REFUSAL = f"""CREATE FUNCTION stays() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN RAISE EXCEPTION '{_STAYS}' USING ERRCODE = 'integrity_constraint_violation'; END$$"""


def build(connection: sa.Connection) -> None:
    """Make all tables of the second form, inside the caller's transaction."""
    dialect = connection.dialect.name
    tables = _TABLES.format_map(_TYPES[dialect]).split(";")
    for statement in (*tables, *_WORDS[dialect], *_guards(dialect)):
        connection.exec_driver_sql(statement.strip())


def _guards(dialect: str) -> Iterator[str]:
    if dialect == "postgresql":
        yield _REFUSAL
        for name in _FACTS:
            yield (
                f"CREATE TRIGGER {name}_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
                "FOR EACH STATEMENT EXECUTE FUNCTION stays()"
            )
        return
    for name in _FACTS:
        for change in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {name}_{change.lower()} BEFORE {change} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, '{_STAYS}'); END"
            )
