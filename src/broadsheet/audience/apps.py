from django.apps import AppConfig


class AudienceConfig(AppConfig):
    name = "broadsheet.audience"
    label = "audience"
    verbose_name = "Audience"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the most-read places."""
        from broadsheet.audience.fillers import most_read_list
        from broadsheet.web.slots import fill

        for name in ("story.aside", "front.aside", "section.aside"):
            fill(name, most_read_list)
