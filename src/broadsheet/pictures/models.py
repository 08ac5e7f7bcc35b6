"""Pictures and what is printed of them, on Wagtail's image models.

Wagtail's own fields are used where they mean the same: ``title`` is the picture's name in the library,
``description`` its alt text, the focal point and ``uploaded_by_user`` are as Wagtail has them.
"""

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from typing import cast

from django.db import models
from django.db.models import Q
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    ImageQuerySet,
    get_rendition_storage,
    get_rendition_upload_to,
    get_upload_to,
)
from wagtail.search import index

from broadsheet.pictures.engine.marking import Marks
from broadsheet.pictures.fields import PictureFileField
from broadsheet.pictures.printing import Darkroom, PrintFilter
from broadsheet.pictures.rules import LARGEST, SHAPES, specs


class PictureQuerySet(ImageQuerySet):
    def public(self, now: datetime) -> "PictureQuerySet":
        """Pictures that readers may have: released, not withdrawn, rights not run out."""
        return cast(
            "PictureQuerySet",
            self.filter(released_at__lte=now, withdrawn_at=None).filter(
                Q(rights_until=None) | Q(rights_until__gt=now)
            ),
        )


class Picture(AbstractImage):
    """An original exactly as it came, with what is printed under it and until when it may be."""

    file = PictureFileField(
        verbose_name="file", upload_to=get_upload_to, width_field="width", height_field="height"
    )
    caption = models.TextField(blank=True, help_text="What the picture shows; printed under it.")
    credit = models.CharField(
        max_length=255, blank=True, help_text="As printed, such as “AFP photo”. Without it, no publishing."
    )
    byline = models.CharField("photographer", max_length=255, blank=True)
    source = models.CharField(max_length=255, blank=True, help_text="Who supplied the picture.")
    copyright = models.CharField(max_length=500, blank=True, help_text="The owner's line, as they want it.")
    is_decorative = models.BooleanField(
        "decorative", default=False, help_text="Says nothing that a reader who cannot see it would miss."
    )
    language = models.CharField(
        max_length=16, blank=True, help_text="Of caption and alt text; empty: the paper's own."
    )
    sha256 = models.CharField(
        max_length=64, unique=True, editable=False, help_text="Of the original's bytes."
    )
    taken_at = models.DateTimeField(null=True, blank=True, editable=False)
    rights_until = models.DateTimeField(
        null=True, blank=True, help_text="From then on the picture is nowhere in the paper."
    )
    released_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="When a public story first showed it."
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)

    admin_form_fields = (
        "title", "file", "caption", "credit", "byline", "source", "copyright", "description", "is_decorative",
        "language", "rights_until", "collection", "tags",
        "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height",
    )  # fmt: skip
    search_fields = [
        *AbstractImage.search_fields,
        index.SearchField("caption"),
        index.SearchField("credit"),
        index.SearchField("byline"),
        index.FilterField("released_at"),
        index.FilterField("rights_until"),
    ]

    objects = PictureQuerySet.as_manager()

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"
        verbose_name_plural = "pictures"
        permissions = [("choose_picture", "Can choose picture")]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(released_at__isnull=False),
                name="picture_withdrawn_was_released",
            ),
        ]

    @property
    def alt(self) -> str:
        """Text for those who cannot see the picture; empty for a decorative one."""
        return "" if self.is_decorative else self.description

    @property
    def default_alt_text(self) -> str:
        """What Wagtail's own tags write as alt; never the title, which is a file's name as often as not."""
        return self.alt

    @property
    def marks(self) -> Marks:
        """What every printed copy of this picture carries inside."""
        return Marks(creator=self.byline, credit=self.credit, source=self.source, copyright=self.copyright)

    def is_public(self, now: datetime) -> bool:
        """As ``PictureQuerySet.public``, for one picture at hand."""
        is_in_rights = self.rights_until is None or self.rights_until > now
        is_released = self.released_at is not None and self.released_at <= now
        return is_released and self.withdrawn_at is None and is_in_rights

    def clean_filter_for_svg(self, filter: Filter) -> PrintFilter:  # noqa: A002  (Wagtail's name)
        """Every rendition that Wagtail asks for passes here; from here on it is printed our way."""
        return filter if isinstance(filter, PrintFilter) else PrintFilter(filter.spec)

    def _set_image_file_metadata(self) -> None:
        """Size and fingerprints of a newly given file; called by Wagtail's forms before saving."""
        super()._set_image_file_metadata()
        with self.open_file() as original:
            self.sha256 = hashlib.file_digest(original, "sha256").hexdigest()
            original.seek(0)

    def filters(self, shapes: Iterable[str]) -> list[PrintFilter]:
        """What is printed of this picture for ``shapes`` (names in ``rules.SHAPES``), each once."""
        wanted = dict.fromkeys(
            spec for name in shapes for spec in specs(SHAPES[name], self.width, self.height)
        )
        return [PrintFilter(spec) for spec in wanted]

    def print_missing(self, shapes: Iterable[str]) -> int:
        """Make the renditions of ``shapes`` that are not there yet; returns how many were made.

        The original is decoded once, two encoders run side by side, rows are written at the end in one go.
        Of two processes that do so at once one wins and the other's files are taken away again.
        """
        filters = self.filters(shapes)
        keys = {(row.filter_spec, row.focal_point_key) for row in self._rows(filters)}
        missing = [one for one in filters if (one.spec, one.get_cache_key(self)) not in keys]
        if not missing:
            return 0
        self._keep(self._print(missing))
        return len(missing)

    def _print(self, filters: list[PrintFilter]) -> "list[Rendition]":
        with self.open_file() as original:
            darkroom = Darkroom(original.read(), self, filters)
        with ThreadPoolExecutor(max_workers=2) as pool:
            return list(
                pool.map(
                    lambda one: self.generate_rendition_instance(one.within(darkroom), BytesIO()), filters
                )
            )

    def _keep(self, made: "list[Rendition]") -> None:
        Rendition.objects.bulk_create(made, ignore_conflicts=True)
        kept = set(Rendition.objects.filter(image=self).values_list("file", flat=True))
        for row in made:
            if row.file.name not in kept:
                row.file.storage.delete(row.file.name)

    def _rows(self, filters: Iterable[PrintFilter]) -> "list[Rendition]":
        return list(Rendition.objects.filter(image=self, filter_spec__in=[one.spec for one in filters]))


