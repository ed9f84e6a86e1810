"""Articles from the network: pages, feeds and lists of addresses, fetched politely and from public addresses only."""

from kg.readers.web.reading import Web

__all__ = ["Web"]
