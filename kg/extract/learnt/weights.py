"""What was learnt: a weight for each sign, by the remainder of its checksum."""

from __future__ import annotations

import functools
import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.errors import TableError
from kg.resources import folder

Model: TypeAlias = Literal["deed", "actor", "recipient"]
MODELS: tuple[Model, ...] = ("deed", "actor", "recipient")
SIZE = 2**17


def places(signs: Iterable[str]) -> list[int]:
    """Where the weights of signs stand, whatever the type."""
    return [zlib.crc32(sign.encode()) % SIZE for sign in signs]


def places_of(signs: Iterable[str], kind: str) -> list[int]:
    """Where the weights of signs of a type stand: those of any type, and those of this one."""
    signs = list(signs)
    start = zlib.crc32(kind.encode())
    return places(signs) + [zlib.crc32(sign.encode(), start) % SIZE for sign in signs]


@dataclass(frozen=True, slots=True)
class Weights:
    """Three linear models."""

    of: Mapping[Model, list[float]]

    def chance(self, model: Model, at: Iterable[int]) -> float:
        """How likely it is by a model, of signs that have these places."""
        weights = self.of[model]
        return 1 / (1 + math.exp(-sum([weights[i] for i in at])))


def save(path: Path, models: Mapping[Model, NDArray[np.float32]]) -> None:
    """Write weights down, each in two bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    deed, actor, recipient = (models[name].astype(np.float16) for name in MODELS)
    np.savez_compressed(path, deed=deed, actor=actor, recipient=recipient)


@functools.cache
def weights() -> Weights:
    """The weights that ship.

    Raises
    ------
    TableError
        If the file is missing or not whole.
    """
    path = folder("seeds") / "learnt" / "weights.npz"
    try:
        with np.load(path) as read:
            found = {name: read[name].astype(np.float64).tolist() for name in MODELS}
    except (OSError, EOFError, KeyError, ValueError) as error:
        raise TableError(
            f"the weights cannot be read: {error}",
            where=str(path),
            remedy="install again or run `python -m bench.learn`",
        ) from None
    return Weights(found)
