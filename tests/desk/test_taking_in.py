"""From a wire item to a printed story, and what later versions do to it."""

from datetime import timedelta

import pytest

from broadsheet.desk.models import Decision, Follow
from broadsheet.desk.services import carry_out_due, open_take, take_in
from broadsheet.people.models import Person
from broadsheet.stories.models import Author, Notice, Story
from broadsheet.stories.services import drafts
from broadsheet.stories.services.clock import carry_out_due as stories_due
from broadsheet.wire.formats.item import WireLink, WirePicture
from broadsheet.wire.models import Feed, Message, Take
from broadsheet.wire.services import spike
from factories.desk import a_trusted_feed, receive
from factories.pictures import plain_jpeg
from factories.wire import MADE, an_item, g2

pytestmark = pytest.mark.django_db
FERRY = "world/ferry-runs-aground-off-the-sound"


@pytest.fixture
def demo(noon, clock):
    return a_trusted_feed(noon)


@pytest.fixture
def editor():
    return Person.objects.create_superuser("desk@example.org")


def lines(results):
    return [result.line for result in results]


def later(hours):
    return MADE + timedelta(hours=hours)


def version(number, **given):
    return an_item(version=str(number), versioncreated=later(number), **given)


def headlines(now):
    return list(Story.objects.public(now).values_list("headline", flat=True))


def decisions():
    return list(Decision.objects.order_by("pk").values_list("take__version", "outcome"))


def edit(story, by, **fields):
    """What Wagtail's edit screen does: a new revision by a person."""
    draft = story.get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(draft, name, value)
    return draft.save_revision(user=by, changed=True)


def test_a_trusted_message_is_printed_at_once(demo, noon):
    results = take_in(raw=g2(), name="ferry.xml", feed="demo", whence="test", now=noon)

    story = Story.objects.public(noon).get()
    assert lines(results) == [f"published {FERRY}"]
    assert (story.headline, story.dateline, story.published_at) == (
        "Ferry runs aground off the Sound", "PORT MARRAN, Torrenay", noon,
    )  # fmt: skip
    assert [(line.author.name, line.author.kind) for line in story.bylines.all()] == [
        ("Marran Press", "agency")
    ]
    assert [(block.block_type, str(block.value)) for block in story.body] == [
        ("text", "<p>The morning ferry ran aground.</p>")
    ]
    assert [(m.name, bytes(m.raw), m.format) for m in Message.objects.all()] == [
        ("ferry.xml", g2(), "newsml-g2")
    ]


def test_the_same_bytes_and_the_same_version_count_once(demo, noon):
    first = take_in(raw=g2(), name="a.xml", feed="demo", whence="test", now=noon)
    again = take_in(raw=g2(), name="b.xml", feed="demo", whence="test", now=noon)
    sent_anew = take_in(raw=g2() + b"<!-- sent again -->", name="c.xml", feed="demo", whence="test", now=noon)

    assert [lines(first), lines(again), lines(sent_anew)] == [[f"published {FERRY}"], ["twice"], ["twice"]]
    assert (Take.objects.count(), Story.objects.public(noon).count(), Message.objects.count()) == (1, 1, 2)


def test_an_unknown_feed_is_made_untrusted_and_held(demo, noon):
    results = receive(version(1), now=noon, feed="stranger")

    assert lines(results) == ["held"]
    assert headlines(noon) == []
    assert Take.objects.get().feed.is_trusted is False
    assert Decision.objects.get().sentence == "It waits for an editor."


def test_a_rule_cannot_print_what_an_untrusted_feed_sends(noon, clock):
    a_trusted_feed(noon, is_trusted=False)

    assert lines(receive(version(1), now=noon)) == ["held"]
    assert Decision.objects.get().sentence == "Its feed is not trusted to publish."


def test_a_rule_spikes(noon, clock):
    a_trusted_feed(noon, action="spike")

    assert lines(receive(version(1), now=noon)) == ["spiked"]
    assert Take.objects.get().spiked_at == noon


def test_a_rule_for_a_section_that_does_not_exist_holds(noon, clock):
    a_trusted_feed(noon, section_path="moon")

    assert lines(receive(version(1), now=noon)) == ["held"]
    assert Decision.objects.get().sentence == "The section its rule names does not exist."


