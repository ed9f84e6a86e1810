"""Aide-mémoire: articles in; a graph out of who met, called, threatened, sanctioned or fought whom.

Examples
--------
>>> import kg
>>> g = kg.build(["articles"])  # doctest: +SKIP
>>> g.ask("Who called whom in 2021?")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import Graph, build, open

    __version__: str

__all__ = ["Graph", "__version__", "build", "open"]


def __getattr__(name: str) -> Any:
    """Load the interface when it is first used: `import kg` alone costs nothing."""
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("aide-memoire")
        except PackageNotFoundError:  # a checkout that nobody installed
            return "0+unknown"
    if name in __all__:
        from kg import graph

        return getattr(graph, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
