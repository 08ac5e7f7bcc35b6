"""Public outputs read stories through ``Story.objects.public(now)`` and through nothing else."""

import ast
from collections.abc import Iterator
from pathlib import Path

from support.source import PACKAGE, modules

MANAGERS = {"objects", "_default_manager", "_base_manager"}
REVERSE = {"stories", "posts", "lead_of"}  # the names by which other tables reach stories
READING = {
    "all", "filter", "exclude", "get", "first", "last", "count", "exists", "values", "values_list", "only",
    "defer", "order_by", "in_bulk", "iterator", "aggregate", "annotate", "newest_first", "select_related",
}  # fmt: skip
FETCHING = {"select_related", "prefetch_related"}
NAMING = FETCHING | {"values", "values_list", "only"}
SHORTCUTS = {"get_object_or_404", "get_list_or_404"}

DESK = {"desk_views.py", "viewsets.py", "wagtail_hooks.py", "panels.py", "adminforms.py"}  # editors' screens

# Modules, or module:function, that read stories otherwise; none of them makes what a reader sees.
ALLOWED: dict[str, str] = {
    "stories/services": "writes stories, so it must find those that are not out yet or no longer",
    "stories/views.py:_story_at": "tells a killed story's address, which answers 410, from an unknown one",
    "stories/outputs.py:_stories": "lists addresses, killed ones too: leak tests ask for each",
    "stories/selectors/addresses.py:former_address": "asks public first",
    "desk/selectors.py:follows_of": "finds what the wire follows, published or not",
    "desk/services": "carries the wire's versions into stories, published or not",
    "comments/selectors/queue.py:queue": "shows moderators what waits, wherever it stands",
    "comments/views.py:receipt": "asks public before it answers",
    "audience/jobs.py:flush": "counts readings of stories that may have gone since they were read",
    "newsletter/services/by_hand.py": "tells an operator what an edition holds or had to drop",
    "cli/demo_readers.py:_comment": "dates a comment of the demonstration paper after its story",
    "cli/desks.py:_for_story": "an operator names the story that is to be killed or corrected",
}


def place(path: Path, function: str) -> str:
    return f"{path.relative_to(PACKAGE).as_posix()}:{function}"


def is_allowed(where: str) -> bool:
    module = where.partition(":")[0]
    if module.rpartition("/")[2] in DESK:
        return True
    return any(known in {where, module} or module.startswith(known + "/") for known in ALLOWED)


class Reads(ast.NodeVisitor):
    """Collects, by function, every reading of stories that does not begin with ``public``."""

    def __init__(self) -> None:
        self.function = "<module>"
        self.found: list[tuple[str, int]] = []

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.function = self.function, node.name
        self.generic_visit(node)
        self.function = outer

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr == "public" and reads_stories(node.value):
            return
        if reads_stories(node) or (node.attr in READING and reaches_stories(node.value)):
            self.found.append((self.function, node.lineno))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        first = node.args[0] if node.args else None
        is_shortcut = called in SHORTCUTS and (
            is_story(first) or reads_stories(first) or reaches_stories(first)
        )
        if is_shortcut or any(joins_stories(called, argument) for argument in node.args):
            self.found.append((self.function, node.lineno))
        self.generic_visit(node)


def joins_stories(called: str, node: ast.AST) -> bool:
    """``select_related("story")``, ``values("story__headline")``: another table's query takes stories along.

    A story's key alone, ``values("story")``, shows nothing.
    """
    name = node.value if isinstance(node, ast.Constant) else None
    if not isinstance(name, str):
        return False
    return (name == "story" and called in FETCHING) or (name.startswith("story__") and called in NAMING)


def is_story(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Name) and node.id == "Story"


def reads_stories(node: ast.AST | None) -> bool:
    """``Story.objects`` and its like."""
    return isinstance(node, ast.Attribute) and node.attr in MANAGERS and is_story(node.value)


def reaches_stories(node: ast.AST | None) -> bool:
    """``section.stories`` and its like."""
    return isinstance(node, ast.Attribute) and node.attr in REVERSE


def reads(path: Path) -> Iterator[tuple[str, int]]:
    visitor = Reads()
    visitor.visit(ast.parse(path.read_text()))
    for function, line in visitor.found:
        yield place(path, function), line


def test_only_public_stories_are_read():
    offences = [
        f"{where} line {line}" for path in modules() for where, line in reads(path) if not is_allowed(where)
    ]
    assert offences == []


def test_no_permission_is_left_over():
    used = {where for path in modules() for where, _ in reads(path)}
    modules_used = {where.partition(":")[0] for where in used}
    unused = [
        known
        for known in ALLOWED
        if known not in used | modules_used and not any(m.startswith(known + "/") for m in modules_used)
    ]
    assert unused == []
