"""Assess: words and world meet; all that follows from what is claimed of one launch.

takes       a Launch, its Documents, the Library
gives       an Assessment (`assess`): checks with verdicts, disagreements, where, which way, what lies within
may import  library, read, reconcile, flight, reach, rail, footage, record, earth, measure, moment, errors
data        none
proof       tests/assess, tests/cases
"""

from trackside.assess.assessment import Aim, Assessment, Examination, Flown
from trackside.assess.story import assess

__all__ = ["Aim", "Assessment", "Examination", "Flown", "assess"]
