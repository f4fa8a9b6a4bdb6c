"""What becomes of what is still to be done when a case leaves the hub: asked where there is any."""

from django import forms

from frontdoor.casework.actions import queries
from frontdoor.casework.actions.models import Action
from frontdoor.casework.contacts.models import Case
from frontdoor.web.components.form_fields import Words

FIELD = "withdraw_why"


def reason() -> forms.CharField:
    """Return the field for why something is wanted no more that no team is told of."""
    return Words(
        label="Why is what you do not send along wanted no more?",
        help_text="Whoever has it to do reads this.",
        required=False,
    )


def prepare(form: forms.Form, case: Case) -> list[Action]:
    """Return what is still to be done on a case; where nothing is, the form does not ask."""
    still_open = queries.open_on(case)
    if not still_open:
        del form.fields[FIELD]
    return still_open
