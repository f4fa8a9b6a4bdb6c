"""Pure decisions about removing records."""

from collections.abc import Sequence


def why_not_dispose(asked_by: Sequence[str]) -> str:
    """Return why nothing of a record may be removed, or an empty string (a.8, 13).

    `asked_by` names whoever asked for each legal hold that stands on it, or on what goes on
    together with it.
    """
    if not asked_by:
        return ""
    return f"Nothing of this record may be removed. Asked for by: {'; '.join(asked_by)}."
