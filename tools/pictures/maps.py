# ruff: noqa: E501, INP001 - drawing scripts run by hand: long lines are SVG or captions, chance is for looks
"""Maps of the Sound of Marran, a place that exists only here."""

from ink import (
    BLUE,
    GREEN,
    GREY,
    HEIGHT,
    INK,
    LAND,
    PAPER,
    RED,
    WATER,
    WIDTH,
    Point,
    hachures,
    line,
    page,
    rough,
    shape,
    smooth,
    text,
)  # fmt: skip

WEST: list[Point] = [
    (770, 205), (640, 235), (520, 300), (455, 400), (440, 500), (500, 590), (580, 660), (625, 730), (650, 790),
    (600, 860), (520, 900), (420, 925), (350, 985), (255, 1000), (150, 960), (0, 990),
]  # fmt: skip
EAST: list[Point] = [
    (1640, 860), (1480, 880), (1330, 850), (1200, 870), (1080, 850), (985, 815), (925, 775), (930, 700), (985, 630),
    (1080, 560), (1150, 470), (1150, 380), (1070, 290), (950, 235), (850, 190), (770, 205),
]  # fmt: skip
SKARROW: list[Point] = [
    (1090, 985),
    (1150, 955),
    (1230, 960),
    (1270, 990),
    (1215, 1025),
    (1130, 1022),
    (1090, 985),
]
OUTER: list[Point] = [(1340, 1010), (1385, 990), (1430, 1005), (1405, 1035), (1355, 1035), (1340, 1010)]
ROCK: list[Point] = [(300, 1160), (318, 1146), (340, 1152), (336, 1172), (312, 1176), (300, 1160)]
HOLLIN: list[Point] = [
    (0, 420),
    (90, 470),
    (180, 480),
    (270, 560),
    (350, 640),
    (450, 720),
    (540, 770),
    (622, 786),
]
ROAD: list[Point] = [
    (600, 792), (545, 690), (455, 610), (390, 500), (400, 390), (480, 280), (620, 205), (770, 170), (900, 180),
    (1010, 235), (1120, 300), (1195, 390), (1195, 490), (1120, 590), (1020, 660), (968, 730), (965, 782),
]  # fmt: skip
MARRAN, STRAND, KELLAN = (612, 792), (958, 790), (319, 1160)

DEPTHS = (
    (770, 680, 18), (800, 820, 24), (600, 1060, 31), (760, 1010, 36), (920, 990, 29), (480, 1320, 58), (700, 1290, 62),
    (900, 1240, 54), (1040, 1180, 47), (240, 1320, 44), (1010, 1340, 71), (640, 1120, 40), (560, 1140, 38),
)  # fmt: skip


def ground() -> str:
    """Land, water and hills, with the water lines that engravers draw along a coast."""
    water = [*rough(WEST, 7), (-60, 1000), (-60, HEIGHT + 900), (WIDTH + 60, HEIGHT + 900), *rough(EAST, 11)]
    isles = [rough(SKARROW, 5, 0.2), rough(OUTER, 9, 0.2), rough(ROCK, 2, 0.2)]
    edges = [shape(water), *(shape(isle) for isle in isles)]
    bands = "".join(
        f'<path d="{edge}" fill="none" stroke="{colour}" stroke-width="{width}" stroke-linejoin="round"/>'
        for width, colour in ((78, "#c6dae3"), (50, "#b9d1dc"), (24, "#a9c5d3"))
        for edge in edges
    )
    land = "".join(
        f'<path d="{edge}" fill="{LAND}" stroke="#4f6470" stroke-width="2.5"/>' for edge in edges[1:]
    )
    return f"""<rect width="{WIDTH}" height="{HEIGHT}" fill="{LAND}"/>
{hachures(215, 320, 125, 3)}{hachures(1400, 420, 150, 4)}{hachures(1330, 640, 80, 8)}{hachures(130, 760, 70, 6)}
{line(smooth(HOLLIN), "#8fb2c3", 5)}
<clipPath id="wet"><path d="{edges[0]}"/></clipPath>
<path d="{edges[0]}" fill="{WATER}"/><g clip-path="url(#wet)">{bands}</g>
<path d="{edges[0]}" fill="none" stroke="#4f6470" stroke-width="2.5"/>{land}"""


def town(x: float, y: float, name: str, *, side: str = "end", size: int = 27, weight: int = 600) -> str:
    """A dot and its name, to the left (``end``) or the right (``start``)."""
    away = -20 if side == "end" else 20
    return f'<circle cx="{x}" cy="{y}" r="9" fill="{PAPER}" stroke="{INK}" stroke-width="4"/>' + text(
        x + away, y + 9, name, size=size, weight=weight, anchor=side, halo=LAND
    )


def names() -> str:
    """The names that stand on both maps."""
    return (
        text(770, 430, "Sound of", size=34, fill=BLUE, anchor="middle", serif=True, italic=True)
        + text(770, 474, "Marran", size=34, fill=BLUE, anchor="middle", serif=True, italic=True)
        + text(215, 318, "Cold Fell", size=25, anchor="middle", serif=True, italic=True, halo=LAND)
        + text(215, 346, "884 m", size=19, anchor="middle", fill=GREY, halo=LAND)
        + text(1180, 1050, "Inner Skarrow", size=20, anchor="middle", italic=True, serif=True)
        + text(330, 622, "Hollin", size=21, fill=BLUE, serif=True, italic=True, turn=38, halo=LAND)
    )


