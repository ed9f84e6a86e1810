"""A graph on a SPARQL 1.1 server: the same store, spoken to over HTTP."""

from kg.store.remote.store import RemoteStore

__all__ = ["RemoteStore"]
