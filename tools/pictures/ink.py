# ruff: noqa: INP001, S311 - drawing scripts run by hand: long lines are SVG or captions, chance is for looks
"""What every drawing shares: paper, type, a rough coast, and the way from SVG to a JPEG."""

import math
import random
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import pairwise

from PIL import Image

WIDTH, HEIGHT = 1600, 1067
PAPER, INK, GREY, RULE = "#fbf8f2", "#1d1b19", "#6d675f", "#d9d2c5"
RED, BLUE, GREEN, OCHRE = "#9b1c1c", "#1f4e79", "#2f6f4f", "#a9791c"
WATER, LAND, HILL = "#d3e3ea", "#f3ecdd", "#d8cdb4"
Point = tuple[float, float]


def page(title: str, under: str, source: str, inside: str) -> str:
    """A whole drawing: a headline, a line under it, the drawing, the source at the foot."""
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">
<style>text{{font-family:"Noto Sans",sans-serif;fill:{INK}}} .s{{font-family:"Noto Serif",serif}}</style>
<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>
{inside}
{text(70, 92, title, size=46, weight=700, serif=True) if title else ""}
{text(70, 138, under, size=25, fill=GREY) if under else ""}
{text(70, HEIGHT - 34, source, size=20, fill=GREY) if source else ""}
</svg>"""


def text(
    x: float, y: float, words: str, *, size: int = 24, weight: int = 400, fill: str = INK, anchor: str = "start",
    serif: bool = False, italic: bool = False, spacing: float = 0, turn: float = 0, halo: str = "",
) -> str:  # fmt: skip
    """One line of type; ``halo`` is the colour drawn behind it so that it reads over lines."""
    style = ' font-style="italic"' if italic else ""
    behind = f' stroke="{halo}" stroke-width="7" paint-order="stroke" stroke-linejoin="round"' if halo else ""
    turned = f' transform="rotate({turn} {x} {y})"' if turn else ""
    kind = ' class="s"' if serif else ""
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}"'
        f' letter-spacing="{spacing}" style="fill:{fill}"{kind}{style}{behind}{turned}>{words}</text>'
    )


def line(points: Iterable[Point], stroke: str = INK, width: float = 3, dash: str = "", more: str = "") -> str:
    """An open line through ``points``."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<polyline points="{path}" fill="none" stroke="{stroke}" stroke-width="{width}"{dashed}'
        f' stroke-linejoin="round" stroke-linecap="round" {more}/>'
    )


def rough(points: Sequence[Point], seed: int, share: float = 0.16, rounds: int = 5) -> list[Point]:
    """A coast from a few points: each stretch is bent at its middle, again and again, always the same way."""
    chance = random.Random(seed)
    coast = list(points)
    for _ in range(rounds):
        bent: list[Point] = []
        for (x1, y1), (x2, y2) in pairwise(coast):
            shift = chance.uniform(-share, share)
            bent += [(x1, y1), ((x1 + x2) / 2 - (y2 - y1) * shift, (y1 + y2) / 2 + (x2 - x1) * shift)]
        coast = [*bent, coast[-1]]
    return coast


def smooth(points: Sequence[Point], steps: int = 14) -> list[Point]:
    """A curve through ``points`` (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    curve: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(steps):
            t = step / steps
            curve.append(
                (
                    0.5 * (2 * b[0] + (c[0] - a[0]) * t + (2 * a[0] - 5 * b[0] + 4 * c[0] - d[0]) * t**2
                           + (3 * b[0] - a[0] - 3 * c[0] + d[0]) * t**3),
                    0.5 * (2 * b[1] + (c[1] - a[1]) * t + (2 * a[1] - 5 * b[1] + 4 * c[1] - d[1]) * t**2
                           + (3 * b[1] - a[1] - 3 * c[1] + d[1]) * t**3),
                )
            )  # fmt: skip
    return [*curve, points[-1]]


def shape(points: Iterable[Point]) -> str:
    """The ``d`` of a closed path."""
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def hachures(x: float, y: float, reach: float, seed: int) -> str:
    """A hill as an engraver draws it: short strokes that run down from a ridge."""
    chance = random.Random(seed)
    strokes = []
    for ring, count in ((0.35, 26), (0.62, 44), (0.92, 62)):
        for step in range(count):
            angle = 2 * math.pi * step / count + chance.uniform(-0.06, 0.06)
            start, length = reach * ring * chance.uniform(0.86, 1.1), reach * chance.uniform(0.14, 0.24)
            cos, sin = math.cos(angle), math.sin(angle) * 0.62
            ends = [
                (x + cos * start, y + sin * start),
                (x + cos * (start + length), y + sin * (start + length)),
            ]
            strokes.append(line(ends, stroke="#a99a78", width=chance.uniform(1.2, 2.6)))
    return "".join(strokes)


def rendered(svg: str, width: int = WIDTH, height: int = HEIGHT) -> Image.Image:
    """``svg`` as a browser prints it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        sheet = browser.new_page(viewport={"width": width, "height": height})
        sheet.set_content(f"<style>body{{margin:0}}svg{{display:block}}</style>{svg}")
        shot = sheet.screenshot()
        browser.close()
    return Image.open(BytesIO(shot)).convert("RGB")
