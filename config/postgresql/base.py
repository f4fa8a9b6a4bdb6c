"""PostgreSQL as Django knows it, on connections that keep the plans of all that pages ask."""

from typing import Any

from django.db.backends.postgresql import base

# Statements; psycopg would keep 100, and pages would push each other's plans out.
MOST = 500


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection with room for every page's plans (docs/decisions/0025)."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Return a new connection to the database."""
        made = super().get_new_connection(conn_params)
        made.prepared_max = MOST
        return made
