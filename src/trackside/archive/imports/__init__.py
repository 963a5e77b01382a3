"""Imports: other people's tables, each row a document with claims that quote its cells.

takes       tables as the field publishes them, our own readings, and the stream of another archive
gives       documents with readings, and the faults of rows that could not be read (`import_table`, `import_into`)
may import  archive's plain forms, facts, stream and intake, never its store or exports; the reader, for prose;
            earth, record, measure, moment, errors
data        none
proof       tests/archive/imports
"""

from trackside.archive.imports.fault import Fault
from trackside.archive.imports.formats import FORMATS, guess, import_table
from trackside.archive.imports.into import Imported, import_into

__all__ = ["FORMATS", "Fault", "Imported", "guess", "import_into", "import_table"]
