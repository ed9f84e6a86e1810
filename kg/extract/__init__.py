"""From a parse to event mentions: who, what, to whom, when, where, about what, and who says so."""
