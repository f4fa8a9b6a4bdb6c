"""Partners who came by a way that is not agreed: whom to ask, and what was said (C3.13)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.casework.contacts import challenges as asking
from frontdoor.casework.contacts import queries
from frontdoor.casework.contacts.models import Challenge
from frontdoor.kernel.refusal import Unknown, refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.contacts.person_forms import lines
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


class Say(doing.Change):
    """What the partner was told."""

    said = lines(
        5_000,
        label="What was the partner told, and by what way?",
        help_text="For example: rang Dr Linnet; they will telephone first from now on",
    )
    said.required = True


@require_safe
@page_for(Zone.HUB)
def challenges(request: HubRequest) -> HttpResponse:
    """Show the partners to be challenged, and those who were."""
    policy = policies.current(request.actor.hub_id, at=now()).policy
    refuse_if(may_not(policy, "route", by=request.actor))
    page = {"waiting": asking.waiting(), "made": asking.made()}
    return render(request, "contacts/challenges.html", page)


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def challenge(request: HubRequest, reference: str) -> HttpResponse:
    """Write down what one partner was told."""
    contact = queries.get(reference, actor=request.actor, to="challenge the partner", at=now())
    refuse_if(may_not(contact.policy, "route", by=request.actor))
    found = asking.of(contact)
    if found is None:
        raise Unknown(reference)
    form = Say(doing.typed(request), version=found.version, subjects=[reference])
    if doing.done(form, lambda: _say(request, found, form)):
        messages.success(request, "Written down: the partner has been challenged")
        return redirect("contacts:challenges")
    page = {
        "contact": contact,
        "challenge": found,
        "way": contact.policy.channel(found.channel).name,
        "source": contact.policy.source(contact.referrer.source).name,
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "contacts/challenge.html", page, form=form)


def _say(request: HubRequest, found: Challenge, form: Say) -> None:
    asking.say(
        challenge=found,
        said=form.cleaned_data["said"],
        seen=form.cleaned_data["seen"],
        by=request.actor,
        at=now(),
    )
