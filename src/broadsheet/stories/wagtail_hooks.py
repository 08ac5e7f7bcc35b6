"""Where Wagtail asks the stories room: who serves its pages, its screens, its acts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from wagtail import hooks
from wagtail.models import Page
from wagtail.snippets.action_menu import ActionMenuItem
from wagtail.snippets.models import register_snippet

from broadsheet.stories import desk_views
from broadsheet.stories.models import Story
from broadsheet.stories.views import serve_tree_page
from broadsheet.stories.viewsets import StoriesGroup

register_snippet(StoriesGroup)


@hooks.register("before_serve_page")
def serve(page: Page, request: HttpRequest, _args: list[Any], _kwargs: dict[str, Any]) -> HttpResponse | None:
    """Topics, sections and blogs are rendered by our views."""
    return serve_tree_page(page, request)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    """The acts of the paper that the log knows beside Wagtail's own."""
    actions.register_action("broadsheet.kill", "Kill", "Withdrawn from the paper")
    actions.register_action("broadsheet.correct", "Correct", "Correction printed")
    actions.register_action("broadsheet.embargo", "Embargo", "Embargo changed")
    actions.register_action("broadsheet.rights", "Rights", "Usage rights changed")


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    """Embargo, kill, correct: buttons with their own words, each with its own page."""
    return [
        path("stories/<int:pk>/embargo/", desk_views.embargo, name="story_embargo"),
        path("stories/<int:pk>/kill/", desk_views.kill, name="story_kill"),
        path("stories/<int:pk>/correct/", desk_views.correct, name="story_correct"),
    ]


class Act(ActionMenuItem):
    """One of our acts in the story form's menu."""

    def __init__(self, name: str, label: str, icon: str, right: str, *, order: int) -> None:
        super().__init__(order)
        self.name, self.label, self.icon_name, self.right = name, label, icon, right

    def is_shown(self, context: dict[str, Any]) -> bool:
        """On a saved story, to those who may; kill and correct only once it was printed."""
        story = context.get("instance")
        if context["view"] != "edit" or not isinstance(story, Story) or story.killed_at is not None:
            return False
        is_printed = story.published_at is not None
        return (is_printed or self.name == "embargo") and context["request"].user.has_perm(self.right)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """The act's own page."""
        return reverse(f"story_{self.name}", args=[parent_context["instance"].pk])


@hooks.register("construct_snippet_action_menu")
def acts(menu_items: list[Any], _request: HttpRequest, context: dict[str, Any]) -> None:
    """Put our acts into the menu of the story form."""
    if context.get("model") is not Story:
        return
    ours = [
        Act("embargo", "Embargo…", "lock", "stories.change_story", order=200),
        Act("correct", "Correct…", "warning", "stories.correct_story", order=210),
        Act("kill", "Kill…", "no-view", "stories.kill_story", order=220),
    ]
    menu_items += [act for act in ours if act.is_shown(context)]
