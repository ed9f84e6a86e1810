"""`kg mcp`: the graph for assistants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.cli.options import folder_of, store_option

if TYPE_CHECKING:
    from kg.location import Location


@click.command()
@store_option
def mcp(store: Location) -> None:
    """Let an assistant read the graph, over standard input and output.

    It speaks the Model Context Protocol: add the command "kg mcp --store DIR" to the assistant's servers. It can ask,
    list events and relations, look up an actor or event with every sentence behind it, and run SPARQL within limits.
    """
    import kg
    from kg.errors import UsageError
    from kg.settings import load

    try:
        from api.assistant import create_server
    except ModuleNotFoundError as error:
        if not (error.name or "").startswith("mcp"):
            raise
        raise UsageError(
            "the Model Context Protocol's package is not installed", remedy='pip install "aide-memoire[mcp]"'
        ) from error
    with folder_of(store) as folder:
        kg.open(folder).close()  # a store that cannot be read is told before the assistant asks
        server, workers = create_server(folder, load())
        try:
            server.run("stdio")
        finally:
            workers.close()
