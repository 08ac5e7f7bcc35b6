"""Loads the demonstration paper through the paper's own doors: wire files, services, forms' verbs."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import yaml
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone

from broadsheet.cli import demo_copy, demo_readers
from broadsheet.cli.trickle import SAMPLE, filled
from broadsheet.desk.services.routing import route
from broadsheet.front.models import FrontPage
from broadsheet.people.models import Person
from broadsheet.pictures import services as pictures
from broadsheet.stories.models import Author, Blog, Listing, Section, Story, Topic
from broadsheet.web.models import PaperSettings

GROUPS = {"editor": ["Editors"], "moderator": ["Moderators"], "admin": [], "reader": []}


@dataclass
class Loaded:
    """What has been made so far, by the keys of ``paper.yaml``."""

    now: datetime
    sections: dict[str, Section] = field(default_factory=dict)
    blogs: dict[str, Blog] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    pictures: dict[str, dict[str, Any]] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)


def load_demo_paper(accounts: Sequence[tuple[str, str, str]]) -> None:
    """Load everything into an empty paper; a paper that has printed something is left as it is."""
    if Listing.objects.exists():
        return
    loaded = Loaded(now=timezone.now())
    plan = yaml.safe_load(filled((SAMPLE / "paper.yaml").read_text(encoding="utf-8"), loaded.now))
    loaded.pictures = plan.get("pictures", {})
    _settings(plan["settings"])
    front = FrontPage.objects.get()
    _sections(loaded, front, plan["sections"])
    _topics_and_blogs_and_authors(loaded, front, plan)
    _people(loaded, accounts)
    demo_copy.load(loaded, plan, SAMPLE)
    demo_readers.load(loaded, yaml.safe_load((SAMPLE / "readers.yaml").read_text(encoding="utf-8")))
    for slug, name, section in (("demo", "Demonstration feed", "world"), ("cormorant", "Cormorant", "torrenay"),
                                ("inland-wire", "Inland Wire", "torrenay")):  # fmt: skip
        route(slug=slug, name=name, section_path=section, action="publish", is_trusted=True, now=loaded.now)


def _settings(given: dict[str, Any]) -> None:
    paper = PaperSettings.load()
    for name, value in given.items():
        setattr(paper, name, value)
    paper.full_clean()
    paper.save()
    FrontPage.objects.update(title=given["name"], draft_title=given["name"])


def _sections(loaded: Loaded, parent: Any, plan: list[dict[str, Any]]) -> None:
    for entry in plan:
        section = parent.add_child(
            instance=Section(
                title=entry["name"], slug=entry["slug"], colour=entry.get("colour", ""),
                position=entry.get("position", 50), description=entry.get("description", ""),
            )
        )  # fmt: skip
        loaded.sections[entry["slug"]] = section
        _sections(loaded, section, entry.get("sections", []))


def _topics_and_blogs_and_authors(loaded: Loaded, front: FrontPage, plan: dict[str, Any]) -> None:
    for entry in plan["topics"]:
        topic = Topic(title=entry["name"], slug=entry["slug"], description=entry.get("description", ""))
        loaded.topics[entry["slug"]] = front.add_child(instance=topic)
    for kind, entries in (("agency", plan["agencies"]), ("person", plan["authors"])):
        for entry in entries:
            loaded.authors[entry["slug"]] = Author.objects.create(
                kind=kind, name=entry["name"], slug=entry["slug"], role=entry.get("role", ""),
                bio=entry.get("bio", ""), portrait=_portrait(loaded, entry),
            )  # fmt: skip
    for entry in plan["blogs"]:
        blog = Blog(title=entry["name"], slug=entry["slug"], description=entry.get("description", ""),
                    blogger=loaded.authors[entry["blogger"]])  # fmt: skip
        loaded.blogs[entry["slug"]] = front.add_child(instance=blog)


def _portrait(loaded: Loaded, entry: dict[str, Any]) -> Any:
    name = entry.get("portrait")
    path = SAMPLE / "pictures" / str(name)
    if not name or not path.exists():
        return None
    alt = loaded.pictures.get(name, {}).get("alt") or f"Portrait of {entry['name']}"
    picture = pictures.take_in(raw=path.read_bytes(), name=name, alt=alt, now=loaded.now)
    pictures.release(picture_ids={picture.pk}, now=loaded.now)
    return picture


def _people(loaded: Loaded, accounts: Sequence[tuple[str, str, str]]) -> None:
    for role, email, password in accounts:
        is_admin = role == "admin"
        person = Person.objects.create_user(
            email, password, first_name="The", last_name=role, pen_name=f"The {role}",
            is_staff=role != "reader", is_superuser=is_admin,
        )  # fmt: skip
        person.groups.set(Group.objects.filter(name__in=GROUPS[role]))
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        loaded.people[role] = person
