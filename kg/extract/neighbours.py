"""The words on either side of a word; at the beginning and at the end of a text it is itself."""

from __future__ import annotations

from spacy.tokens import Token


def before(token: Token) -> Token:
    """The word before it."""
    return token.nbor(-1) if token.i else token


def after(token: Token) -> Token:
    """The word behind it."""
    return token.nbor(1) if token.i + 1 < len(token.doc) else token
