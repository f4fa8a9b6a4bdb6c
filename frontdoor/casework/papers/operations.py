"""Put a file with a contact or a case, check it, release it, strike it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from frontdoor.access.actor import Actor
from frontdoor.access.reach import caveat_of
from frontdoor.access.vocabulary import Caveat
from frontdoor.audit.operations import record
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.papers import events, queries, rules
from frontdoor.casework.papers.models import Content, Paper, Reading
from frontdoor.casework.papers.rules import Checked, Read, Sent
from frontdoor.casework.papers.vocabulary import PaperMove, PaperStage, Verdict
from frontdoor.kernel.refusal import Invalid, Refused, refuse_if


@dataclass(frozen=True, kw_only=True)
class Attached:
    """What became of several files: papers that are new, and those that were there before."""

    new: Sequence[Paper]
    before: Sequence[Paper]


@transaction.atomic
def attach(
    *,
    contact: Contact,
    case: Case | None,
    files: Sequence[Sent],
    what: str,
    kept_to: Caveat = Caveat.HUB,
    by: Actor,
    at: datetime,
) -> Attached:
    """Put files with a contact, or with one child's case in it.

    The same file sent again is the paper that it is already, so that a form may be sent twice. A
    file that no check has cleared is in quarantine; one with a virus is kept away.

    :raises Refused: if it is not theirs.
    """
    refuse_if(queries.why_not_attach(contact.policy, by=by))
    contact = Contact.locked(contact)
    new, before = [], []
    for sent in files:
        if there := queries.same(contact, case, sent.digest, kept_to=kept_to, by=by):
            before.append(there)
        else:
            new.append(_attached(contact, case, sent, what, kept_to, by=by, at=at))
    return Attached(new=new, before=before)


def _attached(
    contact: Contact,
    case: Case | None,
    sent: Sent,
    what: str,
    kept_to: Caveat,
    *,
    by: Actor,
    at: datetime,
) -> Paper:
    paper = Paper.objects.create(
        hub_id=contact.hub_id,
        contact=contact,
        case=case,
        stage=PaperStage.QUARANTINED,
        name=sent.name,
        what=what.strip(),
        kept_to=kept_to.value,
        kind=sent.kind,
        size=len(sent.content),
        digest=sent.digest,
        unchecked_why=sent.checked.why[:200],
        attached_at=at,
        attached_by=by.user_id,
        attached_by_name=by.name,
    )
    Content.objects.create(hub_id=contact.hub_id, paper=paper, content=sent.content)
    _keep_reading(paper, sent.read)
    _follow(paper, sent.checked, by=by, at=at)
    record(
        events.PaperAttached(
            subject=paper.subject,
            hub_id=paper.hub_id,
            name=paper.name,
            what=paper.what,
            sort=paper.sort.label,
            checked=sent.checked.verdict.value,
            kept_to=caveat_of(paper),
        ),
        by=by,
        at=at,
    )
    if paper.is_infected:
        _tell_virus(paper, by=by, at=at)
    return paper


def _keep_reading(paper: Paper, read: Read) -> None:
    Reading.objects.create(
        hub_id=paper.hub_id,
        paper=paper,
        about=[list(each) for each in read.about],
        text=read.text,
        sheets=[{"name": each.name, "rows": each.rows} for each in read.sheets],
        picture=read.picture,
        why_not=read.why_not[:200],
    )


def _follow(paper: Paper, checked: Checked, *, by: Actor, at: datetime) -> None:
    """Take the move that a check leads to; none, where there was no check."""
    if checked.verdict == Verdict.CLEAN:
        paper.take(PaperMove.CLEAR, by=by, checked_at=at, unchecked_why="")
    elif checked.verdict == Verdict.INFECTED:
        virus = checked.virus[:200] or "A virus without a name"
        paper.take(PaperMove.FIND, by=by, checked_at=at, unchecked_why="", virus=virus)


def _tell_virus(paper: Paper, *, by: Actor, at: datetime) -> None:
    record(
        events.VirusFound(
            subject=paper.subject,
            hub_id=paper.hub_id,
            name=paper.name,
            virus=paper.virus,
            attached_by=paper.attached_by_name,
            kept_to=caveat_of(paper),
        ),
        by=by,
        at=at,
    )


@transaction.atomic
def check(*, paper: Paper, checked: Checked, by: Actor, at: datetime) -> Paper:
    """Keep what another check of a paper in quarantine said.

    :raises Refused: if it is not theirs, it was checked meanwhile, or there was no check again.
    """
    refuse_if(queries.why_not_attach(paper.policy, by=by))
    held = _held(paper)
    if checked.verdict == Verdict.NOT_CHECKED:
        raise Refused(f"It could not be checked. {checked.why}")
    _follow(held, checked, by=by, at=at)
    if held.is_infected:
        _tell_virus(held, by=by, at=at)
    else:
        record(
            events.PaperCleared(**_about(held)),
            by=by,
            at=at,
        )
    return held


@transaction.atomic
def release(*, paper: Paper, why: str, seen: int, required: bool, by: Actor, at: datetime) -> Paper:
    """Let a paper be opened that no check has cleared: whoever does so answers for it.

    :raises Refused: if it is not theirs, not in quarantine, or a check is `required` here.
    :raises Invalid: if there is no reason.
    :raises Stale: if somebody changed it since `seen`.
    """
    held = _held(paper, seen=seen)
    refuse_if(rules.why_not_released(struck=held.is_struck, required=required))
    refuse_if(held.why_not(PaperMove.RELEASE, by=by))
    if not why.strip():
        raise Invalid("why", "Give the reason why it is released.")
    held.take(
        PaperMove.RELEASE,
        by=by,
        released_at=at,
        released_by=by.user_id,
        released_by_name=by.name,
        released_why=why,
    )
    record(
        events.PaperReleased(**_about(held), reason=why),
        by=by,
        at=at,
    )
    return held


@transaction.atomic
def strike(*, paper: Paper, why: str, seen: int, by: Actor, at: datetime) -> Paper:
    """Strike out a paper that belongs elsewhere. It stays on record, and is opened no more (U9).

    :raises Refused: if it is not theirs, or has been struck out already.
    :raises Invalid: if there is no reason.
    :raises Stale: if somebody changed it since `seen`.
    """
    refuse_if(queries.why_not_attach(paper.policy, by=by))
    held = _held(paper, seen=seen)
    held.strike(why=why, by=by.user_id, name=by.name, at=at)
    held.keep()
    record(
        events.PaperStruckOut(**_about(held), reason=why),
        by=by,
        at=at,
    )
    return held


def _about(paper: Paper) -> dict[str, Any]:
    return {
        "subject": paper.subject,
        "hub_id": paper.hub_id,
        "name": paper.name,
        "kept_to": caveat_of(paper),
    }


def _held(paper: Paper, *, seen: int | None = None) -> Paper:
    held = Paper.locked(paper, seen=seen)
    held.contact, held.case = paper.contact, paper.case
    return held
