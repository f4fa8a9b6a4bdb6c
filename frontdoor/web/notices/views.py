"""What the watch tells somebody, and the question of a page whether something urgent is new."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.http import require_http_methods, require_safe

from frontdoor.access.vocabulary import Zone
from frontdoor.kernel import references
from frontdoor.watch import operations, queries
from frontdoor.watch.models import Notice
from frontdoor.watch.vocabulary import NoticeKind
from frontdoor.web import doing
from frontdoor.web.gate import page_for, public
from frontdoor.web.request import HubRequest


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
    actor = request.actor
    waiting = queries.notices(actor)
    form = Seen(doing.typed(request), initial={"shown": " ".join(str(e.pk) for e in waiting)})
    if doing.done(form, lambda: operations.see(numbers=form.numbers(), by=actor, at=now())):
        messages.success(request, "Marked as seen. What has to be done is still to be done.")
        return redirect("notices:notices")
    context = {
        "waiting": [(each, _where(each, request)) for each in waiting],
        "seen": [(each, _where(each, request)) for each in queries.seen(actor)],
    }
    return doing.show(request, "notices/notices.html", context, form=form)


def _where(notice: Notice, request: HubRequest) -> str:
    """Return the page of what a notice is about, for whoever reads it."""
    zone, of_product = request.actor.zone, notice.kind == NoticeKind.NOT_ACKNOWLEDGED
    if zone == Zone.PARTNER:
        return reverse("gathering:tray")
    if zone == Zone.TEAM:
        return reverse("disclosures:product", args=[notice.subject])
    reference = references.case_of(notice.subject) if of_product else notice.subject
    return reverse("cases:show", args=[reference])


@require_safe
@public
def urgent(request: HubRequest) -> JsonResponse:
    """Tell a page that stands open how many notices wait, and whether an urgent one is new.

    Asking does not keep anybody signed in: nobody did it.
    """
    if request.actor is None:
        return JsonResponse({"newest": 0, "waiting": 0, "reds": []})
    board = queries.board(request.actor, at=now())
    return JsonResponse(
        {
            "newest": board.newest_urgent,
            "waiting": board.waiting,
            "silent": board.is_silent,
            "reds": [[each, reverse("cases:show", args=[each])] for each in board.reds],
        }
    )
