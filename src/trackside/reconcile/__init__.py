"""Reconcile: which mentions in many documents are one launch, and what is held of it.

takes       Readings, Judgements
gives       Launches with Findings, dissent kept (`reconcile`); Links that explain themselves (`links`)
may import  record, earth, measure, moment, errors
data        none
proof       tests/reconcile
"""

from trackside.reconcile.cluster import Link, cluster, links
from trackside.reconcile.pool import pool
from trackside.reconcile.settle import reconcile

__all__ = ["Link", "cluster", "links", "pool", "reconcile"]
