"""Pictures: originals as they came, what is printed of them, their credits and their rights."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "broadsheet.pictures"
    label = "pictures"
    verbose_name = "Pictures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks and the public output."""
        from broadsheet.pictures import checks, outputs, receivers  # noqa: F401
