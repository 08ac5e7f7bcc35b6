"""The pictures of a ninjs item: its own renditions, or those of the items associated with it."""

from collections.abc import Iterator

from broadsheet.wire.formats.assembly import Draft, whole
from broadsheet.wire.formats.item import Rendition, WirePicture
from broadsheet.wire.formats.jsontree import Object, named, text, words

PICTURE_TYPES = frozenset({"picture", "photo", "image", "graphic"})
GONE = frozenset({"canceled", "cancelled", "killed", "withheld"})
MAX_DEPTH = 3


def of(one: Object, draft: Draft) -> list[WirePicture]:
    """A picture item is its own picture; any other item brings its associated ones."""
    if draft.type == "picture":
        return [picture(one)] if renditions(one) or caption(one) else []
    return list(associated(one, MAX_DEPTH))


def associated(one: Object, depth: int) -> Iterator[WirePicture]:
    """Associated pictures, those of associated galleries too."""
    for _, other in named(one.get("associations")):
        if text(other.get("pubstatus")).casefold() in GONE:
            continue
        if text(other.get("type")).casefold() in PICTURE_TYPES:
            if renditions(other):
                yield picture(other)
        elif depth > 1:
            yield from associated(other, depth - 1)


def picture(one: Object) -> WirePicture:
    """One picture with its renditions, caption and credits."""
    files = renditions(one)
    best = max(files, key=lambda r: (r.width or 0) * (r.height or 0), default=None)
    maker = text(one.get("by")) or text(one.get("byline")) or photographer(one)
    house = text(one.get("source")) or text(one.get("copyrightholder"))
    line = described(one, ("creditline",)) or text(one.get("creditline"))
    return WirePicture(
        href=best.href if best else "",
        caption=caption(one),
        credit=line or "/".join(dict.fromkeys(filter(None, (maker, house)))),
        byline=maker,
        alt=text(one.get("body_text")) if text(one.get("body_text")) != caption(one) else "",
        copyright=text(one.get("copyrightnotice")) or text(one.get("copyrightholder")),
        rights=" ".join(words(one.get("usageterms"))),
        guid=text(one.get("guid")) or text(one.get("uri")),
        renditions=tuple(files),
    )


def caption(one: Object) -> str:
    """The caption, never the credit line or the caption writer that may stand before it."""
    return described(one, ("caption", "text", "main", "")) or text(one.get("headline"))


def described(one: Object, roles: tuple[str, ...]) -> str:
    """The description with the first of these roles."""
    found: dict[str, str] = {}
    for role, entry in named_by_role(one):
        found.setdefault(role, entry)
    return next((found[role] for role in roles if found.get(role)), "")


def named_by_role(one: Object) -> Iterator[tuple[str, str]]:
    """All descriptions with their roles."""
    for _, entry in named(one.get("descriptions")):
        yield text(entry.get("role")).casefold(), text(entry.get("value"))
    for key, value in one.items():
        if key == "description" or key.startswith("description_"):
            yield key[len("description_") :], text(value)


def photographer(one: Object) -> str:
    """AP names the photographer in an object."""
    maker = one.get("photographer")
    return text(maker.get("name")) if isinstance(maker, dict) else text(maker)


def renditions(one: Object) -> list[Rendition]:
    """The image files among the renditions."""
    found = []
    for name, entry in named(one.get("renditions")):
        kind = text(entry.get("mimetype") or entry.get("contenttype")).casefold()
        href = text(entry.get("href"))
        if href and (kind.startswith("image") or not kind):
            found.append(
                Rendition(
                    href=href,
                    role=name,
                    mimetype=kind,
                    width=whole(text(entry.get("width")), 1, 99999),
                    height=whole(text(entry.get("height")), 1, 99999),
                )
            )
    return found
