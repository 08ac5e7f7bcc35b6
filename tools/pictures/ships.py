# ruff: noqa: E501, INP001 - drawing scripts run by hand: long lines are SVG or captions, chance is for looks
"""The new ferry as a yard draws it: a side view to scale, with what stands where."""

from ink import BLUE, GREEN, GREY, INK, PAPER, RED, RULE, Point, line, page, shape, smooth, text

METRE = 24.0
LEFT, KEEL = 130.0, 760.0


def at(metres: float, height: float) -> Point:
    """``metres`` from the stern and ``height`` above the keel, on the sheet."""
    return LEFT + metres * METRE, KEEL - height * METRE


def body(points: list[Point], fill: str, width: float = 3) -> str:
    """A closed outline, in metres."""
    return f'<path d="{shape(at(*point) for point in points)}" fill="{fill}" stroke="{INK}" stroke-width="{width}" stroke-linejoin="round"/>'


def windows(start: float, end: float, height: float, *, step: float, width: float, tall: float) -> str:
    """A row of windows."""
    row, metres = "", start
    while metres + width <= end:
        x, y = at(metres, height + tall)
        row += (
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{width * METRE:.1f}" height="{tall * METRE:.1f}" rx="5"'
            f' fill="#b9d3df" stroke="{INK}" stroke-width="2"/>'
        )
        metres += step
    return row


def pointer(tip: Point, turn: Point, words: str, under: str = "", anchor: str = "start") -> str:
    """A thin line from a part of the ship to its name."""
    x, y = turn
    away = 10 if anchor == "start" else -10
    return (
        line([tip, turn], GREY, 2)
        + f'<circle cx="{tip[0]}" cy="{tip[1]}" r="5" fill="{RED}"/>'
        + text(x + away, y + 4, words, size=25, weight=600, anchor=anchor)
        + (text(x + away, y + 35, under, size=22, fill=GREY, anchor=anchor) if under else "")
    )


def hull() -> str:
    """Double-ended, like the boats it replaces: the same at both ends."""
    bow: list[Point] = [(0.6, 5.0), (0.2, 4.2), (1.6, 2.2), (5.0, 0.5), (9.0, 0.0)]
    side = smooth(bow)
    mirrored = [(56 - x, y) for x, y in reversed(side)]
    under = [(x, y) for x, y in [*side, *mirrored] if y <= 2.4]
    return (
        body([*side, *mirrored], "#23475f")
        + body(under, "#8b2c25", 2)
        + line([at(0.5, 4.45), at(55.5, 4.45)], PAPER, 4)
        + "".join(battery(start) for start in (15.5, 33.5))
        + "".join(thruster(x, way) for x, way in ((4.2, -1), (51.8, 1)))
    )


def battery(start: float) -> str:
    """One battery room: five racks."""
    (x, y), (end, foot) = at(start, 1.7), at(start + 7, 0.55)
    racks = "".join(
        line([(x + (end - x) * part / 5, y), (x + (end - x) * part / 5, foot)], INK, 1.6)
        for part in range(1, 5)
    )
    return (
        f'<rect x="{x}" y="{y}" width="{end - x}" height="{foot - y}" rx="4" fill="#d9b84a" stroke="{INK}"'
        f' stroke-width="2.5"/>{racks}'
    )


def thruster(metres: float, way: int) -> str:
    """A propeller on a pod that turns all the way round."""
    x, y = at(metres, 0.9)
    return (
        f'<rect x="{x - 9}" y="{y - 20}" width="18" height="44" fill="#6d675f" stroke="{INK}" stroke-width="2"/>'
        f'<ellipse cx="{x}" cy="{y + 30}" rx="30" ry="10" fill="#6d675f" stroke="{INK}" stroke-width="2"/>'
        f'<ellipse cx="{x + 34 * way}" cy="{y + 30}" rx="6" ry="25" fill="#c9a13b" stroke="{INK}" stroke-width="2"/>'
    )


