import pytest
from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission

from broadsheet.front.services import MODERATOR, found_paper


def rights(name: str) -> set[str]:
    group = Group.objects.get(name=name)
    return {f"{right.content_type.app_label}.{right.codename}" for right in group.permissions.all()}


@pytest.mark.django_db
def test_moderators_moderate_and_editors_leave_pages_alone():
    found_paper(name="The Small Paper")

    assert rights("Moderators") == set(MODERATOR)
    assert not GroupPagePermission.objects.filter(group__name__in=["Editors", "Moderators"]).exists()
    library = GroupCollectionPermission.objects.values_list("group__name", "permission__codename")
    assert set(library) == {("Editors", f"{verb}_image") for verb in ("add", "change", "choose")}


@pytest.mark.django_db
def test_what_an_administrator_grants_later_stays():
    found_paper(name="The Small Paper")
    more = Permission.objects.get(content_type__app_label="stories", codename="change_story")
    Group.objects.get(name="Moderators").permissions.add(more)

    found_paper(name="The Small Paper")

    assert rights("Moderators") == {*MODERATOR, "stories.change_story"}
