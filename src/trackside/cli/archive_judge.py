"""`trackside archive judge`: what a person decides about the record, and taking it back."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING

from trackside.archive import utc_now
from trackside.archive.convert import claim_from_plain
from trackside.archive.plain import Plain, value_from_plain, word
from trackside.cli.common import opened_archive, show, show_json
from trackside.cli.quantities import length, span, speed
from trackside.errors import BadInput
from trackside.measure import stated
from trackside.moment import Moment
from trackside.record import Claim, Judgement, Ruling, Value, Withdrawal, spelled

if TYPE_CHECKING:
    from trackside.archive import Archive

WITHDRAW, LIST = "withdraw", "list"
_ADVICE = {
    Ruling.SAME: "name two mentions or launches, or more",
    Ruling.DIFFERENT: "name two mentions of one launch (see `trackside archive show LAUNCH`)",
    Ruling.REPEATS: "name two documents: the one that repeats, then the one it repeats",
    Ruling.DISCARD: "name documents, mentions or claims",
    Ruling.CORRECT: "name one claim, and give --value",
}
# What each ruling may be about, by the first word of the id.
_KINDS = {
    Ruling.SAME: ("mention", "launch"),
    Ruling.DIFFERENT: ("mention",),
    Ruling.REPEATS: ("document",),
    Ruling.DISCARD: ("document", "mention", "claim"),
    Ruling.CORRECT: ("claim",),
}


def run_judge(asked: argparse.Namespace) -> int:
    """Keep a decision, take one back, or list them all; then derive the launches it touches anew."""
    with opened_archive(asked) as archive:
        if asked.ruling == LIST:
            return _list(asked, archive)
        now = utc_now()
        when = Moment(now, now, "UTC")
        decision, new = (_withdraw if asked.ruling == WITHDRAW else _judge)(asked, archive, when)
        archive.settle(whole=False)
        return _told(asked, archive, decision, new=new)


def _judge(asked: argparse.Namespace, archive: Archive, when: Moment) -> tuple[Judgement, bool]:
    ruling = Ruling(asked.ruling)
    subjects = tuple(_subject(archive, ruling, wanted) for wanted in asked.subject)
    if (len(subjects) < 2 and ruling in (Ruling.SAME, Ruling.DIFFERENT, Ruling.REPEATS)) or not subjects:
        raise BadInput(f"judge {ruling} {' '.join(asked.subject)}".strip(), "more ids were wanted", _ADVICE[ruling])
    value = None
    if ruling is Ruling.CORRECT:
        value = _value(asked.value, claim_from_plain(archive.show(subjects[0])))
    elif asked.value is not None:
        raise BadInput(f"--value {asked.value}", f"{ruling} takes no value", "only correct does")
    judgement = Judgement(ruling, subjects, asked.by, when, asked.reason, value)
    return judgement, archive.judge(judgement)


def _withdraw(asked: argparse.Namespace, archive: Archive, when: Moment) -> tuple[Judgement, bool]:
    if len(asked.subject) != 1:
        raise BadInput(f"judge withdraw {' '.join(asked.subject)}", "one judgement is taken back at a time", "name one")
    found = archive.named(asked.subject[0], "judgement")
    archive.withdraw(Withdrawal(found, asked.by, when, asked.reason))
    return next(j for j in archive.judgements() if j.id == found), True


def _subject(archive: Archive, ruling: Ruling, wanted: str) -> str:
    """The id of what is judged; a launch stands for the mention it is named after."""
    if ruling is Ruling.DISCARD and wanted.startswith("launch-"):
        mentions = ", ".join(m.id for m in archive.launch(wanted).mentions)
        raise BadInput(wanted, "a launch is derived and cannot be discarded", f"discard its mentions: {mentions}")
    found = archive.named(wanted, *_KINDS[ruling])
    return archive.launch(found).mentions[0].id if found.startswith("launch-") else found


def _document_of(archive: Archive, subject: str) -> str:
    return subject if subject.startswith("document-") else word(archive.show(subject), "document")


def _value(text: str | None, claim: Claim) -> Value:
    """A corrected value, typed as the claim's attribute wants it."""
    if text is None or not text.strip():
        raise BadInput(f"judge correct {claim.id}", f"the right {claim.attribute} was wanted", "add --value")
    made = {"range": length, "apogee": length, "flight_time": span, "speed": speed}.get(claim.attribute)
    if made:
        return made(text, "--value")
    if claim.attribute == "missile_count":
        if not text.strip().isdecimal():
            raise BadInput(f"--value {text}", "a whole number of missiles was wanted", "write --value 3")
        return stated(float(text), "count")
    if isinstance(claim.value, Moment):
        return _moment(text.strip(), claim)
    return text.strip()


def _moment(text: str, claim: Claim) -> Value:
    """A day in the zone of the claim, or an instant with its own."""
    zone = claim.value.zone if isinstance(claim.value, Moment) else "UTC"
    if claim.attribute != "launch_time":
        return value_from_plain({"attribute": claim.attribute, "value": text, "zone": zone})
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"--value {text}", "is no time", "write it as 2022-03-24T05:34Z") from error
    return Moment(instant, instant + dt.timedelta(seconds=0 if instant.second else 59), zone)


def _list(asked: argparse.Namespace, archive: Archive) -> int:
    judgements = archive.judgements()
    if asked.json:
        show_json({"judgements": [plain_decision(j) for j in judgements]})
        return 0
    for j in judgements:
        mark = "  (withdrawn)" if j.withdrawn else ""
        show(
            f"{j.id}  {_day(j.when.earliest)}  {j.by}: {j.ruling} {' '.join(j.subjects)}{_to(j)}{mark}\n    {j.reason}"
        )
    if not judgements:
        show("nothing has been judged yet; see `trackside archive judge --help`")
    return 0


def _told(asked: argparse.Namespace, archive: Archive, decision: Judgement, *, new: bool) -> int:
    touched = {_document_of(archive, subject) for subject in decision.subjects}
    launches = list(archive.launches(documents=touched))
    if asked.json:
        show_json({**plain_decision(decision), "new": new, "launches": sorted(x.id for x in launches)})
        return 0
    state = "withdrawn" if decision.withdrawn else "kept" if new else "was kept already"
    show(f"{decision.id}  {state}: {decision.ruling} {' '.join(decision.subjects)}{_to(decision)}")
    for subject in decision.subjects:
        homes = [x.id for x in launches if any(subject in (m.id, m.document_id) for m in x.mentions)]
        homes += [x.id for x in launches if any(subject == c.id for c in x.claims)]
        show(f"  {subject} is {'of ' + ', '.join(homes) if homes else 'of no launch now'}")
    return 0


def plain_decision(j: Judgement) -> Plain:
    """A decision as JSON parts."""
    # What needs the database is loaded by those alone who opened one.
    from trackside.archive.judging import plain

    return {**plain(j), "withdrawn": j.withdrawn}


def _to(j: Judgement) -> str:
    """What a correction makes of its claim, as it is kept."""
    return "" if j.value is None else f" to {' .. '.join(str(part) for part in spelled(j.value) if part is not None)}"


def _day(time: dt.datetime) -> str:
    return time.date().isoformat()
