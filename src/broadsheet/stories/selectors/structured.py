"""Structured data for search engines (schema.org), as JSON that is safe inside a script element."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from broadsheet.stories.selectors.story_page import StoryView
from broadsheet.web.selectors import absolute, paper

ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def story_data(view: StoryView) -> SafeString:
    """NewsArticle (or BlogPosting) and BreadcrumbList of a story page."""
    article: dict[str, Any] = {
        "@type": "BlogPosting" if view.is_blog_post else "NewsArticle",
        "headline": view.headline[:110],
        "description": view.standfirst,
        "datePublished": view.published_iso,
        "dateModified": view.updated_iso,
        "inLanguage": view.language,
        "mainEntityOfPage": view.absolute_url,
        "articleSection": view.section_name,
        "author": [
            {"@type": "Organization" if c.is_agency else "Person", "name": c.name, "url": absolute(c.url)}
            for c in view.byline
        ],
        "publisher": {"@type": "NewsMediaOrganization", "name": paper().name, "url": absolute("/")},
    }
    if view.picture:
        article["image"] = [absolute(view.picture.src)]
    if view.notes:
        article["correction"] = [
            {"@type": "CorrectionComment", "text": n.text, "datePublished": n.at_iso} for n in view.notes
        ]
    crumbs = [*view.breadcrumbs, (view.headline, view.url)]
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": name, "item": absolute(url)}
            for n, (name, url) in enumerate(crumbs, 1)
        ],
    }
    return as_script({"@context": "https://schema.org", "@graph": [article, trail]})


def as_script(data: dict[str, Any]) -> SafeString:
    """``data`` as JSON in which no character can end the script element."""
    return mark_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES))  # noqa: S308
