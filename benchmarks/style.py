"""House style: milliseconds a story by the number of rules and of words, beside a loop of regular expressions.

``style.py [--rounds N]``. Story and rules are made up; every tenth rule's term stands in the story. The loop does
less: it knows no speech, no exceptions and no names, and only puts one word for another.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Callable

import _numbers as numbers
from broadsheet.style.engine.styling import Engine
from broadsheet.style.rules import Rule

BOUND_MS = 5.0
RULES, WORDS = (100, 500, 2000, 8000), (250, 1000, 4000)
COMMON_WORDS = "the a of and to in that was on for with as by at from they he she said after before town"
COMMON = COMMON_WORDS.split()


def invented(chance: random.Random) -> str:
    return "".join(
        chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(chance.randint(2, 4))
    )


def book(count: int) -> list[Rule]:
    """Rules for invented names of one or two words, some in any capitals, some inflected."""
    chance, names = random.Random(8), list[str]()
    while len(names) < 2 * count:
        names = list(dict.fromkeys([*names, *(invented(chance) + "q" for _ in range(count))]))
    kinds = [("exact", False), ("any", False), ("any", True)]
    return [
        Rule(
            id=f"rule-{n}",
            prefer=names[n].title() if n % 3 == 0 else names[n] + "x",
            over=(names[count + n].title() if n % 3 == 0 else names[count + n], f"old {names[count + n]}"),
            case=kinds[n % 3][0],
            inflect=kinds[n % 3][1],
        )
        for n in range(count)
    ]


def story(length: int, rules: list[Rule]) -> str:
    """Paragraphs of about 50 words, every third one in quotation marks; one word in 25 is a rule's term."""
    chance = random.Random(9)
    words = [
        chance.choice(rules[::10]).over[0] if n % 25 == 7 else chance.choice([*COMMON, invented(chance)])
        for n in range(length)
    ]
    parts = [" ".join(words[at : at + 50]) for at in range(0, length, 50)]
    return "\n\n".join(f"“{part},” she said." if n % 3 == 2 else f"{part}." for n, part in enumerate(parts))


def naive(rules: list[Rule]) -> Callable[[str], str]:
    """One expression a term, one after the other."""
    compiled = [
        (re.compile(rf"\b{re.escape(term)}\b", re.IGNORECASE if rule.case == "any" else 0), rule.prefer)
        for rule in rules
        for term in sorted(rule.over, key=len, reverse=True)
    ]

    def run(text: str) -> str:
        for pattern, prefer in compiled:
            text = pattern.sub(prefer, text)
        return text

    return run


def milliseconds(work: Callable[[str], object], text: str, rounds: int) -> float:
    """The median of ``rounds`` runs, after one that does not count."""
    work(text)
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        work(text)
        taken.append((time.perf_counter() - began) * 1000)
    return numbers.percentile(taken, 0.5)


def measure(rule_count: int, length: int, rounds: int) -> dict[str, float]:
    rules = book(rule_count)
    began = time.perf_counter()
    engine = Engine(rules)
    load = (time.perf_counter() - began) * 1000
    text = story(length, rules)
    return {
        "rules": rule_count,
        "words": length,
        "changes": len(engine.apply(text).changes),
        "engine_ms": milliseconds(engine.apply, text, rounds),
        "loop_ms": milliseconds(naive(rules), text, max(1, rounds // 10)),
        "load_ms": load,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    before = numbers.load_average()
    by_rules = [measure(count, 1000, rounds) for count in RULES]
    by_words = [measure(2000, length, rounds) for length in WORDS]
    for name, rows in (("1,000 words, by rules", by_rules), ("2,000 rules, by words", by_words)):
        numbers.table(
            [name, "changes", "engine ms", "re loop ms", "load ms"],
            [
                [
                    f"{row['rules' if rows is by_rules else 'words']:,}",
                    f"{row['changes']}",
                    *(f"{row[key]:.2f}" for key in ("engine_ms", "loop_ms", "load_ms")),
                ]
                for row in rows
            ],
        )
        print()
    print(numbers.keep("style", {"by_rules": by_rules, "by_words": by_words}, before=before))
    asked = next(row for row in by_rules if row["rules"] == 2000)
    print(f"bound: {BOUND_MS} ms for 1,000 words against 2,000 rules; {asked['engine_ms']:.2f} ms")
    return 0 if asked["engine_ms"] < BOUND_MS else 1


if __name__ == "__main__":
    sys.exit(main())
