"""Who sees what is kept: everybody who might, each asking the database for themselves."""

from dataclasses import replace

from frontdoor.access import context
from frontdoor.access.reach import Kept
from tests import make
from tests.integration.behind import ask

SECRET = "Seen with a man in a white van."
INSIDE = ("manager", "officer", "triage", "social-worker", "coordinator")
OUTSIDE = ("police", "health", "early-help-team-team", "performance", "administrator")


def whoever_sees(model: type[Kept]) -> set[str]:
    """Return who sees what is kept of a table, each asking in SQL of their own."""
    count = f"SELECT count(*) FROM {model._meta.db_table} WHERE kept_to <> 'hub'"  # noqa: S608
    seen = {short for short in (*INSIDE, *OUTSIDE) if make.enter(short) and ask(count) != [(0,)]}
    colleague = replace(make.actor("police"), user_id=make.actor("health").user_id)
    context.enter(colleague)
    seen |= {"another of the police"} if ask(count) != [(0,)] else set()
    make.enter("manager", hub_slug="surrey")
    return seen | ({"another hub"} if ask(count) != [(0,)] else set())
