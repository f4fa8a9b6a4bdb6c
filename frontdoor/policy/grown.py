"""What packs learned to say after the first of them were in force.

A case keeps the version of the pack that it began under, so every version that was ever in force
must stay readable. A key that a later program asks of packs gets here the value that the older
versions are read with; a new pack has to say it itself.
"""

from collections.abc import Mapping
from typing import Any

_INSIDE = (
    "business_service_officer", "triage_worker", "social_worker", "triage_coordinator",
    "team_manager",
)  # fmt: skip
_WORKERS = ("triage_worker", "social_worker", "triage_coordinator", "team_manager")

GROWN: Mapping[str, Mapping[str, object]] = {
    "watch": {"settled_days": 14},
    # Nobody had said what it is for, nor for how long: as the packs say that were shipped first.
    "weak_signals": {
        "used_for": "To see patterns of risk and harm around children over time (C5.4, D6, B4(5)).",
        "counted_days": 60,
        "below": "below_threshold",
        "below_days": 365,
        "workplaces": (),
    },
    "rolls": {"stale_hours": 48, "keep_days": 30},
    "finding": {
        "minutes": 30,
        "keep_days": 90,
        "reasons": (
            {"slug": "other", "name": "Something else", "source": "ours: the words say what"},
        ),
    },
    "break_glass": {"minutes": 60, "review": {"amount": 1, "unit": "working days"}},
    "restricted": {
        "when_met": "silent",
        "ask": "the manager on duty",
        "risk": (
            "With “ask”, whoever looks for a child learns that there may be a hidden record of "
            "them: that alone can tell who was adopted, or which family lives at a secret address. "
            "With “silent”, a child who is known may be missed until a reader has decided."
        ),
        "answer": {"amount": 1, "unit": "working hours"},
    },
    "tasks": {
        "allocate": {"roles": ("team_manager",), "qualified": False},
        "check_systems": {"roles": _WORKERS, "qualified": False},
        "recommend": {"roles": _WORKERS, "qualified": False},
        "reopen": {"roles": ("team_manager",), "qualified": True},
        "release_paper": {"roles": ("team_manager",), "qualified": False},
        "restrict": {"roles": ("team_manager",), "qualified": False},
        "answer_match": {"roles": _INSIDE, "qualified": False},
        "review_glass": {"roles": ("team_manager",), "qualified": False},
        "answer_subject_access": {"roles": ("team_manager",), "qualified": False},
        "hold_records": {"roles": ("team_manager",), "qualified": False},
        "dispose_of_records": {"roles": ("team_manager",), "qualified": False},
        "bring_rolls": {"roles": ("team_manager",), "qualified": False},
        "match_rolls": {"roles": ("triage_coordinator", "team_manager"), "qualified": False},
        "find_person": {"roles": _INSIDE, "qualified": False},
        "ask_without_agreement": {"roles": ("team_manager",), "qualified": False},
    },
    "consent": {"weighed": False},
    # C15.13 wants a manager, and none of the first packs asked for another one.
    "authorising": {"by_another_person": False},
    # A case that began before agreements were kept is not held up by one that nobody recorded.
    "sharing_agreement": {
        "needed_to_ask": False,
        "without_on": ("section_47",),
        "needing_teams": (),
        "warn_days": 30,
    },
}

# Which kind of an outcome it is was once chosen in MASH alone (C15.10).
GROWN_KIND: Mapping[str, object] = {"stages": ("mash",)}

# Classes of retention once said what they are for, and not what falls under them: nothing does.
GROWN_RETENTION: Mapping[str, object] = {"of": "cases", "outcomes": (), "teams": ()}


def completed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a version with what it could not say yet."""
    later = {table: {**keys, **data.get(table, {})} for table, keys in GROWN.items()}
    return {
        **data,
        **later,
        "outcomes": [_with_kinds(each) for each in data["outcomes"]],
        "retention": [{**GROWN_RETENTION, **each} for each in data["retention"]],
    }


def _with_kinds(outcome: Mapping[str, Any]) -> dict[str, Any]:
    kinds = [{**GROWN_KIND, **kind} for kind in outcome.get("variants", [])]
    return {**outcome, "variants": kinds}
