"""The door to the desk: staff come in with a second factor."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext

ACCESS = "wagtailadmin.access_admin"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]  # recovery codes only stand in for one


class StaffSecondFactorMiddleware:
    """Lets nobody onto the desk who is signed in but no staff, and no staff without a second factor.

    Signing in asks for a factor that is set up (allauth's own stage); this sees to it that there is one.
    Strangers are left to the desk, which sends them to sign in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not request.path.startswith(settings.BROADSHEET_DESK_PATH) or not user.is_authenticated:
            return self.get_response(request)
        if not user.has_perm(ACCESS):
            raise PermissionDenied  # the desk would send them to sign in, and that page back to the desk
        if settings.STAFF_SECOND_FACTOR == "required" and not is_mfa_enabled(user, types=FACTORS):
            messages.info(
                request, gettext("The desk opens once your account has a second factor. Set one up here.")
            )
            return redirect("mfa_index")
        return self.get_response(request)
