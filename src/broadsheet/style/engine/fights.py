"""Rules that fight: what one writes another rewrites, round in a ring."""

from broadsheet.style.engine.matching import Kind, Matcher, choose, forms
from broadsheet.style.errors import BadRules
from broadsheet.style.rules import Rule, capital

Edges = dict[str, dict[str, str]]


def refuse_fights(rules: list[Rule], matcher: Matcher) -> None:
    """Raise ``BadRules`` with the sentence that shows it when rules would rewrite each other for ever."""
    edges = rewrites(rules, matcher)
    by_id = {rule.id: rule for rule in rules}
    settled: set[str] = set()
    for rule in rules:
        ring = find_ring(rule.id, edges, settled)
        if ring:
            raise BadRules(told(ring, edges, by_id), line=max(by_id[name].line for name in ring))


def rewrites(rules: list[Rule], matcher: Matcher) -> Edges:
    """For every rule the rules that would change what it writes, each with the term that they find there."""
    edges: Edges = {}
    for rule in rules:
        written = {form.replacement for form in forms(rule) if form.replacement}
        if rule.case == "any":
            written |= {capital(words) for words in written} | {words.upper() for words in written}
        for words in written:
            for hit in choose(matcher.find(words)):
                if hit.form.kind is not Kind.EXCEPT and hit.form.rule is not rule:
                    edges.setdefault(rule.id, {}).setdefault(hit.form.rule.id, words[hit.start : hit.end])
    return edges


def find_ring(start: str, edges: Edges, settled: set[str]) -> list[str]:
    """Rules of a ring that can be reached from ``start``, in order; empty where there is none."""
    path: list[str] = []
    waiting = [(start, iter(edges.get(start, ())))]
    while waiting:
        name, following = waiting[-1]
        if not path or path[-1] != name:
            path.append(name)
        step = next(following, None)
        if step is None:
            settled.add(name)
            path.pop()
            waiting.pop()
        elif step in path:
            return path[path.index(step) :]
        elif step not in settled:
            waiting.append((step, iter(edges.get(step, ()))))
    return []


def told(ring: list[str], edges: Edges, by_id: dict[str, Rule]) -> str:
    """The sentence that shows the ring."""
    steps = []
    for name, following in zip(ring, [*ring[1:], ring[0]], strict=True):
        steps.append(
            f'"{name}" writes "{by_id[name].prefer}", where "{following}" replaces "{edges[name][following]}"'
        )
    return "These rules fight: " + "; ".join(steps) + "."
