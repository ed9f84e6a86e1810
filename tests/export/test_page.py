"""The page of a network, in a real browser where there is one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from io import BytesIO

import pytest

from kg.errors import UsageError
from kg.export import FORMATS
from kg.export.network import VIEWS, network
from kg.export.page import NetworkPage
from kg.model import Entity
from tests.relations.conftest import ANN, EVENTS, made

# What a reader does, one thing after another; what the page shows is left in the element `seen`.
DRIVER = """
<pre id="seen"></pre>
<script>
addEventListener("load", () => setTimeout(() => {
  const seen = { start: el("count").value };
  const press = (node) => {
    const box = canvas.getBoundingClientRect();
    const at = { clientX: box.left + width / 2 + view.x + node.x * view.scale,
                 clientY: box.top + height / 2 + view.y + node.y * view.scale, pointerId: 1, bubbles: true };
    canvas.setPointerCapture = () => {};
    for (const kind of ["pointermove", "pointerdown", "pointerup"]) canvas.dispatchEvent(new PointerEvent(kind, at));
  };
  press(byId.get("p:dee"));
  seen.hint = hint.textContent;
  seen.chosen = panel.innerText;
  el("search").value = "ann";
  el("search").dispatchEvent(new Event("change"));
  seen.found = panel.innerText;
  seen.middle = [Math.round(view.x + chosen.x * view.scale), Math.round(view.y + chosen.y * view.scale)];
  since.value = Date.UTC(2031, 3, 1) / 86400000;
  since.dispatchEvent(new Event("input"));
  seen.april = [el("count").value, el("span").value];
  since.value = first;
  since.dispatchEvent(new Event("input"));
  document.querySelector("#kinds input").click();
  seen.without = el("count").value;
  const before = [byId.get("p:eve").x, view.scale];
  canvas.dispatchEvent(new WheelEvent("wheel", { deltaY: -500, clientX: 300, clientY: 300, cancelable: true }));
  seen.closer = view.scale > before[1];
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  seen.painted = pixels.some((value, at) => at % 4 === 3 && value > 0);
  document.getElementById("seen").textContent = JSON.stringify(seen);
}, 200));
</script>
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    """Shows a page and gives back its document after a while."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if program is None:
        pytest.skip("no chromium is here")
    folder = tmp_path_factory.mktemp("browser")

    def shown(page):
        file = folder / "page.html"
        file.write_text(page, "utf-8")
        command = [
            program, "--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder / 'profile'}", "--window-size=1200,800", "--virtual-time-budget=4000",
            "--dump-dom", file.as_uri(),
        ]  # fmt: skip
        return subprocess.run(command, check=True, capture_output=True, timeout=120).stdout.decode()

    return shown


def test_a_reader_can_look_choose_search_and_cut(browser):
    page = NetworkPage(network(EVENTS)).html
    dom = browser(page.replace("</body>", DRIVER + "</body>"))
    seen = json.loads(unescape(re.search(r'<pre id="seen">(.*?)</pre>', dom, re.DOTALL)[1]))
    assert seen["start"] == "5 linked, 6 relations"
    assert seen["hint"].startswith("Dee D. · person")
    assert "Dee D. → Eve E.: attacked (2), 2031-04-02 …" in seen["chosen"]
    assert "Bob B. – Dee D.: agreement, 2031-03-15" in seen["chosen"]
    assert "Sentence 7." in seen["chosen"]
    assert "a7, a8" in seen["chosen"]
    assert seen["found"].startswith("Ann A.")
    assert seen["middle"] == [0, 0]
    assert seen["april"] == ["2 linked, 1 relations", "2031-04-01 – 2031-04-20"]
    # Without verbal cooperation the attack remains.
    assert seen["without"] == "2 linked, 1 relations"
    assert seen["closer"]
    assert seen["painted"]


def test_names_cannot_break_out_of_the_page(browser):
    evil = Entity(id="p:x", kind="person", label="</script><script>document.title='broken'</script>$data &amp;")
    page = NetworkPage(network([made("1", "CONSULT", None, [evil, ANN])]), title="<i>$title</i>").html
    dom = browser(page)
    assert "<title>&lt;i&gt;$title&lt;/i&gt;</title>" in dom
    assert "2 linked, 1 relations" in dom
    assert page.count("</script>") == 2


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_loaded_from_elsewhere(events, view):
    out = BytesIO()
    FORMATS["html"].write(events, out, as_=view)
    page = out.getvalue().decode()
    assert "default-src 'none'" in page
    assert re.findall(r"""(?:src|href)\s*=|url\(|@import|fetch\(|XMLHttp|import\(""", page) == []
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
    net = network(events, view)
    assert [n["id"] for n in data["nodes"]] == [n.id for n in net.nodes]
    assert len(data["edges"]) == len(net.edges)


def test_it_shows_itself_in_a_notebook_and_saves(tmp_path):
    page = NetworkPage(network(EVENTS), title="Five & co")
    assert repr(page) == "<network of 5 nodes and 6 edges>"
    frame = page._repr_html_()
    assert frame.startswith('<iframe title="Five &amp; co"')
    assert unescape(re.search(r'srcdoc="(.*)"', frame, re.DOTALL)[1]) == page.html
    assert page.save(tmp_path / "x.html").read_text("utf-8") == page.html
    with pytest.raises(UsageError, match="cannot be written"):
        page.save(tmp_path / "no" / "x.html")


def test_the_same_network_twice():
    assert NetworkPage(network(EVENTS)).html == NetworkPage(network(reversed(EVENTS))).html
