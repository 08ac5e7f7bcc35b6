"""Questions the desk asks: which rule fits, where it points, has the paper touched a story."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import unescape

from django.db.models import Max, Q, QuerySet
from django.utils.safestring import SafeString, mark_safe

from broadsheet.desk.models import Follow, Rule, WirePicture
from broadsheet.desk.rules import News, Routing, Standing
from broadsheet.kit.html import clean_html
from broadsheet.kit.text import fingerprint_words, plain_line, plain_text
from broadsheet.pictures.models import Picture
from broadsheet.stories.models import Section, Story
from broadsheet.wire.formats.item import WirePicture as WireItemPicture
from broadsheet.wire.models import Feed, Take, TakeQuerySet
from broadsheet.wire.selectors import item_of

TAGS = re.compile(r"<[^>]*>")


def rule_for(feed: Feed) -> Rule | None:
    """The first rule that fits; None holds."""
    return Rule.objects.filter(Q(feed=feed) | Q(feed=None)).order_by("position", "pk").first()


def section_at(path: str) -> Section | None:
    """The live section at a path of the site such as ``world/europe``."""
    wanted = path.strip("/")
    if not wanted:
        return None
    slug = wanted.rpartition("/")[2]
    section: Section
    for section in Section.objects.live().filter(slug=slug):
        if section.url_path.strip("/").partition("/")[2] == wanted:
            return section
    return None


def routing_of(feed: Feed, rule: Rule | None, section: Section | None) -> Routing:
    """The rule and the feed's trust, for the pure decision."""
    action = rule.action if rule else Rule.Action.HOLD
    return Routing(action=action, has_section=section is not None, is_trusted=feed.is_trusted)


def follows_of(feed: Feed, guid: str) -> QuerySet[Follow]:
    """Stories that follow an item."""
    return Follow.objects.filter(feed=feed, guid=guid).select_related("story", "applied").order_by("pk")


def standing_of(follow: Follow, now: datetime) -> Standing:
    """How the story stands, for the pure decision."""
    story = follow.story
    if story.killed_at is not None:
        return Standing("killed", is_public=False, is_touched=False)
    return Standing(
        "printed" if story.published_at else "draft",
        is_public=Story.objects.public(now).filter(pk=story.pk).exists(),
        is_touched=is_touched(follow),
    )


def is_touched(follow: Follow) -> bool:
    """Whether the paper has changed the story's text since the wire last wrote it, or scheduled it.

    Kicker, byline, topics, section and picture are the paper's own anyway: an update leaves them as they are.
    """
    story = follow.story
    if story.revisions.filter(approved_go_live_at__isnull=False).exists():
        return True
    return text_digest(story.get_latest_revision_as_object()) != follow.applied_digest


def text_digest(story: Story) -> str:
    """A fingerprint of headline, standfirst, dateline and body, whatever the editor's form does to markup."""
    parts = [story.headline, story.standfirst, story.dateline, *body_words(story.body.get_prep_value())]
    return hashlib.sha256("\x1f".join(fingerprint_words(part) for part in parts).encode()).hexdigest()


def body_words(blocks: Iterable[dict[str, object]]) -> Iterable[str]:
    """Each block's kind and words."""
    for block in blocks:
        value = block["value"]
        yield str(block["type"])
        html = " ".join(str(one) for one in value.values()) if isinstance(value, dict) else str(value)
        yield unescape(TAGS.sub(" ", html))


def waiting() -> TakeQuerySet:
    """Takes an editor should look at, the latest first: held, or newer than a story the paper touched."""
    return (
        Take.objects.newest_versions()
        .filter(spiked_at=None, decision__outcome__in=["held", "waiting"])
        .exclude(pk__in=Follow.objects.values("applied"))
        .latest_first()
    )


def embargo_of(take: Take, now: datetime) -> datetime | None:
    """Until when the item may not be printed; no version lifts what another has set. None when it may."""
    set_by = Take.objects.filter(feed=take.feed_id, guid=take.guid, embargo_until__gt=now)
    latest: datetime | None = set_by.aggregate(latest=Max("embargo_until"))["latest"]
    return latest


