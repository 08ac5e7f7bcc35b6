"""Making an account, with the human check: sign-up sends mail, so programs must not fill it in."""

from typing import Any

from allauth.account.forms import SignupForm
from allauth.core import context

from broadsheet.people.check.forms import HumanCheckForm


class SignUpForm(HumanCheckForm, SignupForm):
    """allauth's form for an address and a password, which asks the sum besides."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, request=context.request, purpose="sign-up", **kwargs)
