"""What the sentences after a meeting tell of it: topics that one of its parties goes on to speak about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.events import EventMention
from kg.extract.parties import Scene
from kg.model import Entity

# So many sentences on, a statement no longer belongs to the meeting.
_REACH = 15


def with_topics(mentions: Sequence[EventMention], scene: Scene) -> list[EventMention]:
    """Lend each meeting what its parties say, before the next meeting of others is told."""
    meetings = [m for m in mentions if m.type == "CONSULT" and m.status == "occurred" and not m.weak and not m.nominal]
    out = []
    for mention in mentions:
        if mention in meetings:
            people = {p.entity.id for p in mention.parties if p.entity.kind == "person"}
            following = [
                m.number
                for m in meetings
                if m.number > mention.number and not people & {p.entity.id for p in m.parties}
            ]
            until = min([mention.number + _REACH, *following])
            extra: dict[str, Entity] = {t.id: t for t in mention.topics}
            own = {p.entity.country for p in mention.parties}
            for said in scene.statements:
                if mention.number - 1 <= said.number < until and said.speaker in people:
                    for topic in said.topics:
                        other = topic.kind == "state" and topic.country not in own
                        matter = topic.kind in ("place", "topic") or other
                        if matter and (mention.place is None or topic.id != mention.place.id):
                            extra.setdefault(topic.id, topic)
            mention = replace(mention, topics=tuple(extra.values()))
        out.append(mention)
    return out
