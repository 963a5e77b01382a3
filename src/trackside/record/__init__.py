"""Record: what was said, by whom, in which words, and what we hold.

takes       words and values from readers, forms and tables
gives       Document, Quote, Source, Mention, Claim, Reaction, HistoryStatement, Launch, Finding, Judgement, Chronicle,
            Question
may import  earth, measure, moment, errors
data        none
proof       tests/record
"""

from trackside.record.chronicle import Chronicle, Coverage, Event, Gap
from trackside.record.claim import (
    ATTRIBUTES,
    HELD,
    MEASURED,
    NARRATOR,
    TIMED,
    WORDED,
    Claim,
    Modality,
    Source,
    Value,
    spelled,
)
from trackside.record.document import UNTOLD, Document, Quote, quote, table_of
from trackside.record.identity import content_id, digest
from trackside.record.judgement import Judgement, Ruling, Withdrawal
from trackside.record.launch import Finding, Launch, Position, launch_id
from trackside.record.mention import Mention, Reading
from trackside.record.question import Category, Period, Question
from trackside.record.statement import HISTORY_KINDS, STANCES, HistoryStatement, Reaction

__all__ = [
    "ATTRIBUTES",
    "HELD",
    "HISTORY_KINDS",
    "MEASURED",
    "NARRATOR",
    "STANCES",
    "TIMED",
    "UNTOLD",
    "WORDED",
    "Category",
    "Chronicle",
    "Claim",
    "Coverage",
    "Document",
    "Event",
    "Finding",
    "Gap",
    "HistoryStatement",
    "Judgement",
    "Launch",
    "Mention",
    "Modality",
    "Period",
    "Position",
    "Question",
    "Quote",
    "Reaction",
    "Reading",
    "Ruling",
    "Source",
    "Value",
    "Withdrawal",
    "content_id",
    "digest",
    "launch_id",
    "quote",
    "spelled",
    "table_of",
]
