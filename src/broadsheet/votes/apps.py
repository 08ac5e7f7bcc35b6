from django.apps import AppConfig


class VotesConfig(AppConfig):
    name = "broadsheet.votes"
    label = "votes"
    verbose_name = "Votes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the story's slot and register the outputs."""
        from broadsheet.votes import outputs, slots
        from broadsheet.web.slots import fill

        fill("story.vote", slots.story_vote)
        outputs.register()
