"""A real browser on the explorer of a real service over the graph of the seed corpus."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx2
import pytest

import kg
from tests.service import running

ROOT = Path(__file__).parents[2]
FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # WebGL without a graphics card.
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
)


def chromium() -> str:
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    pytest.skip("there is no Chromium: apt-get install chromium, or your system's package of that name")


@pytest.fixture(scope="session")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the seed corpus; not to be changed, but it may be copied."""
    store = tmp_path_factory.mktemp("explorer") / "graph"
    kg.build(ROOT / "seeds" / "articles", store).close()
    return store


@pytest.fixture(scope="package")
def shared_service(graph: Path) -> Iterator[httpx2.Client]:
    with running(graph) as client:
        yield client


@pytest.fixture(scope="module")
def service(shared_service: httpx2.Client) -> httpx2.Client:
    """One that all share; modules that need another have their own fixture of this name."""
    return shared_service


@pytest.fixture(scope="package")
def browser() -> Iterator[Any]:
    """Of this folder's tests only: while Playwright runs, nothing else in the thread may run an event loop."""
    playwright = pytest.importorskip("playwright.sync_api")
    path = chromium()
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


class Explorer:
    """A tab on the explorer, which keeps what no page may do."""

    def __init__(self, page: Any, service: httpx2.Client) -> None:
        self.page, self.service = page, service
        self.home = str(service.base_url).rstrip("/") + "/"
        self.wrong: list[str] = []
        page.on("console", lambda said: self.wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("request", lambda sent: None if self._own(sent.url) else self.wrong.append(f"asks {sent.url}"))

    def _own(self, url: str) -> bool:
        return url.startswith((self.home, "data:", "blob:" + self.home))

    def open(self, **state: Any) -> Any:
        """The page of a state, when all of it is there."""
        self.page.goto(self.home + (f"?{urlencode(state, doseq=True)}" if state else ""))
        self.settled()
        return self.page

    def settled(self) -> None:
        self.page.wait_for_function(
            "() => document.querySelector('main') && !document.querySelector('.loading, [aria-busy=true]')"
        )

    def json(self, address: str, **parameters: Any) -> Any:
        """What the service itself says."""
        return self.service.get(address, params=parameters, headers={"Accept": "application/json"}).json()

    def total(self) -> int:
        return int(self.page.locator(".total").inner_text().split()[0].replace(",", ""))


@pytest.fixture
def explorers(browser: Any, service: httpx2.Client) -> Iterator[Callable[..., Explorer]]:
    """Opens tabs, each of a browser without a past; at the end none may have done wrong."""
    contexts, opened = [], []

    def make(**options: Any) -> Explorer:
        context = browser.new_context(accept_downloads=True, **{"viewport": {"width": 1280, "height": 900}, **options})
        context.set_default_timeout(20_000)
        explorer = Explorer(context.new_page(), service)
        contexts.append(context)
        opened.append(explorer)
        return explorer

    yield make
    for context in contexts:
        context.close()
    assert [said for explorer in opened for said in explorer.wrong] == []


@pytest.fixture
def explorer(explorers: Callable[..., Explorer]) -> Explorer:
    return explorers()
