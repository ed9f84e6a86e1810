"""What the service and its processes say to each other."""

from __future__ import annotations

import pickle
import sys
from dataclasses import dataclass

from kg import errors
from kg.errors import KgError


@dataclass(frozen=True, slots=True)
class Failure:
    """An error of `kg.errors` on its way between processes."""

    name: str
    what: str
    where: str | None
    remedy: str | None

    @classmethod
    def of(cls, error: KgError) -> Failure:
        """What stands for the error."""
        return cls(type(error).__name__, error.what, error.where, error.remedy)

    def error(self) -> KgError:
        """The error that it stands for."""
        kind: type[KgError] = getattr(errors, self.name, KgError)
        return kind(self.what, where=self.where, remedy=self.remedy)


def say(message: object) -> None:
    """Hand a message to the process that started this one."""
    pickle.dump(message, sys.stdout.buffer)
    sys.stdout.buffer.flush()


def heard() -> object:
    """Wait for the next message from the process that started this one."""
    return pickle.load(sys.stdin.buffer)
