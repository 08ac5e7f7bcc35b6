"""Makes wire updates whose right merge is known: a story, what two hands change in it, and the verdict."""

from dataclasses import dataclass, field
from random import Random

KINDS = {
    "number": ["12", "31", "4", "450", "7,300", "2.5", "nine", "fourteen", "sixty-one"],
    "day": ["Monday", "Tuesday", "Wednesday", "Friday", "Saturday"],
    "name": ["Docray", "Holm", "Aske", "Vintner", "Ossory", "Quell"],
    "place": ["Lirat", "Sarn", "Ostrava", "Penhallow", "Vey"],
    "not": ["did", "did not", "never did"],
    "quote": ["“The road is safe”", "“The road is shut”", "“Nobody knew”", "“Ask the harbour”"],
    "unit": ["kilometres", "miles", "hours", "tonnes"],
    "month": ["12 March", "3 April", "March 30", "9 June"],
}
PLAIN = {
    "verb": ["closed", "blocked", "barred", "emptied"],
    "thing": ["bridge", "harbour", "quarry", "market hall"],
    "how": ["quickly", "slowly", "at length", "with much noise"],
    "weight": ["heavy", "thick", "driving", "steady"],
    "group": ["crews", "volunteers", "divers", "neighbours"],
}
TEMPLATES = [
    "The {thing} near {place} was {verb} on {day} after {weight} rain, the council said.",
    "In all {number} people were taken to {place}, where {group} worked {how} through a long evening of {weight} wind.",
    "{quote}, said {name}, who runs the old {thing} in the valley with the {group}.",
    "Rain fell {how} on the {thing} and on the fields of {place} for some {number} {unit} of road.",
    "The owner, a man called {name}, {not} answer when the {group} asked about the {thing}.",
    "According to {name} the {thing} had been {verb} since {month} and nobody had used it {how}.",
    "They {not} reach the {thing}, which stands at {place}, because the {weight} mud had {verb} the lane.",
    "It cost {number} crowns, {name} told the {group}, and the {weight} bill came {how}.",
    "By {day} the {group} had counted {number} cracks in the {thing}, which a {weight} frost had made.",
    "Work on the {thing} began on {day} and should end {how} by {month}, though {name} has doubts about the {group}.",
]


@dataclass
class Line:
    """One sentence: its template and what stands in its slots."""

    template: str
    slots: dict[str, str]

    @property
    def text(self) -> str:
        written = self.template.format(**self.slots)
        return written[0].upper() + written[1:]


@dataclass
class Hand:
    """What one side did: slots by (paragraph, line), dropped and added paragraphs, one move."""

    slots: dict[tuple[int, int], dict[str, str]] = field(default_factory=dict)
    dropped: set[int] = field(default_factory=set)
    added: dict[int, str] = field(default_factory=dict)
    moved: tuple[int, int] | None = None


@dataclass
class Update:
    base: str
    agency: str
    paper: str
    text: str
    is_conflict: bool


def _line(random: Random, template: str) -> Line:
    return Line(
        template,
        {
            name: random.choice(values)
            for name, values in (KINDS | PLAIN).items()
            if "{" + name + "}" in template
        },
    )


def _story(random: Random) -> list[list[Line]]:
    templates = random.sample(TEMPLATES, k=random.randint(5, len(TEMPLATES)))
    lines = [_line(random, template) for template in templates]
    story = []
    while lines:
        size = random.randint(1, 3)
        story.append(lines[:size])
        lines = lines[size:]
    return story


def _edit(random: Random, story: list[list[Line]], hand: Hand, pool: dict[str, list[str]]) -> None:
    paragraph = random.randrange(len(story))
    number = random.randrange(len(story[paragraph]))
    line = story[paragraph][number]
    names = [name for name in line.slots if name in pool]
    if names:
        name = random.choice(names)
        other = [value for value in pool[name] if value != line.slots[name]]
        hand.slots.setdefault((paragraph, number), {})[name] = random.choice(other)


def _hand(random: Random, story: list[list[Line]], own: int) -> Hand:
    hand = Hand()
    for _ in range(random.randint(1, 3)):
        act = random.choices(["fact", "plain", "drop", "add", "move"], [6, 5, 1, 2, 1])[0]
        if act in {"fact", "plain"}:
            _edit(random, story, hand, KINDS if act == "fact" else PLAIN)
        elif act == "drop":
            hand.dropped.add(random.randrange(len(story)))
        elif act == "add":
            added = random.choice(ADDED[own::2])
            hand.added[random.randrange(-1, len(story))] = added
        elif hand.moved is None and len(story) > 3:
            hand.moved = (random.randrange(len(story)), random.randrange(len(story)))
    hand.slots = {place: slots for place, slots in hand.slots.items() if place[0] not in hand.dropped}
    if hand.moved and hand.moved[0] in hand.dropped:
        hand.moved = None
    return hand


ADDED = [
    "A second crew was sent from the coast at first light. The minister will speak later.",
    "Schools in the valley stay shut until further word. No other damage was reported.",
    "Trains run again on the upper line, the railway said.",
    "An inquiry into the old drains was promised long ago. Shops had candles lit.",
]


def _written(story: list[list[Line]], hands: list[Hand]) -> str:
    """The story after these hands, which must not be at odds."""
    moved = next((hand.moved for hand in hands if hand.moved), None)
    order = list(range(len(story)))
    if moved:
        order.remove(moved[0])
        order.insert(moved[1], moved[0])
    added = {after: text for hand in hands for after, text in hand.added.items()}
    parts = [added[-1]] if -1 in added else []
    for paragraph in order:
        if not any(paragraph in hand.dropped for hand in hands):
            parts.append(
                " ".join(_text(line, (paragraph, n), hands) for n, line in enumerate(story[paragraph]))
            )
        if paragraph in added:
            parts.append(added[paragraph])
    return "\n\n".join(parts)


def _text(line: Line, place: tuple[int, int], hands: list[Hand]) -> str:
    slots = dict(line.slots)
    for hand in hands:
        slots |= hand.slots.get(place, {})
    return Line(line.template, slots).text


def _at_odds(one: Hand, two: Hand) -> bool:
    for place in one.slots.keys() & two.slots.keys():
        ours, theirs = one.slots[place], two.slots[place]
        if any(ours[name] != theirs[name] for name in ours.keys() & theirs.keys()):
            return True
        own = {name: value for name, value in ours.items() if name not in theirs and name in KINDS}
        others = {name: value for name, value in theirs.items() if name not in ours and name in KINDS}
        if own and others:
            return True
    touched = [{place[0] for place in hand.slots} for hand in (one, two)]
    if touched[0] & two.dropped or touched[1] & one.dropped:
        return True
    return any(one.added[after] != two.added[after] for after in one.added.keys() & two.added.keys())


def update(seed: int) -> Update:
    """One update; the same seed gives the same."""
    random = Random(seed)
    story = _story(random)
    one, two = _hand(random, story, 0), _hand(random, story, 1)
    if one.moved and two.moved:
        two.moved = None
    if one.moved or two.moved:  # a new paragraph beside a moved one has no one right place
        one.added, two.added = {}, {}
    dropped = one.dropped | two.dropped
    for hand in (one, two):
        hand.added = {n: text for n, text in hand.added.items() if not {n, n + 1} & dropped}
    is_conflict = _at_odds(one, two)
    text = "" if is_conflict else _written(story, [one, two])
    return Update(_written(story, []), _written(story, [one]), _written(story, [two]), text, is_conflict)
