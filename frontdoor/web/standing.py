"""Finds who has signed in, together with the place that they have: each request asks for both."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils.timezone import localdate

from frontdoor.access import queries
from frontdoor.access.actor import Actor
from frontdoor.access.models import User


class Standing(ModelBackend):
    """Django's own sign-in by password, with one question for whoever is signed in instead of two.

    Django compares the session with what it finds, and somebody who may not sign in is not found.
    """

    def get_user(self, user_id: int) -> Any:
        """Return somebody who is signed in, with their place; without any they are found alone."""
        found = queries.place(user_id, on=localdate())
        if found is None:
            return super().get_user(user_id)
        found.user.place = found
        return found.user


def actor(request: HttpRequest) -> Actor | None:
    """Return who asks: nobody without a place, whether they have signed in or not."""
    user = request.user
    if not isinstance(user, User) or user.place is None:
        return None
    return queries.in_place(user.place)
