"""Pictures' entry in the list of public outputs: every rendition of a picture that readers may have."""

from collections.abc import Iterator

from django.utils import timezone

from broadsheet.pictures.models import Rendition
from broadsheet.web.outputs import register_output


def addresses() -> Iterator[str]:
    """The address of each public rendition."""
    now = timezone.now()
    for rendition in Rendition.objects.select_related("image").order_by("pk").iterator():
        if rendition.image.is_public(now) and rendition.is_for_readers:
            yield rendition.url


register_output("picture renditions", routes=["pictures_media"], addresses=addresses, is_stored=False)
