"""What an edition is to hold: the editors' order first, then what readers read, then the newest."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from broadsheet.audience.selectors import most_read
from broadsheet.front.selectors import layout
from broadsheet.newsletter.models import Mailing, MailingItem, MailingList
from broadsheet.stories.models import Story
from broadsheet.stories.selectors.cards import listed
from broadsheet.stories.selectors.places import one_reading

TOP = 8
POSTS = 5
LOOK_AT = 60
FIRST_EDITION_REACHES_BACK = timedelta(days=7)


@dataclass(frozen=True)
class Contents:
    """Keys of stories, in order."""

    top: list[int]
    posts: list[int]

    def __bool__(self) -> bool:
        return bool(self.top or self.posts)


def contents(mailing_list: MailingList, now: datetime, *, besides: Mailing | None = None) -> Contents:
    """What is new to the list's readers: no story that an edition had, unless it has moved materially since.

    ``besides`` is an edition that is being made anew and does not count as one that went before. The first
    edition of a list takes stories of the last week.
    """
    since = _since(mailing_list, besides) or now - FIRST_EDITION_REACHES_BACK
    with one_reading():
        order = {pk: place for place, pk in enumerate(_in_order(now))}
        news = Story.objects.public(now).filter(pk__in=order, blog=None, updated_at__gt=since)
        top = sorted(news.values_list("pk", flat=True), key=lambda pk: order[pk])
        posts = listed("latest", now).exclude(blog=None).filter(published_at__gt=since)
        return Contents(top[:TOP], list(posts.values_list("pk", flat=True)[:POSTS]))


def _since(mailing_list: MailingList, besides: Mailing | None) -> datetime | None:
    before = Mailing.objects.filter(mailing_list=mailing_list).exclude(state=Mailing.State.CANCELLED)
    if besides is not None:
        before = before.exclude(pk=besides.pk).filter(edition_date__lt=besides.edition_date)
    return before.order_by("-made_at").values_list("made_at", flat=True).first()


def _in_order(now: datetime) -> list[int]:
    """Story keys by rank: lead, second tier and briefs of the front, its blocks, most read, the newest."""
    front = layout(now)
    lead = [front.lead] if front.lead else []
    tier = sorted([*front.second, *front.lead_related], key=lambda card: card.published_at, reverse=True)
    blocks = [card for block in front.blocks for card in block.cards]
    ranked = [card.pk for card in [*lead, *tier, *front.briefs, *blocks, *most_read(now)]]
    return list(dict.fromkeys([*ranked, *listed("latest", now).values_list("pk", flat=True)[:LOOK_AT]]))


def still_public(mailing: Mailing, now: datetime) -> set[int]:
    """The keys of the edition's stories that readers may see at this moment."""
    held = MailingItem.objects.filter(mailing=mailing, last_rendering=None).values("story")
    return set(Story.objects.public(now).filter(pk__in=held).values_list("pk", flat=True))
