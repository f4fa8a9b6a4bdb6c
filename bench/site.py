"""The program as it is served, with one page more: three queries and a small table, and no more.

That page goes through the same middleware, so what is left between it and ours is ours. Every
answer says how many queries it took; what opens and closes a transaction is none.
"""

from collections.abc import Callable, Iterable
from typing import Any

from config.wsgi import application as program  # isort: skip  Nothing is there before it.

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config import urls
from frontdoor.access.models import Agency, Hub
from frontdoor.casework.contacts.models import Contact

LINES = """<!doctype html><title>{{ hub }}</title><h1>{{ hub }}</h1>
<ul>{% for each in agencies %}<li>{{ each }}</li>{% endfor %}</ul>
<table>{% for each in contacts %}<tr><td>{{ each.reference }}<td>{{ each.channel }}
<td>{{ each.received_at }}<td>{{ each.stage }}</tr>{% endfor %}</table>"""
TEMPLATE = engines["jinja2"].from_string(LINES)


def bare(request: HttpRequest) -> HttpResponse:
    """Show a hub, its agencies, and the 25 contacts that came last."""
    hub = Hub.objects.get(pk=request.actor.hub_id)  # type: ignore[attr-defined]
    contacts = Contact.objects.filter(hub=hub).order_by("-received_at")[:25]
    agencies = Agency.objects.filter(hub=hub).order_by("name")
    page = {"hub": hub, "contacts": list(contacts), "agencies": list(agencies)}
    return HttpResponse(TEMPLATE.render(page))


urls.urlpatterns.append(path("bare/", bare))


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer as the program does, and count."""
    asked = []

    def count(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    def begin(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
        return start(status, [*headers, ("X-Queries", str(len(asked)))], *rest)

    with connection.execute_wrapper(count):
        return program(environ, begin)
