"""Every lifecycle of the house, with what it is in words, and whose each task is."""

from collections.abc import Callable
from dataclasses import dataclass

from frontdoor.casework.actions.lifecycle import ACTION
from frontdoor.casework.closing.lifecycle import ALERT
from frontdoor.casework.contacts.lifecycle import CASE, CONTACT
from frontdoor.casework.disclosures.lifecycle import CLEARANCE, PRODUCT, TELLING
from frontdoor.casework.enquiries.lifecycle import ENQUIRY
from frontdoor.casework.gathering.lifecycle import REQUEST
from frontdoor.casework.holdings.lifecycle import ACCESS_REQUEST
from frontdoor.casework.papers.lifecycle import PAPER
from frontdoor.casework.restricting.lifecycle import GLASS
from frontdoor.casework.searches.lifecycle import MATCH
from frontdoor.casework.strategy.lifecycle import DISCUSSION
from frontdoor.disposal.lifecycle import DISPOSAL
from frontdoor.kernel.lifecycle import Lifecycle
from frontdoor.policy import rules
from frontdoor.policy.pack import Policy
from frontdoor.web.components import words

Whose = Callable[[str], str]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A lifecycle as people are shown it. `outside` has the moves that are no task of the pack."""

    life: Lifecycle
    title: str
    about: str
    outside: str = ""


ALL = (
    Shown(
        life=CONTACT,
        title="A contact",
        about="A worry that reached the hub. It is on record, and its clock runs, from the start.",
    ),
    Shown(
        life=CASE,
        title="A child’s case",
        about="One child in one contact: each has its own rating, decision and clocks.",
    ),
    Shown(
        life=ENQUIRY,
        title="A MASH enquiry",
        about="From the rating, over what the agencies know, to an authorised decision.",
    ),
    Shown(
        life=REQUEST,
        title="A request to an agency",
        about="What one agency is asked about one child, and its answer. Silence is no answer.",
        outside="the agency that was asked",
    ),
    Shown(
        life=ACTION,
        title="An action",
        about="What somebody is to do for a child, by a time. Only they say what came of it.",
        outside="whose action it is",
    ),
    Shown(
        life=PAPER,
        title="A paper",
        about="A letter, a photograph, a table or an email. Until a check clears it, or a person "
        "releases it, nobody opens the file.",
        outside="the check for viruses",
    ),
    Shown(
        life=DISCUSSION,
        title="A strategy discussion",
        about="Called where a child cannot wait, beside the gathering; held, or called off.",
    ),
    Shown(
        life=ALERT,
        title="An alert to the out-of-hours team",
        about="What runs out while the hub is shut. The case stays the hub’s, and comes back.",
        outside="the out-of-hours team",
    ),
    Shown(
        life=TELLING,
        title="What a family may be told",
        about="Words that protect the child, agreed before anybody says them.",
    ),
    Shown(
        life=CLEARANCE,
        title="A question to an originator",
        about="What an agency gave may go to a team when it agrees, and in the words it agrees to.",
        outside="the agency that gave it",
    ),
    Shown(
        life=PRODUCT,
        title="A product",
        about="What a receiving team gets: it sees this, and nothing else of the hub.",
        outside="the team that received it",
    ),
    Shown(
        life=GLASS,
        title="A look through broken glass",
        about="Somebody opened a record that is not theirs to read. It ends within the hour.",
    ),
    Shown(
        life=MATCH,
        title="A search that met a restricted record",
        about="Whoever searched was shown nothing. A reader of the record says what follows.",
    ),
    Shown(
        life=ACCESS_REQUEST,
        title="A subject access request",
        about="Somebody asks for what is held about a person. Nothing goes before it is known who.",
    ),
    Shown(
        life=DISPOSAL,
        title="A disposal",
        about="The time of a record is over. One reviews it, another confirms, and then it goes.",
    ),
)

# The tasks of a pack in words, where no hub says which roles have them.
TASKS = {
    "take_contact": "who takes contacts",
    "confirm_known": "who looks whether the child is known",
    "route": "who decides where a case goes",
    "allocate": "who gives cases to workers",
    "rate": "who rates",
    "commence": "who commences",
    "decide": "who decides",
    "authorise": "who authorises",
    "agree_telling": "the agency that has to agree",
    "tell_family": "who tells families",
    "reopen": "who opens a case again",
    "release_paper": "who releases papers from quarantine",
    "disclose": "who lets information leave",
    "answer_subject_access": "who answers for what is held",
    "dispose_of_records": "who disposes of records",
    "answer_match": "a reader of the record",
    "review_glass": "who reviews such looks, if it was not theirs",
}


def anywhere(shown: Shown) -> Whose:
    """Return a function that says whose a task is in any hub."""
    return lambda task: TASKS[task] if task else shown.outside


def at_hub(shown: Shown, policy: Policy) -> Whose:
    """Return a function that says whose a task is at one hub, by its policy."""

    def whose(task: str) -> str:
        if not task:
            return shown.outside
        if task == "agree_telling":
            return policy.agency(policy.agreement.risky_person).name
        labels = [_small(role.label) for role in rules.allowed_roles(policy, task)]
        return words.listing(labels, last="or")

    return whose


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]
