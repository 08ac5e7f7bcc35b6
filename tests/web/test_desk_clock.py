from datetime import timedelta

import pytest
from django.test import Client
from wagtail.users.models import UserProfile

from broadsheet.people.models import Person
from broadsheet.web.models import PaperSettings
from support.newsroom import small_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(noon, settings):
    """Opens the form of a story that is scheduled for tomorrow noon UTC, in a paper of Tokyo."""
    settings.STAFF_SECOND_FACTOR = "optional"
    draft = small_paper().draft(noon)
    draft.go_live_at = noon + timedelta(days=1)
    draft.save_revision()
    paper = PaperSettings.load()
    paper.time_zone = "Asia/Tokyo"
    paper.save()
    editor = Person.objects.create_user("editor@example.org", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(editor)

    def opened():
        return editor, client.get(f"/desk/snippets/stories/story/edit/{draft.pk}/").content.decode()

    return opened


def test_a_schedule_is_shown_to_the_second_in_the_papers_zone(form):
    editor, page = form()

    assert 'value="2026-03-21 21:00:00"' in page
    assert not UserProfile.objects.filter(user=editor).exists()


def test_a_zone_of_ones_own_wins(form):
    editor, _ = form()
    UserProfile.objects.create(user=editor, current_time_zone="America/New_York")

    assert 'value="2026-03-21 08:00:00"' in form()[1]
