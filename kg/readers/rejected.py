"""What could not be read, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import InputError


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input that gave no article, while the rest of the batch went on.

    Parameters
    ----------
    where : str
        The file, with the line of a record: ``news.jsonl:17``.
    what : str
        What is wrong with it.
    remedy : str
        What its owner can do about it.
    """

    where: str
    what: str
    remedy: str

    @classmethod
    def of(cls, error: InputError, *, where: str) -> Rejected:
        """The rejection that an error stands for; its own `where` goes before the given one."""
        return cls(where=error.where or where, what=error.what, remedy=error.remedy or "")

    @classmethod
    def fault(cls, error: Exception, *, where: str) -> Rejected:
        """The rejection of an input at which a reader or its library fails in a way that nobody foresaw."""
        what = f"the reader fails at this: {type(error).__name__}: {error}"
        return cls(where=where, what=what[:300], remedy="report it, with the file; leave it out until then")
