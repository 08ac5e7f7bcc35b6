from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "broadsheet.front"
    label = "front"
    verbose_name = "Front"
    default_auto_field = "django.db.models.BigAutoField"
