"""What the publish service must know of a story: the lists it stands in and what readers see of it."""

from django.utils.html import strip_tags

from broadsheet.stories.models import Story
from broadsheet.stories.rules import fingerprint


def scopes_of(story: Story) -> list[str]:
    """The edge tags of every list that ``story`` belongs to when it is public."""
    if story.section is not None:
        above = story.section.get_ancestors(inclusive=True).filter(depth__gt=2)
        places = [f"section:{pk}" for pk in above.values_list("pk", flat=True)]
    else:
        places = [f"blog:{story.blog_id}"]
    authors = [f"author:{pk}" for pk in story.bylines.values_list("author_id", flat=True)]
    topics = [f"topic:{pk}" for pk in story.topics.values_list("pk", flat=True)]
    month = f"month:{story.published_at:%Y-%m}" if story.published_at else ""
    pictures = [f"picture:{pk}" for pk in sorted(picture_ids(story))]
    return [*dict.fromkeys(["latest", *places, *authors, *topics, *filter(None, [month]), *pictures])]


def plain_body(story: Story) -> str:
    """The text of the body without markup, paragraphs on lines of their own."""
    parts = []
    for block in story.body.raw_data:
        value = block["value"]
        texts = value.values() if isinstance(value, dict) else [value]
        parts += [str(text).replace("</p>", "</p>\n\n") for text in texts if isinstance(text, str)]
    return strip_tags("\n\n".join(parts))


def printed_fingerprint(story: Story) -> str:
    """The digest of everything of a story's own that readers see on its page."""
    bylines = story.bylines.order_by("sort_order").values_list("author_id", flat=True)
    body = [f"{block['type']} {block['value']}" for block in story.body.raw_data]
    return fingerprint(
        [story.kicker, story.headline, story.standfirst, story.dateline, *body, story.lead_caption,
         f"picture {story.lead_picture_id}", f"by {list(bylines)}"]
    )  # fmt: skip


def search_words(story: Story) -> str:
    """The words by which a story is found: its headline weighs most by standing first."""
    names = " ".join(story.bylines.values_list("author__name", flat=True))
    parts = (story.headline, story.kicker, story.standfirst, story.dateline, names, plain_body(story))
    return "\n".join(part for part in parts if part)


def picture_ids(story: Story) -> set[int]:
    """Every picture that the story's page shows."""
    inside = {
        int(block["value"]["picture"])
        for block in story.body.raw_data
        if block["type"] == "picture" and block["value"].get("picture")
    }
    return inside | ({story.lead_picture_id} if story.lead_picture_id else set())
