"""What the watch tells somebody, and the question of a page whether something urgent is new."""

from dataclasses import dataclass
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.actor import Actor
from frontdoor.access.vocabulary import Zone
from frontdoor.casework.agreements import queries as agreements
from frontdoor.casework.contacts import queries as contacts
from frontdoor.casework.gathering import queries as gathering
from frontdoor.casework.holdings import queries as holdings
from frontdoor.entrance import queries as entrance
from frontdoor.kernel import references
from frontdoor.policy import queries as policies
from frontdoor.watch import operations, queries
from frontdoor.watch.models import Mark, Notice
from frontdoor.watch.vocabulary import NoticeKind
from frontdoor.web import doing, reds
from frontdoor.web.components import words
from frontdoor.web.gate import page_for, public
from frontdoor.web.request import HubRequest

OF_SILENCE = (NoticeKind.NO_REPLY, NoticeKind.DEPUTY_TOLD)
OF_ACCESS = (NoticeKind.ACCESS_SOON, NoticeKind.ACCESS_LATE)
# What is told by a number, and by nothing of a record, has pages of its own.
BY_NUMBER: dict[str, str] = {
    NoticeKind.GLASS: "restricting:review",
    NoticeKind.GLASS_LATE: "restricting:review",
    NoticeKind.RESTRICTED_DUE: "restricting:readers",
    NoticeKind.MATCH: "restricting:match",
    NoticeKind.MATCH_LATE: "restricting:readers",
    NoticeKind.LINK_UNDONE: "linking:rested",
    NoticeKind.NOT_TAKEN: "rolls:show",
    **dict.fromkeys(OF_ACCESS, "records:request"),
}


# Where it is read what people were told beside what they found, if not on a case.
TOLD_ON = {"search": "searches:found", "roll": "rolls:matches"}
OF_HISTORY = {NoticeKind.NOT_WHOLE, NoticeKind.NOT_SEALED}


