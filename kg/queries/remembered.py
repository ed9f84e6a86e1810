"""What is made once of a store and used until the store changes.

What is made must not hold on to the store but by a weak reference: it would keep the store, and the store would keep
it, for as long as the process lives.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import Lock, RLock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from kg.store import Store

T = TypeVar("T")


class _Kept:
    """What was made of one store."""

    def __init__(self) -> None:
        # In one piece, for it is also read without the lock.
        self.made: tuple[int, dict[Any, Any]] = (-1, {})
        # Of each store its own: while one is read anew, others are asked on.
        self.lock = RLock()


_kept: WeakKeyDictionary[Store, _Kept] = WeakKeyDictionary()
_lock = Lock()


def remembered(store: Store, make: Callable[[Store], T]) -> T:
    """What `make` gives for the store as it is now; made by the first who asks, while others wait."""
    kept = _of(store)
    changes, made = kept.made
    if changes == store.changes and make in made:
        return cast(T, made[make])
    with kept.lock:
        changes, made = kept.made
        if changes != store.changes:
            made = {}
            kept.made = store.changes, made
        if make not in made:
            made[make] = make(store)
        return cast(T, made[make])


def made_alike(store: Store, before: Store) -> None:
    """Make of a store whatever was made of the one before it, with the parts of it that were in use."""
    for make, old in list(_of(before).made[1].items()):
        new = remembered(store, make)
        for name, part in vars(type(old)).items():
            if isinstance(part, cached_property) and name in vars(old):
                getattr(new, name)


def _of(store: Store) -> _Kept:
    with _lock:
        if store not in _kept:
            _kept[store] = _Kept()
        return _kept[store]