def test_an_update_of_an_untouched_story_is_printed(demo, noon, clock):
    receive(version(1), now=noon)
    now = clock.pass_time(hours=1)

    results = receive(version(2, headline="Ferry afloat again", body_html="<p>It floats.</p>"), now=now)

    story = Story.objects.public(now).get()
    assert lines(results) == [f"updated {FERRY}"]
    assert (story.headline, story.published_at, story.updated_at) == ("Ferry afloat again", noon, now)


def test_every_version_of_a_running_story_is_taken_over(demo, noon):
    seen = []
    for number in range(1, 5):
        receive(version(number, headline=f"Part {number}", body_html=f"<p>Text {number}.</p>"), now=noon)
        seen += headlines(noon)

    assert seen == ["Part 1", "Part 2", "Part 3", "Part 4"]
    assert Follow.objects.get().applied.version == "4"


def test_an_older_version_that_comes_late_is_filed_and_does_nothing(demo, noon):
    receive(version(2), now=noon)
    results = receive(version(1, headline="Ferry in trouble"), now=noon)

    assert lines(results) == ["filed"]
    assert headlines(noon) == ["Ferry runs aground off the Sound"]
    assert decisions() == [("2", "published"), ("1", "filed")]


def test_versions_count_as_numbers(demo, noon):
    receive(version(9), now=noon)

    assert lines(receive(version(10, headline="Ferry afloat"), now=noon)) == [f"updated {FERRY}"]


def test_what_the_paper_chose_survives_an_update(demo, noon, clock, editor):
    receive(version(1), now=noon)
    story = Story.objects.public(noon).get()
    person = Author.objects.create(name="Ada Lowe", slug="ada-lowe")
    draft = story.get_latest_revision_as_object()
    draft.kicker = "Ferries"
    draft.bylines.add(type(draft.bylines.all()[0])(author=person, sort_order=1))
    draft.save_revision(user=editor, changed=True)
    drafts.publish(story=story, by=editor)

    receive(version(2, headline="Ferry afloat again"), now=noon)

    story = Story.objects.public(noon).get()
    assert (story.headline, story.kicker) == ("Ferry afloat again", "Ferries")
    assert [line.author.name for line in story.bylines.all()] == ["Marran Press", "Ada Lowe"]


@pytest.mark.parametrize(
    "change",
    [
        {"headline": "Ours"},
        {"standfirst": "Ours"},
        {"dateline": "HERE"},
        {"body": [("text", "<p>Ours.</p>")]},
    ],
)
def test_an_update_never_overwrites_the_papers_own_words(demo, noon, editor, change):
    receive(version(1), now=noon)
    story = Story.objects.public(noon).get()
    edit(story, editor, **change)

    results = receive(version(2, headline="Ferry afloat again"), now=noon)

    follow = Follow.objects.get()
    draft = story.get_latest_revision_as_object()
    assert lines(results) == [f"waiting {FERRY}"]
    assert (follow.waiting.version, follow.applied.version) == ("2", "1")
    assert headlines(noon) == ["Ferry runs aground off the Sound"]
    assert "Ferry afloat again" not in draft.headline


def test_the_forms_own_markup_is_not_an_edit(demo, noon, editor):
    receive(version(1, body_html="<p>Fish &amp; <strong>chips</strong> “here”.</p>"), now=noon)
    story = Story.objects.public(noon).get()
    edit(story, editor, body=[("text", '<p data-block-key="x1">Fish &amp; <b>chips</b>  "here".</p>')])

    assert lines(receive(version(2, headline="Fish afloat"), now=noon)) == [f"updated {FERRY}"]


def test_a_story_the_paper_took_down_is_not_put_back_by_an_update(demo, noon, editor):
    receive(version(1), now=noon)
    Story.objects.public(noon).get().unpublish(user=editor)

    receive(version(2, headline="Ferry afloat again"), now=noon)

    assert headlines(noon) == []


def test_a_draft_that_was_opened_by_hand_is_updated_but_not_printed(demo, noon, editor):
    receive(version(1), now=noon, feed="stranger")
    story = open_take(take=Take.objects.get(), by=editor, now=noon)
    Feed.objects.filter(slug="stranger").update(is_trusted=True)

    results = receive(version(2, headline="Ferry afloat again"), now=noon, feed="stranger")

    assert lines(results) == [f"updated {FERRY}"]
    story.refresh_from_db()
    assert story.get_latest_revision_as_object().headline == "Ferry afloat again"
    assert headlines(noon) == []


