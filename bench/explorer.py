"""How quick the explorer is over a large graph in a real browser: ``python -m bench.explorer STORE [ROUNDS] [--save]``.

STORE is made by ``python -m bench.large STORE 100000``. Needs Chromium and Playwright, as the tests of the explorer do.
Exits with 1 if a first view takes longer, or an interaction is answered later, than it may; ``--save`` writes the table
to `bench/README.md` and the figures to `bench/explorer.json`.
"""

from __future__ import annotations

import json
import re
import shutil
import statistics
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench.measure import machine
from bench.report import PAGE
from tests.service import running

FIRST_VIEW_MS, FIRST_RESPONSE_MS = 2000, 200
FIGURES = Path(__file__).with_name("explorer.json")
_OPENED = ", opened anew"
_MARKED = re.compile(r"(<!-- explorer -->\n).*?(<!-- end -->)", re.DOTALL)
_DONE = "() => document.querySelector('main') && !document.querySelector('.loading, [aria-busy=true]')"
# When what an action changes first on the page is painted, and by when nothing is awaited any more.
_WATCH = """() => {
  if (window.began !== undefined) {
    return;
  }
  window.longest = 0;
  new PerformanceObserver((list) => {
    window.longest = Math.max(window.longest, ...list.getEntries().map((entry) => entry.duration));
  }).observe({ entryTypes: ["longtask"] });
  window.began = performance.now(); window.first = undefined; window.last = undefined;
  let seen = false;
  new MutationObserver(() => {
    if (!seen) {
      seen = true;
      requestAnimationFrame(() => setTimeout(() => { window.first = performance.now() - window.began; }));
    }
    if (document.querySelector('main') && !document.querySelector('.loading, [aria-busy=true]')) {
      window.last = performance.now() - window.began;
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
}"""

Action = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Time:
    """Milliseconds from an action, or an address, to the first paint of what it changes, and until all is there.

    `longest` is the longest time in which the page then answered nothing; browsers tell of none below 50 ms.
    """

    what: str
    first: float
    last: float | None = None
    longest: float | None = None

    @property
    def late(self) -> str:
        """What takes longer than it may, if anything does."""
        opened = self.what.endswith(_OPENED)
        took, may = (self.last, FIRST_VIEW_MS) if opened else (self.first, FIRST_RESPONSE_MS)
        counts = self.last is not None and took is not None
        return f"{self.what}: {took:.0f} ms, and may take {may}" if counts and took > may else ""


def _dragged_over(page: Any) -> None:
    box = page.locator(".histogram").first.bounding_box()
    page.mouse.move(box["x"] + 0.5 * box["width"], box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.55 * box["width"], box["y"] + 20)
    page.mouse.up()


def _chosen_in_the_network(page: Any) -> None:
    page.locator(".canvas[data-settled=true]").wait_for(timeout=120_000)
    found = page.get_by_label("Find in the network")
    name = page.locator("datalist option").first.get_attribute("value")
    found.fill(name)
    found.press("Enter")


def _pressed(label: str, key: str) -> Action:
    return lambda page: page.get_by_label(label).press(key)


def _clicked(where: str) -> Action:
    return lambda page: page.locator(where).first.click()


def _link(name: str) -> Action:
    return lambda page: page.get_by_role("link", name=name, exact=True).click()


def _button(name: str) -> Action:
    return lambda page: page.get_by_role("button", name=name, exact=True).click()


def _searched(page: Any) -> None:
    page.get_by_label("Words").fill("threatened")
    page.keyboard.press("Enter")


EVENTS = {"view": "events"}
TWO_MONTHS = {**EVENTS, "from": "2020-03", "to": "2020-04"}
ACTIONS: tuple[tuple[str, dict[str, str], Action], ...] = (
    ("begin a question", {}, lambda page: page.locator("input[name=q]").press_sequentially("who met put")),
    ("ask who called whom", {}, _link("Who called whom in 2022?")),
    ("ask which leaders met most often", {"q": "Which two leaders met most often?"}, _button("Ask")),
    ("choose a type", EVENTS, _clicked(".facet:nth-of-type(2) a")),
    ("choose who takes part", EVENTS, _clicked(".facet:has-text('Who takes part') a")),
    ("choose a time by key", EVENTS, _pressed("From", "ArrowRight")),
    ("choose a time by dragging", EVENTS, _dragged_over),
    ("choose a day", TWO_MONTHS, _pressed("First day", "ArrowRight")),
    ("search for words", EVENTS, _searched),
    ("load more events", EVENTS, _button("Load more")),
    ("open the network", EVENTS, _link("Network")),
    ("choose in the network", {"view": "network"}, _chosen_in_the_network),
    ("network of countries", {"view": "network"}, _link("Countries")),
    ("open the matrix", EVENTS, _link("Matrix")),
    ("open the map", EVENTS, _link("Map")),
    ("choose on the map", {"view": "map"}, lambda page: page.locator(".spot").first.press("Enter")),
    ("open an actor", EVENTS, _clicked(".parties a")),
    ("open an event", EVENTS, _clicked(".event .day")),
    ("open an article", EVENTS, _clicked(".quote")),
    ("list the articles", {}, _link("Articles")),
)
PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("first page", {}),
    ("events", EVENTS),
    ("network", {"view": "network"}),
    ("map", {"view": "map"}),
    ("matrix", {"view": "matrix"}),
)


