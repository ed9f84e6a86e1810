"""What is made once of a store and used until the store changes."""

from __future__ import annotations

from collections.abc import Callable
from threading import RLock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

from kg.store import Store

T = TypeVar("T")

_made: WeakKeyDictionary[Store, tuple[int, dict[Any, Any]]] = WeakKeyDictionary()
_lock = RLock()


def remembered(store: Store, make: Callable[[Store], T]) -> T:
    """What `make` gives for the store as it is now; made by the first who asks, while others wait."""
    changes, made = _made.get(store, (-1, {}))
    if changes == store.changes and make in made:
        return cast(T, made[make])
    with _lock:
        changes, made = _made.get(store, (-1, {}))
        if changes != store.changes:
            made = {}
            _made[store] = store.changes, made
        if make not in made:
            made[make] = make(store)
        return cast(T, made[make])
