"""The archive straight into Broadsheet's tables: what its services would have written, without their work.

``tests/benchmarks`` holds the rows to what the services say. Wagtail's table of references is not filled,
here or in the plain site.
"""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import Revision

from broadsheet.front.services import found_paper
from broadsheet.pictures import services as pictures
from broadsheet.stories.models import Author, Blog, Byline, Listing, SearchText, Section, Story, Topic
from broadsheet.stories.models.story import place_path
from broadsheet.stories.rules import fingerprint
from loader import content, rows
from loader.content import Piece

BATCH = 5000


@dataclass(frozen=True)
class Ground:
    """What the stories stand on: keys by index, and for each section itself and those above it."""

    sections: list[int]
    above: list[list[int]]
    blogs: list[int]
    authors: list[int]
    names: list[str]
    topics: list[int]
    pictures: list[int]
    section_paths: list[str]
    blog_paths: list[str]

    def picture_of(self, p: Piece) -> int | None:
        """The key of the piece's lead picture."""
        return (
            None if p.picture is None or not self.pictures else self.pictures[p.picture % len(self.pictures)]
        )


def lay_ground(*, now: datetime, sample: Path) -> Ground:
    """Sections, blogs, authors, topics and pictures through the paper's own doors."""
    front = found_paper(name="The Benchmark")
    made: dict[str, Section] = {}
    for name, parent, _ in content.SECTIONS:
        section = Section(title=name, slug=name.lower(), colour="#2f6f4f")
        made[name] = (made[parent] if parent else front).add_child(instance=section)
    authors = [_author(number) for number in range(content.PERSONS + content.AGENCIES)]
    blogs = [
        front.add_child(instance=Blog(title=name, slug=name.lower().replace(" ", "-"), blogger=authors[n]))
        for n, name in enumerate(content.BLOGS)
    ]
    topics = [
        front.add_child(instance=Topic(title=f"Topic {n}", slug=f"topic-{n}")) for n in range(content.TOPICS)
    ]
    return Ground(
        sections=[section.pk for section in made.values()],
        above=[[made[n].pk for n in (parent, name) if n] for name, parent, _ in content.SECTIONS],
        blogs=[blog.pk for blog in blogs], authors=[a.pk for a in authors], names=[a.name for a in authors],
        topics=[topic.pk for topic in topics], pictures=_pictures(now, sample),
        section_paths=[place_path(section.url_path) for section in made.values()],
        blog_paths=[place_path(blog.url_path) for blog in blogs],
    )  # fmt: skip


def _author(number: int) -> Author:
    is_agency = number >= content.PERSONS
    name = f"Agency {number}" if is_agency else f"Writer {number}"
    kind = Author.Kind.AGENCY if is_agency else Author.Kind.PERSON
    return Author.objects.create(kind=kind, name=name, slug=name.lower().replace(" ", "-"))


def _pictures(now: datetime, sample: Path) -> list[int]:
    files = sorted(sample.glob("*.jpg"))[: content.PICTURES]
    taken = [
        pictures.take_in(raw=path.read_bytes(), name=path.name, credit="Sample", alt=path.stem, now=now).pk
        for path in files
    ]
    pictures.release(picture_ids=taken, now=now)
    return taken


@transaction.atomic
def load(*, ground: Ground, numbers: range, of: int, newest: datetime) -> None:
    """Stories ``numbers`` of an archive of ``of``; the key of a story is ``of`` less its number."""
    batch = [numbers[start : start + BATCH] for start in range(0, len(numbers), BATCH)]
    for some in batch:
        pieces = [content.piece(number, of, newest) for number in some]
        for write in (_stories, _bylines, _topics, _listings, _search_texts, _revisions):
            write(ground, pieces, of)
    rows.next_keys(Story, Byline, Listing, Revision, Story.topics.through)


STORY = ("id", "live", "first_published_at", "last_published_at", "latest_revision_id", "live_revision_id",
         "section_id", "blog_id", "slug", "kicker", "headline", "standfirst", "dateline", "body",
         "lead_picture_id", "published_at", "updated_at", "announced_at", "printed",
         "address")  # fmt: skip


def _stories(ground: Ground, pieces: list[Piece], of: int) -> None:
    # The two columns that name revisions have constraints checked at commit, by which time these stand.
    rows.insert(Story, STORY, (_story(ground, p, of - p.number) for p in pieces))


def _story(ground: Ground, p: Piece, pk: int) -> tuple[Any, ...]:
    section = None if p.is_post else ground.sections[p.place]
    blog = ground.blogs[p.place] if p.is_post else None
    picture = ground.picture_of(p)
    path = ground.blog_paths[p.place] if p.is_post else ground.section_paths[p.place]
    return (pk, True, p.published_at, p.updated_at, pk, pk, section, blog, p.slug, p.kicker, p.headline,
            p.standfirst, p.dateline, json.dumps(_blocks(p)), picture, p.published_at, p.updated_at,
            p.published_at, _printed(ground, p, picture), f"{path}{p.slug}/")  # fmt: skip


