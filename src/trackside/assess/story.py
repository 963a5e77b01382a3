"""Words and world meet: one launch and the shelf in, one assessment out. Reads as a story; all parts meet here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trackside import reach
from trackside.assess.assessment import Assessment, Flown
from trackside.assess.examine import examine
from trackside.assess.locate import heading, homeland, locate
from trackside.assess.recall import recall
from trackside.library import Library
from trackside.measure import Estimate
from trackside.record import HELD, Chronicle, Document, Launch


def assess(
    launch: Launch,
    documents: Sequence[Document],
    library: Library,
    *,
    seed: int = 0,
    past: Chronicle | None = None,
) -> Assessment:
    """Everything that follows from what is claimed of one launch.

    Parameters
    ----------
    launch : Launch
        From `reconcile`.
    documents : sequence of Document
        All that were read; those the launch's claims come from are kept.
    library : Library
        The reference data.
    seed : int
        For ensembles; recorded in every flight report.
    past : Chronicle or None
        All launches held, against which statements about history are checked; without it none is.
    """
    # Where it started and which way it went: needed before anything can be laid on the globe.
    site = locate(launch, library.gazetteer)
    aim = heading(launch, site, library.gazetteer)

    # Do the numbers agree with physics, each speaker's own and each against the others'?
    flown, examinations, unchecked = examine(launch, site, aim, seed=seed)

    # How far it went draws the ring; who lives inside it follows.
    farthest = _farthest(launch)
    centre = site or homeland(launch, library.gazetteer)
    ring = reach.ring(centre, farthest) if centre and farthest else None
    exposure = reach.exposure(ring, library.gazetteer, library.land) if ring else None

    # Is what is said of its history true?
    history = recall(launch, documents, library, past)

    return Assessment(
        launch=launch,
        documents=_evidence(launch, documents),
        site=site,
        aim=aim,
        flown=flown,
        examinations=examinations,
        unchecked=unchecked,
        disagreements=tuple(f for f in launch.findings if not f.agreed),
        ring=ring,
        range_m=farthest,
        exposure=exposure,
        methods=tuple(dict.fromkeys(_methods(flown, drawn=ring is not None))),
        history=history,
    )


def _farthest(launch: Launch) -> Estimate | None:
    """The greatest range anybody says was flown; what the type could do draws no ring."""
    flown = [
        c.value
        for c in launch.claims
        if c.attribute == "range"
        and c.modality in HELD
        and isinstance(c.value, Estimate)
        and 0 < c.value.best <= reach.LONGEST_M
    ]
    return max(flown, key=lambda e: e.best, default=None)


def _evidence(launch: Launch, documents: Sequence[Document]) -> tuple[Document, ...]:
    ids = {m.document_id for m in launch.mentions}
    return tuple(d for d in documents if d.id in ids)


def _methods(flown: Sequence[Flown], *, drawn: bool) -> Iterator[str]:
    for reading in flown:
        yield from reading.report.methods
    if drawn:
        yield "geodesic"
