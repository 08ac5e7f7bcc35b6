"""What readers and editors type."""

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from broadsheet.newsletter.models import Mailing
from broadsheet.newsletter.rules import normal_address
from broadsheet.people.check.forms import HumanCheckForm


class SubscribeForm(HumanCheckForm):
    """An address, and the human check."""

    email = forms.EmailField(
        label=gettext_lazy("Email address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """The address as it is kept."""
        try:
            return normal_address(self.cleaned_data["email"])
        except ValueError:
            raise forms.ValidationError(gettext("Mail cannot reach an address like this one.")) from None


class ProofForm(forms.ModelForm):  # type: ignore[type-arg]
    """An editor's words on an edition."""

    class Meta:
        model = Mailing
        fields = ["subject", "note"]
        widgets: dict[str, Any] = {"note": forms.Textarea(attrs={"rows": 4})}
