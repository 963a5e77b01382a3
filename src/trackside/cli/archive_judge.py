"""`trackside archive judge`: what a person decides about the record, and taking it back."""

from __future__ import annotations

import argparse
import datetime as dt

from trackside.archive import Archive
from trackside.archive.plain import Plain, dated, plain_value, value_extras
from trackside.cli.common import show, show_json
from trackside.cli.quantities import length, span, speed
from trackside.cli.with_archive import held_archive
from trackside.errors import BadInput
from trackside.measure import stated
from trackside.moment import Moment
from trackside.record import Claim, Judgement, Ruling, Value, Withdrawal

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
    with held_archive(asked) as (d, archive):
        if asked.ruling == LIST:
            return _list(asked, archive)
        now = d.clock()
        when = Moment(now, now, "UTC")
        if asked.ruling == WITHDRAW:
            decision, new = _withdraw(asked, archive, when)
        else:
            decision, new = _judge(asked, archive, when)
        changed = archive.settle_judged(decision)
    return _told(asked, decision, new=new, changed=changed)


def _judge(asked: argparse.Namespace, archive: Archive, when: Moment) -> tuple[Judgement, bool]:
    ruling = Ruling(asked.ruling)
    subjects = tuple(_subject(archive, ruling, wanted) for wanted in asked.subject)
    if len(subjects) < 2 and ruling in (Ruling.SAME, Ruling.DIFFERENT, Ruling.REPEATS) or not subjects:
        raise BadInput(f"judge {ruling} {' '.join(asked.subject)}".strip(), "more ids were wanted", _ADVICE[ruling])
    value = None
    if ruling is Ruling.CORRECT:
        value = _value(asked.value, archive.claim(subjects[0]))
    elif asked.value is not None:
        raise BadInput(f"--value {asked.value}", f"{ruling} takes no value", "only correct does")
    judgement = Judgement(ruling, subjects, asked.by, when, asked.reason, value)
    return judgement, archive.judge(judgement)


def _withdraw(asked: argparse.Namespace, archive: Archive, when: Moment) -> tuple[Judgement, bool]:
    if len(asked.subject) != 1:
        raise BadInput(f"judge withdraw {' '.join(asked.subject)}", "one judgement is taken back at a time", "name one")
    _, found = archive.found(asked.subject[0], ("judgement",))
    archive.withdraw(Withdrawal(found, asked.by, when, asked.reason))
    return next(j for j in archive.judgements() if j.id == found), True


def _subject(archive: Archive, ruling: Ruling, wanted: str) -> str:
    """The id of what is judged; a launch stands for the mention it is named after."""
    kind, found = archive.found(wanted, _KINDS[ruling])
    return archive.launch(found).mentions[0].id if kind == "launch" else found


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
        return dated(text.strip(), claim.value.zone)
    return text.strip()


def _list(asked: argparse.Namespace, archive: Archive) -> int:
    judgements = archive.judgements()
    if asked.json:
        show_json({"judgements": [_plain(j) for j in judgements]})
        return 0
    for j in judgements:
        mark = "  (withdrawn)" if j.withdrawn else ""
        show(f"{j.id}  {_day(j.when.earliest)}  {j.by}: {j.ruling} {' '.join(j.subjects)}{mark}\n    {j.reason}")
    if not judgements:
        show("nothing has been judged yet; see `trackside archive judge --help`")
    return 0


def _told(asked: argparse.Namespace, decision: Judgement, *, new: bool, changed: int) -> int:
    if asked.json:
        show_json({**_plain(decision), "new": new, "launches_changed": changed})
        return 0
    state = "withdrawn" if decision.withdrawn else "kept" if new else "was kept already"
    show(f"{decision.id}  {state}: {decision.ruling} {' '.join(decision.subjects)}; launches changed: {changed}")
    return 0


def _plain(j: Judgement) -> Plain:
    value = {} if j.value is None else {"value": plain_value(j.value), **value_extras(j.value)}
    about = {"id": j.id, "ruling": j.ruling.value, "subjects": list(j.subjects), **value}
    return {**about, "by": j.by, "when": j.when.earliest.isoformat(), "reason": j.reason, "withdrawn": j.withdrawn}


def _day(time: dt.datetime) -> str:
    return time.date().isoformat()
