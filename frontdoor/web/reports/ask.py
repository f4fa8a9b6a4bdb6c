"""The referrer's own page: that it arrived, and what they may know of it (C1.6, a.8, 14)."""

from django.http import HttpResponse
from django.utils.timezone import localdate, now
from django.views.decorators.http import require_http_methods

from frontdoor.access import context
from frontdoor.access import queries as access
from frontdoor.casework.contacts import queries, rules
from frontdoor.casework.contacts.models import Receipt
from frontdoor.kernel import references
from frontdoor.web import doing, slowing
from frontdoor.web.gate import public
from frontdoor.web.reports import forms
from frontdoor.web.request import HubRequest

# One answer to whatever does not fit, so that nobody learns which half was wrong.
NOT_FOUND = (
    "We cannot show a report with this reference and this code. "
    "Check both, or telephone us: we can give you the code again"
)


@require_http_methods(["GET", "POST"])
@public
def ask(request: HubRequest) -> HttpResponse:
    """Show what the holder of a code may read. The code is sent, and never stands in an address."""
    today = localdate()
    examples = [references.example(hub.prefix, on=today) for hub in access.hubs()]
    form = forms.Ask(doing.typed(request), examples=examples)
    receipt = _receipt(request, form) if form.is_valid() else None
    return doing.show(request, "reports/ask.html", {"receipt": receipt}, form=form)


def _receipt(request: HubRequest, form: forms.Ask) -> Receipt | None:
    # Counted by where it comes from, never by the reference: nobody can shut out who holds a code.
    at, keys = now(), slowing.of_report(request)
    if refusal := slowing.too_many(keys, at=at):
        form.add_error(None, refusal)
        return None
    said = form.cleaned_data
    context.enter_as_referrer(code=rules.digest(said["reference"], said["code"]))
    receipt = queries.receipt()
    if receipt is None:
        slowing.was_wrong(keys)
        form.add_error(None, NOT_FOUND)
    else:
        slowing.was_right(keys, at=at)
    return receipt
