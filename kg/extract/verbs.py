"""Verbs that several rules know."""

from __future__ import annotations

# Verbs of going or being somewhere for something: "flew to X for talks with Y".
GOING = frozenset("be fly go travel come arrive return head land visit stop".split())
# Who does this to say something says it: "telephoned Y to congratulate her".
CALLING = frozenset("call telephone phone ring write cable".split())
# Verbs by which someone does to another as was done to them.
ANSWERING = frozenset("respond answer retaliate reply react counter".split())
# Verbs by which someone tells something.
SAYING = frozenset(
    "say tell add note stress state announce report claim declare argue insist explain confirm write "
    "underline emphasise emphasize maintain assert affirm believe reiterate acknowledge warn allege deny "
    "quote tweet post reveal recall point conclude find contend complain inform reply retort counter answer".split()
)
# Verbs by which someone has others obey.
COMMANDING = frozenset("order instruct command direct".split())