def topsides() -> str:
    """Car deck, saloon, wheelhouse, mast and the arm that takes the charge."""
    car_deck = body([(3, 5), (3.6, 8), (52.4, 8), (53, 5)], "#f6f1e4")
    opening = body([(7, 5.15), (7, 7.3), (49, 7.3), (49, 5.15)], "#39434a", 2)
    saloon = body([(10, 8), (11, 10.9), (45, 10.9), (46, 8)], "#fdfaf3")
    bridge = body([(23.2, 10.9), (24.2, 14), (31.8, 14), (32.8, 10.9)], "#fdfaf3")
    roof = body([(23.4, 14), (23.4, 14.4), (32.6, 14.4), (32.6, 14)], "#9b1c1c", 2)
    mast = line([at(28, 14.4), at(28, 19)], INK, 6) + line([at(26.6, 17.2), at(29.4, 17.2)], INK, 4)
    rails = line([at(3.6, 9), at(10, 9)], INK, 2) + line([at(46, 9), at(52.4, 9)], INK, 2)
    posts = "".join(line([at(x, 8), at(x, 9)], INK, 2) for x in (4, 5.5, 7, 8.5, 47.5, 49, 50.5, 52))
    boats = "".join(
        body([(x, 11.2), (x + 0.5, 12.3), (x + 4.5, 12.3), (x + 5, 11.2)], "#d9722e", 2) for x in (13.5, 37.5)
    )
    arm = line([at(50.4, 9), at(51.8, 13.2), at(55.6, 12.2)], GREEN, 9)
    cars = "".join(
        car(x, colour)
        for x, colour in (
            (9, "#7d9aa8"),
            (15, "#b08a5a"),
            (21.4, "#d8d2c4"),
            (35.2, "#8d3b36"),
            (41.4, "#5d7a64"),
        )
    )
    return (
        car_deck + opening + cars + saloon + bridge + roof + mast + rails + posts + boats + arm
        + windows(12, 45, 8.8, step=2.2, width=1.5, tall=1.3)
        + windows(24.6, 31.8, 12.2, step=1.42, width=1.2, tall=1.2)
    )  # fmt: skip


def car(metres: float, colour: str) -> str:
    """A car behind the opening, to show the size."""
    outline = [(0, 5.2), (0, 6), (0.9, 6.1), (1.5, 6.75), (3.2, 6.75), (3.9, 6.1), (4.5, 5.95), (4.5, 5.2)]
    wheels = "".join(
        f'<circle cx="{at(metres + x, 5.3)[0]}" cy="{at(metres, 5.3)[1]}" r="8" fill="{INK}"/>'
        for x in (1, 3.5)
    )
    return body([(metres + x, y) for x, y in outline], colour, 1.5) + wheels


def ferry() -> str:
    """The drawing with its names and its scale."""
    sea = "".join(
        line(
            smooth(
                [(60 + 60 * step, KEEL - 2.45 * METRE + lift + (4 if step % 2 else -4)) for step in range(26)]
            ),
            colour,
            3,
        )
        for lift, colour in ((0, BLUE),)
    )
    x1, x2 = at(0.2, 0)[0], at(55.8, 0)[0]
    ruler = line([(x1, 848), (x1, 864), (x2, 864), (x2, 848)], INK, 2.5) + text(
        (x1 + x2) / 2, 900, "56 metres", size=27, weight=600, anchor="middle"
    )
    grid = "".join(
        line([(60, KEEL - mark * METRE), (1540, KEEL - mark * METRE)], RULE, 1) for mark in (5, 10, 15)
    )
    inside = (
        f'{grid}<rect x="60" y="{KEEL - 2.45 * METRE}" width="1480" height="{2.45 * METRE + 60}" fill="#d3e3ea"/>'
        + hull() + sea + topsides() + ruler
        + pointer(at(28, 18.4), (770, 262), "Radar and lights", anchor="end")
        + pointer(at(40, 10.4), (1130, 300), "Saloon, 250 seats")
        + pointer(at(51.8, 13.2), (1378, 330), "Charging arm", "5 minutes a turn")
        + pointer(at(12, 7), (150, 470), "38 cars")
        + pointer(at(19, 1.2), (300, 965), "Batteries, 2 × 1.9 MWh")
        + pointer(at(51.8, -0.35), (1330, 965), "Pods at both ends", anchor="end")
    )  # fmt: skip
    return page(
        "Quiet boats for the Sound",
        "Side view of the new Strand ferry, to be built at Aldhithe",
        "Drawing: Cormorant, after the yard’s plans",
        inside,
    )
