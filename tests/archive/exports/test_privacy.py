"""What strangers get tells no one's folders and no one's password, in whatever format."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.archive.exports.held import gazetteer
from tests.archive.nouns import fixed_clock, intake_of
from trackside.archive import open_archive
from trackside.archive.exports import Wanted, export
from trackside.moment import Moment
from trackside.record import Claim, Document, Mention, Modality, Reading, Source, quote

SOURCES = (
    "https://jane:secret@example.org/story",
    "file:///home/jane/secret/a.txt",
    "notes/../../secret/b.txt",
    "/home/jane/secret/pages.warc#https://jane:secret@example.org/other",
)


@pytest.mark.parametrize(
    ("name", "per"),
    [
        *((name, "") for name in ("a.bib", "a.csl.json", "a.kml", "a.geojson", "a.csv", "a.db")),
        *((name, "document") for name in ("a.bib", "a.csl.json")),
    ],
)
def test_no_format_tells_a_password_or_a_folder(name: str, per: str, tmp_path: Path) -> None:
    with open_archive(tmp_path / "held.sqlite", clock=fixed_clock, bare=True) as archive:
        for n, source in enumerate(SOURCES):
            document = Document(source, f"A missile was fired from Sohae in {2010 + n}.")
            intake = intake_of(document.text.encode(), source)
            when = fixed_clock().replace(year=2010 + n)
            mention = Mention(document.id, 0, "KP", Moment(when, when, "UTC"), site="Sohae", main=True)
            words = quote(document, 25, 30)
            claim = Claim(mention.id, "site", "Sohae", Source("NHK"), Modality.ASSERTED, words)
            archive.add(intake, document, Reading(document, (mention,), (claim,)))
        archive.settle()
        done = export(archive, tmp_path / name, wanted=Wanted(per=per), gazetteer=gazetteer())
    assert done.launches == len(SOURCES)
    told = (tmp_path / name).read_bytes()
    assert re.search(rb"example\.org/story", told)
    assert not re.search(rb"secret|jane", told)
