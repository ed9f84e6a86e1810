"""Claims as answers have them."""

from __future__ import annotations

from typing import Any

from kg.model import Claim, party_record, place_record


def claim_record(claim: Claim) -> dict[str, Any]:
    """A claim with all that it says."""
    return {
        **claim.as_record(),
        "id": claim.id,
        "type": claim.type,
        "mode": claim.mode,
        "actors": [party_record(party) for party in claim.actors],
        "recipients": [party_record(party) for party in claim.recipients],
        "mediators": [party_record(party) for party in claim.mediators],
        "time_start": claim.time.start if claim.time else None,
        "time_end": claim.time.end if claim.time else None,
        "place": place_record(claim.place) if claim.place else None,
        "topics": [{"id": t.id, "label": t.label, "aliases": list(t.aliases)} for t in claim.topics],
    }
