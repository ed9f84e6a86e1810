"""The command `kg`. Modules here import no more than click at the top: `kg --help` answers at once."""

from kg.cli.app import main

__all__ = ["main"]
