"""A move is taken by whose it is, from where it leads, and otherwise refused with the reason."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import models

from frontdoor.access.vocabulary import Role
from frontdoor.disposal.lifecycle import DISPOSAL, TASK
from frontdoor.disposal.vocabulary import DisposalMove, DisposalStage
from frontdoor.kernel.refusal import Refused
from frontdoor.policy import reading
from frontdoor.policy.pack import Policy
from frontdoor.policy.staged import Staged, may_not

PACK = Path(__file__).parents[2] / "packs" / "coventry.toml"
POLICY = reading.read(PACK.read_text(encoding="utf-8"), name="coventry")


class Example(Staged):
    """Something that one person proposes and another confirms."""

    LIFECYCLE = DISPOSAL
    said = models.TextField()
    kept: dict[str, Any]

    class Meta:
        app_label = "staged_examples"

    @property
    def policy(self) -> Policy:
        return POLICY

    def keep(self, **changes: Any) -> None:
        self.kept = changes


def _by(role: Role, *, qualified: bool = True) -> Any:
    return SimpleNamespace(role=role, qualified=qualified)


MANAGER, OFFICER = _by(Role.TEAM_MANAGER), _by(Role.BUSINESS_SERVICE_OFFICER)


def _at(stage: DisposalStage) -> Example:
    return Example(stage=stage.value)


def test_a_move_is_taken_and_what_comes_with_it_is_kept() -> None:
    it = _at(DisposalStage.PROPOSED)
    assert it.can(DisposalMove.CONFIRM, by=MANAGER)
    assert it.why_not(DisposalMove.CONFIRM, by=MANAGER) == ""

    it.take(DisposalMove.CONFIRM, by=MANAGER, said="So.")

    assert it.kept == {"stage": "disposed", "said": "So."}


@pytest.mark.parametrize(
    ("stage", "by"), [(DisposalStage.DISPOSED, MANAGER), (DisposalStage.PROPOSED, OFFICER)]
)
def test_a_move_from_elsewhere_or_by_others_is_refused_and_nothing_is_kept(
    stage: DisposalStage, by: Any
) -> None:
    it = _at(stage)
    why_not = it.why_not(DisposalMove.CONFIRM, by=by)
    assert why_not.endswith(".")
    assert not it.can(DisposalMove.CONFIRM, by=by)

    with pytest.raises(Refused) as refused:
        it.take(DisposalMove.CONFIRM, by=by)

    assert refused.value.reason == why_not
    assert not hasattr(it, "kept")


def test_where_it_is_comes_before_whose_it_is() -> None:
    here = _at(DisposalStage.PROPOSED).why_not(DisposalMove.CONFIRM, by=OFFICER)
    there = _at(DisposalStage.DISPOSED).why_not(DisposalMove.CONFIRM, by=OFFICER)

    assert here == may_not(POLICY, TASK, by=OFFICER)
    assert there == DISPOSAL.why_not(DisposalMove.CONFIRM, stage="disposed") != here


def test_a_stage_is_said_in_words() -> None:
    assert _at(DisposalStage.DECLINED).stage_label == DisposalStage.DECLINED.label


def test_a_task_is_theirs_whom_the_pack_names_and_no_task_is_everybodys() -> None:
    assert may_not(POLICY, TASK, by=MANAGER) == ""
    assert may_not(POLICY, TASK, by=OFFICER) != ""
    assert may_not(POLICY, "", by=OFFICER) == ""


def test_what_needs_somebody_qualified_is_not_anybodys() -> None:
    """Coventry has a qualified manager decide (C9)."""
    assert may_not(POLICY, "decide", by=MANAGER) == ""
    assert may_not(POLICY, "decide", by=_by(Role.TEAM_MANAGER, qualified=False)) != ""


def test_whoever_has_no_rules_has_to_say_whose_they_are() -> None:
    with pytest.raises(NotImplementedError):
        vars(Staged)["policy"].fget(_at(DisposalStage.PROPOSED))


def test_what_moves_has_a_stage_and_no_table_of_its_own() -> None:
    assert Staged._meta.abstract
    assert Example._meta.get_field("stage").max_length == 30
