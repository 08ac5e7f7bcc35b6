from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "broadsheet.web"
    label = "web"
    verbose_name = "The paper"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_save

        from broadsheet.web import receivers
        from broadsheet.web.models import PaperSettings

        post_save.connect(receivers.settings_saved, sender=PaperSettings, dispatch_uid="web.settings_saved")