class Seen(forms.Form):
    """Which notices the page showed: those that came since then are not seen."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False, max_length=5_000)

    def numbers(self) -> list[int]:
        """Return the numbers of what the page showed."""
        shown = self.cleaned_data["shown"].split()
        return [int(each) for each in shown if each.isascii() and each.isdigit() and len(each) < 19]


@require_http_methods(["GET", "POST"])
@page_for(Zone.HUB, Zone.PARTNER, Zone.TEAM)
def notices(request: HubRequest) -> HttpResponse:
    """Show what the watch noticed for somebody, and take that they have seen it."""
    actor, at = request.actor, now()
    waiting = queries.notices(actor)
    form = Seen(doing.typed(request), initial={"shown": " ".join(str(e.pk) for e in waiting)})
    if doing.done(form, lambda: operations.see(numbers=form.numbers(), by=actor, at=at)):
        messages.success(request, "Marked as seen by you. What has to be done is still to be done.")
        return redirect("notices:notices")
    days = policies.current(actor.hub_id, at=at).policy.watch.settled_days
    seen = queries.seen(actor)
    settled = queries.settled(actor, since=at - timedelta(days=days))
    everything = [*waiting, *seen, *settled]
    names, silent = _names(everything, by=actor), _silent(everything, by=actor)
    context = {
        "waiting": _lines(waiting, names, silent, by=actor),
        "is_new": any(_is_new(each, actor) for each in waiting),
        "seen": _lines(seen, names, silent, by=actor),
        "settled": _lines(settled, names, silent, by=actor),
        "days": days,
    }
    return doing.show(request, "notices/notices.html", context, form=form)


@dataclass(frozen=True)
class Line:
    """A notice as the page shows it: who is silent, on which child, where it leads, who saw it."""

    notice: Notice
    silent: str
    child: str
    href: str
    seen: str


def _lines(
    notices: list[Notice], names: dict[str, str], silent: dict[str, str], *, by: Actor
) -> list[Line]:
    return [
        Line(
            notice=each,
            silent=silent.get(each.fact, ""),
            child=names.get(_case(each), ""),
            href=_where(each, by),
            seen=_seen_by(each),
        )
        for each in notices
    ]


def _silent(notices: list[Notice], *, by: Actor) -> dict[str, str]:
    """Return by fact which agency has not answered, for whoever works in the hub."""
    told = [each.fact for each in notices if each.kind in OF_SILENCE and by.zone == Zone.HUB]
    numbers = {fact: int(fact.rpartition(" ")[-1]) for fact in told}
    found = gathering.silent_ones(numbers.values()) if numbers else {}
    return {fact: found.get(number, "") for fact, number in numbers.items()}


def _names(notices: list[Notice], *, by: Actor) -> dict[str, str]:
    """Return, for whoever works in the hub, the children of cases, the titles of agreements, about
    whom a request for what is held is, and who was given a place.

    A notice itself holds no name.
    """
    if by.zone != Zone.HUB:
        return {}
    about = [each for each in notices if each.kind == NoticeKind.AGREEMENT_ENDS]
    titles = agreements.titles(each.subject for each in about) if about else {}
    asked = [each.subject for each in notices if each.kind in OF_ACCESS]
    requests = holdings.told(asked, by=by) if asked else {}
    placed = [each.subject for each in notices if each.kind == NoticeKind.NEW_PLACE]
    people = entrance.told_of_places(placed) if placed else {}
    return contacts.names(_case(each) for each in notices) | titles | requests | people


def _case(notice: Notice) -> str:
    """Return the reference of the case that a notice is about."""
    of_product = notice.kind == NoticeKind.NOT_ACKNOWLEDGED
    return references.case_of(notice.subject) if of_product else notice.subject


def _seen_by(notice: Notice) -> str:
    """Return who has seen it since it was told last, and when."""
    return "; ".join(
        f"{mark.seen_by_name}, {words.moment(mark.seen_at)}" for mark in _marks(notice)
    )


def _is_new(notice: Notice, actor: Actor) -> bool:
    return actor.user_id not in {mark.seen_by for mark in _marks(notice)}


def _marks(notice: Notice) -> list[Mark]:
    return [mark for mark in notice.marks.all() if mark.turn == notice.turn]


def _where(notice: Notice, by: Actor) -> str:
    """Return the page of what a notice is about, for whoever reads it."""
    if notice.kind in BY_NUMBER:
        return reverse(BY_NUMBER[notice.kind], args=[notice.subject.rpartition(" ")[-1]])
    if by.zone == Zone.PARTNER:
        return reverse("gathering:tray")
    if by.zone == Zone.TEAM and notice.kind == NoticeKind.NOT_ACKNOWLEDGED:
        return reverse("disclosures:product", args=[notice.subject])
    if by.zone == Zone.TEAM:
        return reverse("disclosures:products")
    return _where_inside(notice)


def _where_inside(notice: Notice) -> str:
    """Return the page of what a notice of the hub is about, if its people have one."""
    if notice.kind == NoticeKind.NEW_PLACE:
        return ""  # Their page is the administrator's.
    if notice.kind in OF_HISTORY:
        return reverse("settings:history")
    if notice.kind == NoticeKind.AGREEMENT_ENDS:
        return reverse("settings:agreement", args=[agreements.number(notice.subject)])
    kind, _, number = notice.subject.rpartition(" ")
    if notice.kind == NoticeKind.MATCH_TOLD and kind in TOLD_ON:
        return reverse(TOLD_ON[kind], args=[number])
    return reverse("cases:show", args=[_case(notice)])


@require_safe
@public
def urgent(request: HubRequest) -> JsonResponse:
    """Tell a page that stands open how many notices wait, and whether an urgent one is new.

    Asking does not keep anybody signed in: nobody did it.
    """
    if request.actor is None:
        return JsonResponse({"newest": 0, "waiting": 0, "reds": []})
    board = queries.board(request.actor, at=now())
    told = reds.told(board.reds)
    return JsonResponse(
        {
            "newest": board.newest_urgent,
            "waiting": board.waiting,
            "silent": board.is_silent,
            "reds": [[each, reverse("cases:show", args=[each]), told[each]] for each in board.reds],
        }
    )
