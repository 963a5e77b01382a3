"""Brief: show what was found, so that it can be published as it is: every number in words, every word traced.

takes       Assessments, the outlines of Land, when and by which version it is made
gives       one self-contained HTML page (`briefing`), one screen of plain text (`summary`)
may import  assess, library, read, reconcile, flight, reach, rail, footage, record, earth, measure, moment, errors
data        words/en.toml (wording tables), seas.toml (names of seas on maps), templates/ (page and style)
proof       tests/brief
"""

from trackside.brief.html import briefing
from trackside.brief.remember import countings, deciding
from trackside.brief.terminal import summary

__all__ = ["briefing", "countings", "deciding", "summary"]
