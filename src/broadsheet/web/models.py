"""What an editor decides about the paper as a whole: its name, colours, dates and standing sentences."""

from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


def check_time_zone(value: str) -> None:
    """Refuse a time zone that the tz database does not know."""
    if value not in available_timezones():
        raise ValidationError(f"{value!r} is not a time zone such as Europe/Lisbon.")


@register_setting(icon="cog")
class PaperSettings(BaseGenericSetting):
    """One row: the paper."""

    name = models.CharField(max_length=80, default="Broadsheet")
    tagline = models.CharField(max_length=160, blank=True)
    language = models.CharField(max_length=12, default="en", help_text="Language of the pages, such as en.")
    time_zone = models.CharField(max_length=60, default="UTC", validators=[check_time_zone])
    date_form = models.CharField(
        max_length=40, default="M j, Y", help_text='Django\'s date letters: "M j, Y" prints Feb 17, 2019.'
    )
    accent = models.CharField(max_length=7, default="#9b1c1c", help_text="Accent colour, such as #9b1c1c.")
    contact_email = models.EmailField(default="desk@localhost.localdomain")
    kill_notice = models.TextField(
        default="This story has been withdrawn.", help_text="What a withdrawn story's address says."
    )
    vote_kind = models.CharField(max_length=8, choices=[("up", "Thumbs up")], default="up")

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("tagline"), FieldPanel("accent")], "Nameplate"),
        MultiFieldPanel([FieldPanel("language"), FieldPanel("time_zone"), FieldPanel("date_form")], "Dates"),
        MultiFieldPanel([FieldPanel("contact_email"), FieldPanel("kill_notice")], "Standing sentences"),
        FieldPanel("vote_kind"),
    ]

    class Meta:
        verbose_name = "Paper"

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The paper's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def direction(self) -> str:
        """Writing direction of the paper's own words."""
        return direction_of(self.language)


def direction_of(language: str) -> str:
    """``rtl`` for languages written from the right, else ``ltr``."""
    return "rtl" if language.partition("-")[0].lower() in RIGHT_TO_LEFT else "ltr"
