"""The demonstration paper's stories: agency copy through the wire, the paper's own through its verbs."""

import re
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from broadsheet.cli.trickle import filled
from broadsheet.desk.models import WirePicture
from broadsheet.desk.services.files import take_in_file
from broadsheet.desk.services.opening import open_take
from broadsheet.desk.services.routing import route
from broadsheet.pictures import services as pictures
from broadsheet.pictures.models import Picture
from broadsheet.stories.models import Byline, Story
from broadsheet.stories.services import withdrawing
from broadsheet.stories.services.drafts import Copy, open_story, publish
from broadsheet.wire.models import Message

PARAGRAPH_END = re.compile(r"</p>")
Block = tuple[str, Any]


def load(loaded: Any, plan: dict[str, Any], sample: Path) -> None:
    """Take every wire file in, open each as a story with what an editor adds, publish in order of time."""
    for slug, entry in ((agency["slug"], agency) for agency in plan["agencies"]):
        route(slug=slug, name=entry["name"], section_path="", action="hold", is_trusted=False, now=loaded.now)
    printed: dict[str, Story] = {}
    with tempfile.TemporaryDirectory() as folder:
        drafts = [
            _wire_draft(loaded, path, Path(folder), plan) for path in sorted((sample / "wire").glob("*.xml"))
        ]
    drafts += [_post_draft(loaded, sample, name, plan) for name in plan["posts"]]
    for key, story, moment in sorted(drafts, key=lambda draft: draft[2]):
        printed[key] = publish(story=story, by=loaded.people["editor"], as_of=min(moment, loaded.now))
    loaded.stories = printed
    for key, entry in plan["stories"].items():
        note = entry.get("correction")
        if note and key in printed:
            at = datetime.fromisoformat(str(note["at"]))
            withdrawing.correct(story=printed[key], text=note["text"], by=loaded.people["editor"], now=at)


def _wire_draft(loaded: Any, path: Path, folder: Path, plan: dict[str, Any]) -> tuple[str, Story, datetime]:
    key = path.name.partition(".")[0]
    entry = plan["stories"][key]
    text = filled(path.read_text(encoding="utf-8"), loaded.now)
    (folder / path.name).write_text(text, encoding="utf-8")
    for picture in (path.parents[1] / "pictures").glob("*.jpg"):
        if picture.name in text and not (folder / picture.name).exists():
            (folder / picture.name).write_bytes(picture.read_bytes())
    feed = next((slug for slug in entry["byline"] if slug in {a["slug"] for a in plan["agencies"]}), "demo")
    take_in_file(path=folder / path.name, feed=feed, now=loaded.now)
    take = (
        Message.objects.get(feed__slug=feed, name=path.name)
        .takes.order_by("position")
        .filter(type="text")
        .first()
    )
    if take is None:
        message = f"{path.name} brought no text."
        raise RuntimeError(message)
    _describe_pictures(loaded, take.guid)
    story = open_take(
        take=take, by=loaded.people["editor"], now=loaded.now, section=loaded.sections[entry["section"]]
    )
    _edit(loaded, story, entry)
    return key, story, take.version_created_at or loaded.now


def _describe_pictures(loaded: Any, guid: str) -> None:
    """What the paper's picture editor adds: alt text, and where the eye should rest."""
    for link in WirePicture.objects.filter(guid=guid).select_related("picture"):
        _describe(link.picture, loaded.pictures.get(Path(link.href).name, {}))


def _describe(picture: Picture, words: dict[str, Any]) -> None:
    picture.description = words.get("alt") or picture.description
    focus = words.get("focus") or words.get("focal")
    if focus:
        picture.focal_point_x = round(float(focus[0]) * picture.width)
        picture.focal_point_y = round(float(focus[1]) * picture.height)
        picture.focal_point_width = picture.focal_point_height = picture.height // 4
    picture.save()


def _edit(loaded: Any, story: Story, entry: dict[str, Any]) -> None:
    draft: Story = story.get_latest_revision_as_object()
    draft.kicker = entry.get("kicker", "")
    draft.standfirst = entry.get("standfirst") or draft.standfirst
    draft.topics = [loaded.topics[slug] for slug in entry.get("topics", [])]
    draft.bylines = [
        Byline(author=loaded.authors[slug], sort_order=n) for n, slug in enumerate(entry["byline"])
    ]
    blocks = [(block["type"], block["value"]) for block in draft.body.raw_data]
    draft.body = with_extras(blocks, entry)
    draft.save_revision(user=loaded.people["editor"])


def with_extras(blocks: list[Block], entry: dict[str, Any]) -> list[Block]:
    """The blocks with the editor's pull quote after its paragraph and the fact box at the end or after its own."""
    for kind in ("pull_quote", "fact_box"):
        extra = entry.get(kind)
        if extra:
            after = extra.get("after_paragraph", 10_000)
            value = {name: text for name, text in extra.items() if name != "after_paragraph"}
            blocks = _put_after(blocks, after, (kind, value))
    return blocks


def _put_after(blocks: list[Block], after: int, extra: Block) -> list[Block]:
    seen = 0
    for number, (kind, value) in enumerate(blocks):
        ends = [match.end() for match in PARAGRAPH_END.finditer(value)] if kind == "text" else []
        if seen + len(ends) >= after:
            cut = ends[after - seen - 1]
            parts = [("text", part) for part in (value[:cut], value[cut:]) if part.strip()]
            return [*blocks[:number], *parts[:1], extra, *parts[1:], *blocks[number + 1 :]]
        seen += len(ends)
    return [*blocks, extra]


def _post_draft(loaded: Any, sample: Path, name: str, plan: dict[str, Any]) -> tuple[str, Story, datetime]:
    _, head, body = (sample / "posts" / name).read_text(encoding="utf-8").split("---\n", 2)
    entry = yaml.safe_load(filled(head, loaded.now))
    picture = _own_picture(loaded, sample, entry, plan)
    copy = Copy(
        headline=entry["headline"], standfirst=entry.get("standfirst", ""), kicker=entry.get("kicker", ""),
        slug=entry["slug"], dateline=entry.get("dateline", ""), lead_picture_id=picture.pk if picture else None,
        body=with_extras([("text", body.strip())], entry),
        authors=[loaded.authors[slug] for slug in entry["byline"]],
        topics=[loaded.topics[slug] for slug in entry.get("topics", [])],
    )  # fmt: skip
    place = loaded.blogs[entry["blog"]] if entry.get("blog") else loaded.sections[entry["section"]]
    story = open_story(copy=copy, place=place, by=loaded.people["editor"], now=loaded.now)
    return entry["slug"], story, datetime.fromisoformat(str(entry["published"]))


def _own_picture(loaded: Any, sample: Path, entry: dict[str, Any], plan: dict[str, Any]) -> Picture | None:
    name = entry.get("picture")
    if not name:
        return None
    words = plan.get("pictures", {}).get(name, {})
    picture = pictures.take_in(
        raw=(sample / "pictures" / name).read_bytes(), name=name, caption=entry.get("caption", ""),
        credit=entry.get("credit", ""), alt=entry.get("alt") or words.get("alt", ""), now=loaded.now,
    )  # fmt: skip
    _describe(picture, words)
    return picture
