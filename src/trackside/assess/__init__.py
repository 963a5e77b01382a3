"""Assess: words and world meet; all that follows from what is claimed of one launch.

takes       a Launch, its Documents, the Library, the Chronicle of all launches held
gives       an Assessment (`assess`): checks with verdicts, disagreements, where, which way, what lies within;
            a HistoryCheck (`judge_history`): whether a statement about history is true, and by which counting
may import  library, read, reconcile, flight, reach, rail, footage, record, earth, measure, moment, errors
data        data/systems.toml: classes and other names of systems
proof       tests/assess, tests/cases
"""

from trackside.assess.assessment import Aim, Assessment, Examination, Flown
from trackside.assess.history import Counting, HistoryCheck, judge_all, judge_history
from trackside.assess.past import chronicle, event_of, joined
from trackside.assess.recall import checked
from trackside.assess.story import assess

__all__ = [
    "Aim",
    "Assessment",
    "Counting",
    "Examination",
    "Flown",
    "HistoryCheck",
    "assess",
    "checked",
    "chronicle",
    "event_of",
    "joined",
    "judge_all",
    "judge_history",
]
