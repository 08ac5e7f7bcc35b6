from django.apps import AppConfig


class VotesConfig(AppConfig):
    name = "broadsheet.votes"
    label = "votes"
    verbose_name = "Votes"
    default_auto_field = "django.db.models.BigAutoField"
