"""The tables in which each kind of database keeps words for finding; nothing else is known of them here.

SQLite: words come as tokens with spaces between, and ascii is the tokenizer that changes nothing in them, whatever
letters they have; only the index is kept. Prefix indexes of one and two letters would make it 2.3 times as large.

PostgreSQL: a tsvector takes 256 places of one token, and places up to 16,383 (PostgreSQL documentation, 12.11,
"Limitations"). A text beyond that has a row without places, which answers for single words, and overlapping pieces
with places, which answer for phrases.
"""

from __future__ import annotations

from collections.abc import Mapping

INDEX: Mapping[str, tuple[str, ...]] = {
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
