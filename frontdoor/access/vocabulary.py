"""The words of who: roles, zones and kinds of agency."""

from frontdoor.kernel.lifecycle import Labelled


class Zone(Labelled):
    """From where somebody looks; the database's policies are written in these words."""

    NOBODY = "", "not signed in"
    HUB = "hub", "inside the hub"
    PARTNER = "partner", "an agency inside the hub, seeing what it is asked about"
    TEAM = "team", "a receiving team outside the wall, seeing products sent to it"
    REFERRER = "referrer", "whoever holds the code of one report"


class Role(Labelled):
    """What somebody does in a hub. The hub's pack says which tasks each role has."""

    BUSINESS_SERVICE_OFFICER = "business_service_officer", "Business service officer"
    TRIAGE_WORKER = "triage_worker", "Triage worker"
    SOCIAL_WORKER = "social_worker", "Hub social worker"
    TRIAGE_COORDINATOR = "triage_coordinator", "Triage co-ordinator"
    TEAM_MANAGER = "team_manager", "Team manager"
    PARTNER = "partner", "Partner in the hub"
    RECEIVING_TEAM = "receiving_team", "Receiving team"
    PERFORMANCE_OFFICER = "performance_officer", "Performance officer"
    HUB_ADMINISTRATOR = "hub_administrator", "Hub administrator"


# Casework is for those who do casework: figures and settings need no child's name.
ZONE_OF = {
    Role.BUSINESS_SERVICE_OFFICER: Zone.HUB,
    Role.TRIAGE_WORKER: Zone.HUB,
    Role.SOCIAL_WORKER: Zone.HUB,
    Role.TRIAGE_COORDINATOR: Zone.HUB,
    Role.TEAM_MANAGER: Zone.HUB,
    Role.PARTNER: Zone.PARTNER,
    Role.RECEIVING_TEAM: Zone.TEAM,
    Role.PERFORMANCE_OFFICER: Zone.NOBODY,
    Role.HUB_ADMINISTRATOR: Zone.NOBODY,
}


class AgencyKind(Labelled):
    """How an agency stands to the hub (D2: core or virtual; C10.3: teams receive products)."""

    CORE = "core", "Core partner"
    VIRTUAL = "virtual", "Virtual partner"
    TEAM = "team", "Receiving team"
    HUB = "hub", "The hub itself"


class Caveat(Labelled):
    """To whom one item of information is kept inside the hub, as whoever gave it says.

    It narrows what a table shows anyway, and never opens anything. Nobody is kept from their own
    words. What recipients outside may do with an item is another thing: the caveats of the pack.
    """

    HUB = "hub", "Everybody in the hub"
    MANAGERS = "managers", "Managers only"
    ORIGINATOR = "originator", "Whoever gave it, and managers"
