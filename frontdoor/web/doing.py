"""How a page does one thing: try it, and show a refusal where it belongs, with nothing lost."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db import Error, transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from frontdoor.audit import queries as audit
from frontdoor.audit.models import Event
from frontdoor.kernel.refusal import Invalid, Refused, Stale, Taken
from frontdoor.web import keeping, labels

NO_EVENT = 0
# The code of the error that tells the second of two people what the first one did.
SECOND = "second"


class Change(forms.Form):
    """A form that changes a record which other people may change as well.

    It remembers which version was looked at, and which was the newest event, so that the second
    of two people is refused and shown what the first one did.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    after = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, *, version: int, subjects: list[str], **kwargs: Any
    ) -> None:
        # Shown with what is true now, also after a refusal: the next try is made with open eyes.
        self.version = version
        self.newest = audit.newest(subjects)
        initial = {"seen": version, "after": self.newest} | kwargs.pop("initial", {})
        super().__init__(data, initial=initial, **kwargs)
        self.subjects = subjects
        self.changes: list[Event] = []
        self.is_stale = False

    def told(self) -> dict[str, Any]:
        """Return what was typed, without what the form itself remembers."""
        return {k: v for k, v in self.cleaned_data.items() if k not in {"seen", "after"}}

    def show_changes(self, *, version: int | None = None) -> None:
        """Look up what happened since the form was opened, and open it anew on what is there.

        `version` is the record's as it was found under its lock: somebody may have changed it
        between the reading of this request and the doing.

        Outside the hub nobody may read what colleagues did: there the page tells it itself.
        """
        self.is_stale = True
        self.changes = audit.since(
            self.subjects, event_id=self.cleaned_data.get("after") or NO_EVENT
        )
        data = QueryDict(mutable=True)
        data.update(self.data)
        newest = self.changes[-1].pk if self.changes else self.newest
        data["seen"], data["after"] = str(version or self.version), str(newest)
        self.data = data


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, or nothing for whoever only looks."""
    return request.POST if request.method == "POST" else None


def done(form: forms.Form, do: Callable[[], object]) -> bool:
    """Do what was typed, once it is whole, and tell whether it was done.

    If it was not, the form says why, at the right field.
    """
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            do()
    except Stale as stale:
        if isinstance(form, Change):
            form.show_changes(version=stale.now)
        form.add_error(None, forms.ValidationError(stale.reason, code=SECOND))
        return False
    except Taken as taken:
        form.add_error(None, forms.ValidationError(taken.reason, code=SECOND))
        return False
    except Invalid as invalid:
        form.add_error(invalid.field if invalid.field in form.fields else None, invalid.reason)
        return False
    except Refused as refused:
        form.add_error(None, refused.reason)
        return False
    except Error as failed:
        labels.note(failed, form)
        raise
    return True


def carried_out(form: Change, operation: Callable[..., object], **given: object) -> bool:
    """Carry out an operation with what a form tells, and what is given: a record, by whom, when.

    It is refused where somebody changed the record since it was looked at.
    """
    return done(form, lambda: operation(**given, **form.told(), seen=form.cleaned_data["seen"]))


def done_first(form: Change, *, what: str, before: str, now: str, by: str) -> list[dict[str, str]]:
    """Return what a colleague did meanwhile, where events may not be read: outside the hub.

    `by` is whoever did it; empty, where nobody has.
    """
    return [{"what": what, "before": before, "now": now}] if form.is_stale and by else []


def show(
    request: HttpRequest, template: str, context: dict[str, Any], *, form: forms.Form
) -> HttpResponse:
    """Show a page with a form; one that could not be taken says so in its status as well."""
    told = context | keeping.kept(request, form) | {"form": form}
    return render(request, template, told, status=_status(form))


def _status(form: forms.Form) -> int:
    if not form.is_bound or not form.errors:
        return 200
    return 409 if form.has_error(NON_FIELD_ERRORS, code=SECOND) else 422
