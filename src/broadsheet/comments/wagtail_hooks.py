"""Where Wagtail asks the comments room: its screen, its menu item, its acts in the log."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from broadsheet.comments import desk_views


class CommentsMenuItem(MenuItem):
    """The queue, for those who may decide."""

    def is_shown(self, request: HttpRequest) -> bool:
        """To moderators."""
        return request.user.has_perm(desk_views.RIGHT)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """The queue and one act on one comment."""
    return [
        path("comments/", desk_views.queue, name="comments_desk"),
        path("comments/<int:pk>/<slug:verb>/", desk_views.act, name="comments_act"),
    ]


@hooks.register("register_admin_menu_item")
def menu_item() -> MenuItem:
    """Comments, in the desk's main menu."""
    return CommentsMenuItem("Comments", reverse("comments_desk"), icon_name="comment", order=260)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """What moderators do, by name."""
    actions.register_action("broadsheet.comment.show", "Show comment", "Comment shown")
    actions.register_action("broadsheet.comment.hold", "Hold comment", "Comment held")
    actions.register_action("broadsheet.comment.remove", "Remove comment", "Comment removed or refused")
