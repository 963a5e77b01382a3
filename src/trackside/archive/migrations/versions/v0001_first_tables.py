"""first tables

The form that archives had before Alembic kept count: one SQLite file, launches stored as they were derived.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade(now_utc: str) -> None:
    """Make the tables of the first form."""
    del now_utc
    _make_held()
    _make_read()
    _make_derived()


def _make_held() -> None:
    op.create_table("migrations", _number(), _text("name"), _text("applied_utc"))
    op.create_table(
        "documents",
        _number(),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        *(_text("source"), _text("title"), _whole("title_end"), sa.Column("published", sa.Text), _text("language")),
        *(_text("sha256"), _text("taken_utc"), _text("address"), _text("content_type"), _text("text")),
        sa.Column("raw", sa.LargeBinary, nullable=False),
    )
    op.create_table("readings", sa.Column("id", sa.Text, primary_key=True), _refers("document_id", "documents.id"))
    op.create_table(
        "reading_events",
        *(_number(), _refers("reading_id", "readings.id"), _refers("document_id", "documents.id")),
        _text("added_utc"),
    )
    op.create_index("reading_events_of_document", "reading_events", ["document_id", "number"])
    op.create_index("reading_events_of_reading", "reading_events", ["reading_id", "number"])


def _make_read() -> None:
    op.create_table(
        "mentions",
        *(_refers("reading_id", "readings.id"), _text("id"), _whole("ordinal"), _text("country")),
        *(sa.Column("date", sa.Text), _whole("main")),
        *(_text("site"), _text("system"), _text("kind"), _text("platform"), _whole("place")),
        sa.PrimaryKeyConstraint("reading_id", "place"),
        sa.UniqueConstraint("reading_id", "id"),
    )
    op.create_index("mentions_by_id", "mentions", ["id"])
    op.create_table(
        "claims",
        *(_refers("reading_id", "readings.id"), _text("id"), _text("mention_id"), _text("attribute"), _text("value")),
        *(_text("speaker"), _text("speaker_country"), _text("modality"), *_quoted(), _text("doubt"), _whole("place")),
        sa.PrimaryKeyConstraint("reading_id", "place"),
        sa.ForeignKeyConstraint(["reading_id", "mention_id"], ["mentions.reading_id", "mentions.id"]),
    )
    op.create_index("claims_by_id", "claims", ["id"])
    op.create_index("claims_of_mention", "claims", ["reading_id", "mention_id"])
    op.create_table(
        "reactions",
        *(_refers("reading_id", "readings.id"), _text("id"), _text("mention_id"), _text("actor")),
        *(_text("actor_country"), _text("stance"), *_quoted(), _whole("place")),
        sa.PrimaryKeyConstraint("reading_id", "place"),
    )
    op.create_table(
        "history",
        *(_refers("reading_id", "readings.id"), _text("id"), _text("mention_id"), _text("kind")),
        *(sa.Column("since", sa.Text), *_quoted(), _whole("place")),
        sa.PrimaryKeyConstraint("reading_id", "place"),
    )


def _make_derived() -> None:
    op.create_table(
        "launches",
        *(_number(), sa.Column("key", sa.Text, nullable=False, unique=True), _text("id")),
        *(_text("content"), _text("derived_utc")),
    )
    op.create_index("launches_by_id", "launches", ["id"])
    op.create_table(
        "launch_mentions",
        *(_refers("key", "launches.key"), _text("mention_id")),
        sa.PrimaryKeyConstraint("key", "mention_id"),
    )
    op.create_table("launch_events", _number(), _refers("key", "launches.key"), _whole("held"), _text("derived_utc"))
    op.create_index("launch_events_of_key", "launch_events", ["key", "number"])


def _number() -> sa.Column[int]:
    return sa.Column("number", sa.Integer, primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _refers(name: str, other: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, sa.ForeignKey(other), nullable=False)


def _quoted() -> tuple[sa.Column[int], sa.Column[int], sa.Column[str]]:
    return _whole("quote_start"), _whole("quote_end"), _text("quote")
