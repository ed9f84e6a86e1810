"""Take the pictures of the explorer in these pages anew: ``python docs/pictures.py ADDRESS`` of a running `kg serve`.

It is to serve the graph of seeds/articles, in which something was put right.

Needs Chromium, Playwright and Pillow, which the development environment has.
"""

from __future__ import annotations

import io
import shutil
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
_DONE = "() => document.querySelector('main') && !document.querySelector('.loading, [aria-busy=true]')"
WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 800}
PICTURES: dict[str, tuple[str, str, dict[str, int]]] = {
    "answer": ("q=Who+called+whom+in+2022%3F", "light", WIDE),
    "article": ("article=2020-11-10-karabakh-ceasefire&at=1260-1372", "light", WIDE),
    "network": ("view=network&node=person/Ilham_Aliyev", "light", WIDE),
    "network-dark": ("view=network&lines=scale&colour=community", "dark", WIDE),
    "map": ("view=map", "light", WIDE),
    "matrix": ("view=matrix", "dark", WIDE),
    "actor": ("actor=person/Nikol_Pashinyan", "light", WIDE),
    "days": ("view=events&from=2022-10&to=2022-11", "light", WIDE),
    "corrections": ("page=corrections", "light", WIDE),
    "phone": ("q=Which+leaders+discussed+Karabakh%3F", "light", PHONE),
    "phone-dark": ("view=events&quad=material+conflict", "dark", PHONE),
}


def main(address: str) -> None:
    """Take all of them."""
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        flags = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        for name, (state, scheme, size) in PICTURES.items():
            page = browser.new_context(viewport=size, color_scheme=scheme).new_page()
            page.goto(f"{address.rstrip('/')}/?{state}")
            _save(_picture(page), HERE / f"explorer-{name}.png")
            page.context.close()
        browser.close()


def _picture(page: Any) -> bytes:
    page.wait_for_function(_DONE)
    if page.locator(".canvas").count():
        page.locator(".canvas[data-settled=true]").wait_for()
        page.locator(".tools").first.scroll_into_view_if_needed()
        page.evaluate("window.scrollTo(0, document.querySelector('.total').offsetTop - 10)")
    page.wait_for_timeout(400)
    taken: bytes = page.screenshot()
    return taken


def _save(taken: bytes, path: Path) -> None:
    """With few colours, which is enough for a page and a third of the size."""
    Image.open(io.BytesIO(taken)).convert("RGB").quantize(128).save(path, optimize=True)


if __name__ == "__main__":
    main(sys.argv[1])
