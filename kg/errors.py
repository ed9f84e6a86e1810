"""Errors that say what went wrong, where, and what to do; each knows its exit code and HTTP status."""

from __future__ import annotations

FAULTS = (
    ArithmeticError, AssertionError, AttributeError, EOFError, LookupError, MemoryError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip
"""What rules and libraries may stumble over in an input that nobody foresaw: it is reported, and the rest goes on."""


class KgError(Exception):
    """A failure that a user can act on.

    Parameters
    ----------
    what : str
        What went wrong, in a sentence.
    where : str, optional
        The file and line, article, table row or query position.
    remedy : str, optional
        What the reader can do about it.
    """

    exit_code = 1
    status = 500

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what, self.where, self.remedy = what, where, remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text} ({self.remedy})" if self.remedy else text


class UsageError(KgError):
    """The command or request was put wrongly."""

    exit_code = 2
    status = 400


class InputError(KgError):
    """An article or file cannot be read; the rest of the batch goes on."""

    status = 422


class TableError(KgError):
    """A table of `seeds/` or `ontology/` is wrong; nothing loads half."""


class StoreError(KgError):
    """The store is missing, locked, or not ours."""

    status = 503


class BusyError(StoreError):
    """Another process writes to the store; a little later it may be free."""


class QueryError(KgError):
    """A SPARQL query is malformed or not allowed."""

    exit_code = 2
    status = 400


class NotFoundError(KgError):
    """Nothing by that name is in the graph."""

    status = 404
