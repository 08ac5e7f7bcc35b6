"""Reads a rule file: YAML, safely, every fault with its line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from broadsheet.style.errors import BadRules
from broadsheet.style.rules import Case, InQuotes, Rule

MOST_RULES = 50_000


def read_book(path: Path) -> list[Rule]:
    """The rules in the file at ``path``. Raises ``BadRules`` with the line that is to blame."""
    try:
        raw = path.read_bytes()
    except OSError as exc:
        raise BadRules(f"The file cannot be read: {exc.strerror}.") from exc
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise BadRules("The file is not UTF-8.", line=raw[: exc.start].count(b"\n") + 1) from exc
    return parse_book(text)


def parse_book(text: str) -> list[Rule]:
    """The rules in a rule file's text. Raises ``BadRules``; whether rules fight is the engine's question."""
    entries = sequence(root(text))
    if len(entries) > MOST_RULES:
        raise BadRules(f"More than {MOST_RULES} rules.", line=line(entries[MOST_RULES]))
    rules: dict[str, Rule] = {}
    for entry in entries:
        rule = read_rule(entry)
        if rule.id in rules:
            raise BadRules(
                f'A rule named "{rule.id}" stands in line {rules[rule.id].line} already.', line=rule.line
            )
        rules[rule.id] = rule
    return list(rules.values())


def root(text: str) -> Node:
    """The node under ``rules``."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as exc:
        mark = exc.problem_mark or exc.context_mark
        raise BadRules(
            f"Not YAML: {exc.problem or exc.context}.", line=mark.line + 1 if mark else None
        ) from exc
    except yaml.reader.ReaderError as exc:
        raise BadRules(
            f"Not YAML: a character that may not stand there ({exc.reason}).",
            line=text[: exc.position].count("\n") + 1,
        ) from exc
    except RecursionError as exc:
        raise BadRules("Not a list of rules: nested too deeply.", line=1) from exc
    if not isinstance(node, MappingNode):
        raise BadRules('The file must begin with "rules:" and a list.', line=line(node) if node else 1)
    return fields(node, {"rules"}, {"rules"})["rules"]


def line(node: Node) -> int:
    return int(node.start_mark.line) + 1


def fields(node: Node, known: set[str], required: set[str]) -> dict[str, Node]:
    """A mapping's values by key; refuses unknown, repeated and missing keys."""
    if not isinstance(node, MappingNode):
        raise BadRules("A rule is a list of keys with values.", line=line(node))
    found: dict[str, Node] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, ScalarNode) else "?"
        if name not in known:
            raise BadRules(f'Unknown key "{name}"; known are {", ".join(sorted(known))}.', line=line(key))
        if name in found:
            raise BadRules(f'The key "{name}" stands twice.', line=line(key))
        found[name] = value
    for name in sorted(required - set(found)):
        raise BadRules(f'The key "{name}" is missing.', line=line(node))
    return found


def sequence(node: Node) -> list[Node]:
    if not isinstance(node, SequenceNode):
        raise BadRules("A list is needed here.", line=line(node))
    return list(node.value)


def words(node: Node) -> str:
    """A scalar as it is written, so that ``NO`` and ``12`` are words; white space folded, never empty."""
    if not isinstance(node, ScalarNode) or node.tag == "tag:yaml.org,2002:null":
        raise BadRules("Words are needed here.", line=line(node))
    text = " ".join(node.value.split())
    if not text:
        raise BadRules("Words are needed here, and there are none.", line=line(node))
    return text


def phrases(node: Node) -> tuple[str, ...]:
    """A list of phrases; a single one may stand without a list."""
    return (words(node),) if isinstance(node, ScalarNode) else tuple(map(words, sequence(node)))


def terms(node: Node) -> tuple[str, ...]:
    found = phrases(node)
    if not found:
        raise BadRules("At least one term is needed here.", line=line(node))
    for term in found:
        if not any(letter.isalnum() for letter in term):
            raise BadRules(f'"{term}" has neither letter nor digit.', line=line(node))
    return found


def flag(node: Node) -> bool:
    if not isinstance(node, ScalarNode) or node.value.lower() not in {"true", "false", "yes", "no"}:
        raise BadRules("true or false is needed here.", line=line(node))
    return node.value.lower() in {"true", "yes"}


def choice(*allowed: str) -> Callable[[Node], str]:
    def read(node: Node) -> str:
        value = words(node)
        if value not in allowed:
            raise BadRules(f'"{value}" is none of {", ".join(allowed)}.', line=line(node))
        return value

    return read


# A key of a rule file: the field of Rule, and how its value is read.
READERS: dict[str, tuple[str, Callable[[Node], Any]]] = {
    "id": ("id", words),
    "prefer": ("prefer", words),
    "over": ("over", terms),
    "case": ("case", choice(*get_args(Case))),
    "in_quotes": ("in_quotes", choice(*get_args(InQuotes))),
    "except": ("excepted", phrases),
    "inflect": ("inflect", flag),
    "safe": ("safe", flag),
    "why": ("why", words),
}


def read_rule(node: Node) -> Rule:
    found = fields(node, set(READERS), {"id", "prefer", "over"})
    values = {READERS[name][0]: READERS[name][1](value) for name, value in found.items()}
    return Rule(**values, line=line(node))