def _html(p: Piece) -> str:
    return "".join(f"<p>{text}</p>" for text in p.paragraphs)


def _blocks(p: Piece) -> list[dict[str, Any]]:
    name = uuid.UUID(int=p.number)
    blocks: list[dict[str, Any]] = [{"type": "text", "value": _html(p), "id": str(name)}]
    if p.quote:
        quote = {"text": p.quote, "speaker": "Somebody"}
        blocks.append({"type": "pull_quote", "value": quote, "id": str(uuid.uuid5(name, "quote"))})
    return blocks


def _printed(ground: Ground, p: Piece, picture: int | None) -> str:
    body = [f"{block['type']} {block['value']}" for block in _blocks(p)]
    by = [ground.authors[n] for n in p.authors]
    return fingerprint(
        [p.kicker, p.headline, p.standfirst, p.dateline, *body, "", f"picture {picture}", f"by {by}"]
    )


def _bylines(ground: Ground, pieces: list[Piece], of: int) -> None:
    lines = (
        ((of - p.number) * 10 + order, order, of - p.number, ground.authors[n])
        for p in pieces for order, n in enumerate(p.authors)
    )  # fmt: skip
    rows.insert(Byline, ("id", "sort_order", "story_id", "author_id"), lines)


def _topics(ground: Ground, pieces: list[Piece], of: int) -> None:
    through = Story.topics.through
    pairs = (((of - p.number), ground.topics[n]) for p in pieces for n in p.topics)
    rows.many_to_many(through, pairs, ("story_id", "topic_id"))


def scopes(ground: Ground, p: Piece) -> Iterator[str]:
    """The lists a story stands in, as ``stories.selectors.printing.scopes_of`` has them."""
    yield "latest"
    yield from (
        [f"blog:{ground.blogs[p.place]}"] if p.is_post else [f"section:{pk}" for pk in ground.above[p.place]]
    )
    yield from (f"author:{ground.authors[n]}" for n in p.authors)
    yield from (f"topic:{ground.topics[n]}" for n in p.topics)
    yield f"month:{p.published_at:%Y-%m}"
    picture = ground.picture_of(p)
    if picture is not None:
        yield f"picture:{picture}"


def _listings(ground: Ground, pieces: list[Piece], of: int) -> None:
    lines = ((scope, of - p.number, p.published_at) for p in pieces for scope in scopes(ground, p))
    rows.insert(Listing, ("scope", "story_id", "published_at"), lines)


def _search_texts(ground: Ground, pieces: list[Piece], of: int) -> None:
    rows.insert(
        SearchText, ("story_id", "words"), ((of - p.number, _search_words(ground, p)) for p in pieces)
    )


def _search_words(ground: Ground, p: Piece) -> str:
    names = " ".join(ground.names[n] for n in p.authors)
    blocks = ["".join(f"{text}\n\n" for text in p.paragraphs), *([p.quote, "Somebody"] if p.quote else [])]
    return "\n".join(
        part for part in (p.headline, p.kicker, p.standfirst, p.dateline, names, "\n\n".join(blocks)) if part
    )


def _revisions(ground: Ground, pieces: list[Piece], of: int) -> None:
    kind = ContentType.objects.get_for_model(Story)
    empty = Story().serializable_data()
    names = (
        "id",
        "content_type_id",
        "base_content_type_id",
        "object_id",
        "created_at",
        "object_str",
        "content",
    )
    lines = (
        (
            of - p.number,
            kind.pk,
            kind.pk,
            str(of - p.number),
            p.published_at,
            p.headline,
            _content(ground, p, of, empty),
        )
        for p in pieces
    )
    rows.insert(Revision, names, lines)


def _content(ground: Ground, p: Piece, of: int, empty: dict[str, Any]) -> dict[str, Any]:
    pk = of - p.number
    told = dict(zip(STORY, _story(ground, p, pk), strict=True))
    said = {name.removesuffix("_id"): value for name, value in told.items() if name != "printed"}
    said |= {f"{name}_at": getattr(p, f"{name}_at").isoformat() for name in ("published", "updated")}
    for name in ("first_published_at", "last_published_at", "announced_at"):
        said[name] = p.published_at.isoformat()
    lines = [
        {"pk": pk * 10 + order, "sort_order": order, "story": pk, "author": ground.authors[n]}
        for order, n in enumerate(p.authors)
    ]
    children = {"topics": [ground.topics[n] for n in p.topics], "bylines": lines}
    return {**empty, **said, **children, "pk": pk}
