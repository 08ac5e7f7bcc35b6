"""Rules that fight: what one writes another rewrites, round in a ring."""

from bisect import bisect_right

from broadsheet.style.engine.matching import Hit, Kind, Matcher, choose
from broadsheet.style.errors import BadRules
from broadsheet.style.rules import Rule, capital

BETWEEN = "\n\n"
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
    starts, owners, parts, at = list[int](), list[Rule](), list[str](), 0
    for rule in rules:
        written = matcher.written[rule.id]
        if rule.case == "any":
            written = written | {capital(words) for words in written} | {words.upper() for words in written}
        for words in sorted(written):
            starts.append(at)
            owners.append(rule)
            parts.append(words)
            at += len(words) + len(BETWEEN)
    found: dict[int, list[Hit]] = {}
    text = BETWEEN.join(parts)
    for hit in matcher.find(text):
        found.setdefault(bisect_right(starts, hit.start) - 1, []).append(hit)
    edges: Edges = {}
    for place, hits in found.items():
        for hit in choose(hits):
            if hit.form.kind is not Kind.EXCEPT and hit.form.rule is not owners[place]:
                term = text[hit.start : hit.end]
                edges.setdefault(owners[place].id, {}).setdefault(hit.form.rule.id, term)
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
