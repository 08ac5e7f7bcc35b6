"""The comment form: a name, a text and the human check."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from broadsheet.comments.rules import MAX_LENGTH, MAX_NAME, cleaned
from broadsheet.kit.text import plain_line
from broadsheet.people.check.forms import HumanCheckForm


class TypedLine(forms.CharField):
    """One line as it can be kept: without control characters, which are no fault of the person typing."""

    def to_python(self, value: Any) -> str:
        """Clean first, so that nothing is refused that cleaning mends."""
        return super().to_python(plain_line(value or "")) or ""


class TypedText(forms.CharField):
    """Several lines as they can be kept; nothing is cut off while typing or pasting."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Clean first; line ends count as one character."""
        return super().to_python(cleaned(value or "")) or ""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No ``maxlength``: a browser would silently drop the end of what is pasted."""
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs


class CommentForm(HumanCheckForm):
    """What a reader writes."""

    name = TypedLine(
        label=gettext_lazy("Name"),
        max_length=MAX_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
        help_text=gettext_lazy("Shown beside your comment."),
    )
    text = TypedText(
        label=gettext_lazy("Comment"),
        max_length=MAX_LENGTH,
        widget=forms.Textarea(attrs={"rows": "8", "dir": "auto"}),
        help_text=gettext_lazy(
            "Up to 4,000 characters. Links become links; a line that begins with > is a quotation."
        ),
    )
