"""Verbs that several rules know."""

from __future__ import annotations

# Verbs by which someone tells something.
SAYING = frozenset(
    "say tell add note stress state announce report claim declare argue insist explain confirm write "
    "underline emphasise emphasize maintain assert affirm believe reiterate acknowledge warn allege deny "
    "quote tweet post reveal recall point conclude find contend complain inform reply retort counter answer".split()
)
