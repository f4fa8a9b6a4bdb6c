"""What came of a link that was wrong: what rested on it, and what was done about each thing."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Role
from frontdoor.audit import operations as audit
from frontdoor.casework.contacts import parted
from frontdoor.casework.contacts.parted import Rested
from frontdoor.casework.ledger.vocabulary import Kind
from frontdoor.kernel.refusal import refuse_if
from frontdoor.people import queries
from frontdoor.people.models import Dealt
from frontdoor.web import doing
from frontdoor.web.components import words
from frontdoor.web.components.form_fields import Choices, Words, choose
from frontdoor.web.gate import page_for
from frontdoor.web.request import HubRequest
from frontdoor.web.timeline import telling


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing that rested on the link: what, when, who has to be told, and what was done."""

    what: str
    words: str
    detail: str
    when: str
    tell: str
    dealt: Dealt | None


class Deal(forms.Form):
    """Which things were dealt with, and how."""

    whats = Choices(label="What you dealt with", error_messages={"required": "Tick at least one"})
    done = Words(
        label="What was done, and who was told?",
        error_messages={"required": "Write what was done, and who was told"},
    )

    def __init__(self, data: Any = None, *, lines: list[Line]) -> None:
        super().__init__(data)
        choose(self.fields["whats"], [(each.what, each.words) for each in lines])


@require_safe
@page_for(Role.TEAM_MANAGER)
def undone(request: HubRequest) -> HttpResponse:
    """List the links that were undone, the newest first."""
    page = {"links": queries.all_undone(), "today": localdate()}
    return render(request, "linking/undone.html", page)


@require_http_methods(["GET", "POST"])
@page_for(Role.TEAM_MANAGER)
def rested(request: HubRequest, number: int) -> HttpResponse:
    """Show what was seen, decided and sent while a wrong link stood, and take what was done."""
    at, me = now(), request.actor
    link = queries.undone(number)
    refuse_if(parted.why_not_show(link))
    subjects = [f"person {each.pk}" for each in (link.person, link.same_as)]
    audit.looked_at(subjects, purpose=f"what came of link {link.pk}?", by=me, at=at)
    found = parted.on(link)
    groups = _groups(found)
    form = Deal(doing.typed(request), lines=[each for _, lines in groups for each in lines])
    if doing.done(form, lambda: parted.deal(link=link, **form.cleaned_data, by=me, at=at)):
        messages.success(request, "Written down")
        return redirect("linking:rested", link.pk)
    page = {
        "link": link,
        "groups": groups,
        "open": len(found.open),
        "count": len(found.whats),
        "ticked": form["whats"].value() or [],
        "is_one": link.same_as in queries.same_as(link.person),
        "today": localdate(at),
    }
    return doing.show(request, "linking/rested.html", page, form=form)


def _groups(found: Rested) -> list[tuple[str, list[Line]]]:
    return [
        ("What was decided", _decided(found)),
        ("What left the hub", _left(found)),
        ("Who looked", _seen(found)),
    ]


def _decided(found: Rested) -> list[Line]:
    return [
        Line(
            what=(what := f"event {each.pk}"),
            words=f"{(said := telling.told(each)).title}, {each.subject}",
            detail=said.detail,
            when=words.moment(each.at),
            tell=each.by_name,
            dealt=found.dealt.get(what),
        )
        for each in found.decided
    ]


def _left(found: Rested) -> list[Line]:
    return [
        Line(
            what=(what := f"entry {each.pk}"),
            words=f"{Kind(each.kind).label}, {each.subject}",
            detail=each.what,
            when=words.moment(each.at),
            tell=each.whom,
            dealt=found.dealt.get(what),
        )
        for each in found.left
    ]


def _seen(found: Rested) -> list[Line]:
    return [
        Line(
            what=each.what,
            words=f"{each.by_name} looked {_times(each.times)}",
            detail=", ".join(map(_record, each.subjects)),
            when=f"Last on {words.moment(each.last_at)}" if each.last_at else "",
            tell=each.by_name,
            dealt=found.dealt.get(each.what),
        )
        for each in found.seen
    ]


def _record(subject: str) -> str:
    """Return a reference as it is; a record of the register has none that people know."""
    return subject.replace("person ", "record ")


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
