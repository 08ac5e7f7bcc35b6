from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "broadsheet.front"
    label = "front"
    verbose_name = "Front"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the page tree and register the outputs."""
        from wagtail.signals import page_published, page_slug_changed, page_unpublished

        from broadsheet.front import models, receivers
        from broadsheet.web.outputs import register_output

        for signal in (page_published, page_unpublished, page_slug_changed):
            signal.connect(
                receivers.page_changed, sender=models.StandingPage, dispatch_uid=f"front.page{id(signal)}"
            )
        register_output("front", routes=["stories:address"], addresses=lambda: ["/"])
        register_output("standing page", routes=["stories:address"], addresses=self.standing)

    @staticmethod
    def standing() -> list[str]:
        """Every standing page's address."""
        from broadsheet.front.models import StandingPage

        return [
            f"/{slug}/" for slug in StandingPage.objects.live().order_by("pk").values_list("slug", flat=True)
        ]
