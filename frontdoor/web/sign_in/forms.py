"""Name and password, with one answer to everything that is not right."""

from typing import Any

from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.forms import AuthenticationForm
from django.utils.timezone import localdate, now

from frontdoor.access import queries
from frontdoor.access.models import User
from frontdoor.entrance import ceremony
from frontdoor.web import slowing

# The same for a name that nobody has and for a wrong password: it tells nothing of who works here.
NOT_RIGHT = "The username or the password is not right. Check both, and try again."
SAME = "This is the password that you have. Choose another."
NO_ANSWER = "Nothing came from your passkey. Try again."
# By the names that browsers give to what went wrong.
FAILED = {
    "NotAllowedError": "It was cancelled, took too long, or there is no passkey of yours here. Try "
    "again.",
    "InvalidStateError": "This passkey is set up already. Use another one.",
    "ConstraintError": "This passkey cannot ask who you are: it needs a fingerprint, a face or a "
    "PIN. Set one up on it, or use another one.",
    "NotSupportedError": "This browser knows no passkeys. Use another browser, or another way.",
    "SecurityError": "Your browser does not trust this address enough for a passkey. Use another "
    "way, and tell the administrator of your hub.",
}
NO_PLACE = "You have no place in any hub today. Ask the administrator of your hub."


class SignIn(AuthenticationForm):
    """Asks who somebody is. Who has no place in a hub is told so, after the password was right."""

    says_optional = False
    error_messages = {"invalid_login": NOT_RIGHT, "inactive": NOT_RIGHT}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The page is read from the top: in the demo the sign-ins stand there.
        self.fields["username"].widget.attrs.pop("autofocus", None)

    def clean(self) -> dict[str, Any]:
        """Return who signs in. Trying is counted before it is known whether it was right.

        :raises ValidationError: with the reason.
        """
        username = self.cleaned_data.get("username")
        if username is None or not self.cleaned_data.get("password") or self.request is None:
            return self.cleaned_data
        at, keys = now(), slowing.of_account(self.request, username)
        if said := slowing.too_many(keys, at=at):
            raise forms.ValidationError(said, code="too_many")
        try:
            super().clean()
        except forms.ValidationError:
            slowing.was_wrong(keys)
            raise
        slowing.was_right(keys, at=at)
        return self.cleaned_data

    def confirm_login_allowed(self, user: User) -> None:
        """Refuse somebody who has a password but no place in a hub.

        :raises ValidationError: with the reason.
        """
        super().confirm_login_allowed(user)
        if queries.actor(user.pk, on=localdate()) is None:
            raise forms.ValidationError(NO_PLACE, code="no_place")


class Second(forms.Form):
    """Asks for what an authenticator app shows, or for a recovery code in its place."""

    says_optional = False
    code = forms.CharField(
        max_length=40,
        help_text="Six digits from your authenticator app, or one of your recovery codes",
        error_messages={"required": "Enter the code"},
    )


class FirstCode(forms.Form):
    """Asks for the code of an app that has just been told its secret."""

    says_optional = False
    code = forms.CharField(
        label="Code that the app shows",
        max_length=40,
        help_text="Six digits. The app shows new ones every 30 seconds",
        error_messages={"required": "Enter the code that the app shows"},
    )


class Chosen(forms.Form):
    """Asks for the password that somebody chooses."""

    says_optional = False
    password = forms.CharField(
        label="New password",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        help_text="Twelve characters or more. Three words that have nothing to do with each "
        "other are good",
        error_messages={"required": "Choose a password"},
    )

    def clean_password(self) -> str:
        """Return the password.

        :raises ValidationError: if it is too short, or one that everybody guesses.
        """
        chosen: str = self.cleaned_data["password"]
        password_validation.validate_password(chosen, user=self.whose())
        return chosen

    def whose(self) -> User:
        """Return whose password it is to be: it may not be like their name."""
        return User(username=self.cleaned_data.get("username", ""))


class First(Chosen):
    """Asks for the code that an administrator gave, and for the password that is chosen."""

    username = forms.CharField(max_length=100, error_messages={"required": "Enter your username"})
    code = forms.CharField(
        max_length=40,
        help_text="Twelve letters and numbers, with or without the dashes",
        error_messages={"required": "Enter the code that you were given"},
    )
    field_order = ("username", "code", "password")


def _now() -> forms.CharField:
    return forms.CharField(
        label="Your password now",
        max_length=200,
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Enter your password"},
    )


class Again(Second):
    """Asks somebody who is signed in for their password and a code once more."""

    password = _now()
    field_order = ("password", "code")


class Another(Chosen):
    """Asks for the password that somebody has, and for the one that takes its place."""

    now = _now()
    field_order = ("now", "password")

    def __init__(self, data: Any = None, *, user: User) -> None:
        super().__init__(data)
        self._user = user

    def whose(self) -> User:
        """Return who changes their password."""
        return self._user

    def clean_password(self) -> str:
        """Return the password.

        :raises ValidationError: if it is too short, easily guessed, or the one that they have.
        """
        chosen = super().clean_password()
        if chosen == self.cleaned_data.get("now"):
            raise forms.ValidationError(SAME)
        return chosen


class Passkey(forms.Form):
    """Carries what a passkey answered, or why the browser asked none: a script fills both in."""

    says_optional = False
    answer = forms.CharField(
        required=False,
        max_length=ceremony.LONGEST,
        widget=forms.HiddenInput,
        error_messages={"max_length": NO_ANSWER},
    )
    failed = forms.CharField(
        required=False,
        max_length=100,
        widget=forms.HiddenInput,
        error_messages={"max_length": NO_ANSWER},
    )

    def clean(self) -> dict[str, Any]:
        """Return what was answered, or say why nothing was."""
        told: dict[str, Any] = super().clean() or {}
        if not told.get("answer") and not self.has_error("answer"):
            self.add_error("answer", FAILED.get(told.get("failed", ""), NO_ANSWER))
        return told


class NewPasskey(Passkey):
    """Asks by which name somebody will know a passkey again."""

    name = forms.CharField(
        label="Name of this passkey",
        max_length=60,
        help_text="By which you will know it again, like “Laptop” or “Blue key”",
        error_messages={"required": "Enter a name for this passkey"},
    )
    field_order = ("name", "answer", "failed")