def test_opening_a_take_twice_gives_the_same_story(demo, noon, editor):
    receive(version(1), now=noon, feed="stranger")

    first = open_take(take=Take.objects.get(), by=editor, now=noon)
    second = open_take(take=Take.objects.get(), by=editor, now=noon)

    assert first.pk == second.pk
    assert (first.section.slug, first.live, Follow.objects.get().made_by) == ("world", False, editor)


@pytest.mark.parametrize("status", ["killed", "canceled"])
def test_a_kill_takes_the_story_down_for_good(demo, noon, clock, status):
    receive(version(1), now=noon)
    story = Story.objects.public(noon).get()
    now = clock.pass_time(minutes=5)

    results = receive(version(2, pubstatus=status, ednote="KILL: it was wrong."), now=now)

    assert lines(results) == [f"killed {FERRY}"]
    assert headlines(now) == []
    assert [(n.story_id, n.kind, n.text) for n in Notice.objects.all()] == [
        (story.pk, "kill", "KILL: it was wrong.")
    ]
    assert lines(receive(version(1.5, headline="Late older"), now=now)) == ["filed"]
    assert lines(receive(version(3, headline="Late newer"), now=now)) == ["filed"]
    assert headlines(now) == []


def test_a_kill_that_comes_before_its_story_holds(demo, noon):
    assert lines(receive(version(2, pubstatus="killed"), now=noon)) == ["killed"]
    assert lines(receive(version(1), now=noon)) == ["filed"]
    assert lines(receive(version(3), now=noon)) == ["filed"]
    assert headlines(noon) == []


def test_a_kill_with_an_older_number_still_kills(demo, noon):
    receive(version(3), now=noon)

    assert lines(receive(version(2, pubstatus="killed"), now=noon)) == [f"killed {FERRY}"]
    assert headlines(noon) == []


def test_a_kill_under_the_storys_own_number_is_not_taken_for_the_story(demo, noon):
    receive(version(1), now=noon)
    kill = an_item(pubstatus="killed", versioncreated=later(1))

    assert lines(receive(kill, now=noon)) == [f"killed {FERRY}"]
    assert lines(receive(kill, now=noon)) == ["twice"]
    assert headlines(noon) == []


def test_a_killed_draft_is_spiked_without_a_public_word(demo, noon, editor):
    receive(version(1), now=noon, feed="stranger")
    story = open_take(take=Take.objects.get(), by=editor, now=noon)

    receive(version(2, pubstatus="killed"), now=noon, feed="stranger")

    story.refresh_from_db()
    assert (story.killed_at, Notice.objects.count()) == (noon, 0)
    assert Decision.objects.latest("pk").sentence == "The story was a draft and is spiked."


def test_a_story_the_paper_killed_stays_down(demo, noon, editor):
    from broadsheet.stories.services.withdrawing import kill

    receive(version(1), now=noon)
    kill(story=Story.objects.public(noon).get(), reason="Ours.", by=editor, now=noon)

    assert lines(receive(version(2), now=noon)) == ["filed"]
    assert headlines(noon) == []


def test_a_withheld_item_is_held_and_a_withheld_story_leaves_the_page_until_it_may_be_used(demo, noon):
    assert lines(receive(version(1, pubstatus="withheld"), now=noon)) == ["held"]
    assert lines(receive(version(2), now=noon)) == [f"published {FERRY}"]
    assert lines(receive(version(3, pubstatus="withheld"), now=noon)) == [f"withheld {FERRY}"]
    assert headlines(noon) == []
    assert lines(receive(version(4), now=noon)) == [f"updated {FERRY}"]
    assert headlines(noon) == ["Ferry runs aground off the Sound"]


def test_an_embargo_holds_whatever_the_rule_says(demo, noon, clock):
    ends = noon + timedelta(hours=2)

    results = receive(version(1, embargo=ends), now=noon)

    assert lines(results) == [f"embargoed {FERRY}"]
    assert headlines(noon) == []
    assert headlines(ends - timedelta(microseconds=1)) == []
    assert headlines(ends) == ["Ferry runs aground off the Sound"]
    assert stories_due(now=clock.set(ends)) == 1


