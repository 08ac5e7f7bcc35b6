"""The door to the desk: staff come in with a second factor."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

ACCESS = "wagtailadmin.access_admin"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only stand in for one


class StaffSecondFactorMiddleware:
    """Sends a member of staff without a second factor to set one up before the desk opens.

    Signing in asks for a factor that is set up (allauth's own stage); this sees to it that there is one.
    Readers without access to the desk are left to the desk's own refusal.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.must_set_one_up(request):
            return self.get_response(request)
        messages.info(
            request, gettext("The desk opens once your account has a second factor. Set one up here.")
        )
        return redirect("mfa_index")

    def must_set_one_up(self, request: HttpRequest) -> bool:
        """Whether this request is for the desk by somebody who may enter but has one factor alone."""
        if settings.STAFF_SECOND_FACTOR != "required" or not request.path.startswith(
            settings.BROADSHEET_DESK_PATH
        ):
            return False
        user = request.user
        return user.is_authenticated and user.has_perm(ACCESS) and not is_mfa_enabled(user, types=FACTORS)
