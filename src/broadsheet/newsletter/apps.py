from django.apps import AppConfig


class NewsletterConfig(AppConfig):
    name = "broadsheet.newsletter"
    label = "newsletter"
    verbose_name = "Newsletter"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the slots and register the outputs."""
        from broadsheet.newsletter import fillers, outputs
        from broadsheet.web.slots import fill

        fill("story.sign_up", fillers.sign_up)
        fill("page.foot", fillers.foot, order=80)
        outputs.register()
