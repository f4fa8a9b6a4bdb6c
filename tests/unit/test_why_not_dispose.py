"""Nothing of a record may be removed while anybody's legal hold stands on it (a.8, 13)."""

from frontdoor.casework.retention.rules import why_not_dispose


def test_a_record_that_nobody_holds_may_be_removed() -> None:
    assert why_not_dispose([]) == ""


def test_everybody_who_asked_is_named() -> None:
    assert why_not_dispose(["The coroner", "The police, Operation Teasel"]) == (
        "Nothing of this record may be removed. "
        "Asked for by: The coroner; The police, Operation Teasel."
    )
