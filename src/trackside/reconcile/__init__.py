"""Reconcile: which mentions in many documents are one launch, and what is held of it.

takes       Readings, Judgements
gives       Launches with Findings, dissent kept (`reconcile`); Links that explain themselves; Copies (`copies`)
may import  record, earth, measure, moment, errors
data        names.toml, offices.toml
proof       tests/reconcile
"""

from trackside.reconcile.likeness import Reason
from trackside.reconcile.lineage import Copy, Print, copies, marks_of, voice
from trackside.reconcile.links import Link, links
from trackside.reconcile.pool import pool
from trackside.reconcile.rulings import Rulings, ruled, rulings
from trackside.reconcile.seating import Book, Seat, leave, place, why
from trackside.reconcile.settle import launch_of, order, print_of, reconcile
from trackside.reconcile.shelf import Shelf
from trackside.reconcile.traits import NUMBERS, TRAITS_FORM, WORDS, Traits, traits_of

__all__ = [
    "NUMBERS",
    "TRAITS_FORM",
    "WORDS",
    "Book",
    "Copy",
    "Link",
    "Print",
    "Reason",
    "Rulings",
    "Seat",
    "Shelf",
    "Traits",
    "copies",
    "launch_of",
    "leave",
    "links",
    "marks_of",
    "order",
    "place",
    "pool",
    "print_of",
    "reconcile",
    "ruled",
    "rulings",
    "traits_of",
    "voice",
    "why",
]
