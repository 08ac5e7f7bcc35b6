"""A story's body as HTML, block by block, without a query of its own for plain copy."""

import re
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import expand_db_html

from broadsheet.kit.html import clean_html
from broadsheet.pictures.selectors import PictureView
from broadsheet.stories.models import Story

BOLD_ITALIC = re.compile(r"<(/?)([bi])>")


def body_html(story: Story, pictures: dict[int, PictureView]) -> SafeString:
    """Every block in order; the dateline opens the first paragraph."""
    parts = [_block(block["type"], block["value"], pictures) for block in story.body.raw_data]
    html = "".join(parts)
    if story.dateline:
        html = _with_dateline(html, story.dateline)
    return mark_safe(html)  # noqa: S308


def _block(kind: str, value: Any, pictures: dict[int, PictureView]) -> str:
    match kind:
        case "text":
            return clean_rich_text(value)
        case "picture":
            view = pictures.get(int(value.get("picture") or 0))
            context = {"picture": view, "caption": value.get("caption") or (view.caption if view else "")}
            return render_to_string("stories/blocks/picture.html", context) if view else ""
        case "table":
            return f'<div class="table-scroll" tabindex="0" role="region">{clean_html(value.get("html") or "")}</div>'
        case "fact_box":
            box = {**value, "text": mark_safe(clean_rich_text(value.get("text") or ""))}  # noqa: S308
            return render_to_string("stories/blocks/fact_box.html", {"box": box})
        case "pull_quote":
            return render_to_string("stories/blocks/pull_quote.html", {"quote": value})
    return ""


def clean_rich_text(html: str) -> str:
    """Stored rich text with its internal links made addresses, held to the allow-list once more."""
    return clean_html(str(expand_db_html(BOLD_ITALIC.sub(_semantic, html))))


def _semantic(tag: re.Match[str]) -> str:
    return f"<{tag[1]}{'strong' if tag[2] == 'b' else 'em'}>"


def _with_dateline(html: str, dateline: str) -> str:
    opening = format_html('<span class="dateline">{} —</span> ', dateline)
    before, tag, after = html.partition("<p")
    if not tag:
        return f"<p>{opening}</p>{html}"
    attributes, end, text = after.partition(">")
    return f"{before}<p{attributes}{end}{opening}{text}"