def main(store: Path, rounds: int, *, save: bool) -> bool:
    """Measure and print, as rows of a table; whether all is within what it may take."""
    on, times = machine(), []
    with running(store) as client, sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        flags = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        home = str(client.base_url).rstrip("/") + "/"
        # What the service makes once for each graph is made before anybody looks.
        for address in (
            "health", "network", "network?by=country", "events?facets=type&facets=day", "suggest?q=put", "places",
            "articles", "ask?q=Who+called+whom+in+2022%3F", "events?text=threatened",
        ):  # fmt: skip
            client.get(address, timeout=600)
        for name, state in PAGES:
            found = [_opened(browser, home, state) for _ in range(rounds)]
            times.append(_time(name + _OPENED, *zip(*found, strict=True)))
        for name, state, action in ACTIONS:
            acted = [_acted(browser, home, state, action) for _ in range(rounds)]
            times.append(_time(name, *zip(*acted, strict=True)))
        for most in (1000, 10_000):
            frame = statistics.median(_dragged(browser, home, most) for _ in range(rounds))
            times.append(Time(f"drag the network, {most:,} relations, a frame", frame))
        browser.close()
    table = "\n".join([
        "| what | first response | all there | longest task |", "| --- | ---: | ---: | ---: |",
        *(f"| {t.what} | {t.first:.0f} ms | {_told(t.last)} | {_told(t.longest)} |" for t in times),
    ])  # fmt: skip
    circumstances = f"{on['date']}, {on['cores']} cores, load {on['load_at_start']} at the start, medians of {rounds}."
    print(f"{table}\n\n{circumstances}")
    if save:
        FIGURES.write_text(json.dumps({"machine": on, "times": [asdict(t) for t in times]}, indent=2) + "\n", "utf-8")
        page = _MARKED.sub(rf"\g<1>{table}\n\n{circumstances}\n\g<2>", PAGE.read_text("utf-8"))
        PAGE.write_text(page, "utf-8")
    late = [t.late for t in times if t.late]
    print("\n".join(late), file=sys.stderr)
    return not late


def _time(what: str, *columns: tuple[float, ...]) -> Time:
    return Time(what, *map(statistics.median, columns))


def _told(ms: float | None) -> str:
    return f"{ms:.0f} ms" if ms else ""


def _opened(browser: Any, home: str, state: dict[str, str]) -> tuple[float, float]:
    """From the address to the first paint, and until nothing is awaited any more; without a cache."""
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(home + _query(state), wait_until="commit")
    page.wait_for_function(_DONE, timeout=120_000)
    done = page.evaluate("performance.now()")
    first = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()")
    page.context.close()
    return first, done


def _acted(browser: Any, home: str, state: dict[str, str], action: Action) -> tuple[float, float, float]:
    page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.goto(home + _query(state))
    page.wait_for_function(_DONE, timeout=120_000)
    for event in ("click", "keydown", "pointerup", "change"):
        page.evaluate(f"addEventListener('{event}', {_WATCH}, {{ capture: true, once: true }})")
    action(page)
    page.wait_for_timeout(100)
    page.wait_for_function(f"() => window.first !== undefined && ({_DONE})()", timeout=120_000)
    first, last = page.evaluate("[window.first, window.last ?? window.first]")
    if page.locator(".canvas").count():
        page.locator(".canvas[data-settled=true]").wait_for(timeout=120_000)
    longest = page.evaluate("window.longest")
    page.context.close()
    return first, last, longest


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


if __name__ == "__main__":
    given = [a for a in sys.argv[1:] if a != "--save"]
    rounds = int(given[1]) if len(given) > 1 else 3
    sys.exit(0 if main(Path(given[0]), rounds, save="--save" in sys.argv) else 1)
