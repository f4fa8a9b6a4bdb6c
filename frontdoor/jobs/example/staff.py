"""Invented people who work in and around a hub: one sign-in for each role and agency."""

from datetime import date

from frontdoor.access import queries
from frontdoor.access.actor import Actor
from frontdoor.access.models import Agency, Hub, Membership, User
from frontdoor.access.vocabulary import AgencyKind, Role

SINCE = date(2020, 1, 6)

# The first sign-in of each role inside the hub: a short name for it, and an invented person.
INSIDE = (
    ("officer", Role.BUSINESS_SERVICE_OFFICER, "Bea Holloway", False),
    ("triage", Role.TRIAGE_WORKER, "Tomasz Wilk", False),
    ("social-worker", Role.SOCIAL_WORKER, "Adaeze Obi", True),
    ("coordinator", Role.TRIAGE_COORDINATOR, "Harpreet Gill", True),
    ("manager", Role.TEAM_MANAGER, "Moira Quayle", True),
    ("manager-2", Role.TEAM_MANAGER, "Idris Penhaligon", True),
    ("performance", Role.PERFORMANCE_OFFICER, "Dafydd Rooke", False),
    ("administrator", Role.HUB_ADMINISTRATOR, "Wen Marlowe", False),
)

# Names for agencies and teams, in turn: none of them belongs to anybody.
OUTSIDE = (
    "Sol Brackenridge", "Nadia Thistlewood", "Gwen Achterberg", "Femi Larkspur", "Rosa Windle",
    "Kit Marchbanks", "Amara Fenwick-Oyelaran", "Piotr Sandquist", "Lena Goldcrest", "Omar Tindall",
    "Bronwen Ashdown", "Yusuf Calloway", "Greta Hollins", "Dev Merriweather", "Isla Trevanion",
    "Chidi Stanhope", "Marta Quill", "Jonah Weatherby", "Saoirse Blackwood", "Tariq Elmsworth",
)  # fmt: skip


def shorts(hub: Hub) -> list[str]:
    """Return the short names of a hub's invented people."""
    others = Agency.objects.filter(hub=hub).exclude(kind=AgencyKind.HUB).order_by("pk")
    return [*(short for short, *_ in INSIDE), *map(_short, others)]


def hire(hub: Hub) -> list[Membership]:
    """Give a hub its people. Running it again hires nobody twice."""
    own = Agency.objects.get(hub=hub, slug="hub")
    people = [
        _member(hub, own, short, role, name, qualified=qualified)
        for short, role, name, qualified in INSIDE
    ]
    others = Agency.objects.filter(hub=hub).exclude(kind=AgencyKind.HUB).order_by("pk")
    for position, agency in enumerate(others):
        role = Role.RECEIVING_TEAM if agency.kind == AgencyKind.TEAM else Role.PARTNER
        name = OUTSIDE[position % len(OUTSIDE)]
        people.append(_member(hub, agency, _short(agency), role, name, qualified=False))
    return people


def _short(agency: Agency) -> str:
    ending = "-team" if agency.kind == AgencyKind.TEAM else ""
    return agency.slug.replace("_", "-") + ending


def _member(
    hub: Hub, agency: Agency, short: str, role: Role, name: str, *, qualified: bool
) -> Membership:
    username = f"{hub.slug}-{short}"
    user = User.objects.filter(username=username).first()
    if user is None:
        user = User(username=username, name=name)
        user.set_unusable_password()
        user.save()
    member, _ = Membership.objects.get_or_create(
        user=user,
        hub=hub,
        agency=agency,
        defaults={"role": role.value, "qualified": qualified, "since": SINCE},
    )
    return member


def actor(hub: Hub, short: str, *, on: date) -> Actor:
    """Return one of a hub's invented people: actor(hub, "police", on=today).

    :raises LookupError: if nobody has that short name.
    """
    user = User.objects.filter(username=f"{hub.slug}-{short}").first()
    found = None if user is None else queries.actor(user.pk, on=on)
    if found is None:
        raise LookupError(f"{hub} has nobody called {short}.")
    return found
