"""Which pages are about the same thing: their addresses need the same."""

from tests.house.test_pages import addresses

AGREEMENT_PAGES = ("agreement", "renew_agreement", "end_agreement")
PAPER_PAGES = ("show", "download", "picture", "check", "release", "strike")
OF_A_PRODUCT = (
    "disclosures:product", "disclosures:hand_back", "disclosures:added", "actions:give",
    "worklist:alert",
)  # fmt: skip
OF_NO_CASE: dict[str, dict[str, object]] = {
    "sign_in:as_somebody": {"username": "coventry-manager"},
    "sign_in:take_off": {"number": 999999},
    "sign_in:end": {"number": 999999},
    "oversight:download": {"table": "sources"},
}
KEPT_PAGES = ("worklist:saved", "worklist:remove")
ACCESS_PAGES = (
    "request", "prove", "assign", "extend", "collect", "end", "copy", "schedule",
)  # fmt: skip
STAFF_PAGES = ("person", "code", "move", "leave", "invite")
CONTACT_PAGES = (
    "show", "people", "concern", "hand_over", "tell_referrer", "caller", "pass_caller",
    "not_passed", "follow", "challenge", "identity",
)  # fmt: skip


def areas(*wanted: str) -> list[str]:
    """Return the names of all pages of these areas."""
    return [name for name, _ in addresses() if name.partition(":")[0] in wanted]