def plate(title: str, lines: list[str], *, x: int = 1130, y: int = 60) -> str:
    """The map's title in a ruled box, as on a chart."""
    height = 76 + 32 * len(lines)
    body = "".join(
        text(x + 28, y + 92 + 32 * at, words, size=22, fill=GREY) for at, words in enumerate(lines)
    )
    return (
        f'<rect x="{x}" y="{y}" width="410" height="{height}" fill="{PAPER}" stroke="{INK}" stroke-width="2.5"/>'
        + text(x + 28, y + 52, title, size=32, weight=700, serif=True)
        + body
    )


def scale(x: float, y: float, kilometres: int = 5) -> str:
    """A bar of ``kilometres``; one is 34 dots."""
    length = 34 * kilometres
    ticks = line([(x, y - 9), (x, y), (x + length, y), (x + length, y - 9)], INK, 3)
    return ticks + text(x + length / 2, y - 12, f"{kilometres} km", size=20, anchor="middle", halo=LAND)


def ferry() -> str:
    """The crossing, and the road that stands in for it after the last boat."""
    crossing = smooth([(640, 798), (720, 822), (810, 826), (930, 792)])
    road = smooth(ROAD)
    inside = (
        ground()
        + line(road, INK, 9) + line(road, "#f7e3a8", 5)
        + line(crossing, RED, 6, "3 13")
        + town(*MARRAN, "Port Marran", size=31, weight=700) + town(*STRAND, "Sallow Strand", side="start", size=31, weight=700)
        + town(250, 545, "Hallin", size=24) + town(505, 908, "Aldhithe", size=24)
        + names()
        + text(790, 880, "Ferry: 25 minutes", size=27, weight=700, fill=RED, anchor="middle", halo="#c6dae3")
        + text(1218, 300, "By road: 61 km", size=27, weight=700, halo=LAND)
        + plate("The Strand ferry", ["Port Marran to Sallow Strand", "Last boat now 9.40 pm;", "all night from 4 January"])
        + scale(70, 90) + text(70, HEIGHT - 34, "Map: Cormorant", size=20, fill=GREY, halo=LAND)
    )  # fmt: skip
    return page("", "", "", inside)


def race() -> str:
    """The course of the Round the Light race: the southern half of the map, twice as large."""
    course = smooth(
        [(655, 800), (705, 860), (650, 950), (520, 1030), (400, 1085), (300, 1100), (235, 1150), (270, 1225), (420, 1240),
         (640, 1190), (860, 1120), (1060, 1080), (1220, 1070), (1315, 1010), (1240, 930), (1080, 910), (870, 890),
         (730, 850), (662, 804)]
    )  # fmt: skip
    light = (
        f'<circle cx="{KELLAN[0]}" cy="{KELLAN[1]}" r="34" fill="#f2c84b" opacity=".55"/>'
        f'<circle cx="{KELLAN[0]}" cy="{KELLAN[1]}" r="7" fill="{INK}"/>'
    )
    inside = (
        f'<svg x="0" y="0" width="{WIDTH}" height="{HEIGHT}" viewBox="150 600 1240 827">'
        + ground() + light
        + line(course, GREEN, 4.5, "13 9")
        + "".join(arrow(course[at], course[at + 1]) for at in (36, 80, 132, 164, 214))
        + town(*MARRAN, "Port Marran", size=23, weight=700) + town(*STRAND, "Sallow Strand", side="start", size=21)
        + town(505, 908, "Aldhithe", size=18)
        + text(368, 1168, "Kellan Rock light", size=19, weight=600, halo=WATER)
        + text(240, 945, "Kellan Head", size=18, anchor="middle", serif=True, italic=True, halo=LAND)
        + text(1180, 994, "Inner Skarrow", size=17, anchor="middle", italic=True, serif=True)
        + text(775, 745, "Start and", size=19, weight=600, fill=GREEN, anchor="middle", halo=WATER)
        + text(775, 768, "finish", size=19, weight=600, fill=GREEN, anchor="middle", halo=WATER)
        + "".join(
            text(x, y, str(metres), size=14, fill="#54788c", anchor="middle", italic=True)
            for x, y, metres in DEPTHS
        )
        + scale(560, 1350) + north(1270, 1290)
        + "</svg>"
        + plate("Round the Light", ["32 nautical miles, the light and", "Skarrow to port, home with", "the flood. 31 boats started."], y=34)
        + text(70, HEIGHT - 34, "Map: Inland Wire. Depths in metres.", size=20, fill=GREY, halo=WATER)
    )  # fmt: skip
    return page("", "", "", inside)


def north(x: float, y: float) -> str:
    """A needle that points up."""
    return (
        f'<circle cx="{x}" cy="{y}" r="46" fill="none" stroke="{INK}" stroke-width="2"/>'
        f'<path d="M{x} {y - 58}L{x + 13} {y}L{x} {y - 8}Z" fill="{INK}"/>'
        f'<path d="M{x} {y - 58}L{x - 13} {y}L{x} {y - 8}Z" fill="{PAPER}" stroke="{INK}" stroke-width="2"/>'
        + text(x, y - 68, "N", size=24, weight=700, anchor="middle", serif=True)
    )


def arrow(start: Point, end: Point) -> str:
    """A small head on a course, pointing from ``start`` to ``end``."""
    (x1, y1), (x2, y2) = start, end
    length = max(((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5, 0.01)
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    head = [(x2 + ux * 10, y2 + uy * 10), (x2 - uy * 7, y2 + ux * 7), (x2 + uy * 7, y2 - ux * 7)]
    return f'<path d="{shape(head)}" fill="{GREEN}"/>'
