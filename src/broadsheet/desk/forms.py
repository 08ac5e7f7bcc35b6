"""What the desk may ask of its list of takes."""

from django import forms

from broadsheet.desk.models import Decision
from broadsheet.wire.models import Feed


class TakesForm(forms.Form):
    """Narrows the list; a field that cannot be read narrows nothing."""

    q = forms.CharField(label="Words", required=False, max_length=100)
    feed = forms.ModelChoiceField(Feed.objects.order_by("name"), required=False, empty_label="Every feed")
    outcome = forms.ChoiceField(
        label="Became", required=False, choices=[("", "Everything"), *Decision.Outcome.choices]
    )
