"""How allauth meets the paper."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Staff land on the desk after signing in, readers on the page they came from."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where to go after signing in when no page was asked for."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return str(settings.BROADSHEET_DESK_PATH)
        return str(super().get_login_redirect_url(request))
