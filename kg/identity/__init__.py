"""Which claims are of one event, and what they say of it together."""

from kg.identity.agreement import same_event
from kg.identity.consensus import event
from kg.identity.grouping import Grouping, consolidate

__all__ = ["Grouping", "consolidate", "event", "same_event"]