def test_no_version_lifts_the_embargo_of_another(demo, noon):
    ends = noon + timedelta(hours=2)
    receive(version(1, embargo=ends), now=noon)
    receive(version(2, headline="Ferry afloat"), now=noon)
    receive(version(3, embargo=noon + timedelta(minutes=1)), now=noon)

    assert headlines(ends - timedelta(seconds=1)) == []
    assert headlines(ends) == ["Ferry runs aground off the Sound"]


def test_a_version_can_put_the_embargo_off(demo, noon):
    receive(version(1, embargo=noon + timedelta(hours=1)), now=noon)
    receive(version(2, embargo=noon + timedelta(hours=3)), now=noon)

    assert headlines(noon + timedelta(hours=2)) == []
    assert len(headlines(noon + timedelta(hours=3))) == 1


def test_an_embargoed_update_leaves_the_printed_story_alone_until_its_time(demo, noon, clock):
    receive(version(1), now=noon)
    ends = noon + timedelta(hours=1)

    results = receive(version(2, headline="Secret cause found", embargo=ends), now=noon)

    story = Story.objects.public(noon).get()
    assert lines(results) == [f"embargoed {FERRY}"]
    assert "Secret" not in str([revision.content for revision in story.revisions.all()])
    assert carry_out_due(now=ends - timedelta(seconds=1)) == 0
    assert carry_out_due(now=clock.set(ends)) == 1
    assert headlines(ends) == ["Secret cause found"]
    assert carry_out_due(now=ends) == 0
    assert decisions() == [("1", "published"), ("2", "updated")]


def test_an_embargoed_update_of_a_story_edited_meanwhile_waits_for_the_desk(demo, noon, clock, editor):
    receive(version(1), now=noon)
    ends = noon + timedelta(hours=1)
    receive(version(2, headline="Secret cause found", embargo=ends), now=noon)
    edit(Story.objects.public(noon).get(), editor, headline="Ours")

    carry_out_due(now=clock.set(ends))

    assert headlines(ends) == ["Ferry runs aground off the Sound"]
    assert (Follow.objects.get().waiting.version, decisions()[-1]) == ("2", ("2", "waiting"))


def test_a_kill_during_the_embargo_keeps_the_story_out(demo, noon, clock):
    ends = noon + timedelta(hours=1)
    receive(version(1, embargo=ends), now=noon)
    receive(version(2, pubstatus="killed"), now=noon)

    stories_due(now=clock.set(ends))

    assert headlines(ends) == []


def test_a_correction_prints_the_agencys_note(demo, noon, clock):
    receive(version(1), now=noon)
    now = clock.pass_time(hours=1)

    results = receive(
        version(2, correction=True, ednote="CORRECTION: 40 people, not 400.", headline="Ferry: 40 taken off"),
        now=now,
    )

    assert lines(results) == [f"corrected {FERRY}"]
    assert headlines(now) == ["Ferry: 40 taken off"]
    assert list(Notice.objects.values_list("kind", "text", "at")) == [
        ("correction", "CORRECTION: 40 people, not 400.", now)
    ]


def test_a_correction_of_what_readers_never_saw_prints_no_note(demo, noon):
    receive(version(2, correction=True, ednote="CORRECTION: 40."), now=noon)

    assert (headlines(noon), Notice.objects.count()) == (["Ferry runs aground off the Sound"], 0)


def test_an_update_without_text_never_empties_a_story(demo, noon):
    receive(version(1), now=noon)

    assert lines(receive(version(2, body_html=""), now=noon)) == [f"waiting {FERRY}"]
    assert len(Story.objects.public(noon).get().body) == 1


def test_a_spiked_item_does_not_come_back_with_its_next_version(demo, noon, editor):
    receive(version(1), now=noon, feed="stranger")
    spike(take=Take.objects.get(), by=editor, now=noon)
    a_trusted_feed(noon, slug="stranger")

    assert lines(receive(version(2), now=noon, feed="stranger")) == ["held"]


def test_pictures_and_packages_alone_are_filed(demo, noon):
    results = receive(an_item(guid="p", type="picture"), an_item(guid="c", type="composite"), now=noon)

    assert lines(results) == ["filed", "filed"]
    assert headlines(noon) == []


def test_several_items_of_a_message_are_filed_each(demo, noon):
    results = receive(an_item(guid="a", headline="One"), an_item(guid="b", headline="Two"), now=noon)

    assert lines(results) == ["published world/one", "published world/two"]
    assert list(Take.objects.order_by("position").values_list("guid", "position")) == [("a", 0), ("b", 1)]


