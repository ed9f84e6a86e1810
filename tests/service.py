"""The HTTP service on a port of its own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import uvicorn

from api.app import create_app


@contextmanager
def running(store: Path, **options: Any) -> Iterator[httpx2.Client]:
    """A client of the service over a store."""
    listener = socket.create_server(("127.0.0.1", 0))
    app = create_app(store, **{"rate": "off", **options})
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", server_header=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
    thread.start()
    try:
        # The listener is open: what is sent before the server is up waits for it.
        with httpx2.Client(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()
        listener.close()
