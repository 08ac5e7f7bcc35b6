"""Builds docs/words.md from every room's CONTEXT.md, the lowest room first: `python scripts/words.py`."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "words.md"
HEAD = """# Words

What the paper's words mean, room by room, from the lowest floor up. Each room keeps its own in
`src/broadsheet/<room>/CONTEXT.md`; this page is built from those by `.venv/bin/python scripts/words.py`,
and a test holds it current. The words are the field's own where it has one.
"""


def rooms() -> list[str]:
    """Every room from the floor contract in pyproject.toml, the lowest first."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return [name for layer in reversed(layers) for name in re.findall(r"\w+", layer)]


def words() -> str:
    """The whole page."""
    contexts = [ROOT / "src" / "broadsheet" / room / "CONTEXT.md" for room in rooms()]
    parts = [re.sub(r"^#", "##", path.read_text(), flags=re.MULTILINE) for path in contexts if path.exists()]
    return "\n".join([HEAD, *parts])


if __name__ == "__main__":
    PAGE.write_text(words())
    print(PAGE.relative_to(ROOT))