def a_shown_item(**given):
    picture = WirePicture(href="ferry.jpg", caption="The ferry.", credit="Marran Press photo", alt="A ship.")
    return version(given.pop("number", 1), **{"pictures": (picture,), **given})


def test_a_picture_beside_the_message_leads_the_story(demo, noon):
    receive(a_shown_item(), now=noon, found={"ferry.jpg": plain_jpeg()})

    picture = Story.objects.public(noon).get().lead_picture
    assert (picture.caption, picture.credit, picture.alt) == ("The ferry.", "Marran Press photo", "A ship.")


def test_a_picture_item_of_the_same_message_leads_the_text_that_links_to_it(demo, noon):
    photo = an_item(
        guid="urn:marran:ferry-P1",
        type="picture",
        pictures=(WirePicture(href="ferry.jpg", credit="Marran Press photo", caption="Low water."),),
    )
    text = version(1, links=(WireLink(rel="seealso", guid="urn:marran:ferry-P1"),))

    receive(text, photo, now=noon, found={"ferry.jpg": plain_jpeg()})

    assert Story.objects.public(noon).get().lead_picture.caption == "Low water."


def test_a_picture_without_credit_is_kept_but_not_printed(demo, noon):
    bare = WirePicture(href="ferry.jpg", caption="The ferry.")
    receive(a_shown_item(pictures=(bare,)), now=noon, found={"ferry.jpg": plain_jpeg()})

    from broadsheet.pictures.models import Picture

    assert Story.objects.public(noon).get().lead_picture is None
    assert list(Picture.objects.values_list("caption", "credit")) == [("The ferry.", "")]


def test_a_picture_that_did_not_come_or_is_none_is_said_and_holds_nothing_up(demo, noon):
    receive(a_shown_item(), now=noon)
    receive(a_shown_item(guid="other"), now=noon, found={"ferry.jpg": b"not a picture"})

    first, second = Decision.objects.order_by("pk").values_list("outcome", "sentence")
    assert first == ("published", "The picture ferry.jpg did not come.")
    assert second[0] == "published"
    assert second[1].startswith("The picture ferry.jpg:")


def test_a_later_version_finds_its_picture_again_and_keeps_the_papers_own(demo, noon, editor):
    receive(a_shown_item(), now=noon, found={"ferry.jpg": plain_jpeg()})
    wires = Story.objects.public(noon).get().lead_picture_id
    receive(a_shown_item(number=2, headline="Afloat"), now=noon)
    assert Story.objects.public(noon).get().lead_picture_id == wires

    from factories.pictures import a_picture

    ours = a_picture()
    edit(Story.objects.public(noon).get(), editor, lead_picture=ours)
    receive(a_shown_item(number=3, headline="Ashore"), now=noon)

    story = Story.objects.public(noon).get()
    assert (story.headline, story.lead_picture_id) == ("Ashore", ours.pk)


def test_scripts_and_tables_of_an_agencys_body(demo, noon):
    body = "<p>One<script>alert(1)</script></p><table><tr><td>2</td></tr></table><h4>Three</h4>"
    receive(version(1, body_html=body), now=noon)

    story = Story.objects.public(noon).get()
    assert [
        (b.block_type, b.value["html"] if b.block_type == "table" else str(b.value)) for b in story.body
    ] == [
        ("text", "<p>One</p>"),
        ("table", "<table><tbody><tr><td>2</td></tr></tbody></table>"),
        ("text", "<h3>Three</h3>"),
    ]


def test_the_same_headline_twice_gets_a_number(demo, noon):
    receive(version(1), now=noon)

    assert lines(receive(version(1, guid="other"), now=noon)) == [f"published {FERRY}-2"]


def test_a_feed_of_one_agency_is_by_that_agency(noon, clock):
    feed = a_trusted_feed(noon, slug="afx", name="Agency X")
    type(feed).objects.filter(pk=feed.pk).update(agency_slug="agency-x", rights_days=3)

    receive(version(1, credit="AGX/Someone"), now=noon, feed="afx")

    story = Story.objects.public(noon).get()
    assert [str(line.author) for line in story.bylines.all()] == ["Agency X"]
    assert story.rights_until == noon + timedelta(days=3)
