# ruff: noqa: E501, INP001 - drawing scripts run by hand: long lines are SVG or captions, chance is for looks
"""Charts: the bank's rate and the tide at the barrier."""

import math

from ink import BLUE, GREY, INK, OCHRE, PAPER, RED, RULE, Point, line, page, text

# The year's twelve decisions, in per cent, and inflation in the month before each.
MONTHS = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
RATE = (4.50, 4.50, 4.25, 4.25, 4.25, 4.00, 4.00, 3.75, 3.75, 3.50, 3.25, 3.25)
PRICES = (4.1, 4.0, 3.8, 3.9, 3.6, 3.3, 3.2, 3.0, 3.1, 2.9, 2.8, 2.9)


def rate() -> str:
    """The rate as steps, inflation as a line, each named at its end."""
    left, right, top, foot = 130, 1330, 215, 900

    def x(month: float) -> float:
        return left + (right - left) * month / 11

    def y(value: float) -> float:
        return foot - (foot - top) * (value - 2) / 3

    grid = "".join(
        line([(left, y(mark)), (right, y(mark))], RULE, 2)
        + text(
            left - 18,
            y(mark) + 9,
            f"{mark:.0f}" + (" %" if mark == 5 else ""),
            size=24,
            fill=GREY,
            anchor="end",
        )
        for mark in (2, 3, 4, 5)
    )
    target = line([(left, y(2.5)), (right, y(2.5))], INK, 2, "4 8")
    steps: list[Point] = []
    for month, value in enumerate(RATE):
        steps += [(x(month - 0.5 if month else 0), y(value)), (x(min(month + 0.5, 11)), y(value))]
    prices = [(x(month), y(value)) for month, value in enumerate(PRICES)]
    below = " ".join(f"{a:.1f},{b:.1f}" for a, b in [*steps, (right, foot), (left, foot)])
    months = "".join(
        text(x(at), foot + 44, name, size=23, fill=GREY, anchor="middle") for at, name in enumerate(MONTHS)
    )
    inside = (
        f'<polygon points="{below}" fill="#f1dfda" opacity=".7"/>{grid}{target}'
        + line(prices, BLUE, 6) + line(steps, RED, 8)
        + "".join(f'<circle cx="{a}" cy="{b}" r="7" fill="{PAPER}" stroke="{BLUE}" stroke-width="4"/>' for a, b in prices)
        + text(right + 26, y(3.25) + 2, "Bank rate", size=27, weight=700, fill=RED)
        + text(right + 26, y(3.25) + 34, "3.25 %", size=25, fill=RED)
        + text(right + 26, y(2.9) + 18, "Inflation", size=27, weight=700, fill=BLUE)
        + text(right + 26, y(2.9) + 50, "2.9 %", size=25, fill=BLUE)
        + text(left + 14, y(2.5) - 12, "Target 2.5 %", size=22, fill=INK)
        + months
        + text(x(0), foot + 78, "2025", size=21, fill=GREY, anchor="middle")
        + text(x(1), foot + 78, "2026", size=21, fill=GREY, anchor="middle")
    )  # fmt: skip
    return page(
        "Down by steps, and now a pause",
        "Bank of Torrenay: rate at each month’s decision, and inflation over a year",
        "Chart: Inland Wire. Source: Bank of Torrenay, Statistical Office",
        inside,
    )


def tide() -> str:
    """Two days of tide at Port Marran, as a gauge draws it, with the level that the quays can bear."""
    left, right, top, foot = 130, 1530, 215, 930
    hours = 60

    def x(hour: float) -> float:
        return left + (right - left) * hour / hours

    def y(metres: float) -> float:
        return foot - (foot - top) * metres / 6

    def level(hour: float) -> float:
        # M2 and S2, the two largest constituents, with a surge that grows towards the last high water.
        surge = 0.55 / (1 + math.exp(-(hour - 36) / 4))
        return (
            2.5
            + 1.42 * math.cos((hour - 3.4) * math.tau / 12.42)
            + 0.52 * math.cos((hour - 4.6) * math.tau / 12)
            + surge
        )

    curve = [(x(hour / 4), y(level(hour / 4))) for hour in range(hours * 4 + 1)]
    past, ahead = curve[: 36 * 4 + 1], curve[36 * 4 :]
    water = " ".join(f"{a:.1f},{b:.1f}" for a, b in [*curve, (right, foot), (left, foot)])
    grid = "".join(
        line([(left, y(mark)), (right, y(mark))], RULE, 2)
        + text(
            left - 18, y(mark) + 9, f"{mark}" + (" m" if mark == 6 else ""), size=24, fill=GREY, anchor="end"
        )
        for mark in range(7)
    )
    peak = max(range(40 * 4, 46 * 4), key=lambda at: level(at / 4))
    days = "".join(
        line([(x(at), foot), (x(at), foot + 14)], INK, 2)
        + text(x(at), foot + 44, name, size=22, fill=GREY, anchor="middle")
        for at, name in (
            (0, "midnight"),
            (12, "noon"),
            (24, "midnight"),
            (36, "noon"),
            (48, "midnight"),
            (60, "noon"),
        )
    )
    inside = (
        f'{grid}<polygon points="{water}" fill="#d3e3ea" opacity=".75"/>'
        + line([(left, y(4.6)), (right, y(4.6))], RED, 3, "12 8")
        + text(left + 14, y(4.6) - 14, "Rope Street quay floods: 4.6 m", size=24, weight=600, fill=RED)
        + line(past, BLUE, 6) + line(ahead, BLUE, 6, "2 14")
        + line([(x(36), top - 30), (x(36), foot)], OCHRE, 3)
        + text(x(36) - 14, top - 14, "gauge", size=23, fill=OCHRE, anchor="end", weight=600)
        + text(x(36) + 14, top - 14, "forecast", size=23, fill=OCHRE, weight=600)
        + f'<circle cx="{x(peak / 4)}" cy="{y(level(peak / 4))}" r="11" fill="{PAPER}" stroke="{RED}" stroke-width="5"/>'
        + text(x(peak / 4), y(level(peak / 4)) - 28, f"{level(peak / 4):.1f} m", size=32, weight=700, fill=RED, anchor="middle")
        + days
    )  # fmt: skip
    return page(
        "The tide the gates were built for",
        "Water level at the Port Marran gauge, metres above datum",
        "Chart: Cormorant. Source: Marran Harbour Board",
        inside,
    )
