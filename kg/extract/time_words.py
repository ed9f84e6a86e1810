"""Words by which it shows whose a time is."""

from __future__ import annotations

from kg import timex

DAY_WORDS = frozenset((*timex.WEEKDAYS, *timex.MONTHS, "yesterday", "today"))

# What a deed comes after, and what it is done over, lead away from its time; so may others, each in its place.
_BEHIND = frozenset(("after", "following"))
_WHY = frozenset(("over", "because", "despite"))
# "Has cut ties *because of* an attack last summer".
CAUSES = _BEHIND | _WHY | {"for", "amid"}
# "Voted on Sunday to go *after* the raid".
ANSWERED = _BEHIND | _WHY | {"since"}
# "A second visit *after* one in May".
AWAY = _BEHIND | {"before", "since"}
# Clauses whose time is that of the main clause; and all clauses of time.
AT_THE_TIME = frozenset(("when", "after", "as", "while", "once", "until"))
TEMPORAL = AT_THE_TIME | {"since", "before"}

# Verbs by which something begins; and by which it is or was.
_STARTING = frozenset(("begin", "start", "open"))
BEGINNING = _STARTING | {"commence"}
HAPPENING = _STARTING | frozenset("hold take occur happen erupt schedule plan set convene due slate launch".split())
# What is done to an agreement, a raid, sanctions or a visit for there to be one; and what else is done to a thing on
# the day that is told of it.
_BRINGING_ABOUT = frozenset("sign conclude reach strike agree make seal carry stage impose mount".split())
MAKING = _BRINGING_ABOUT | frozenset("ink initial clinch issue wage pay".split())
MADE_ON_A_DAY = _BRINGING_ABOUT | frozenset(
    "announce declare proclaim launch open close hold stop break end suspend sever halt cut resume start begin cancel "
    "postpone lift extend conduct order host chair attend join lead convene".split()
)

# "The night of May 3" is a time itself, "the truce of May" something that is known by its time.
STRETCHES = frozenset(
    "morning noon afternoon evening night hour day week month year decade spring summer autumn fall winter start "
    "beginning middle end eve early late weekend half quarter".split()
)
HOURS = frozenset("dawn daybreak sunrise noon midday midnight dusk sunset nightfall".split())
# What words are sent or said in: "in a statement issued on Tuesday, X condemned".
MESSAGES = frozenset(
    "statement letter speech address message communique communiqué note interview broadcast declaration memo "
    "memorandum telegram cable briefing bulletin post tweet decree".split()
)
