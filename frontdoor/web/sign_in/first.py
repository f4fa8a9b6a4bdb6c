"""The first way in: with a code from an administrator, one chooses a password."""

from django.http import HttpResponse
from django.utils.timezone import now
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from frontdoor.access import operations, queries
from frontdoor.access.models import User
from frontdoor.entrance import staff
from frontdoor.entrance.vocabulary import Door
from frontdoor.web import doing, slowing
from frontdoor.web.gate import public
from frontdoor.web.request import HubRequest
from frontdoor.web.sign_in import entering
from frontdoor.web.sign_in.forms import First

# The same for a name that nobody has, a code that is wrong, and one that is over.
NOT_RIGHT = "The username or the code is not right, or the code is over. Ask for another one."


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password", "code")
@public
def first(request: HubRequest) -> HttpResponse:
    """Let somebody choose their password, and go on to their second factor."""
    form = First(doing.typed(request))
    user = _invited(request, form) if form.is_valid() else None
    if user is not None:
        operations.set_password(user=user, password=form.cleaned_data["password"])
        return entering.begin(request, user, wanted="", door=Door.PASSWORD, at=now())
    return doing.show(request, "sign_in/first.html", {}, form=form)


def _invited(request: HubRequest, form: First) -> User | None:
    """Return whose code it is. Trying is counted as with passwords."""
    told, at = form.cleaned_data, now()
    keys = slowing.of_account(request, told["username"])
    if refusal := slowing.too_many(keys, at=at):
        form.add_error(None, refusal)
        return None
    user = queries.named(told["username"])
    key, older = entering.key(), entering.older_keys()
    if user is None or not staff.accept(user=user, typed=told["code"], key=key, older=older, at=at):
        slowing.was_wrong(keys)
        form.add_error(None, NOT_RIGHT)
        return None
    slowing.was_right(keys, at=at)
    return user
