"""A web site on the loopback, with all the answers that real ones give, the bad ones too."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGES = Path(__file__).parent / "pages"
HTML = "text/html; charset=utf-8"
STORY = (PAGES / "json-ld.html").read_bytes()
LATIN = (PAGES / "charset-latin-2.html").read_bytes().replace(b'<meta charset="iso-8859-2">', b"")
LONG = " ".join(f"The river commission met for the {n}th time and spoke of tolls." for n in range(12))
BOMB = gzip.compress(b"\0" * 60_000_000, compresslevel=1)
ROBOTS = b"User-agent: *\nDisallow: /forbidden\nUser-agent: aide-memoire\nDisallow: /forbidden\nDisallow: /*.secret$\n"


class Site(ThreadingHTTPServer):
    """The site; `asked` has the paths that were asked for, in order, `headers` those of the last request."""

    daemon_threads = True

    def __init__(self, address: str, robots: tuple[int, bytes]) -> None:
        super().__init__((address, 0), _Handler)
        self.robots = robots
        self.asked: list[str] = []
        self.times: list[float] = []
        self.headers: dict[str, str] = {}
        self.feed = b""
        self.closing = threading.Event()

    @property
    def url(self) -> str:
        return f"http://{self.server_address[0]}:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients here leave early on purpose."""


class _Handler(BaseHTTPRequestHandler):
    server: Site
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.times.append(time.monotonic())
        self.server.headers = {name.lower(): value for name, value in self.headers.items()}
        path = self.path.split("?")[0]
        if path == "/robots.txt":
            self.give(*self.server.robots, "text/plain")
        elif path.startswith("/status/"):
            self.give(int(path.rpartition("/")[2]), b"<p>no</p>")
        elif path.startswith("/saved/"):
            self.give(200, (PAGES / path.rpartition("/")[2]).read_bytes(), "text/html")
        else:
            _ROUTES.get(path, _missing)(self)

    def give(self, status: int, data: bytes, kind: str = HTML, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def to(self, where: str) -> None:
        self.give(302, b"", Location=where)

    def log_message(self, *_: object) -> None:
        pass


def _missing(h: _Handler) -> None:
    h.give(404, b"<p>no such page</p>")


def _feed(h: _Handler) -> None:
    if h.headers.get("If-None-Match") == '"1"':
        h.give(304, b"")
    else:
        h.give(200, h.server.feed, "application/rss+xml", ETag='"1"')


def _trickle(h: _Handler) -> None:
    h.send_response(200)
    h.send_header("Content-Type", HTML)
    h.send_header("Content-Length", "1000000")
    h.end_headers()
    while not h.server.closing.wait(0.05):
        h.wfile.write(b" ")


def _trickling_headers(h: _Handler) -> None:
    h.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not h.server.closing.wait(0.05):
        h.wfile.write(b"X")
        h.wfile.flush()


def _silent(h: _Handler) -> None:
    h.server.closing.wait(20)


def _huge(h: _Handler) -> None:
    h.send_response(200)
    h.send_header("Content-Type", HTML)
    h.send_header("Transfer-Encoding", "chunked")
    h.end_headers()
    while not h.server.closing.is_set():
        h.wfile.write(b"10000\r\n" + b"x" * 0x10000 + b"\r\n")


def _breaks_off(h: _Handler) -> None:
    h.send_response(200)
    h.send_header("Content-Type", HTML)
    h.send_header("Content-Length", "100000")
    h.end_headers()
    h.wfile.write(STORY[:500])
    h.close_connection = True


_ROUTES: dict[str, Callable[[_Handler], None]] = {
    "/story": lambda h: h.give(200, STORY),
    "/other": lambda h: h.give(200, STORY.replace(b"Firefly", b"Pinky")),
    "/latin": lambda h: h.give(200, LATIN, "text/html; charset=ISO-8859-2"),
    "/packed": lambda h: h.give(200, gzip.compress(STORY), Content_Encoding="gzip"),
    "/login": lambda h: h.give(200, b"<html><body><form>Sign in<input type=password></form></body></html>"),
    "/json": lambda h: h.give(200, b"{}", "application/json"),
    "/feed.xml": _feed,
    "/forbidden/story": lambda h: h.give(200, STORY),
    "/moved": lambda h: h.to("/story"),
    "/moved-to-forbidden": lambda h: h.to("/forbidden/story"),
    "/round": lambda h: h.to("/round"),
    "/moved-to-file": lambda h: h.to("file:///etc/passwd"),
    "/moved-to-private": lambda h: h.to(f"http://127.0.0.2:{h.server.server_address[1]}/story"),
    "/moved-to-metadata": lambda h: h.to("http://169.254.169.254/latest/meta-data/"),
    "/moved-nowhere": lambda h: h.to("http://[::1"),
    "/trickle": _trickle,
    "/trickling-headers": _trickling_headers,
    "/silent": _silent,
    "/huge": _huge,
    "/bomb": lambda h: h.give(200, BOMB, Content_Encoding="gzip"),
    "/bomb-in-bomb": lambda h: h.give(200, gzip.compress(gzip.compress(b"")), Content_Encoding="gzip, gzip"),
    "/not-packed": lambda h: h.give(200, STORY, Content_Encoding="gzip"),
    "/breaks-off": _breaks_off,
}


@contextmanager
def running(address: str = "127.0.0.1", robots: tuple[int, bytes] = (200, ROBOTS)) -> Iterator[Site]:
    """The site, until the block ends."""
    site = Site(address, robots)
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.closing.set()
        site.shutdown()
        thread.join()
        site.server_close()


def rss(*items: str, title: str = "Herald") -> bytes:
    """A feed of these items."""
    head = f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
    return f"{head}{''.join(items)}</channel></rss>".encode()


def item(link: str = "", text: str = "", title: str = "Talks", date: str = "Tue, 19 Jan 2021 06:15:00 +0200") -> str:
    """An item of a feed."""
    leads = f"<link>{link}</link>" if link else ""
    return (
        f"<item><title>{title}</title>{leads}<pubDate>{date}</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
    )
