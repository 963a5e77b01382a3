"""Exports: what an archive holds, as files that other programs open, and as a stream that makes the archive again.

takes       an Archive; what to choose of it; the gazetteer, for places
gives       CSV, JSON Lines, Parquet, GeoJSON, KML, SQLite, BibTeX, CSL-JSON files (`export`)
may import  archive's store, plain forms, stream and shipped data, never its imports; earth, record, measure, moment,
            errors
data        none
proof       tests/archive/exports
"""

from trackside.archive.exports.export import FORMATS, Exported, export
from trackside.archive.exports.selection import Wanted

__all__ = ["FORMATS", "Exported", "Wanted", "export"]
