"""The same archive straight into the plain Wagtail site's tables: pages, revisions and search entries."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.images import ImageFile
from django.db import connection, transaction
from wagtail.images.models import Image
from wagtail.models import Locale, Page, Revision, Site
from wagtail.search.models import IndexEntry

from loader import content, rows
from loader.content import Piece
from plain_wagtail.news.models import Author, HomePage, SectionPage, StoryPage, Topic

BATCH = 5000
PAGE = ("id", "path", "depth", "numchild", "title", "draft_title", "slug", "url_path", "content_type_id",
        "live", "has_unpublished_changes", "locale_id", "translation_key", "first_published_at",
        "last_published_at", "latest_revision_id", "live_revision_id", "latest_revision_created_at",
        "owner_id")  # fmt: skip
STORY = ("page_ptr_id", "date", "kicker", "intro", "dateline", "body", "lead_image_id")


@dataclass(frozen=True)
class Ground:
    """What the stories stand on, by index. Blogs are sections here: the tutorial knows no other kind."""

    sections: list[SectionPage]
    authors: list[int]
    topics: list[int]
    images: list[int]
    first_key: int


def lay_ground(*, sample: Path) -> Ground:
    """The tree, the snippets and the images, as an editor would have made them."""
    root = Page.get_first_root_node()
    for welcome in root.get_children():
        welcome.delete()
    home = Page.objects.get(pk=root.pk).add_child(instance=HomePage(title="The Plain", slug="home"))
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "127.0.0.1", "port": 9402, "root_page": home}
    )
    made: dict[str, SectionPage] = {}
    for name, parent, _ in (*content.SECTIONS, *((name, "", 0) for name in content.BLOGS)):
        section = SectionPage(title=name, slug=name.lower().replace(" ", "-"))
        made[name] = (made[parent] if parent else home).add_child(instance=section)
    count = content.PERSONS + content.AGENCIES
    images = []
    for path in sorted(sample.glob("*.jpg"))[: content.PICTURES]:
        with path.open("rb") as file:
            images.append(Image.objects.create(title=path.stem, file=ImageFile(file, name=path.name)).pk)
    return Ground(
        sections=list(made.values()),
        authors=[Author.objects.create(name=f"Writer {n}").pk for n in range(count)],
        topics=[Topic.objects.create(name=f"Topic {n}").pk for n in range(content.TOPICS)],
        images=images,
        first_key=max(made[name].pk for name in made) + 1000,
    )


class Loader:
    """Writes pieces; counts each section's children, from which the tree's paths come."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._children = {s.pk: SectionPage.objects.get(pk=s.pk).numchild for s in ground.sections}
        self._kind = ContentType.objects.get_for_model(StoryPage)
        self._locale = Locale.objects.get().pk

    @transaction.atomic
    def load(self, *, numbers: range, of: int, newest: datetime) -> None:
        """Stories ``numbers`` of an archive of ``of``."""
        for start in range(0, len(numbers), BATCH):
            pieces = [content.piece(number, of, newest) for number in numbers[start : start + BATCH]]
            told = [(piece, self._page(piece, of)) for piece in pieces]
            rows.insert(Page, PAGE, (page for _, page in told))
            rows.insert(
                StoryPage, STORY, (self._story(piece, page[0]) for piece, page in told), is_child=True
            )
            authors = ((page[0], self._ground.authors[n]) for piece, page in told for n in piece.authors)
            rows.many_to_many(StoryPage.authors.through, authors, ("storypage_id", "author_id"))
            topics = ((page[0], self._ground.topics[n]) for piece, page in told for n in piece.topics)
            rows.many_to_many(StoryPage.topics.through, topics, ("storypage_id", "topic_id"))
            self._search_entries(told)
            self._revisions(told)
        for pk, count in self._children.items():
            Page.objects.filter(pk=pk).update(numchild=count)
        rows.next_keys(Page, StoryPage.authors.through, StoryPage.topics.through, Revision, IndexEntry)

    def _page(self, piece: Piece, of: int) -> tuple[Any, ...]:
        place = piece.place + (len(content.SECTIONS) if piece.is_post else 0)
        section = self._ground.sections[place]
        self._children[section.pk] += 1
        step = Page._int2str(self._children[section.pk]).rjust(Page.steplen, "0")  # noqa: SLF001
        pk = self._ground.first_key + of - piece.number
        return (pk, section.path + step, section.depth + 1, 0, piece.headline, piece.headline, piece.slug,
                f"{section.url_path}{piece.slug}/", self._kind.pk, True, False, self._locale,
                uuid.UUID(int=piece.number + 1), piece.published_at, piece.updated_at, pk, pk,
                piece.published_at, None)  # fmt: skip

    def _story(self, piece: Piece, pk: int) -> tuple[Any, ...]:
        image = None if piece.picture is None else self._ground.images[piece.picture]
        return (
            pk,
            piece.published_at.date(),
            piece.kicker,
            piece.standfirst,
            piece.dateline,
            _html(piece),
            image,
        )

    def _revisions(self, told: list[tuple[Piece, tuple[Any, ...]]]) -> None:
        base = ContentType.objects.get_for_model(Page).pk
        empty = StoryPage().serializable_data()
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
            (page[0], self._kind.pk, base, str(page[0]), piece.published_at, piece.headline,
             self._content(piece, page, empty))
            for piece, page in told
        )  # fmt: skip
        rows.insert(Revision, names, lines)

    def _content(self, piece: Piece, page: tuple[Any, ...], empty: dict[str, Any]) -> dict[str, Any]:
        said = dict(zip(PAGE, page, strict=True)) | dict(zip(STORY, self._story(piece, page[0]), strict=True))
        children = {
            "authors": [self._ground.authors[n] for n in piece.authors],
            "topics": [self._ground.topics[n] for n in piece.topics],
        }
        return {
            **empty,
            **{name.removesuffix("_id"): value for name, value in said.items()},
            **children,
            "pk": page[0],
        }

    def _search_entries(self, told: list[tuple[Piece, tuple[Any, ...]]]) -> None:
        """As Wagtail's database search backend writes them for the same fields."""
        lines = ((str(page[0]), p.headline, f"{p.standfirst} {' '.join(p.paragraphs)}") for p, page in told)
        norm = 58.0
        if connection.vendor == "sqlite":
            names = ("content_type_id", "object_id", "title", "body", "autocomplete", "title_norm")
            entries = (
                (self._kind.pk, pk, title, body, title, norm / len(title)) for pk, title, body in lines
            )
            rows.insert(IndexEntry, names, entries)
            return
        statement = (
            f"INSERT INTO {IndexEntry._meta.db_table} "  # noqa: SLF001
            "(content_type_id, object_id, title, body, autocomplete, title_norm, title_text, body_text) "
            "VALUES (%s, %s, setweight(to_tsvector(%s), 'A'), setweight(to_tsvector(%s), 'D'), "
            "to_tsvector('simple', %s), %s, %s, %s)"
        )
        with connection.cursor() as cursor:
            cursor.executemany(
                statement,
                [
                    (self._kind.pk, pk, title, body, title, norm / len(title), title, body)
                    for pk, title, body in lines
                ],
            )


def _html(piece: Piece) -> str:
    quote = f"<blockquote>{piece.quote}</blockquote>" if piece.quote else ""
    return "".join(f"<p>{text}</p>" for text in piece.paragraphs) + quote
