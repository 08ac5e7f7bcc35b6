"""The one item that every wire format is read into, and its JSON."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal

PubStatus = Literal["usable", "withheld", "canceled", "killed"]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when the text says it was written; ``date`` is the agency's own wording."""

    city: str = ""
    country: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a picture. ``role`` is the agency's word for its size (thumbnail, preview, …)."""

    href: str
    role: str = ""
    mimetype: str = ""
    width: int | None = None
    height: int | None = None


@dataclass(frozen=True, slots=True)
class WirePicture:
    """A picture that an item brings; ``href`` is the best rendition, often only a file name.

    ``rights`` are usage terms and special instructions, ``data`` the picture's own bytes when the message
    carried them.
    """

    href: str
    caption: str = ""
    credit: str = ""
    byline: str = ""
    alt: str = ""
    copyright: str = ""
    rights: str = ""
    guid: str = ""
    renditions: tuple[Rendition, ...] = ()
    data: bytes | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class WireLink:
    """A tie to another item: ``rel`` is follows, updates, seealso, derivedfrom or the agency's word."""

    rel: str
    guid: str = ""
    href: str = ""
    version: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class WireItem:
    """One version of one wire item.

    ``guid`` is the same for all versions of a story and differs between stories of one feed;
    ``public_id`` is the agency's own identifier where that names the version too. Texts are "" when
    absent, instants are aware and UTC. ``text_html`` is the agency's whole text as
    clean semantic HTML; ``body_html`` is what of it the paper prints: no dateline, byline, note to editors or
    sign-off, which have their own fields, and no ``standfirst`` (plain text).
    """

    guid: str
    version: str = "1"
    pubstatus: PubStatus = "usable"
    correction: bool = False
    type: str = "text"
    headline: str = ""
    standfirst: str = ""
    slugline: str = ""
    ednote: str = ""
    byline: str = ""
    credit: str = ""
    source: str = ""
    dateline: Dateline = Dateline()
    language: str = ""
    urgency: int | None = None
    priority: int | None = None
    firstcreated: datetime | None = None
    versioncreated: datetime | None = None
    embargo: datetime | None = None
    keywords: tuple[str, ...] = ()
    mediatopics: tuple[str, ...] = ()
    text_html: str = ""
    body_html: str = ""
    pictures: tuple[WirePicture, ...] = ()
    rights: str = ""
    links: tuple[WireLink, ...] = ()
    public_id: str = ""


def as_json(item: WireItem) -> dict[str, Any]:
    """The item as ``broadsheet wire parse --json`` prints it.

    ``body_html`` is the agency's whole text, ``print_html`` what the paper prints of it; ``thread`` is the
    guid that all versions share.
    """
    line = item.dateline
    return {
        "guid": item.public_id or item.guid,
        "thread": item.guid,
        "version": item.version,
        "pubstatus": item.pubstatus,
        "correction": item.correction,
        "type": item.type,
        "headline": item.headline,
        "standfirst": item.standfirst,
        "slugline": item.slugline,
        "ednote": item.ednote,
        "byline": item.byline,
        "credit": item.credit,
        "source": item.source,
        "dateline": {"city": line.city, "country": line.country, "date": line.date},
        "language": item.language,
        "urgency": item.urgency,
        "priority": item.priority,
        "firstcreated": instant(item.firstcreated),
        "versioncreated": instant(item.versioncreated),
        "embargo": instant(item.embargo),
        "keywords": list(item.keywords),
        "mediatopics": list(item.mediatopics),
        "body_html": item.text_html,
        "print_html": item.body_html,
        "pictures": [picture_json(picture) for picture in item.pictures],
        "rights": item.rights,
        "links": [
            {"rel": k.rel, "guid": k.guid, "href": k.href, "version": k.version, "title": k.title}
            for k in item.links
        ],
    }


def picture_json(picture: WirePicture) -> dict[str, Any]:
    """A picture without its bytes."""
    return {
        "href": picture.href,
        "caption": picture.caption,
        "credit": picture.credit,
        "byline": picture.byline,
        "alt": picture.alt,
        "copyright": picture.copyright,
        "rights": picture.rights,
        "guid": picture.guid,
        "renditions": [
            {"href": r.href, "role": r.role, "mimetype": r.mimetype, "width": r.width, "height": r.height}
            for r in picture.renditions
        ],
    }


def instant(moment: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second."""
    if moment is None:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
