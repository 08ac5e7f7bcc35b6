"""Doors around every request: refusals become pages, desk writes are one transaction, the paper's language."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from wagtail.users.models import UserProfile

from broadsheet.kit.errors import BroadsheetError
from broadsheet.web.models import PaperSettings
from broadsheet.web.rules import is_same_origin
from broadsheet.web.selectors import one_paper

log = logging.getLogger("broadsheet.web")
GetResponse = Callable[[HttpRequest], HttpResponse]
SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class RefusalMiddleware:
    """Turns an expected refusal into a page with its own status; a bug stays a 500.

    An address with a NUL names nothing, and PostgreSQL cannot even be asked for it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "web/404.html", status=404)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exc: Exception) -> HttpResponse | None:
        """Answer a ``BroadsheetError``; leave anything else alone."""
        if not isinstance(exc, BroadsheetError):
            return None
        log.info(exc.code, extra={"facts": exc.facts})
        return render(request, "web/refused.html", {"refusal": exc}, status=exc.status)


class OneTransactionMiddleware:
    """A desk request that writes is one transaction, so that a publication and its marks commit together."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in SAFE or not request.path.startswith(settings.BROADSHEET_DESK_PATH):
            return self.get_response(request)
        with transaction.atomic():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class PaperLanguageMiddleware:
    """Public pages speak the paper's language, whatever the browser asks for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith((settings.BROADSHEET_DESK_PATH, settings.STATIC_URL, "/healthz")):
            return self.get_response(request)
        with one_paper() as paper, translation.override(paper.language):
            return self.get_response(request)


class SameOriginMiddleware:
    """Public forms carry no token; a write must come from a page of this paper.

    Rule: a present ``Origin`` must be ours; without one, ``Sec-Fetch-Site`` must say same-origin. Views that
    machines post to (one-click unsubscribe, RFC 8058) are marked ``cross_origin_ok``.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: object, _kwargs: object
    ) -> HttpResponse | None:
        """Refuse a write from elsewhere before any view sees it."""
        is_desk = request.path.startswith(settings.BROADSHEET_DESK_PATH)  # its forms carry tokens
        if request.method in SAFE or is_desk or getattr(view, "cross_origin_ok", False):
            return None
        own = f"{request.scheme}://{request.get_host()}"
        if is_same_origin(own, request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")):
            return None
        refusal = BroadsheetError("This form can only be sent from the paper's own pages.")
        return render(request, "web/refused.html", {"refusal": refusal}, status=403)


class DeskClockMiddleware:
    """The desk shows and takes times in the paper's zone, unless a person has chosen another in the account.

    Wagtail falls back on the server's zone, in which nobody thinks of "tomorrow at six".
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if request.path.startswith(settings.BROADSHEET_DESK_PATH) and user.is_authenticated:
            profile = UserProfile.objects.filter(user_id=user.pk).first() or UserProfile(user=user)
            profile.current_time_zone = profile.current_time_zone or PaperSettings.load().time_zone
            user.wagtail_userprofile = profile  # type: ignore[attr-defined]
        return self.get_response(request)


class DeskPolicyMiddleware:
    """The desk's own content policy: Wagtail's admin still has inline scripts, so it is looser than the paper's.

    Nothing is loaded from another host all the same.
    """

    POLICY = (
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; frame-src 'self'; frame-ancestors 'self'; "
        "form-action 'self'; base-uri 'self'; object-src 'none'"
    )

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(settings.BROADSHEET_DESK_PATH):
            response.headers.setdefault("Content-Security-Policy", self.POLICY)
        return response
