"""How allauth meets the paper."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest

from broadsheet.web.mail import KIND_HEADER, kind_of_template
from broadsheet.web.selectors import paper


class AccountAdapter(DefaultAccountAdapter):
    """Staff land on the desk after signing in, readers on the page they came from."""

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Where to go after signing in when no page was asked for."""
        if request.user.has_perm("wagtailadmin.access_admin"):
            return str(settings.BROADSHEET_DESK_PATH)
        return str(super().get_login_redirect_url(request))

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """A mail in the paper's name that says what it is for, so that the outbox can name its file."""
        kind = {KIND_HEADER: kind_of_template(template_prefix)}
        made: EmailMessage = super().render_mail(
            template_prefix, email, {"paper": paper(), **context}, headers={**(headers or {}), **kind}
        )
        return made
