"""Where Wagtail asks the desk: its screens and menu items."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from broadsheet.desk import views
from broadsheet.desk.viewsets import WireSettings

register_snippet(WireSettings)


class WireMenuItem(MenuItem):
    """The list of takes, for those who may see it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """To editors."""
        return bool(request.user.has_perm(views.LOOK))


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """The list, one take with its acts, the refused files."""
    return [
        path("wire/", views.wire, name="desk_wire"),
        path("wire/refused/", views.refused, name="desk_refused"),
        path("wire/refused/<int:pk>/retry/", views.retry, name="desk_retry"),
        path("wire/message/<int:pk>/", views.original, name="desk_original"),
        path("wire/<int:pk>/", views.take, name="desk_take"),
        path("wire/<int:pk>/open/", views.open_as_story, name="desk_open"),
        path("wire/<int:pk>/spike/", views.spike, name="desk_spike"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Wire, in the desk's main menu."""
    return WireMenuItem("Wire", reverse("desk_wire"), icon_name="download", order=120)
