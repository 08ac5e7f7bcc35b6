from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "broadsheet.comments"
    label = "comments"
    verbose_name = "Comments"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Fill the story's slot and register the outputs."""
        from broadsheet.comments import outputs, slots
        from broadsheet.web.slots import fill

        fill("story.comments", slots.story_comments)
        outputs.register()
