"""Founding a paper: the page tree's root, its front, its address."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Page, Site

from broadsheet.front.models import FrontPage
from broadsheet.web.models import PaperSettings

EDITOR = (
    "wagtailadmin.access_admin",
    "stories.add_story", "stories.change_story", "stories.delete_story", "stories.publish_story",
    "stories.lift_embargo", "stories.kill_story", "stories.correct_story", "stories.lock_story",
    "stories.unlock_story", "stories.view_story",
    "stories.add_author", "stories.change_author", "stories.view_author",
    "pictures.add_picture", "pictures.change_picture", "pictures.choose_picture", "pictures.view_picture",
    "comments.view_comment", "comments.change_comment",
    "wire.view_feed", "wire.add_feed", "wire.change_feed",
    "desk.view_rule", "desk.add_rule", "desk.change_rule", "desk.delete_rule",
    "wire.view_take", "wire.change_take", "newsletter.view_mailing", "newsletter.change_mailing",
    "web.change_papersettings",
)  # fmt: skip
MODERATOR = (
    "wagtailadmin.access_admin",
    "comments.view_comment",
    "comments.change_comment",
    "stories.view_story",
)


@transaction.atomic
def found_paper(*, name: str) -> FrontPage:
    """Make the tree's root, the front and the site if they are not there; safe to run at every start."""
    parts = urlsplit(settings.BROADSHEET_BASE_URL)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    front: FrontPage | None = FrontPage.objects.first()
    if front is None:
        root = Page.get_first_root_node()
        for welcome in root.get_children():
            welcome.delete()
        root = Page.objects.get(pk=root.pk)
        front = root.add_child(instance=FrontPage(title=name, slug="home"))
        paper = PaperSettings.load()
        paper.name = name
        paper.save()
        forget_wagtails_roles()
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": parts.hostname or "localhost",
            "port": port,
            "root_page": front,
            "site_name": name,
        },
    )
    set_up_roles()
    return front


def forget_wagtails_roles() -> None:
    """Take back what Wagtail lets its own Editors and Moderators do: sections and pages are the administrator's.

    Done once, at the founding, so that what an administrator grants later stays. Editors keep the library of
    pictures, which Wagtail guards by collection.
    """
    roles = Group.objects.filter(name__in=["Editors", "Moderators"])
    for group in roles:
        group.permissions.clear()
    GroupPagePermission.objects.filter(group__in=roles).delete()
    library = GroupCollectionPermission.objects.filter(
        group__name="Editors", permission__codename__endswith="_image"
    )
    GroupCollectionPermission.objects.filter(group__in=roles).exclude(pk__in=library).delete()


def set_up_roles() -> None:
    """The groups Editors and Moderators with the rights that exist."""
    for group_name, rights in (("Editors", EDITOR), ("Moderators", MODERATOR)):
        group, _ = Group.objects.get_or_create(name=group_name)
        for right in rights:
            app, _, codename = right.partition(".")
            group.permissions.add(*Permission.objects.filter(content_type__app_label=app, codename=codename))
