"""Who in the hub may see what is written: one field for every form, where all is plain."""

from collections.abc import Mapping

from frontdoor.access.vocabulary import Caveat
from frontdoor.web.components.form_fields import Choice

LABEL = "Who in the hub may see this?"
# Where nothing is held most people read it, and where something is kept from them as well.
NOT_SHOWN = "No facts shown"
WHY_NOT_SHOWN = (
    "Where no facts are shown, either nothing is held or managers alone see it. The page reads "
    "the same for both. Ask a manager if you need to know."
)
OF_THE_HUB = {
    Caveat.MANAGERS.value: "You, who write it, and the hub’s managers.",
    Caveat.ORIGINATOR.value: "The same, and nobody by breaking the glass: they have to ask.",
}
OF_AN_AGENCY = {
    Caveat.MANAGERS.value: "The hub’s managers and you. Your colleagues do not see it here.",
    Caveat.ORIGINATOR.value: "The hub’s managers and your agency; nobody by breaking the glass.",
}

OF_WHAT_AN_AGENCY_GAVE = {
    Caveat.MANAGERS.value: "The hub’s managers, and whoever wrote it. Their colleagues do not.",
    Caveat.ORIGINATOR.value: "The hub’s managers and the agency; nobody by breaking the glass.",
}


def field(*, label: str = LABEL, hints: Mapping[str, str] = OF_THE_HUB) -> Choice:
    """Return the field of a caveat. Left alone, the item is everybody's in the hub."""
    return Choice(
        label=label,
        choices=Caveat.choices(),
        hints=hints,
        initial=Caveat.HUB.value,
        required=False,
        error_messages={"invalid_choice": "Select who may see this, from the list"},
    )


def chosen(said: str) -> Caveat:
    """Return the caveat that was chosen, if one was."""
    return Caveat(said or Caveat.HUB.value)
