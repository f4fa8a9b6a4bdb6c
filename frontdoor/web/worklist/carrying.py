"""Who carries what: a fair view, so that nobody drowns unseen. It scores nobody."""

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.models import Membership
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.actions import covering
from frontdoor.casework.actions import queries as actions
from frontdoor.casework.actions.models import Action
from frontdoor.casework.triage import queries
from frontdoor.casework.triage.models import Allocation
from frontdoor.casework.worklist import queries as worklist
from frontdoor.casework.worklist.queries import Load
from frontdoor.kernel.refusal import refuse_if
from frontdoor.policy import queries as policies
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import may_not
from frontdoor.web import doing
from frontdoor.web.components.form_fields import Choice, Words, choose
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


def _policy(request: HubRequest) -> Policy:
    return policies.current(request.actor.hub_id, at=now()).policy


@require_safe
@page_for(Zone.HUB)
def carrying(request: HubRequest) -> HttpResponse:
    """Show what each worker carries, by name, and what nobody has yet (C8.5)."""
    at = now()
    version = policies.current(request.actor.hub_id, at=at)
    look = worklist.look(me=request.actor.user_id, calendar=policies.calendar(version), at=at)
    workers = queries.workers(request.actor.hub_id, version.policy, on=localdate())
    free: dict[int | None, Load] = {None: Load(worker_id=None, name="Nobody yet")}
    free |= {each.pk: Load(worker_id=each.pk, name=each.user.name) for each in workers}
    # Who has left and still carries something is not out of sight.
    loads = free | {load.worker_id: load for load in worklist.loads(look)}
    nobody = replace(loads.pop(None), name="Nobody yet")
    page = {
        "nobody": nobody,
        "loads": sorted(loads.values(), key=lambda load: (load.name, load.worker_id)),
        "doers": actions.doers(request.actor.hub_id),
        "may_cover": not may_not(version.policy, "allocate", by=request.actor),
    }
    return render(request, "worklist/carrying.html", page)


class Cover(doing.Change):
    """Who takes over everything that somebody carries, and why."""

    worker = Choice(label="Who takes over?")
    why = Words(label="Why?")

    def __init__(
        self,
        data: object = None,
        *,
        carried: list[Allocation],
        to_do: list[Action],
        others: list[Membership],
    ) -> None:
        subjects = [each.case.reference for each in carried]
        subjects += [each.case_reference for each in to_do]
        super().__init__(data, version=covering.stamp(carried, to_do), subjects=subjects)
        self.others = {str(each.pk): each for each in others}
        choose(self.fields["worker"], [(pk, each.user.name) for pk, each in self.others.items()])

    def chosen(self) -> Membership:
        """Return who takes over."""
        return self.others[self.cleaned_data["worker"]]


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB)
def cover(request: HubRequest, worker_id: int) -> HttpResponse:
    """Give everything that a worker carries to another, with one reason."""
    policy, at = _policy(request), now()
    refuse_if(may_not(policy, "allocate", by=request.actor))
    away = queries.worker(request.actor.hub_id, worker_id)
    carried, to_do = queries.carried(away), actions.of_worker(away)
    workers = queries.workers(request.actor.hub_id, policy, on=localdate())
    others = [each for each in workers if each.pk != away.pk]
    form = Cover(doing.typed(request), carried=carried, to_do=to_do, others=others)
    if doing.done(
        form,
        lambda: covering.cover(
            away=away,
            worker=form.chosen(),
            why=form.cleaned_data["why"],
            seen=form.cleaned_data["seen"],
            by=request.actor,
            at=at,
        ),
    ):
        messages.success(request, f"{form.chosen().user.name} has what {away.user.name} had")
        return redirect("worklist:carrying")
    page = {
        "away": away.user.name,
        "carried": carried,
        "to_do": to_do,
        "changed": telling.changes(form.changes),
    }
    return doing.show(request, "worklist/cover.html", page, form=form)
