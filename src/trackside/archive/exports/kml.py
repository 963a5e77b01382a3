"""KML 2.2 (OGC 07-147r2): launches as placemarks with time stamps, so that Google Earth's slider moves through them."""

from __future__ import annotations

import itertools
import re
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree

from trackside.archive.exports.columns import LAUNCH_COLUMNS, launch_row
from trackside.archive.exports.place import Spot
from trackside.archive.exports.selection import Drawn, Selection, Told, date_text
from trackside.archive.exports.spreadsheet import written
from trackside.archive.shown import shown_source
from trackside.moment import Moment, local_days
from trackside.record import Claim

NAMESPACE = "http://www.opengis.net/kml/2.2"
# lxml's types know no default namespace, which None stands for.
_NAMESPACES: Any = {None: NAMESPACE}
# Colours as KML writes them: opacity, blue, green, red.
_STYLES = {"site": "ff3050e0", "landing": "ffe09030"}
# A hundred launches "into the Sea of Japan" would be a hundred pins in the middle of it: what is wider than this is
# in the list, and is drawn when a person ticks it.
WIDE_M = 200_000.0
# What XML 1.0 cannot hold (section 2.2).
_NOT_XML = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WEB = ("http://", "https://")


def write(path: Path, selection: Selection) -> None:
    """A folder for each year, in it a placemark for each launch, and one for its landing place where that is known."""
    with path.open("wb") as file, etree.xmlfile(file, encoding="UTF-8") as xml:
        xml.write_declaration()
        with xml.element(f"{{{NAMESPACE}}}kml", nsmap=_NAMESPACES), xml.element(f"{{{NAMESPACE}}}Document"):
            xml.write(_text("name", "Launches"), _text("open", "1"))
            for role, colour in _STYLES.items():
                xml.write(_style(role, colour))
            for year, launches in itertools.groupby(selection.drawn(), _year):
                with xml.element(f"{{{NAMESPACE}}}Folder"):
                    xml.write(_text("name", year))
                    for drawn in launches:
                        xml.write(*_placemarks(drawn))


def _style(role: str, colour: str) -> etree._Element:
    """The viewer's own pin in a colour: the file needs no picture from anywhere."""
    icon = _parent("IconStyle", _text("color", colour), _text("scale", "0.9" if role == "site" else "0.6"))
    return _parent("Style", icon, id=role)


def _year(drawn: Drawn) -> str:
    date = drawn.told.launch.date
    return str(local_days(date)[0].year) if date else "No date"


def _placemarks(drawn: Drawn) -> list[etree._Element]:
    told = drawn.told
    cells = zip(LAUNCH_COLUMNS, launch_row(drawn), strict=True)
    facts = {c.name: written(cell) for c, cell in cells if cell not in (None, "")}
    name = " ".join(x for x in (facts.get("date", "no date"), told.launch.country, facts.get("system", "")) if x)
    marks = [_placemark(told, "site", name, drawn.site, facts)]
    if landing := drawn.landing:
        about = {
            "launch": told.launch.id,
            "landing": landing.words,
            "uncertainty_m": written(landing.place.uncertainty_m),
        }
        marks.append(_placemark(told, "landing", f"{name}: landing", landing, about))
    return marks


def _placemark(told: Told, role: str, name: str, spot: Spot | None, facts: dict[str, str]) -> etree._Element:
    """A placemark; its parts come in the order that the schema of KML wants."""
    data = [_parent("Data", _text("value", value), name=key) for key, value in facts.items()]
    shown_at_first = role == "site" or spot is None or spot.place.uncertainty_m <= WIDE_M
    parts = [_text("name", name), *([] if shown_at_first else [_text("visibility", "0")])]
    parts += [_text("Snippet", "", maxLines="0"), _text("description", _balloon(told, role, spot))]
    parts += [*_time(told), _text("styleUrl", f"#{role}"), _parent("ExtendedData", *data)]
    if spot:
        position = f"{spot.place.lon_deg:.6f},{spot.place.lat_deg:.6f}"
        parts.append(_parent("Point", _text("coordinates", position)))
    return _parent("Placemark", *parts, id=f"{told.launch.id}-{role}")


def _time(told: Told) -> list[etree._Element]:
    """When, as exactly as it is told: an instant, a day, a month, a year, or a span of days."""
    finding = told.launch.finding("launch_time")
    clock = finding.positions[0].value if finding else None
    if isinstance(clock, Moment) and clock.is_instant:
        return [_parent("TimeStamp", _text("when", f"{clock.earliest:%Y-%m-%dT%H:%M:%SZ}"))]
    day = date_text(told.launch.date)
    if day is None:
        return []
    first, _, last = day.partition("/")
    if last:
        return [_parent("TimeSpan", _text("begin", first), _text("end", last))]
    return [_parent("TimeStamp", _text("when", first))]


def _balloon(told: Told, role: str, spot: Spot | None) -> str:
    """What a click shows: every value held with the exact words, who says so, and where."""
    if role == "landing" and spot:
        rows = [_row(told, c) for c in spot.claims]
        where = f"The point is {escape(spot.place.name)}, which these words name; it is no measured point of impact."
    else:
        claims = (p.claims for f in told.launch.findings for p in f.positions)
        rows = [_row(told, c) for c in itertools.chain.from_iterable(claims)]
        where = f"The point is {escape(spot.place.name)}." if spot else "The site is not known to the gazetteer."
    return f"<p>{where}</p><table>{''.join(rows)}</table>"


def _row(told: Told, claim: Claim) -> str:
    held = told.documents[claim.quote.document_id]
    named = escape(held.title or shown_source(held.source))
    linked = f'<a href="{escape(shown_source(held.address))}">{named}</a>' if held.address.startswith(_WEB) else named
    cells = (escape(claim.attribute.replace("_", " ")), f"“{escape(claim.quote.exact)}”", escape(claim.speaker.name))
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}<td>{linked}</td></tr>"


def _parent(tag: str, *parts: etree._Element, **attributes: str) -> etree._Element:
    made = etree.Element(f"{{{NAMESPACE}}}{tag}", attributes, nsmap=_NAMESPACES)
    made.extend(parts)
    return made


def _text(tag: str, text: str, **attributes: str) -> etree._Element:
    made = _parent(tag, **attributes)
    made.text = _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
    return made
