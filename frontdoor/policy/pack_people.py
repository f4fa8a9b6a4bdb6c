"""Who takes part: the hub, its agencies, teams, sources, and who may do what."""

from typing import Annotated

from pydantic import Field, StringConstraints

from frontdoor.access.vocabulary import Role
from frontdoor.policy.pack_part import Flag, Named, Part, Slug, Text
from frontdoor.policy.pack_words import CinSource, CountsAs, Division, Kind, Location, Weekday

Prefix = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,4}$")]


class Hub(Named):
    """The hub itself. `prefix` begins its references, `division` picks its bank holidays."""

    prefix: Prefix
    division: Division
    location: Location
    managed_by: Text


class Service(Named):
    """One of the services that a contact is passed to after the first look (C5.1)."""

    meaning: Text


class Group(Named):
    """A row of the report by referring agency (P19)."""


class Agency(Named):
    """A partner. `present` names its days in the hub; none means every day that the hub is open.

    `deputy` is the post that a request goes to when the agency does not answer (a.8(15)).
    """

    kind: Kind
    group: Slug
    deputy: Text
    present: tuple[Weekday, ...] = ()


class Check(Named):
    """A system to look in, and whose it is. `always` is false for "if required" (C5.3)."""

    agency: Slug
    always: Flag


class Team(Named):
    """A team that receives what leaves the hub.

    `by_address` marks a name that stands for whichever team covers the child's address.
    `for_unborn` marks who is told the outcome for a child that is not born yet (C14.9).
    `counts_as` says as what a case counts that is passed on to it; else its outcomes say (P19).
    """

    meaning: Text
    by_address: Flag = False
    out_of_hours: Flag = False
    for_unborn: Flag = False
    counts_as: CountsAs | None = None


class OutOfHours(Part):
    """Who answers when the hub is shut, and on what terms (C3.7 to C3.9)."""

    team: Slug
    terms: Text
    also_phone: Text


class Channel(Named):
    """A way in. `challenge` opens a question to a professional who uses it (C3.13, a.8(2)).

    `live` is one on which somebody can be spoken to; `inside` is where the hub tells itself (P29).
    """

    challenge: Flag = False
    live: Flag = False
    inside: Flag = False


class Source(Named):
    """Who told the hub, with its census code (d.1) and its row in the report (P19).

    `inside` marks work of the hub itself that brings a worry to light, such as mapping (P29).
    """

    code: CinSource
    group: Slug
    professional: Flag
    inside: Flag = False


class TaskRule(Part):
    """Who may do a task, and whether it needs a registered social worker (S10)."""

    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    qualified: Flag


class Tasks(Part):
    """Every task of the hub. A pack that leaves one out cannot be read."""

    take_contact: TaskRule
    confirm_known: TaskRule
    look: TaskRule
    allocate: TaskRule
    check_systems: TaskRule
    recommend: TaskRule
    route: TaskRule
    rate: TaskRule
    confirm_rating: TaskRule
    re_rate: TaskRule
    commence: TaskRule
    ask: TaskRule
    decide: TaskRule
    authorise: TaskRule
    agree_telling: TaskRule
    tell_family: TaskRule
    disclose: TaskRule
    tell_referrer: TaskRule
    reopen: TaskRule
    ask_without_agreement: TaskRule
    restrict: TaskRule
    answer_match: TaskRule
    review_glass: TaskRule
    release_paper: TaskRule
    answer_subject_access: TaskRule
    hold_records: TaskRule
    dispose_of_records: TaskRule
    bring_rolls: TaskRule
    match_rolls: TaskRule
    find_person: TaskRule


class Agreement(Part):
    """Which agency must agree before a family is told about a risky person (P26)."""

    risky_person: Slug


class Authorising(Part):
    """How a decision is authorised (C15.13).

    With `by_another_person`, nobody authorises what they decided themselves.
    """

    by_another_person: Flag
