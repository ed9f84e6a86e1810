"""The graph on disk."""

from kg.store.store import Store

__all__ = ["Store"]
