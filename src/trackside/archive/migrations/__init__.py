"""How archives of older forms come up to date: Alembic's revisions, run by the program itself when it opens one.

Imported only for an archive that is not of the newest form, because Alembic takes 0.2 s to import.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext, RevisionStep
from alembic.script import ScriptDirectory

from trackside.archive.schema import FORM, MIGRATED, REVISION


def upgrade(connection: sa.Connection, now_utc: str, *, first: str = "0001") -> None:
    """Run what an archive has not seen, inside the caller's transaction; each leaves a record with its time.

    `first` is what an archive has seen that says nothing about it: archives of the first form knew nothing of Alembic.
    """
    script = ScriptDirectory(str(Path(__file__).parent))
    if not sa.inspect(connection).has_table(REVISION.name) and first > "0000":
        REVISION.create(connection)
        connection.execute(REVISION.insert(), {"version_num": first})
    names = list[tuple[int, str]]()

    def wanted(seen: tuple[str, ...], _context: MigrationContext) -> list[RevisionStep]:
        steps = script._upgrade_revs("head", seen)  # type: ignore[arg-type] # noqa: SLF001 - as Alembic's own command has it
        names.extend((int(step.revision.revision), step.doc or "") for step in steps)
        return list(steps)

    with EnvironmentContext(Config(), script, fn=wanted) as environment:
        environment.configure(connection=connection)
        environment.run_migrations(now_utc=now_utc)
    rows = [{"number": number, "name": name, "applied_utc": now_utc} for number, name in names]
    connection.execute(MIGRATED.insert(), rows)
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA user_version = {FORM}")
