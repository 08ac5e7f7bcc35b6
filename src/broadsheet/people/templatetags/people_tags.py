"""Filters for the sign-in pages."""

from django import template
from django.forms import BoundField

register = template.Library()


@register.filter
def without_placeholder(field: BoundField) -> BoundField:
    """The field with its label alone: a placeholder that repeats it is taken for something typed."""
    field.field.widget.attrs.pop("placeholder", None)
    return field
