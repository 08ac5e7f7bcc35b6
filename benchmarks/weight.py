"""What a reader's browser fetches for a story, in bytes over the wire, from the running demonstration."""

import re
from typing import Any
from urllib.parse import urljoin

import _demo
import _numbers as numbers

PAGE_AND_STYLE_KB, FONTS_KB, WITHOUT_PICTURES_KB = 14, 30, 45
LINK = re.compile(r'<link\b[^>]*\brel="(stylesheet|icon|manifest)"[^>]*\bhref="([^"]+)"')
SCRIPT = re.compile(r'<script\b[^>]*\bsrc="([^"]+)"')
FACE = re.compile(r"@font-face\s*{[^}]*}")
RANGE = re.compile(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?")
FONT = re.compile(r'url\("?([^")]+\.woff2)"?\)')


def main() -> int:
    before = numbers.load_average()
    with _demo.running() as demo:
        paths = demo.stories()
        found = {path: {kind: weigh(demo, path, kind) for kind in ("br", "gzip")} for path in paths}
        heaviest = max(found, key=lambda path: found[path]["br"]["page and style"])
        faces = {font: size(demo, font, "br") for font in fonts_of(demo, demo.get(heaviest)[2].decode())}
    told = {"story": heaviest, "stories": len(paths), **found[heaviest], "faces": faces}
    path = numbers.keep("weight", told, before=before)
    bounds = {"page and style": PAGE_AND_STYLE_KB, "fonts": FONTS_KB, "all but pictures": WITHOUT_PICTURES_KB}
    sizes = {kind: found[heaviest][kind] for kind in ("br", "gzip")}
    numbers.table(
        [f"heaviest of {len(paths)} stories, KB", "brotli", "gzip", "bound"],
        [
            [name, *(f"{sizes[kind][name] / 1000:.1f}" for kind in sizes), str(bounds.get(name, ""))]
            for name in sizes["br"]
        ],
    )
    fonts = [f"{name.rpartition('/')[2]} {weight / 1000:.1f} KB" for name, weight in faces.items()]
    print(f"fonts: {', '.join(fonts)}")
    print(f"{heaviest}; kept as {path.name}")
    return numbers.verdict(
        f"{name}: {sizes[kind][name] / 1000:.1f} KB by {kind}, more than {bound}"
        for kind in sizes
        for name, bound in bounds.items()
        if sizes[kind][name] > bound * 1000
    )


def size(demo: _demo.Demo, path: str, kind: str) -> int:
    return len(demo.get(path, Accept_Encoding=kind)[2])


def weigh(demo: _demo.Demo, path: str, kind: str) -> dict[str, Any]:
    """Bytes of the page's body and of what it links to but pictures, compressed where the server does."""
    html = demo.get(path)[2].decode()
    style = style_of(html)
    rest = [href for rel, href in LINK.findall(html) if rel != "stylesheet"] + SCRIPT.findall(html)
    fonts = fonts_of(demo, html)
    sizes = {
        "page": size(demo, path, kind),
        "style": sum(size(demo, href, kind) for href in style),
        "fonts": sum(size(demo, font, kind) for font in fonts),
        "scripts and icon": sum(size(demo, href, kind) for href in rest),
    }
    sizes["page and style"] = sizes["page"] + sizes["style"]
    sizes["all but pictures"] = sizes["page and style"] + sizes["fonts"] + sizes["scripts and icon"]
    return sizes


def style_of(html: str) -> list[str]:
    return [href for rel, href in LINK.findall(html) if rel == "stylesheet"]


def fonts_of(demo: _demo.Demo, html: str) -> set[str]:
    """The font files that a browser loads: faces whose ``unicode-range`` holds a character of the page."""
    return {font for sheet in style_of(html) for font in _fonts_for(html, sheet, demo.get(sheet)[2].decode())}


def _fonts_for(html: str, sheet: str, css: str) -> set[str]:
    wanted = set()
    for face in FACE.findall(css):
        named = FONT.search(face)
        ranges = [(int(low, 16), int(high or low, 16)) for low, high in RANGE.findall(face)]
        is_needed = not ranges or any(low <= ord(c) <= high for c in set(html) for low, high in ranges)
        if named and is_needed:
            wanted.add(urljoin(sheet, named[1]))
    return wanted


if __name__ == "__main__":
    raise SystemExit(main())
