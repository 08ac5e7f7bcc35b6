"""How many updates merge by themselves and how many by luck, beside ``git merge-file`` on the same; and how fast."""

import html
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

import _numbers as numbers

sys.path.append(str(Path(__file__).parents[1] / "tests"))

from broadsheet.wire.formats import read
from broadsheet.wire.formats.item import as_json
from broadsheet.wire.merge import merge
from support.updates import Update, update

ROOT = Path(__file__).resolve().parents[1]
MADE, SAMPLES, BY_GIT = 3000, 1000, 400
FACT = re.compile(r"(?<=[a-z,] )(?:\d[\d,.]*\d|\d|[A-Z][a-z]+)(?=[ ,])")
TAG = re.compile(r"<[^>]+>")
SENTENCE_END = re.compile(r"(?<=[.!?]) (?=[A-Z])")
AUTOMATIC, MILLISECONDS = 0.7, 100


def stories() -> list[list[list[str]]]:
    """The sample wire stories as paragraphs of sentences."""
    found = []
    for path in sorted((ROOT / "src" / "broadsheet" / "sample" / "wire").rglob("*")):
        items = read(path.read_bytes()).items if path.is_file() and path.suffix not in {".jpg", ".md"} else []
        for body in (str(as_json(item)["body_html"] or "") for item in items):
            texts = [html.unescape(TAG.sub("", part)).strip() for part in re.split(r"</(?:p|h\d|li)>", body)]
            found.append([SENTENCE_END.split(text) for text in texts if text])
    return [story for story in found if len(story) > 3]


def sampled(random: Random, story: list[list[str]]) -> Update | None:
    """One fact changed by each side, in one sentence or in two; never inside or across a quotation."""
    places = [
        (paragraph, number, fact.start(), fact.end())
        for paragraph, lines in enumerate(story)
        for number, line in enumerate(lines)
        for fact in FACT.finditer(line)
        if not re.search(r"[“”\"‘]", " ".join(lines))
    ]
    if len(places) < 2:
        return None
    one, two = random.sample(places, 2)
    if random.random() < 0.4:
        two = random.choice([place for place in places if place[:2] == one[:2]])
    agency = changed(story, [(one, "Quorn" if random.random() < 0.5 else "77")])
    paper = changed(story, [(two, "Zell" if random.random() < 0.5 else "88")])
    is_conflict = one[:2] == two[:2]
    both = [] if is_conflict else [(one, token(story, agency, one)), (two, token(story, paper, two))]
    return Update(written(story), written(agency), written(paper), written(changed(story, both)), is_conflict)


def token(story: list[list[str]], other: list[list[str]], place: tuple[int, int, int, int]) -> str:
    old, new = story[place[0]][place[1]], other[place[0]][place[1]]
    return new[place[2] : len(new) - (len(old) - place[3])]


def changed(story: list[list[str]], changes: list[tuple[tuple[int, int, int, int], str]]) -> list[list[str]]:
    found = [list(lines) for lines in story]
    for (paragraph, number, start, end), text in changes:
        line = found[paragraph][number]
        found[paragraph][number] = line[:start] + text + line[end:]
    return found


def written(story: list[list[str]]) -> str:
    return "\n\n".join(" ".join(lines) for lines in story)


def by_git(made: Update, folder: Path, *, a_line: str) -> tuple[bool, str]:
    for name in ("base", "agency", "paper"):
        (folder / name).write_text(getattr(made, name).replace(" ", a_line) + "\n", encoding="utf-8")
    names = [str(folder / name) for name in ("paper", "base", "agency")]
    done = subprocess.run(["git", "merge-file", "-p", *names], capture_output=True, check=False)
    return done.returncode == 0, done.stdout.decode()


def rates(updates: list[Update], merger) -> dict[str, float]:
    """Of the updates that can merge the share that did, and of all those that merged falsely."""
    automatic = luck = wrong = 0
    for made in updates:
        clean, text = merger(made)
        luck += clean and made.is_conflict
        automatic += clean and not made.is_conflict
        wrong += clean and not made.is_conflict and text.split() != made.text.split()
    could = sum(not made.is_conflict for made in updates)
    return {
        "updates": len(updates), "can merge": could, "automatic": automatic / could,
        "by luck": luck / max(1, len(updates) - could), "wrong text": wrong / could,
    }  # fmt: skip


def ours(made: Update) -> tuple[bool, str]:
    merged = merge(made.base, made.agency, made.paper)
    return merged.clean, merged.text


def speed() -> list[float]:
    """Milliseconds for texts of about 2,000 words with some twenty changes a side."""
    taken = []
    for start in range(0, 600, 20):
        made = [update(start + number) for number in range(20)]
        texts = ["\n\n".join(getattr(one, name) for one in made) for name in ("base", "agency", "paper")]
        begun = time.perf_counter()
        merge(*texts)
        taken.append(1000 * (time.perf_counter() - begun))
    return taken


def main() -> int:
    before = numbers.load_average()
    random, pool = Random(3), stories()
    made = [update(seed) for seed in range(MADE)]
    samples = [one for _ in range(SAMPLES) if (one := sampled(random, random.choice(pool)))]
    found = {"made, broadsheet": rates(made, ours), "sample stories, broadsheet": rates(samples, ours)}
    with tempfile.TemporaryDirectory() as name:
        for kind, updates in (("made", made[:BY_GIT]), ("sample stories", samples[:BY_GIT])):
            for unit, a_line in (("paragraph", " "), ("word", "\n")):
                merger = lambda one, a_line=a_line: by_git(one, Path(name), a_line=a_line)  # noqa: E731
                found[f"{kind}, git merge-file, a {unit} a line"] = rates(updates, merger)
    taken = speed()
    times = {f"p{round(100 * share)}": numbers.percentile(taken, share) for share in (0.5, 0.99)}
    head = ["", "updates", "can merge", "automatic", "by luck", "wrong text"]
    lines = [
        [kind, *(f"{row[key]:.1%}" if isinstance(row[key], float) else str(row[key]) for key in head[1:])]
        for kind, row in found.items()
    ]
    numbers.table(head, lines)
    print(f"20 stories as one text: p50 {times['p50']:.0f} ms, p99 {times['p99']:.0f} ms")
    numbers.keep("merge", {"rates": found, "milliseconds": times}, before=before)
    own = [row for kind, row in found.items() if kind.endswith("broadsheet")]
    faults = [f"merged by luck: {row['by luck']:.2%}" for row in own if row["by luck"]]
    faults += [f"automatic: {row['automatic']:.1%}" for row in own if row["automatic"] < AUTOMATIC]
    faults += [f"p99 {times['p99']:.0f} ms"] if times["p99"] > MILLISECONDS else []
    return numbers.verdict(faults)


if __name__ == "__main__":
    sys.exit(main())
