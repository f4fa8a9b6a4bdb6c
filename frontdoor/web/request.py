"""A request of somebody whom the middleware knows."""

from django.http import HttpRequest

from frontdoor.access.actor import Actor


class HubRequest(HttpRequest):
    """A request with the actor that the page table lets in; pages of the hub always have one."""

    actor: Actor
