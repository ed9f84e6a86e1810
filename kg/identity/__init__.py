"""Which claims are of one event, and what they say of it together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.identity.agreement import same_event
    from kg.identity.consensus import event
    from kg.identity.grouping import Grouping, consolidate

__all__ = ["Grouping", "consolidate", "event", "same_event"]


def __getattr__(name: str) -> Any:
    """Load what decides when it is first used: it knows the rules of extraction, which queries do not need."""
    if name in __all__:
        from kg.identity import agreement, consensus, grouping

        known = {
            "Grouping": grouping.Grouping,
            "consolidate": grouping.consolidate,
            "event": consensus.event,
            "same_event": agreement.same_event,
        }
        return known[name]
    raise AttributeError(f"module 'kg.identity' has no attribute {name!r}")
