"""Ask which papers there are, and for what is in one."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Caveat
from frontdoor.casework.contacts.models import Case, Contact
from frontdoor.casework.papers import rules
from frontdoor.casework.papers.models import Content, Paper, Reading
from frontdoor.kernel.asking import Asking, asks
from frontdoor.kernel.prepared import prepared
from frontdoor.kernel.refusal import Refused, Unknown, refuse_if
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import may_not

# Whoever puts on record what arrives, or looks into it, may put a file with it.
_TASKS = ("take_contact", "check_systems")


def why_not_attach(policy: Policy, *, by: Actor) -> str:
    """Return why `by` may attach nothing, or an empty string."""
    reasons = [may_not(policy, task, by=by) for task in _TASKS]
    return reasons[0] if all(reasons) else ""


@asks
def on_case(case: Case) -> Asking[list[Paper]]:
    """Return the papers of a case, and those of its contact as a whole, the newest first."""
    found = _on_contact(case.contact_id)
    yield (found,)
    papers = _with(found, case.contact)
    return [paper for paper in papers if paper.case_id in (None, case.pk)]


@asks
def on_contact(contact: Contact) -> Asking[list[Paper]]:
    """Return every paper of a contact, also those of single children, the newest first."""
    found = _on_contact(contact.pk)
    yield (found,)
    return _with(found, contact)


def _with(papers: Iterable[Paper], contact: Contact) -> list[Paper]:
    found = list(papers)
    for paper in found:
        paper.contact = contact
    return found


@prepared
def _on_contact(contact: int) -> QuerySet[Paper]:
    return Paper.objects.filter(contact=contact).select_related("case__child").order_by("-pk")


def get(contact: Contact, number: int) -> Paper:
    """Return one paper of a contact.

    :raises Unknown: if there is none.
    """
    found = Paper.objects.filter(contact=contact, pk=number).select_related("case__child").first()
    if found is None:
        raise Unknown(contact.reference)
    found.contact = contact
    return found


def reading(paper: Paper) -> Reading | None:
    """Return what was read of a paper in the sandbox; nothing of one that was struck out."""
    return Reading.objects.filter(paper=paper).first()


def same(
    contact: Contact, case: Case | None, digest: str, *, kept_to: Caveat, by: Actor
) -> Paper | None:
    """Return the paper that a file is already, where it was sent before for the same people."""
    found = Paper.objects.filter(contact=contact, digest=digest, struck_at__isnull=True)
    found = found.filter(kept_to=kept_to.value)
    if kept_to is not Caveat.HUB:
        found = found.filter(attached_by=by.user_id)
    return found.filter(Q(case=case) if case else Q(case__isnull=True)).first()


def content(paper: Paper) -> bytes:
    """Return what is in a paper, for whoever may open it.

    :raises Refused: if it may not be opened, or is not what was attached.
    """
    refuse_if(paper.why_not_opened)
    return unopened(paper)


def unopened(paper: Paper) -> bytes:
    """Return what is in a paper, for a check and for no person.

    :raises Refused: if a virus was found in it, or it is not what was attached.
    """
    found = Content.objects.filter(paper=paper).first()
    if found is None:
        raise Refused("A virus was found in this. It is kept away, and nobody can open it.")
    held = bytes(found.content)
    if rules.digest(held) != paper.digest:
        raise Refused("This is not what was attached: somebody changed it in the database.")
    return held
