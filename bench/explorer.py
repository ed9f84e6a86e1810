"""How quick the explorer is over a large graph, in a real browser: ``python -m bench.explorer STORE [ROUNDS]``.

STORE is made by ``python -c "from pathlib import Path; from bench.large import build; build(Path('STORE'), 100_000)"``.
Needs Chromium and Playwright, as the tests of the explorer do.
"""

from __future__ import annotations

import shutil
import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.service import running

_DONE = "() => document.querySelector('main') && !document.querySelector('.loading, [aria-busy=true]')"
# The time of what an action changes first on the page, and by when nothing is awaited any more.
_WATCH = """() => {
  window.began = performance.now(); window.first = undefined; window.last = undefined;
  new MutationObserver((_, observer) => {
    window.first ??= performance.now() - window.began;
    if (document.querySelector('main') && !document.querySelector('.loading, [aria-busy=true]')) {
      window.last = performance.now() - window.began;
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}"""

Action = Callable[[Any], object]
ACTIONS: tuple[tuple[str, dict[str, str], Action], ...] = (
    ("choose a type", {"view": "events"}, lambda page: page.locator(".facet").nth(1).locator("a").first.click()),
    ("choose a time", {"view": "events"}, lambda page: page.get_by_label("From").press("ArrowRight")),
    ("open the network", {"view": "events"}, lambda page: page.get_by_role("link", name="Network").click()),
    ("open the matrix", {"view": "events"}, lambda page: page.get_by_role("link", name="Matrix").click()),
    ("open the map", {"view": "events"}, lambda page: page.get_by_role("link", name="Map", exact=True).click()),
    ("open an actor", {"view": "events"}, lambda page: page.locator(".parties a").first.click()),
    ("open an article", {"view": "events"}, lambda page: page.locator(".quote").first.click()),
)
PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("first page", {}),
    ("events", {"view": "events"}),
    ("matrix", {"view": "matrix"}),
)


def main(store: Path, rounds: int) -> None:
    """Measure and print, as rows of a table."""
    with running(store) as client, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        flags = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        home = str(client.base_url).rstrip("/") + "/"
        # What the service makes once for each graph is made before anybody looks.
        for address in ("health", "network", "network?by=country", "events?facets=type", "suggest?q=put"):
            client.get(address, timeout=600)
        print("| what | first response | all there |\n| --- | ---: | ---: |")
        for name, state in PAGES:
            found = [_opened(browser, home, state) for _ in range(rounds)]
            print(f"| {name}, opened anew | {_median(first for first, _ in found)} | {_median(a for _, a in found)} |")
        for name, state, action in ACTIONS:
            found = [_acted(browser, home, state, action) for _ in range(rounds)]
            print(
                f"| {name} | {_median(first for first, _ in found)} | {_median(last for _, last in found)} |",
                flush=True,
            )
        for most in (1000, 10_000):
            frame = statistics.median(_dragged(browser, home, most) for _ in range(rounds))
            print(f"| drag the network, {most:,} relations, a frame | {frame:.0f} ms | |")
        browser.close()


def _opened(browser: Any, home: str, state: dict[str, str]) -> tuple[float, float]:
    """From the address to the first paint, and until nothing is awaited any more; without a cache."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(home + _query(state), wait_until="commit")
    page.wait_for_function(_DONE, timeout=120_000)
    done = page.evaluate("performance.now()")
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()")
    page.context.close()
    return first, done


def _acted(browser: Any, home: str, state: dict[str, str], action: Action) -> tuple[float, float]:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(home + _query(state))
    page.wait_for_function(_DONE, timeout=120_000)
    for event in ("click", "keydown"):
        page.evaluate(f"addEventListener('{event}', {_WATCH}, {{ capture: true, once: true }})")
    action(page)
    page.wait_for_timeout(100)
    page.wait_for_function(f"() => window.last !== undefined && ({_DONE})()", timeout=120_000)
    first, last = page.evaluate("[window.first, window.last]")
    page.context.close()
    return first, last


def _dragged(browser: Any, home: str, most: int) -> float:
    """The mean time of a frame while the network is dragged along."""
    page = browser.new_context(viewport={"width": 1280, "height": 1100}).new_page()
    page.goto(home + f"?view=network&most={most}")
    page.locator(".canvas[data-settled=true]").wait_for(timeout=120_000)
    page.wait_for_timeout(1000)
    page.evaluate("window.frames_ = []; (function f(t) { frames_.push(t); requestAnimationFrame(f); })(0)")
    box = page.locator(".canvas").bounding_box()
    page.mouse.move(box["x"] + 400, box["y"] + 300)
    page.mouse.down()
    for step in range(40):
        page.mouse.move(box["x"] + 400 + 4 * step, box["y"] + 300)
        page.wait_for_timeout(20)
    page.mouse.up()
    mean: float = page.evaluate("(frames_.at(-1) - frames_[1]) / (frames_.length - 2)")
    page.context.close()
    return mean


def _query(state: dict[str, str]) -> str:
    return "?" + "&".join(f"{name}={value}" for name, value in state.items()) if state else ""


def _median(times: Any) -> str:
    return f"{statistics.median(times):.0f} ms"


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
