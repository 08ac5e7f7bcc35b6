from django.apps import AppConfig


class AudienceConfig(AppConfig):
    name = "broadsheet.audience"
    label = "audience"
    verbose_name = "Audience"
    default_auto_field = "django.db.models.BigAutoField"
