from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "broadsheet.stories"
    label = "stories"
    verbose_name = "Stories"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to Wagtail and Django, fill the slots, register the outputs."""
        from django.db.models.signals import post_delete, post_save
        from wagtail.signals import (
            page_published,
            page_slug_changed,
            page_unpublished,
            post_page_move,
            published,
            unpublished,
        )

        from broadsheet.stories import fillers, models, outputs, receivers, views
        from broadsheet.web.slots import fill

        published.connect(receivers.story_published, sender=models.Story, dispatch_uid="stories.published")
        unpublished.connect(
            receivers.story_unpublished, sender=models.Story, dispatch_uid="stories.unpublished"
        )
        post_save.connect(receivers.author_saved, sender=models.Author, dispatch_uid="stories.author")
        for place in (models.Section, models.Blog):
            for signal in (page_published, page_unpublished, post_delete):
                signal.connect(receivers.place_changed, sender=place, dispatch_uid=f"{place}{id(signal)}")
            page_slug_changed.connect(receivers.place_renamed, sender=place, dispatch_uid=f"{place}renamed")
            post_page_move.connect(receivers.place_moved, sender=place, dispatch_uid=f"{place}moved")
        for signal in (page_published, page_unpublished, page_slug_changed, post_page_move, post_delete):
            signal.connect(receivers.topic_changed, sender=models.Topic, dispatch_uid=f"topic{id(signal)}")
        models.Story.preview_view = staticmethod(views.preview)
        fill("masthead.sections", fillers.sections)
        fill("head.extra", fillers.head)
        outputs.register()
