# ruff: noqa: E501, INP001, T201 - drawing scripts run by hand: long lines are SVG or captions, chance is for looks
"""Cut the demonstration paper's photographs to size and write their facts into them.

    python tools/pictures/photographs.py SOURCES TARGET

SOURCES is a folder that holds the photographs named below as their authors published them;
src/broadsheet/sample/pictures/CREDITS.md says where each comes from and under which licence.
"""

import sys
from pathlib import Path
from typing import NamedTuple

from embed import Facts, save
from PIL import Image, ImageOps


class Cut(NamedTuple):
    """Which part of a source becomes which picture; ``box`` is left, top, right, bottom as shares."""

    source: str
    box: tuple[float, float, float, float]
    size: tuple[int, int]
    quality: int
    facts: Facts


BY = "{} 2018, CC BY 4.0, cropped"
AITZOL = {"byline": "Aitzol Berasategi", "copyright": "© " + BY.format("Aitzol Berasategi")}
WIDE = (1600, 1067)
WHOLE = (0.0, 0.0, 1.0, 1.0)

CUTS = {
    "tell-zarrin-dawn": Cut(
        "sunset_by_Aitzol_Berasategi.jpg", (0.06, 0.12, 1, 1), WIDE, 84,
        Facts(
            "First light above Tell Zarrin",
            "First light on the Hadun ridge above Tell Zarrin, where families returned this week.",
            "Cormorant photo", **AITZOL, alt="The sun rises over a line of dark hills; a round stone table stands in the frosted grass in front.", city="Tell Zarrin", country="Marjan", place=(34.0212, 25.4125),
        ),
    ),
    "sarn-track": Cut(
        "picosdeeuropa_by_Aitzol_Berasategi.jpg", (0, 0.06, 1, 0.96), WIDE, 74,
        Facts(
            "The track below the Sarn pass",
            "The worn track below the Sarn pass, once used by salt carriers, is to be mended by both countries.",
            "Inland Wire photo", **AITZOL, alt="A rutted earth track climbs across a mountain meadow towards a grey rock wall with patches of snow.", city="Sarn", country="Ostrany",
        ),
    ),
    "larch-hills": Cut(
        "aitzgorri_by_Aitzol_Berasategi.jpg", WHOLE, WIDE, 80,
        Facts(
            "Larches below Cold Fell",
            "Larches in their autumn colour below Cold Fell. A third of them are to be felled.",
            "Inland Wire photo", **AITZOL, alt="Orange larches cover a hillside between a green field and a grey mountain ridge.", city="Hallin", country="Torrenay",
        ),
    ),
    "hollin-beck": Cut(
        "life_by_Aitzol_Berasategi.jpg", WHOLE, WIDE, 62,
        Facts(
            "The Hollin Beck in its gorge",
            "The Hollin Beck in its limestone gorge above Hallin, where trout were counted this autumn.",
            "Inland Wire photo", **AITZOL, alt="A stream falls over limestone steps between mossy rocks in a wood.", city="Hallin", country="Torrenay",
        ),
    ),
    "post-dogs": Cut(
        "friends_by_Aitzol_Berasategi.jpg", (0, 0.18, 1, 0.72), WIDE, 82,
        Facts(
            "Bosun and Biscuit on watch",
            "Bosun, above, and Biscuit at the post house on Inner Skarrow.",
            "Inland Wire photo", **AITZOL, alt="Two brown spaniels look out, one above the other, from the wooden porch of a white house.", city="Inner Skarrow", country="Torrenay",
        ),
    ),
    "figs": Cut(
        "Picture_0B_by_freespace.jpg", WHOLE, WIDE, 80,
        Facts(
            "حبة تين من بساتين وادي الزهر",
            "حبة تين من قطاف هذا الموسم في وادي الزهر.",
            "تصوير كورمورانت", "Trevor “Freespace”", "© " + BY.format("Trevor “Freespace”"),
            alt="نصف حبة تين حمراء اللبّ في وعاء خشبي برتقالي على أرض من الحجر الرمادي.", city="وادي الزهر", country="مرجان",
        ),
    ),
    "signwriter-brushes": Cut(
        "Picture_1A_by_freespace.jpg", WHOLE, (1365, 910), 84,
        Facts(
            "Brushes in the Rope Street workshop",
            "Brushes in the workshop of Lowe & Daughter, Rope Street.",
            "Courier photo", "Trevor “Freespace”", "© " + BY.format("Trevor “Freespace”"),
            alt="Worn paint brushes in blue, green, pink and yellow stand close together in the sun.", city="Port Marran", country="Torrenay",
        ),
    ),
    "meadow-pitch": Cut(
        "seeding_by_Clements_Engelhardt.jpg", WHOLE, WIDE, 84,
        Facts(
            "The second pitch at Beckside",
            "What was the second pitch at Beckside, photographed in June, a year after mowing stopped.",
            "Inland Wire photo", "Clemens Engelhardt", "Clemens Engelhardt 2018, dedicated to the public (CC0 1.0)",
            alt="Dandelion clocks in long grass, lit from behind by a low sun.", city="Hallin", country="Torrenay",
        ),
    ),
    "net-loft": Cut(
        "Wine_by_Jakkub_Mede.jpg", (0, 0, 1, 0.5), WIDE, 84,
        Facts(
            "The keeper's table",
            "The long evening: the keeper's table in the net loft at Aldhithe.",
            "Courier photo", "Jakub Mede", "© " + BY.format("Jakub Mede"),
            alt="A bottle and a glass of red wine and a coffee mill stand on a wooden table by a wall of glass bricks in evening light.", city="Aldhithe", country="Torrenay",
        ),
    ),
}  # fmt: skip


def cut(name: str, sources: Path, target: Path) -> int:
    """Make one picture; its size in bytes."""
    source, box, size, quality, facts = CUTS[name]
    with Image.open(sources / source) as opened:
        whole = ImageOps.exif_transpose(opened).convert("RGB")
    left, top, right, bottom = box
    part = whole.crop(
        (
            int(left * whole.width),
            int(top * whole.height),
            int(right * whole.width),
            int(bottom * whole.height),
        )
    )
    return save(ImageOps.fit(part, size, Image.Resampling.LANCZOS), target / f"{name}.jpg", facts, quality)


if __name__ == "__main__":
    for one in CUTS:
        print(one, cut(one, Path(sys.argv[1]), Path(sys.argv[2])))
