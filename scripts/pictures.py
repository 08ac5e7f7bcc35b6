"""Takes the README's pictures from a running demonstration paper: `python scripts/pictures.py http://127.0.0.1:8000`.

Each is kept small by a palette of 256 colours; one that stays above 250 kB is an error.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "pictures"
CHROMIUM = "/usr/bin/chromium"
MOST_BYTES = 250_000
STORY = "families-walk-home-across-the-line-at-tell-zarrin/"  # the one that shows every part of the page
# Name: address, viewport, width of the finished picture.
SHOTS = {
    "story": (f"/world/middle-east/{STORY}", {"width": 1180, "height": 1330}, 885),
    "front": ("/", {"width": 1180, "height": 1300}, 885),
    "phone": (f"/world/middle-east/{STORY}", {"width": 390, "height": 844}, 390),
}


def take(browser: Browser, url: str, viewport: dict[str, int], width: int) -> bytes:
    """The top of a page in light colours as a small PNG."""
    page = browser.new_page(viewport=viewport, color_scheme="light", reduced_motion="reduce")
    answer = page.goto(url, wait_until="networkidle")
    if answer is None or answer.status != 200:
        raise SystemExit(f"{url} does not answer 200.")
    page.evaluate("document.fonts.ready")
    shot = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    small = shot.resize((width, shot.height * width // shot.width), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    # Maximum coverage keeps rare colours: an accent is a few hundred pixels beside a photograph's millions.
    palette = small.quantize(256, method=Image.Quantize.MAXCOVERAGE, kmeans=4)
    small.quantize(palette=palette, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main(base: str) -> int:
    """Write every picture; 1 when one is too large."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    too_large = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, (path, viewport, width) in SHOTS.items():
            made = take(browser, base.rstrip("/") + path, viewport, width)
            (FOLDER / f"{name}.png").write_bytes(made)
            print(f"{name}.png {len(made)} bytes")
            too_large += len(made) > MOST_BYTES
        browser.close()
    return 1 if too_large else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"))
