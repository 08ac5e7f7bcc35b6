"""Draw the demonstration paper's maps and charts.

    python tools/pictures/drawings.py TARGET [NAME …]

Needs Playwright and Debian's Chromium, and the Noto fonts.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import charts
import maps
import ships
from embed import Facts, save
from ink import rendered

COR = {"credit": "Cormorant map", "byline": "Cormorant graphics", "copyright": "© Cormorant"}
INW = {"credit": "Inland Wire chart", "byline": "Inland Wire graphics", "copyright": "© Inland Wire"}
TORRENAY = {"city": "Port Marran", "country": "Torrenay"}

DRAWINGS: dict[str, tuple[Callable[[], str], Facts]] = {
    "strand-ferry-map": (
        maps.ferry,
        Facts("The Strand ferry", "The crossing takes 25 minutes; by road it is 61 kilometres.", **COR, **TORRENAY),
    ),
    "race-course": (
        maps.race,
        Facts(
            "Round the Light", "The course: 32 nautical miles round Kellan Rock and Inner Skarrow.",
            **{**INW, "credit": "Inland Wire map"}, **TORRENAY,
        ),
    ),
    "bank-rate": (
        charts.rate,
        Facts(
            "Down by steps, and now a pause",
            "The Bank of Torrenay's rate and inflation over the past year.", **INW, **TORRENAY,
        ),
    ),
    "barrier-tide": (
        charts.tide,
        Facts(
            "The tide the gates were built for", "Water level at the Port Marran gauge, and the forecast for the night.",
            **{**COR, "credit": "Cormorant chart"}, **TORRENAY,
        ),
    ),
    "electric-ferry": (
        ships.ferry,
        Facts(
            "Quiet boats for the Sound", "The new ferry, to be built at Aldhithe, carries 38 cars and 250 passengers.",
            **{**COR, "credit": "Cormorant drawing"}, **TORRENAY,
        ),
    ),
}  # fmt: skip


if __name__ == "__main__":
    for name in sys.argv[2:] or DRAWINGS:
        draw, facts = DRAWINGS[name]
        print(name, save(rendered(draw()), Path(sys.argv[1]) / f"{name}.jpg", facts, 80))
