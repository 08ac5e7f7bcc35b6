"""What an edition holds, how its letter looks, and who is written down to get it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from broadsheet.newsletter import services
from broadsheet.newsletter.errors import EditionLocked
from broadsheet.newsletter.models import Mailing, MailingItem, Recipient, Suppression
from broadsheet.newsletter.services.editions import edit
from broadsheet.stories.models import Story
from broadsheet.stories.services.withdrawing import kill
from broadsheet.web.models import PaperSettings
from factories.newsletter import DAY, a_blog, a_section, a_story, a_subscriber, daily, subscribers

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def held(mailing):
    return [
        (item.kind, item.story.headline)
        for item in mailing.items.select_related("story").order_by("position")
    ]


def test_an_edition_holds_the_newest_stories_then_the_blog_posts(morning, noon):
    assert held(morning.mailing) == [
        ("top", "Rain until Sunday"), ("top", "Marker sentence of the day"), ("top", "Ferry runs again"),
        ("blog", "What the tide leaves"),
    ]  # fmt: skip
    assert morning.mailing.printed_subject == "Rain until Sunday – and 3 more"
    assert morning.mailing.state == "draft"


def test_nothing_public_means_no_edition(db, noon):
    section = a_section()
    Story.objects.filter(pk=a_story(section, "Embargoed", at=noon - HOUR).pk).update(published_at=noon + HOUR)
    Story.objects.filter(pk=a_story(section, "Unpublished", at=noon - HOUR).pk).update(live=False)

    assert services.make_up(mailing_list=daily(), day=DAY, now=noon) is None
    assert Mailing.objects.count() == 0


def test_the_next_edition_has_no_story_again_unless_it_moved(morning, noon):
    a_subscriber("ann@reader.example")
    services.freeze_audience(mailing=morning.mailing, now=noon)
    tomorrow = noon + timedelta(days=1)
    Story.objects.filter(pk=morning.stories[0].pk).update(updated_at=tomorrow - HOUR)
    a_story(a_section("Sport"), "New today", at=tomorrow - 2 * HOUR)

    mailing = services.make_up(mailing_list=daily(), day=DAY + timedelta(days=1), now=tomorrow)

    assert sorted(held(mailing)) == [("top", "Ferry runs again"), ("top", "New today")]


def test_nothing_new_means_no_second_edition(morning, noon):
    services.freeze_audience(mailing=morning.mailing, now=noon)

    assert (
        services.make_up(mailing_list=daily(), day=DAY + timedelta(days=1), now=noon + timedelta(days=1))
        is None
    )


def test_a_draft_is_made_anew_but_a_frozen_edition_is_not(morning, noon):
    a_story(a_blog("Uphill"), "A second post", at=noon - HOUR)
    again = services.make_up(mailing_list=daily(), day=DAY, now=noon)

    assert again.pk == morning.mailing.pk
    assert held(again)[-2:] == [("blog", "A second post"), ("blog", "What the tide leaves")]
    services.freeze_audience(mailing=again, now=noon)
    with pytest.raises(EditionLocked):
        services.make_up(mailing_list=daily(), day=DAY, now=noon)


def test_the_database_holds_one_edition_a_list_and_day(morning, noon):
    with pytest.raises(IntegrityError), transaction.atomic():
        Mailing.objects.create(
            mailing_list=daily(), edition_date=DAY, due_at=noon, not_after=noon + HOUR, made_at=noon
        )


def test_the_audience_is_everyone_confirmed_and_not_suppressed(morning, noon):
    subscribers(3)
    a_subscriber("waiting@reader.example", state="pending")
    a_subscriber("gone@reader.example", state="left")
    Suppression.objects.create(address="R1@reader.example", reason="refused", at=noon)

    mailing = services.freeze_audience(mailing=morning.mailing, now=noon)

    rows = Recipient.objects.order_by("address")
    assert list(rows.values_list("address", "state")) == [
        ("r0@reader.example", "pending"),
        ("r2@reader.example", "pending"),
    ]
    assert (mailing.state, mailing.audience, mailing.frozen_at) == ("frozen", 2, noon)
    with pytest.raises(EditionLocked):
        services.freeze_audience(mailing=mailing, now=noon)


def test_freezing_asks_as_many_questions_for_thirty_as_for_three(morning, noon):
    subscribers(3)

    with CaptureQueriesContext(connection) as few:
        services.freeze_audience(mailing=morning.mailing, now=noon)
    Recipient.objects.all().delete()
    Mailing.objects.update(state="draft")
    for number in range(27):
        a_subscriber(f"more{number}@reader.example")
    with CaptureQueriesContext(connection) as many:
        services.freeze_audience(mailing=morning.mailing, now=noon)

    assert Recipient.objects.count() == 30
    assert len(many) == len(few)


def test_a_story_killed_after_making_up_is_not_in_the_frozen_letter(morning, noon):
    a_subscriber("ann@reader.example")
    kill(story=morning.stories[1], reason="wrong", by=None, now=noon)

    mailing = services.freeze_audience(mailing=morning.mailing, now=noon)

    printed = mailing.printed_html + mailing.printed_text + mailing.printed_subject
    assert "Marker sentence" not in printed
    assert "Ferry runs again" in printed
    assert list(MailingItem.objects.exclude(last_rendering=None).values_list("story", flat=True)) == [
        morning.stories[1].pk
    ]


def test_an_edition_with_every_story_killed_is_cancelled(morning, noon):
    a_subscriber("ann@reader.example")
    for story in [*morning.stories, morning.post]:
        kill(story=story, reason="wrong", by=None, now=noon)

    mailing = services.freeze_audience(mailing=morning.mailing, now=noon)

    assert (mailing.state, mailing.outcome, mailing.printed_html) == (
        "cancelled",
        "Every story in it was withdrawn.",
        "",
    )
    assert Recipient.objects.count() == 0


def test_an_editors_words_stand_in_the_letter_until_a_story_is_withdrawn(morning, noon):
    edit(
        mailing=morning.mailing, subject="Marker sentence!", note="Read about the marker sentence.", now=noon
    )
    morning.mailing.refresh_from_db()
    assert morning.mailing.printed_subject == "Marker sentence!"
    assert "Read about the marker" in morning.mailing.printed_html
    assert "Read about the marker" in morning.mailing.printed_text

    kill(story=morning.stories[1], reason="wrong", by=None, now=noon)
    mailing = services.freeze_audience(mailing=morning.mailing, now=noon)
    assert "arker sentence" not in mailing.printed_html + mailing.printed_text + mailing.printed_subject


def test_the_letter_is_small_whole_and_watches_nobody(morning, noon):
    html, text = morning.mailing.printed_html, morning.mailing.printed_text

    assert len(html.encode()) < 100_000
    assert '<meta name="color-scheme" content="light dark"' in html
    assert "prefers-color-scheme: dark" in html
    assert html.count("urn:x-broadsheet:leave") == text.count("urn:x-broadsheet:leave") == 1
    assert html.count("urn:x-broadsheet:preferences") == text.count("urn:x-broadsheet:preferences") == 1
    assert "<img" not in html
    assert "http://localhost:8000/newsletter/editions/2026-03-20/" in text
    for name in ("Ferry runs again", "What the tide leaves", "Standfirst of Rain until Sunday."):
        assert name in html
        assert name in text


def test_an_arabic_story_stands_from_the_right_in_a_letter_from_the_left(db, noon):
    a_story(a_section(), "عودة العبّارة", at=noon - HOUR, language="ar", standfirst="نص")
    a_story(a_section("Sport"), "Second", at=noon - 2 * HOUR)
    mailing = services.make_up(mailing_list=daily(), day=DAY, now=noon)

    assert '<div lang="ar" dir="rtl">' in mailing.printed_html
    assert "text-align:right" in mailing.printed_html.replace(": ", ":")
    assert mailing.printed_subject == "\u2068عودة العبّارة\u2069 – and 1 more"


def test_an_arabic_paper_has_a_letter_from_the_right(db, noon):
    a_story(a_section(), "عودة العبّارة", at=noon - HOUR, language="ar")
    paper = PaperSettings.load()
    paper.language = "ar"
    paper.save()
    mailing = services.make_up(mailing_list=daily(), day=DAY, now=noon)

    assert '<html lang="ar" dir="rtl"' in mailing.printed_html


def test_markup_in_a_headline_is_text_in_the_letter(db, noon):
    a_story(
        a_section(),
        "<script>alert(1)</script> & </mj-text><mj-raw>",
        at=noon - HOUR,
        standfirst='"><img src=x>',
    )
    a_story(a_section("Sport"), "<b>Second</b></mj-preview>", at=noon - 2 * HOUR)
    mailing = services.make_up(mailing_list=daily(), day=DAY, now=noon)

    assert "<script" not in mailing.printed_html
    assert "<img" not in mailing.printed_html
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;/mj-text&gt;" in mailing.printed_html
    assert "<script>alert(1)</script> & </mj-text><mj-raw>" in mailing.printed_text


def test_hold_and_release_keep_the_place_where_it_stood(morning, noon):
    services.hold(mailing=morning.mailing, now=noon)
    with pytest.raises(EditionLocked):
        services.freeze_audience(mailing=morning.mailing, now=noon)
    services.release(mailing=morning.mailing, now=noon)
    assert Mailing.objects.get().state == "draft"

    services.freeze_audience(mailing=morning.mailing, now=noon)
    services.hold(mailing=morning.mailing, now=noon)
    services.release(mailing=morning.mailing, now=noon)
    assert Mailing.objects.get().state == "submitting"


def test_times_are_of_the_papers_zone(db, noon):
    a_story(a_section(), "One", at=noon - HOUR)
    paper = PaperSettings.load()
    paper.time_zone = "America/New_York"
    paper.save()

    mailing = services.make_up(mailing_list=daily(), day=DAY, now=noon)

    assert timezone.localtime(mailing.due_at, paper.zone).strftime("%Y-%m-%d %H:%M") == "2026-03-20 07:00"
