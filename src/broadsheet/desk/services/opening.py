"""A take becomes a story, and a newer take of the same item becomes the story's newest text."""

from datetime import datetime, timedelta

from django.db import transaction

from broadsheet.desk.models import Follow
from broadsheet.desk.rules import blocks_of
from broadsheet.desk.selectors import embargo_of, headline_of, pictures_of, rule_for, section_at, text_digest
from broadsheet.kit.html import clean_html
from broadsheet.kit.text import plain_line, plain_text
from broadsheet.people.models import Person
from broadsheet.pictures.rules import may_print
from broadsheet.stories.errors import Killed
from broadsheet.stories.models import Author, Section, Story
from broadsheet.stories.rules import numbered, slug_of
from broadsheet.stories.services import drafts, withdrawing
from broadsheet.stories.services.drafts import Copy
from broadsheet.wire.models import Take
from broadsheet.wire.selectors import item_of, killed_by
from broadsheet.wire.services import lock_feed


@transaction.atomic
def open_take(*, take: Take, by: Person | None, now: datetime, section: Section | None = None) -> Story:
    """Make a draft of the take that follows its item; an item that a story follows already gives that story.

    ``section`` defaults to the one that the desk's rule names, else the paper's first. Raises Killed when the
    agency has withdrawn the item. Takes the feed's lock.
    """
    lock_feed(take.feed)
    if killed_by(take.feed, take.guid) is not None:
        raise Killed("The agency has withdrawn this item.", take=take.pk)
    followed = Follow.objects.filter(feed=take.feed, guid=take.guid).select_related("story").first()
    if followed is not None:
        return followed.story
    rule = rule_for(take.feed)
    place = section or (section_at(rule.section_path) if rule else None) or first_section()
    story = drafts.open_story(
        copy=copy_of(take, now), place=place, by=by, now=now, embargo_until=embargo_of(take, now)
    )
    if take.feed.rights_days is not None:
        until = now + timedelta(days=take.feed.rights_days)
        withdrawing.limit_rights(story=story, until=until, by=by, now=now)
    Follow.objects.create(
        story=story, feed=take.feed, guid=take.guid, opened_from=take, applied=take, made_at=now, made_by=by,
        applied_digest=text_digest(story.get_latest_revision_as_object()),
    )  # fmt: skip
    return story


def first_section() -> Section:
    """Where a take goes that no rule places; an editor moves it."""
    first: Section = Section.objects.live().order_by("depth", "position", "pk")[:1].get()
    return first


def copy_of(take: Take, now: datetime) -> Copy:
    """What the agency supplies, as a story takes it."""
    item = item_of(take)
    lead, caption = lead_of(take, now)
    return Copy(
        headline=headline_of(take)[:250],
        standfirst=plain_text(item.standfirst)[:600],
        dateline=take.dateline[:120],
        language=(take.language or take.feed.language or "en")[:12],
        body=[
            (kind, {"html": html} if kind == "table" else html)
            for kind, html in blocks_of(clean_html(item.body_html))
        ],
        authors=[agency_of(take)],
        lead_picture_id=lead,
        lead_caption=caption,
    )


def lead_of(take: Take, now: datetime) -> tuple[int | None, str]:
    """The first picture that may be printed, and its caption where that differs from the library's."""
    for picture, caption in pictures_of(take):
        if not may_print(picture, now):
            return picture.pk, caption if caption != picture.caption else ""
    return None, ""


def agency_of(take: Take) -> Author:
    """The agency the story is by: the feed's own, else the one the item credits; made when missing."""
    name = plain_line(take.credit or take.source or take.feed.credit or take.feed.name)[:120]
    if take.feed.agency_slug:
        author, _ = Author.objects.get_or_create(
            slug=take.feed.agency_slug, defaults={"name": take.feed.name, "kind": Author.Kind.AGENCY}
        )
        return author
    known = Author.objects.filter(kind=Author.Kind.AGENCY)
    slug = slug_of(name, 110)
    found = known.filter(name__iexact=name).first() or known.filter(slug=slug).first()
    if found is not None:
        return found
    taken = set(Author.objects.filter(slug__startswith=slug).values_list("slug", flat=True))
    return Author.objects.create(kind=Author.Kind.AGENCY, name=name, slug=numbered(slug, taken))


@transaction.atomic
def apply_take(*, follow: Follow, take: Take, by: Person | None, now: datetime) -> None:
    """Make the take's words the story's newest draft; what the paper has chosen stays the paper's.

    Kicker, byline, topics, the comment switch and a picture of the paper's own are kept. The caller has made
    sure that the paper's text is not overwritten, and holds the feed's lock.
    """
    story = follow.story
    until = embargo_of(take, now)
    if until is not None and (story.embargo_until is None or story.embargo_until < until):
        withdrawing.set_embargo(story=story, until=until, by=None, now=now)
    drafts.revise(story=story, copy=_merged(follow, take, now), by=by, now=now)
    story.refresh_from_db(fields=["latest_revision"])
    follow.applied = take
    follow.applied_digest = text_digest(story.get_latest_revision_as_object())
    follow.waiting = follow.waiting_until = None
    follow.save(update_fields=["applied", "applied_digest", "waiting", "waiting_until"])


def _merged(follow: Follow, take: Take, now: datetime) -> Copy:
    draft: Story = follow.story.get_latest_revision_as_object()
    new = copy_of(take, now)
    wires_own = {None, *(picture.pk for picture, _ in pictures_of(follow.applied))}
    is_ours = draft.lead_picture_id not in wires_own or new.lead_picture_id is None
    return Copy(
        headline=new.headline, standfirst=new.standfirst, dateline=new.dateline, language=new.language,
        body=new.body, kicker=draft.kicker, comments_open=draft.comments_open,
        topics=list(draft.topics.all()),
        authors=[line.author for line in draft.bylines.all()] or new.authors,
        lead_picture_id=draft.lead_picture_id if is_ours else new.lead_picture_id,
        lead_caption=draft.lead_caption if is_ours else new.lead_caption,
    )  # fmt: skip
