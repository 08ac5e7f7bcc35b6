"""A picture file whose size is read from its head, upright; Wagtail's own decodes the whole picture."""

from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from broadsheet.pictures.engine.imaging import measure


class PictureFieldFile(WagtailImageFieldFile):
    def get_image_dimensions(self) -> tuple[int, int]:
        """Width and height in pixels as the picture is seen, its orientation applied."""
        was_closed = self.closed
        self.open()
        try:
            return measure(self.file)
        finally:
            if was_closed:
                self.close()
            else:
                self.seek(0)


class PictureFileField(WagtailImageField):
    attr_class = PictureFieldFile
