"""The door to printed pictures; originals stay inside."""

import hashlib
from pathlib import PurePosixPath

from django.core.files.storage import default_storage
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from broadsheet.edge.recording import note, note_until
from broadsheet.pictures.models import Picture, Rendition

TYPES = {
    ".avif": "image/avif", ".webp": "image/webp", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".png": "image/png", ".gif": "image/gif", ".tiff": "image/tiff", ".heic": "image/heic",
}  # fmt: skip
DESK = "wagtailadmin.access_admin"
AVATARS = "avatar_images/"  # Wagtail's portraits of staff, shown on the desk alone

# A rendition's name holds a fingerprint of its bytes, so it could be kept for ever. It must not: a picture
# that is withdrawn has to be gone from our server within a second and from a browser at its next look.
# ``no-cache`` lets everybody keep the bytes and makes them ask each time: the answer is a 304, 404 or 410.
FOR_READERS = "public, no-cache"
FOR_THE_DESK = "private, no-store"


@require_safe
def media(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with the rendition stored as ``name``, if this reader may have it.

    404 for what is not there, not released yet or never public (originals); 410 for what was public once and
    is withdrawn or out of its rights. Staff with access to the desk see everything.
    """
    if "\0" in name:  # PostgreSQL takes no such text
        return _absent(404)
    rendition = Rendition.objects.select_related("image").filter(file=name).first()
    if rendition is None:
        return _for_the_desk(request, name)
    picture = rendition.image
    note(f"picture:{picture.pk}")
    note_until(picture.rights_until)
    if picture.is_public(timezone.now()) and rendition.is_for_readers:
        return _answer(request, name, FOR_READERS)
    if request.user.has_perm(DESK):
        return _answer(request, name, FOR_THE_DESK)
    return _absent(404 if picture.released_at is None else 410)


def _for_the_desk(request: HttpRequest, name: str) -> HttpResponseBase:
    is_ours = name.startswith(AVATARS) or Picture.objects.filter(file=name).exists()
    if not is_ours or not request.user.has_perm(DESK):
        return _absent(404)
    return _answer(request, name, FOR_THE_DESK)


def _answer(request: HttpRequest, name: str, caching: str) -> HttpResponseBase:
    kind = TYPES.get(PurePosixPath(name).suffix.lower())
    if kind is None or not default_storage.exists(name):
        return _absent(404)
    etag = f'"{hashlib.sha256(name.encode()).hexdigest()[:32]}"'
    known = get_conditional_response(request, etag=etag)
    response = known or HttpResponse(_bytes(name), content_type=kind)
    response["ETag"] = etag
    response["Cache-Control"] = caching
    return _bare(response)


def _absent(status: int) -> HttpResponseBase:
    """No picture, and nobody keeps that answer: an embargo ends, a withdrawal is taken back."""
    response = HttpResponse(status=status)
    response["Cache-Control"] = "no-store"
    return _bare(response)


def _bytes(name: str) -> bytes:
    with default_storage.open(name) as file:
        return bytes(file.read())


def _bare(response: HttpResponseBase) -> HttpResponseBase:
    """A picture can do nothing: no scripts, no guessing at its type."""
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response
