"""Tags for base pages: slots, dates in the paper's form, static JSON."""

from datetime import datetime

from django import template
from django.utils.safestring import SafeString

from broadsheet.web import slots
from broadsheet.web.selectors import paper_date

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: template.Context, name: str, subject: object = None) -> SafeString:
    """What higher rooms put in this place of the page."""
    return slots.slot(name, context["request"], subject)


@register.filter
def in_paper_form(moment: datetime | None) -> str:
    """A moment as the paper prints dates; nothing for None."""
    return paper_date(moment) if moment else ""


@register.filter
def clock_time(moment: datetime | None) -> str:
    """Hours and minutes in the paper's zone."""
    return paper_date(moment, "H:i") if moment else ""
