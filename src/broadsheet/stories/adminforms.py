"""The story form of the desk: what must fit together before a story is saved or published."""

from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminModelForm

from broadsheet.pictures.rules import may_print
from broadsheet.stories.rules import numbered, slug_of


class StoryForm(WagtailAdminModelForm):
    """Fills the slug, holds the place to one, and lets no picture without credit be published."""

    def clean(self) -> dict[str, Any]:
        """Check what needs more than one field; each complaint stands beside its field."""
        cleaned: dict[str, Any] = super().clean()
        section, blog = cleaned.get("section"), cleaned.get("blog")
        if (section is None) == (blog is None):
            self.add_error("section", "A story stands in one section or in one blog: choose one of the two.")
        elif not self.instance.published_at:
            cleaned["slug"] = self._free_slug(
                cleaned.get("slug") or slug_of(cleaned.get("headline") or ""), section, blog
            )
        else:
            cleaned["slug"] = self.instance.slug
        if "action-publish" in self.data:
            self._check_picture(cleaned.get("lead_picture"))
        return cleaned

    def _free_slug(self, slug: str, section: Any, blog: Any) -> str:
        holders = type(self.instance).objects.filter(section=section, blog=blog).exclude(pk=self.instance.pk)
        taken = set(holders.filter(slug__startswith=slug).values_list("slug", flat=True))
        below = (section or blog).get_children().values_list("slug", flat=True)
        return numbered(slug, taken | set(below))

    def _check_picture(self, picture: Any) -> None:
        for sentence in may_print(picture, timezone.now()) if picture else []:
            self.add_error("lead_picture", sentence)


class EmbargoForm(forms.Form):
    """Until when a story is held back."""

    until = forms.SplitDateTimeField(
        label="Not before", required=False, help_text="In the paper's time zone. Empty lifts the embargo.",
        widget=forms.SplitDateTimeWidget(
            date_attrs={"type": "date", "aria-label": "Not before, date"},
            time_attrs={"type": "time", "step": "1", "aria-label": "Not before, time"},
        ),
    )  # fmt: skip


class KillForm(forms.Form):
    """Why a story is withdrawn."""

    reason = forms.CharField(
        label="Reason", widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text="Kept in the log. Readers see the paper's own notice at the story's address.",
    )  # fmt: skip


class CorrectForm(forms.Form):
    """What a correction note says."""

    kind = forms.ChoiceField(choices=[("correction", "Correction"), ("clarification", "Clarification")])
    text = forms.CharField(
        label="Note to readers", widget=forms.Textarea(attrs={"rows": 4}), max_length=2000,
        help_text="What was wrong and what is right. It is printed under the story at once.",
    )  # fmt: skip