def was_spiked(take: Take) -> bool:
    """Whether the desk has thrown away another version of the item."""
    others = Take.objects.filter(feed=take.feed_id, guid=take.guid).exclude(pk=take.pk)
    return others.filter(spiked_by__isnull=False).exists()


def news_of(take: Take, now: datetime) -> News:
    """The take's own facts, for the pure decision."""
    return News(
        pubstatus=take.pubstatus,
        is_text=take.type == "text",
        has_headline=bool(headline_of(take)),
        has_body=bool(TAGS.sub("", item_of(take).body_html).strip()),
        is_newest=not Take.objects.of(take.feed, take.guid).filter(version_key__gt=take.version_key).exists(),
        is_killed=Take.objects.filter(feed=take.feed_id, guid=take.guid).final().exists(),
        is_spiked=was_spiked(take),
        is_embargoed=embargo_of(take, now) is not None,
    )


def headline_of(take: Take) -> str:
    """What the story would be called."""
    return plain_line(take.headline)


def pictures_of(take: Take) -> list[tuple[Picture, str]]:
    """The library's pictures for a take in its own order, then those of picture items it links to.

    Each with the caption that this take gives it.
    """
    known = {(w.guid, w.href): w.picture for w in mapped(take, [take.guid, *linked(take)])}
    own = [(known.get((take.guid, key_of(said))), said.caption) for said in item_of(take).pictures]
    theirs = [(picture, picture.caption) for (guid, _), picture in known.items() if guid != take.guid]
    shown: dict[int, tuple[Picture, str]] = {}
    for picture, caption in [*own, *theirs]:
        if picture is not None:
            shown.setdefault(picture.pk, (picture, plain_text(caption)))
    return list(shown.values())


def mapped(take: Take, guids: list[str]) -> QuerySet[WirePicture]:
    """Pictures that items of this feed became."""
    return (
        WirePicture.objects.filter(feed=take.feed_id, guid__in=guids).select_related("picture").order_by("pk")
    )


def linked(take: Take) -> list[str]:
    """Guids of usable picture items that the take links to."""
    guids = [link.guid for link in item_of(take).links if link.guid]
    pictures = Take.objects.filter(feed=take.feed_id, type="picture").filter(
        Q(guid__in=guids) | Q(public_id__in=guids)
    )
    unusable = pictures.exclude(pubstatus="usable").values_list("guid", flat=True)
    return (
        list(pictures.exclude(guid__in=list(unusable)).values_list("guid", flat=True).distinct())
        if guids
        else []
    )


def key_of(picture: WireItemPicture) -> str:
    """What a picture of an item is known by."""
    return (picture.href or picture.guid)[:500]


def takes(*, words: str = "", feed: Feed | None = None, outcome: str = "") -> TakeQuerySet:
    """The desk's list, latest first, narrowed by words of headline or slugline, feed and outcome."""
    found = Take.objects.latest_first().select_related("feed", "decision__story").defer("item", "ednote")
    if words:
        found = found.filter(Q(headline__icontains=words) | Q(slugline__icontains=words))
    if feed is not None:
        found = found.filter(feed=feed)
    if outcome:
        found = found.filter(decision__outcome=outcome)
    return found


@dataclass(frozen=True)
class Reading:
    """A take as the desk reads it; ``body`` is clean HTML."""

    take: Take
    body: SafeString
    versions: list[Take]
    pictures: list[Picture]
    follows: list[Follow]


def reading(take: Take) -> Reading:
    """Everything the reading pane shows."""
    return Reading(
        take=take,
        body=mark_safe(clean_html(item_of(take).text_html)),  # noqa: S308
        versions=list(Take.objects.of(take.feed, take.guid).select_related("decision").defer("item")),
        pictures=[picture for picture, _ in pictures_of(take)],
        follows=list(follows_of(take.feed, take.guid)),
    )
