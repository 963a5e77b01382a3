"""Read: who claims what of which launch, in which words.

takes       a Document (or the bytes of a page) and the words of its language
gives       Reading: mentions, claims, reactions, history statements, each with its exact quote
may import  record, earth, measure, moment, errors
data        lexicon/*.toml, one set of files per language
proof       tests/read
"""

from trackside.read.gather import read
from trackside.read.lexicon import Lexicon, load_lexicons
from trackside.read.page import page

__all__ = ["Lexicon", "load_lexicons", "page", "read"]
