"""Articles on their way into a store: those that are new go in some seconds' worth at a time.

The engine takes many statements in as sorted files, which costs a fraction of a transaction for each article. They are
there together or not at all; who is killed before reads those of the last seconds again.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from kg.consolidation import Said, let_go, told
from kg.model import Article, Claim
from kg.store import Store
from kg.world import world

_SECONDS = 5.0
# The same as statements, by which memory is bounded.
_MOST = 50_000
# Of so many articles it is kept what they say until events are made of it; that of the others is read from the store.
_FRESH = 2_000


class Arrivals:
    """What has been read and is to be stored.

    Parameters
    ----------
    store : Store
    known : iterable of str
        The ids of the articles that are there.

    Attributes
    ----------
    fresh : dict of str to Said
        What the last articles say, by their ids, for `consolidate`.
    """

    def __init__(self, store: Store, known: Iterable[str]) -> None:
        self._store = store
        self._known = frozenset(known)
        self.fresh: dict[str, Said] = {}
        self._waiting: list[Article] = []
        self._quads: list[ox.Quad] = []
        self._since = time.monotonic()

    def put(self, article: Article, claims: Sequence[Claim], mark: str) -> list[Article]:
        """Store an article in place of what is there of it, or keep a new one until there are more.

        Returns
        -------
        list of Article
            Those that are stored by this.

        Raises
        ------
        InputError
            Something in it fits no graph; it is left out.
        """
        if self._store.is_far or article.id in self._known:
            stored = self.flush()
            let_go(self._store, article.id)
            self._store.put_article(article, claims, mark)
            return [*stored, article]
        self._quads += self._store.quads_of(article, claims, mark)
        self._waiting.append(article)
        if len(self.fresh) < _FRESH:
            self.fresh[article.id] = told(article, claims, world().entities)
        late = time.monotonic() - self._since > _SECONDS
        return self.flush() if late or len(self._quads) > _MOST else []

    def flush(self) -> list[Article]:
        """Store those that wait; these."""
        stored, quads = self._waiting, self._quads
        self._waiting, self._quads, self._since = [], [], time.monotonic()
        if stored:
            self._store.exchange_many((), quads, events=False)
        return stored
