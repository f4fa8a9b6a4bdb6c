"""Name and password, with one answer to everything that is not right."""

from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.timezone import localdate

from frontdoor.access import queries
from frontdoor.access.models import User

# The same for a name that nobody has and for a wrong password: it tells nothing of who works here.
NOT_RIGHT = "The username or the password is not right. Check both, and try again."
NO_PLACE = "You have no place in any hub today. Ask the administrator of your hub."


class SignIn(AuthenticationForm):
    """Asks who somebody is. Who has no place in a hub is told so, after the password was right."""

    says_optional = False
    error_messages = {"invalid_login": NOT_RIGHT, "inactive": NOT_RIGHT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page is read from the top: in the demo the sign-ins stand there.
        self.fields["username"].widget.attrs.pop("autofocus", None)

    def confirm_login_allowed(self, user: User) -> None:
        """Refuse somebody who has a password but no place in a hub.

        :raises ValidationError: with the reason.
        """
        super().confirm_login_allowed(user)
        if queries.actor(user.pk, on=localdate()) is None:
            raise forms.ValidationError(NO_PLACE, code="no_place")
