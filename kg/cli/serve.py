"""`kg serve`: the HTTP service."""

from __future__ import annotations

import socket
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import folder_of, store_option

if TYPE_CHECKING:
    from kg.location import Location
    from kg.settings import Settings

# Within which answers that are under way are finished.
_SHUTDOWN_SECONDS = 5
# Longer than clients keep a connection that they do not use (5 s by default in Python, 60 s behind a proxy): whoever
# closes it second finds a request cut off.
_KEEP_ALIVE_SECONDS = 75
# How long a thread of the interpreter may keep the others waiting. A question lets go of it some hundred times while
# its sentence is parsed, and would wait that often; Python's own 5 ms are meant for threads that seldom do.
_TURN_SECONDS = 0.0005


@click.command()
@store_option
@click.option("--host", help="Address to listen on.  [default: KG_HOST, else 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="0 takes any free port.  [default: KG_PORT, else 8000]")
def serve(store: Location, host: str | None, port: int | None) -> None:
    """Serve the graph over HTTP, with pages for the browser.

    A build may go on meanwhile: the service shows the new graph as soon as it is done. Of a graph on a server it keeps
    a copy, and writes nothing.
    """
    import kg
    from kg.settings import load

    settings = load()
    host, port = host or settings.host, settings.port if port is None else port
    with folder_of(store) as folder:
        kg.open(folder).close()  # a store that cannot be read is told before the service starts
        _serve(folder, str(store), settings, host, port)


def _serve(store: Path, name: str, settings: Settings, host: str, port: int) -> None:
    import uvicorn

    from api.app import create_app
    from api.watch import log_to_stderr

    listener = _listen(host, port)
    address = f"[{host}]" if ":" in host else host
    log_to_stderr(every_request=settings.log == "all")
    config = uvicorn.Config(
        create_app(store, settings),
        log_config=None,
        server_header=False,
        timeout_graceful_shutdown=_SHUTDOWN_SECONDS,
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
        access_log=False,
    )
    sys.setswitchinterval(_TURN_SECONDS)
    click.echo(f"Serving {name} at http://{address}:{listener.getsockname()[1]}/ (Control-C stops)", err=True)
    with listener, suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def _listen(host: str, port: int) -> socket.socket:
    from kg.errors import UsageError

    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with ExitStack() as failing:
            listener = failing.enter_context(socket.socket(family, kind, protocol))
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(address)
            listener.listen()  # so that who reads the address below may connect at once
            failing.pop_all()
    except OSError as error:
        raise UsageError(
            f"cannot listen there: {error.strerror}", where=f"{host}:{port}", remedy="name another --host or --port"
        ) from error
    return listener
