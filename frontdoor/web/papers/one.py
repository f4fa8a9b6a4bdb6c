"""One paper: what it says, what may be done with it, and the file itself."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.papers import operations, queries, rules
from frontdoor.casework.papers.models import Paper
from frontdoor.casework.papers.vocabulary import PaperMove
from frontdoor.kernel.refusal import Unknown, first, refuse_if
from frontdoor.policy.rules import allowed_roles
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.gate import page_for
from frontdoor.web.papers import forms, giving, preparing
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


def _paper(request: HubRequest, reference: str, number: int, *, to: str) -> Paper:
    """Return one paper of a contact, and remember the look at it, and at the child's case."""
    at, what_for = now(), f"{to} {number}"
    contact = contacts.get(reference, actor=request.actor, to=what_for, at=at)
    paper = queries.get(contact, number)
    if paper.case:
        contacts.case(paper.case.reference, actor=request.actor, to=what_for, at=at)
    return paper


@require_safe
@page_for(Zone.HUB)
def show(request: HubRequest, reference: str, number: int) -> HttpResponse:
    """Show what was read of a paper, and what may be done with it."""
    paper = _paper(request, reference, number, to="read paper")
    by = request.actor
    why_not_attach = queries.why_not_attach(paper.policy, by=by)
    roles = [role.label for role in allowed_roles(paper.policy, "release_paper")]
    context = {
        "paper": paper,
        "contact": paper.contact,
        "reading": queries.reading(paper),
        "can_check": paper.is_uncertain and bool(settings.CLAMD) and not why_not_attach,
        "can_release": not _why_not_release(paper, request),
        "can_strike": not paper.is_struck and not why_not_attach,
        "releasers": words.listing(roles, last="or"),
        "required": settings.CLAMD_REQUIRED,
    }
    return render(request, "papers/show.html", context)


@require_safe
@page_for(Zone.HUB)
def download(request: HubRequest, reference: str, number: int) -> HttpResponse:
    """Give out a paper as a file to be saved, and never to be shown by the browser."""
    paper = _paper(request, reference, number, to="open paper")
    return giving.to_save(paper, queries.content(paper))


@require_safe
@page_for(Zone.HUB)
def picture(request: HubRequest, reference: str, number: int) -> HttpResponse:
    """Show a photograph small, as it was drawn again here.

    :raises Unknown: if there is none.
    """
    paper = _paper(request, reference, number, to="look at paper")
    read = queries.reading(paper)
    if read is None or not read.picture:
        raise Unknown(reference)
    return giving.to_see(bytes(read.picture))


@page_for(Zone.HUB)
@require_POST
def check(request: HubRequest, reference: str, number: int) -> HttpResponse:
    """Ask the check for viruses again."""
    paper = _paper(request, reference, number, to="check paper")
    refuse_if(paper.LIFECYCLE.why_not(PaperMove.CLEAR, stage=paper.stage))
    said = preparing.checked(queries.unopened(paper))
    held = operations.check(paper=paper, checked=said, by=request.actor, at=now())
    if held.is_infected:
        messages.error(request, f"A virus was found: {held.virus}. Nobody can open it any more")
    else:
        messages.success(request, "No virus was found: it can be opened")
    return redirect("papers:show", reference, number)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def release(request: HubRequest, reference: str, number: int) -> HttpResponse:
    """Let a paper be opened that no check has cleared, with a reason."""
    paper = _paper(request, reference, number, to="release paper")
    refuse_if(may_not(paper.policy, "release_paper", by=request.actor))
    if request.method == "GET":
        refuse_if(_why_not_release(paper, request))
    form = forms.Release(doing.typed(request), paper=paper)
    if doing.carried_out(
        form,
        operations.release,
        paper=paper,
        required=settings.CLAMD_REQUIRED,
        by=request.actor,
        at=now(),
    ):
        messages.success(request, "It is released: it can be opened")
        return redirect("papers:show", reference, number)
    return _asked(request, "papers/release.html", paper, form)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def strike(request: HubRequest, reference: str, number: int) -> HttpResponse:
    """Strike a paper out that belongs elsewhere, with a reason."""
    paper = _paper(request, reference, number, to="strike out paper")
    refuse_if(queries.why_not_attach(paper.policy, by=request.actor))
    form = forms.Strike(doing.typed(request), paper=paper)
    if doing.carried_out(form, operations.strike, paper=paper, by=request.actor, at=now()):
        messages.success(request, "It is struck out")
        return redirect("papers:show", reference, number)
    return _asked(request, "papers/strike.html", paper, form)


def _why_not_release(paper: Paper, request: HubRequest) -> str:
    return first(
        [
            rules.why_not_released(struck=paper.is_struck, required=settings.CLAMD_REQUIRED),
            paper.why_not(PaperMove.RELEASE, by=request.actor),
        ]
    )


def _asked(request: HubRequest, template: str, paper: Paper, form: forms.OnPaper) -> HttpResponse:
    context = {
        "paper": paper,
        "contact": paper.contact,
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, template, context, form=form)
