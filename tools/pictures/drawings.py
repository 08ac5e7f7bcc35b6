# ruff: noqa: E501, INP001, T201 - drawing scripts run by hand: long lines are SVG or captions, chance is for looks
"""Draw the demonstration paper's maps and charts.

    python tools/pictures/drawings.py TARGET [NAME …]

Needs Playwright and Debian's Chromium, and the Noto fonts.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import charts
import maps
import portraits
import ships
from embed import Facts, save
from ink import rendered

COR = {"credit": "Cormorant map", "byline": "Cormorant graphics", "copyright": "© Cormorant"}
INW = {"credit": "Inland Wire chart", "byline": "Inland Wire graphics", "copyright": "© Inland Wire"}
TORRENAY = {"city": "Port Marran", "country": "Torrenay"}

DRAWINGS: dict[str, tuple[Callable[[], str], Facts]] = {
    "strand-ferry-map": (
        maps.ferry,
        Facts("The Strand ferry", "The crossing takes 25 minutes; by road it is 61 kilometres.", **COR, alt="Map of the Sound of Marran with the ferry route from Port Marran to Sallow Strand and the road round the head of the Sound.", **TORRENAY),
    ),
    "race-course": (
        maps.race,
        Facts(
            "Round the Light", "The course: 32 nautical miles round Kellan Rock and Inner Skarrow.",
            **{**INW, "credit": "Inland Wire map"}, alt="Map of the race course from Port Marran round Kellan Rock light and the island of Inner Skarrow and back.", **TORRENAY,
        ),
    ),
    "bank-rate": (
        charts.rate,
        Facts(
            "Down by steps, and now a pause",
            "The Bank of Torrenay's rate and inflation over the past year.", **INW, alt="Chart: the bank rate falls in five steps from 4.5 to 3.25 per cent in a year while inflation falls from 4.1 to 2.9 per cent, above a target of 2.5.", **TORRENAY,
        ),
    ),
    "barrier-tide": (
        charts.tide,
        Facts(
            "The tide the gates were built for", "Water level at the Port Marran gauge, and the forecast for the night.",
            **{**COR, "credit": "Cormorant chart"}, alt="Chart of two days of tides at Port Marran; the next high water is forecast at 4.9 metres, above the 4.6 at which the quay floods.", **TORRENAY,
        ),
    ),
    "electric-ferry": (
        ships.ferry,
        Facts(
            "Quiet boats for the Sound", "The new ferry, to be built at Aldhithe, carries 38 cars and 250 passengers.",
            **{**COR, "credit": "Cormorant drawing"}, alt="Side view of a double-ended ferry with a blue hull, batteries below the car deck, and a charging arm at one end.", **TORRENAY,
        ),
    ),
}  # fmt: skip


PORTRAITS = {
    "nadia-harrow": ("Nadia Harrow", "with her hair in a knot"),
    "tamsin-orrell": ("Tamsin Orrell", "in a watch cap"),
    "joss-penhale": ("Joss Penhale", "with a beard and a flat cap"),
    "ines-callard": ("Ines Callard", "with short curls"),
}


def cutting(slug: str, target: Path) -> int:
    """Make one author's portrait; its size in bytes."""
    name, looks = PORTRAITS[slug]
    facts = Facts(
        name, f"{name}, a paper cutting.", "Courier drawing", "Courier graphics", "© Broadsheet",
        alt=f"Black paper profile of {name}, {looks}.", **TORRENAY,
    )  # fmt: skip
    return save(
        rendered(portraits.portrait(slug), portraits.SIDE, portraits.SIDE), target / f"{slug}.jpg", facts
    )


def drawing(name: str, target: Path) -> int:
    """Make one map, chart or drawing; its size in bytes."""
    draw, facts = DRAWINGS[name]
    return save(rendered(draw()), target / f"{name}.jpg", facts, 80)


if __name__ == "__main__":
    for wanted in sys.argv[2:] or (*DRAWINGS, *PORTRAITS):
        make = drawing if wanted in DRAWINGS else cutting
        print(wanted, make(wanted, Path(sys.argv[1])))
