"""What it is called when parties deal with each other: "called", "phone call"."""

from __future__ import annotations

from collections.abc import Mapping

# What an edge is called: done by one to the other, and done by both. The two never read the same, so that a reader
# that tells parallel edges apart by this word alone keeps them apart.
KINDS: Mapping[tuple[str, str | None], tuple[str, str]] = {
    ("CONSULT", None): ("consulted", "talks"),
    ("CONSULT", "phone"): ("called", "phone call"),
    ("CONSULT", "visit"): ("visited", "visit"),
    ("CONSULT", "multilateral"): ("met in company", "multilateral meeting"),
    ("CONSULT", "third-party"): ("met on neutral ground", "meeting on neutral ground"),
    ("AGREE", None): ("agreed with", "agreement"),
    ("SUPPORT", None): ("supported", "mutual support"),
    ("CONCEDE", None): ("conceded to", "mutual concession"),
    ("COOPERATE", None): ("cooperated with", "cooperation"),
    ("AID", None): ("aided", "mutual aid"),
    ("RETREAT", None): ("gave way to", "mutual retreat"),
    ("REQUEST", None): ("asked", "mutual requests"),
    ("ACCUSE", None): ("accused", "mutual accusations"),
    ("REJECT", None): ("rejected", "mutual rejection"),
    ("SANCTION", None): ("sanctioned", "mutual sanctions"),
    ("THREATEN", None): ("threatened", "mutual threats"),
    ("PROTEST", None): ("protested against", "mutual protests"),
    ("MOBILIZE", None): ("mobilized against", "mutual mobilization"),
    ("COERCE", None): ("coerced", "mutual coercion"),
    ("ASSAULT", None): ("attacked", "fighting"),
}


def kind_of(type_name: str, mode: str | None, *, directed: bool) -> str:
    """The word for an edge of this type and mode; modes other than those of CONSULT share their type's.

    Examples
    --------
    >>> kind_of("CONSULT", "phone", directed=True), kind_of("CONSULT", "phone", directed=False)
    ('called', 'phone call')
    >>> kind_of("ASSAULT", "aerial", directed=True)
    'attacked'
    """
    one_way, both = KINDS.get((type_name, mode)) or KINDS[type_name, None]
    return one_way if directed else both
