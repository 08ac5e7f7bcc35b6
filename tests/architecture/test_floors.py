"""Foreign keys and templates point down the stairs, as imports do; import-linter sees neither."""

import re

from django.apps import apps

from support.source import PACKAGE, floors, points_up

TAG = re.compile(r"{%-?\s*(extends|include|load)\s+(.*?)\s*-?%}")
QUOTED = re.compile(r"""["']([^"']+)["']""")


def templates() -> dict[str, str]:
    """Template name → the room whose folder holds it."""
    return {
        path.relative_to(folder).as_posix(): folder.parent.name
        for folder in PACKAGE.glob("*/templates")
        for path in folder.rglob("*.*")
    }


def tag_libraries() -> dict[str, str]:
    return {path.stem: path.parents[1].name for path in PACKAGE.glob("*/templatetags/*.py")}


def leans_on(tag: str, argument: str) -> list[str]:
    """What a template tag names: template names, or tag libraries."""
    if tag != "load":
        return QUOTED.findall(argument)[:1]
    words = argument.split()
    return [words[-1]] if "from" in words else words


def test_foreign_keys_point_down():
    floor = floors()
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        if points_up(model._meta.app_label, field.related_model._meta.app_label, floor)
    ]
    assert upward == []


def test_templates_lean_on_their_own_room_or_a_lower_one():
    floor, owner, library = floors(), templates(), tag_libraries()
    upward = [
        f"{path.relative_to(PACKAGE)}: {tag} {name}"
        for folder in PACKAGE.glob("*/templates")
        for path in folder.rglob("*.*")
        for tag, argument in TAG.findall(path.read_text())
        for name in leans_on(tag, argument)
        if points_up(folder.parent.name, (library if tag == "load" else owner).get(name, ""), floor)
    ]
    assert upward == []


def test_no_two_rooms_own_a_template_of_the_same_name():
    names = [
        path.relative_to(folder).as_posix()
        for folder in PACKAGE.glob("*/templates")
        for path in folder.rglob("*.*")
    ]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_every_template_that_is_named_exists():
    """A template whose first folder is a room's name is the room's own, so a wrong name is caught here."""
    owner, rooms = templates(), {path.name for path in PACKAGE.iterdir() if path.is_dir()}
    missing = [
        f"{path.relative_to(PACKAGE)}: {tag} {name}"
        for folder in PACKAGE.glob("*/templates")
        for path in folder.rglob("*.*")
        for tag, argument in TAG.findall(path.read_text())
        if tag != "load"
        for name in leans_on(tag, argument)
        if name.partition("/")[0] in rooms and name not in owner
    ]
    assert missing == []
