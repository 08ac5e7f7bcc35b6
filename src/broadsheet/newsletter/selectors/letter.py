"""The letter as text and HTML, rendered once for all its readers; personal links are filled in later."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

import css_inline
import mrml
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from broadsheet.newsletter.formats.message import LEAVE, PREFERENCES
from broadsheet.newsletter.models import Mailing, MailingItem
from broadsheet.newsletter.selectors.links import edition_link
from broadsheet.stories.models import Story
from broadsheet.stories.selectors.cards import CARD_FIELDS, Card, cards
from broadsheet.stories.selectors.lists import paper_date_of
from broadsheet.stories.selectors.places import one_reading
from broadsheet.web.models import direction_of
from broadsheet.web.selectors import absolute, paper

MOST_BYTES = 100_000  # Gmail cuts a message at about 102 kB
INLINER = css_inline.CSSInliner(keep_style_tags=True, keep_at_rules=True, load_remote_stylesheets=False)
BETWEEN_TAGS = re.compile(r">\s*\n\s*<")


@dataclass(frozen=True)
class Entry:
    """One story as a letter shows it; every address is absolute."""

    card: Card
    url: str
    section: str
    picture_url: str
    picture_alt: str
    picture_credit: str
    caption: str
    start: str


@dataclass(frozen=True)
class Letter:
    """A printed letter; the personal links still stand as marks in it."""

    subject: str
    html: str
    text: str


def letter(mailing: Mailing, now: datetime) -> Letter:
    """Print an edition from those of its stories that are public at ``now``.

    An editor's own subject and note are left out as soon as a story is missing: they may speak of it.
    Without a story left, subject and bodies are empty.
    """
    with translation.override(paper().language), one_reading():
        top, posts, is_whole = entries(mailing, now)
        if not top and not posts:
            return Letter("", "", "")
        subject = (mailing.subject if is_whole else "") or _subject([*top, *posts])
        context = _context(mailing, top, posts, note=mailing.note if is_whole else "")
        text = render_to_string("newsletter/letter.txt", context)
        return Letter(subject, _html({**context, "subject": subject}), _tidy(text))


def entries(mailing: Mailing, now: datetime) -> tuple[list[Entry], list[Entry], bool]:
    """Top stories and blog posts that may be shown at ``now``, and whether that is the whole edition."""
    items = list(mailing.items.order_by("position", "pk"))
    wanted = Story.objects.public(now).filter(pk__in=[item.story_id for item in items])
    shown = {card.pk: card for card in cards(wanted.only(*CARD_FIELDS))}
    top = [_entry(shown[i.story_id]) for i in items if i.kind == MailingItem.Kind.TOP and i.story_id in shown]
    posts = [
        _entry(shown[i.story_id]) for i in items if i.kind == MailingItem.Kind.BLOG and i.story_id in shown
    ]
    return top, posts, len(shown) == len(items)


def _entry(card: Card) -> Entry:
    picture = card.picture
    return Entry(
        card=card,
        url=absolute(card.url),
        section=absolute(card.section_url),
        picture_url=urljoin(settings.BROADSHEET_BASE_URL, picture.src) if picture else "",
        picture_alt=picture.alt if picture else "",
        picture_credit=picture.credit if picture else "",
        caption=picture.caption if picture else "",
        start="right" if card.direction == "rtl" else "left",
    )


def _subject(shown: list[Entry]) -> str:
    card, rest = shown[0].card, len(shown) - 1
    first = card.headline
    if not rest:
        return first
    if card.direction != paper().direction:
        first = f"\u2068{first}\u2069"  # an isolate, so that the words after it keep their place
    return gettext("%(headline)s – and %(count)d more") % {"headline": first, "count": rest}


def _context(mailing: Mailing, top: list[Entry], posts: list[Entry], *, note: str) -> dict[str, object]:
    direction = direction_of(paper().language)
    return {
        "paper": paper(), "mailing": mailing, "list": mailing.mailing_list, "top": top, "posts": posts,
        "note": note, "day": paper_date_of(mailing.edition_date), "home_url": absolute("/"),
        "read_url": edition_link(mailing),
        "leave_url": LEAVE, "preferences_url": PREFERENCES, "direction": direction,
        "start": "right" if direction == "rtl" else "left",
    }  # fmt: skip


def _html(context: dict[str, object]) -> str:
    """MJML to mail HTML, styles inlined. Standfirsts go when the letter is too long for mail programs."""
    made = _printed(context)
    if len(made.encode()) > MOST_BYTES:
        made = _printed({**context, "is_long": True})
    return made


def _printed(context: dict[str, object]) -> str:
    html = INLINER.inline(mrml.to_html(render_to_string("newsletter/letter.mjml", context)).content)
    return BETWEEN_TAGS.sub(">\n<", html)


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in text.splitlines())).strip() + "\n"
