"""The door to an archive: one file, or one database on a server."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trackside.archive.held import Shipment, utc_now
from trackside.archive.intake import Clock

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from trackside.archive.store import Archive


def open_archive(
    where: str | Path, *, clock: Clock = utc_now, bare: bool = False, shipped: Shipment | None = None
) -> Archive:
    """The archive in a file or a PostgreSQL database, made when there is none; use it in a ``with`` statement.

    A file that may be read but not written is opened for reading.

    Parameters
    ----------
    where : str or path
        A file, or ``postgresql://user@host/database``, where tables of a schema of their own are made.
    clock : callable
        Gives the present time, aware.
    bare : bool
        Whether a new archive is begun without what the package ships; it then stays so.
    shipped : Shipment, optional
        What the package ships; brought in once for every version of it, superseding what earlier versions brought.

    Raises
    ------
    BadArchive
        For what is no archive, is damaged or was made by a newer Trackside, for a folder that may not be written to,
        and for a server that cannot be reached or does not let the user in.
    """
    # SQLAlchemy takes 0.3 s to import, which only those pay who open an archive.
    from trackside.archive.engine import connected
    from trackside.archive.store import Archive
    from trackside.archive.write import note_all

    old = list[bool]()

    def upgraded(connection: Connection, shown: str) -> None:
        note_all(connection, shown)
        old.append(True)

    archive = Archive(connected(where, clock, upgraded=upgraded), clock)
    try:
        if old:
            archive.settle()
        archive.receive(shipped, bare=bare)
    except BaseException:
        archive.close()
        raise
    return archive
