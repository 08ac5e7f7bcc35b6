# ruff: noqa: E501, INP001 - drawing scripts run by hand: long lines are SVG or captions, chance is for looks
"""The authors of the demonstration paper as paper cuttings: profiles cut from black paper, in an oval."""

from ink import INK, Point, shape, smooth

SIDE = 800
# Forehead to chest, as a profile that looks to the left runs; the rest of the head and the shoulders close it.
FACE: list[Point] = [
    (318, 168), (286, 214), (272, 262), (270, 296), (262, 316), (240, 350), (219, 381), (222, 394), (246, 402),
    (249, 412), (236, 424), (233, 434), (248, 443), (237, 453), (237, 466), (254, 477), (252, 494), (250, 522),
    (268, 548), (308, 556), (352, 552), (372, 566), (378, 602), (366, 640), (312, 676), (236, 712), (176, 770),
    (160, 830),
]  # fmt: skip
BACK: list[Point] = [
    (700, 830),
    (684, 764),
    (628, 704),
    (556, 668),
    (532, 620),
    (540, 548),
    (566, 476),
    (586, 392),
]
CROWN: list[Point] = [(586, 392), (592, 310), (566, 226), (504, 160), (424, 132), (360, 140), (318, 168)]

HEADS = {
    # Hair drawn back into a knot.
    "nadia-harrow": (
        1.0,
        "#dfe8ec",
        [
            [(318, 172), (352, 126), (430, 108), (514, 132), (584, 196), (606, 290), (600, 372), (566, 428), (520, 380),
             (440, 240), (318, 172)],
            [(588, 300), (628, 276), (680, 292), (702, 340), (688, 392), (640, 412), (600, 388), (588, 340), (588, 300)],
        ],
    ),
    # A watch cap, and hair to the collar.
    "tamsin-orrell": (
        0.98,
        "#efe3d3",
        [
            [(292, 226), (300, 196), (320, 180), (330, 132), (376, 84), (446, 66), (520, 86), (580, 142), (600, 210),
             (616, 232), (614, 262), (596, 272), (440, 238), (300, 246), (292, 226)],
            [(560, 260), (604, 300), (622, 400), (618, 500), (634, 572), (604, 600), (556, 588), (530, 600), (520, 480),
             (540, 360), (560, 260)],
        ],
    ),
    # A flat cap and a beard.
    "joss-penhale": (
        1.0,
        "#e4e7d8",
        [
            [(216, 232), (226, 214), (300, 196), (342, 148), (420, 118), (512, 126), (584, 172), (610, 226), (604, 262),
             (560, 270), (420, 246), (312, 244), (244, 246), (216, 232)],
            [(246, 476), (232, 500), (230, 540), (250, 584), (300, 604), (352, 588), (396, 548), (430, 480), (400, 440),
             (330, 470), (290, 470), (246, 476)],
        ],
    ),
    # Short curls.
    "ines-callard": (
        1.02,
        "#ecdfe0",
        [
            [(300, 200), (286, 176), (306, 146), (336, 142), (344, 108), (384, 92), (414, 104), (440, 76), (486, 80),
             (506, 106), (548, 102), (578, 130), (578, 164), (614, 182), (624, 222), (606, 250), (634, 280), (630, 324),
             (604, 342), (622, 376), (606, 414), (574, 424), (566, 456), (530, 452), (470, 330), (380, 240), (300, 200)],
        ],
    ),
}  # fmt: skip


def portrait(slug: str) -> str:
    """The cutting of one author as a square SVG."""
    size, ground, hair = HEADS[slug]
    head = shape([*smooth(FACE, 10), *smooth(BACK, 10), *smooth(CROWN, 10)])
    cut = "".join(f'<path d="{shape(smooth(lock, 10))}"/>' for lock in hair)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="{SIDE}" height="{SIDE}" viewBox="0 0 {SIDE} {SIDE}">
<defs>
<clipPath id="oval"><ellipse cx="400" cy="400" rx="318" ry="368"/></clipPath>
<filter id="lift" x="-10%" y="-10%" width="120%" height="120%">
<feDropShadow dx="3" dy="4" stdDeviation="3" flood-color="#000" flood-opacity=".28"/></filter>
<filter id="grain"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="3" seed="4"/>
<feColorMatrix values="0 0 0 0 .4  0 0 0 0 .34  0 0 0 0 .25  0 0 0 .22 -.06"/></filter>
</defs>
<rect width="{SIDE}" height="{SIDE}" fill="#f6f0e4"/>
<ellipse cx="400" cy="400" rx="318" ry="368" fill="{ground}"/>
<rect width="{SIDE}" height="{SIDE}" filter="url(#grain)"/>
<g clip-path="url(#oval)"><g filter="url(#lift)" fill="#211e1b"
 transform="translate({400 - 410 * size} {410 - 410 * size}) scale({size})"><path d="{head}"/>{cut}</g></g>
<ellipse cx="400" cy="400" rx="318" ry="368" fill="none" stroke="{INK}" stroke-width="3"/>
<ellipse cx="400" cy="400" rx="330" ry="380" fill="none" stroke="#a08a5c" stroke-width="5"/>
</svg>"""
