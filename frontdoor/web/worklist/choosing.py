"""Which of what waits somebody sees: by words in the address, ready-made, or kept under a name."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any
from urllib.parse import quote, urlencode

from django import forms

from frontdoor.access.models import Membership, SavedList
from frontdoor.access.vocabulary import Role
from frontdoor.casework.contacts.vocabulary import CaseStage
from frontdoor.casework.worklist.queries import Wanted
from frontdoor.casework.worklist.vocabulary import LATE, MINE, NOBODY, STATES, WaitsFor
from frontdoor.policy.pack import Policy
from frontdoor.web import addresses
from frontdoor.web.components import words
from frontdoor.web.components.form_fields import choose

# In an address the state is called what it was always called there.
NAMES = {field.name: field.name for field in fields(Wanted)} | {"state": "show"}
YES = "yes"
ALL = ("", "Everything")

# What each role needs first, ready-made.
READY: Mapping[Role, list[tuple[str, Wanted]]] = {
    Role.BUSINESS_SERVICE_OFFICER: [
        ("Being taken", Wanted(waits=WaitsFor.TAKING.value)),
        ("To be told", Wanted(waits=WaitsFor.REFERRER.value)),
    ],
    Role.TRIAGE_WORKER: [("My unread", Wanted(who=MINE, unread=True))],
    Role.SOCIAL_WORKER: [("My unread", Wanted(who=MINE, unread=True))],
    Role.TRIAGE_COORDINATOR: [
        ("To be recommended", Wanted(waits=WaitsFor.RECOMMENDATION.value)),
    ],
    Role.TEAM_MANAGER: [
        ("Awaiting decision", Wanted(waits=WaitsFor.MANAGER.value)),
        ("Late", Wanted(state=LATE)),
    ],
}


@dataclass(frozen=True, kw_only=True)
class Tab:
    """A list that is one press away."""

    name: str
    href: str
    is_shown: bool
    change: str = ""


def wanted(asked: Mapping[str, Any]) -> Wanted:
    """Return what an address or a saved list asks for; what makes no sense there asks for all."""
    told = {name: str(asked.get(word, "")) for name, word in NAMES.items()}
    # A NUL is in no word of ours, and no table could be asked for it: nobody is called so.
    said = {name: word.replace("\0", "\ufffd") for name, word in told.items()}
    return Wanted(
        who=said["who"],
        state=said["state"] if said["state"] in STATES else "",
        rating=said["rating"],
        source=said["source"],
        stage=said["stage"],
        waits=said["waits"] if said["waits"] in list(WaitsFor) else "",
        owes=said["owes"],
        unread=bool(said["unread"]),
    )


def asks(chosen: Wanted, *, page: int = 1) -> dict[str, str]:
    """Return a choice as the words of an address, without what asks for nothing."""
    told = {NAMES[name]: YES if said is True else str(said) for name, said in _said(chosen).items()}
    return told | ({"page": str(page)} if page > 1 else {})


def _said(chosen: Wanted) -> dict[str, Any]:
    return {name: said for name, said in asdict(chosen).items() if said}


def address(chosen: Wanted, *, page: int = 1) -> str:
    """Return where a choice is shown. Everything is asked for by its own word as well."""
    return f"{addresses.address('worklist:home')}?{asked(chosen, page=page) or 'show='}"


def asked(chosen: Wanted, *, page: int = 1) -> str:
    """Return a choice as an address has it after its question mark."""
    return urlencode(asks(chosen, page=page), quote_via=quote)


def tabs(role: Role, saved: list[SavedList], *, shown: Wanted) -> list[Tab]:
    """Return the lists that a role has ready-made, and then somebody's own."""
    ready = [
        Tab(name=name, href=address(chosen), is_shown=chosen == shown)
        for name, chosen in READY.get(role, [])
    ]
    own = [
        Tab(
            name=each.name,
            href=address(chosen := wanted(each.wanted)),
            is_shown=chosen == shown,
            change=addresses.address("worklist:saved", each.pk),
        )
        for each in saved
    ]
    return ready + own


class Named(forms.Form):
    """What a list is called, and whether the worklist opens with it."""

    name = forms.CharField(label="What do you call this list?", max_length=60)
    opens_first = forms.BooleanField(label="My worklist opens with it", required=False)


class Choose(forms.Form):
    """What somebody wants to see, and a name if they want to keep it."""

    who = forms.ChoiceField(label="With whom", required=False)
    show = forms.ChoiceField(label="How it stands", required=False)
    waits = forms.ChoiceField(label="What it waits for", required=False)
    stage = forms.ChoiceField(label="Where it is", required=False)
    owes = forms.ChoiceField(label="Which agency has yet to answer", required=False)
    rating = forms.ChoiceField(label="Rating", required=False)
    source = forms.ChoiceField(label="Who told the hub", required=False)
    unread = forms.BooleanField(label="Only what is unread", required=False)
    name = forms.CharField(
        label="Keep it under a name",
        help_text="Only you see it. Without a name it is shown once.",
        max_length=60,
        required=False,
    )
    opens_first = forms.BooleanField(label="My worklist opens with it", required=False)

    def __init__(
        self, data: Any = None, *, policy: Policy, workers: list[Membership], shown: Wanted
    ) -> None:
        super().__init__(data, initial=asks(shown))
        offered: dict[str, list[tuple[str, str]]] = {
            "who": [
                (MINE, "Me"),
                (NOBODY, "Nobody yet"),
                *((str(each.pk), each.user.name) for each in workers),
            ],
            "show": [(state, words.sentence_case(state)) for state in STATES],
            "waits": WaitsFor.choices(),
            "stage": CaseStage.choices(),
            "owes": [(agency.slug, agency.name) for agency in policy.agencies],
            "rating": [(rating.slug, rating.name) for rating in policy.ratings],
            "source": [(source.slug, source.name) for source in policy.sources],
        }
        for name, choices in offered.items():
            choose(self.fields[name], [ALL, *choices])

    def clean(self) -> None:
        """Ask for a name where the worklist is to open with it."""
        if self.cleaned_data.get("opens_first") and not self.cleaned_data.get("name", "").strip():
            self.add_error("name", "Give the list a name, so that the worklist can open with it")

    def wanted(self) -> Wanted:
        """Return what was chosen."""
        return wanted({name: said for name, said in self.cleaned_data.items() if said})