class Rendition(AbstractRendition):
    """A printed copy of a picture: one size, one format, its credit inside.

    ``focal_point_key``, Wagtail's name, holds the whole key of ``PrintFilter.get_cache_key``.
    """

    objects: "models.Manager[Rendition]" = models.Manager()

    file = PictureFileField(
        upload_to=get_rendition_upload_to,
        storage=get_rendition_storage,
        width_field="width",
        height_field="height",
    )
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="rendition_once"
            ),
        ]
        indexes = [models.Index(fields=["file"], name="rendition_by_file")]

    @property
    def is_for_readers(self) -> bool:
        """Whether it is of a size that is printed; full-size copies are for the desk."""
        return bool(max(self.width, self.height) <= LARGEST)

    def get_upload_to(self, filename: str) -> str:
        """Printed copies lie apart from originals, a folder a picture; names are short, pages list many."""
        frame = "-".join(part for part in self.filter_spec.split("|") if not part.startswith("format-"))
        name = f"{self.focal_point_key}-{frame}{PurePosixPath(filename).suffix}"
        return f"pictures/{self.image_id}/{self.file.field.storage.get_valid_name(name)}"


def stale_renditions(picture: Picture) -> "models.QuerySet[Rendition]":
    """Renditions of ``picture`` made before its credit, focal point or file was last changed."""
    rows = Rendition.objects.filter(image=picture)
    old = [
        row.pk for row in rows if PrintFilter(row.filter_spec).get_cache_key(picture) != row.focal_point_key
    ]
    return Rendition.objects.filter(pk__in=old)
