"""The trained weights: read once, checked, and asked how likely each type is."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from spacy.vocab import Vocab

from kg.errors import TableError
from kg.extract.learned.encoder import Array, Encoder, Kin
from kg.extract.learned.traits import Traits
from kg.ontology import event_types
from kg.resources import folder

# Words by whose vectors one set of vectors is told from another.
_KNOWN_BY = ("minister", "attack", "treaty", "protest")
# Nothing less likely is ever told.
LOWEST = 0.35
_REMEDY = "make it again with `python -m bench.learned`"


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A network of one hidden layer, with what it was fitted to.

    Parameters
    ----------
    layers : tuple of array
        Weights and biases of the hidden layer (n, h), (h,), of the output (h, k), (k,), and straight from the
        numbers to the output (n, k); k is the number of types and one more, for none.
    thresholds : mapping of str to float
        How likely each kind of decision must be, by `threshold_of`; one that is not here is never taken.
    frames : mapping of (str, str) to str
        By type and part of speech, the frame that fills the parties.
    print : array
        Figures by which the vectors are known that it was trained with.
    """

    encoder: Encoder
    layers: tuple[Array, ...]
    thresholds: Mapping[str, float]
    frames: Mapping[tuple[str, str], str]
    print: Array

    @functools.lru_cache(maxsize=4)  # noqa: B019 - there is one model a process
    def fits(self, vocab: Vocab) -> bool:
        """Was it trained with these vectors? With others its numbers mean nothing."""
        return vocab.vectors_length == self.encoder.mean.size and bool(
            np.allclose(fingerprint(vocab), self.print, 1e-3)
        )

    def threshold(self, kind: str, parties: int) -> float:
        """How likely a type must be to be told."""
        return self.thresholds.get(threshold_of(kind, parties), 1.0)

    def likelihoods(self, traits: Traits, vocab: Vocab) -> dict[str, float]:
        """How likely each type is; what is left is that of no event."""
        hidden, hidden_bias, out, out_bias, straight = self.layers
        row = self.encoder.encode(traits, vocab)
        scores = np.maximum(row @ hidden + hidden_bias, 0) @ out + out_bias + row @ straight
        odds = np.exp(scores - scores.max())
        return dict(zip(self.encoder.types, (odds / odds.sum()).tolist(), strict=False))


def threshold_of(kind: str, parties: int) -> str:
    """Decisions that have one threshold: for each type those with one party, and those with more."""
    return kind if parties > 1 else f"{kind}, one party"


def fingerprint(vocab: Vocab) -> Array:
    """Some figures of a set of vectors."""
    return np.concatenate([np.asarray(vocab.get_vector(w), np.float32)[:4] for w in _KNOWN_BY])


def save(model: Model, path: Path, figures: Mapping[str, object]) -> None:
    """Write the weights (``learned.npz``), and beside them how they came about and what they must hash to."""
    encoder = model.encoder
    half = np.float16
    arrays: dict[str, Any] = {f"layer{i}": layer.astype(half) for i, layer in enumerate(model.layers)}
    for name, kin in encoder.kin.items():
        arrays[f"kin_{name}_words"] = np.array(kin.words)
        arrays[f"kin_{name}_types"] = kin.types.astype(half)
    np.savez_compressed(
        path / "learned.npz", types=np.array(encoder.types), marks=np.array(list(encoder.marks)),
        mean=encoder.mean, projection=encoder.projection.astype(half), context=np.array(encoder.context),
        print=model.print, allow_pickle=False, **arrays,
    )  # fmt: skip
    about = {
        "sha256": hashlib.sha256((path / "learned.npz").read_bytes()).hexdigest(),
        "made by": "python -m bench.learned",
        "thresholds": dict(model.thresholds),
        "frames": {f"{kind}/{pos}": frame for (kind, pos), frame in sorted(model.frames.items())},
        "figures": dict(figures),
    }
    (path / "learned.json").write_text(json.dumps(about, indent=2) + "\n", "utf-8")


def read(path: Path) -> Model:
    """The model of a folder.

    Raises
    ------
    TableError
        The weights are damaged, or do not belong to their description or to the ontology.
    """
    about_path, weights_path = path / "learned.json", path / "learned.npz"
    try:
        about = json.loads(about_path.read_text("utf-8"))
        content = weights_path.read_bytes()
        if hashlib.sha256(content).hexdigest() != about["sha256"]:
            raise TableError("the weights are not those described", where=str(weights_path), remedy=_REMEDY)
        with np.load(weights_path, allow_pickle=False) as held:
            arrays = {name: held[name] for name in held.files}
        thresholds = {str(k): float(v) for k, v in about["thresholds"].items()}
        frames = {(k.split("/")[0], k.split("/")[1]): str(v) for k, v in about["frames"].items()}
        model = _assembled(arrays, thresholds, frames)
    except (OSError, ValueError, KeyError, IndexError) as error:
        raise TableError(f"the weights cannot be read: {error}", where=str(path), remedy=_REMEDY) from error
    if model.encoder.types != tuple(sorted(event_types())):
        raise TableError("the weights know other types than the ontology", where=str(weights_path), remedy=_REMEDY)
    return model


def _assembled(
    arrays: Mapping[str, np.ndarray], thresholds: Mapping[str, float], frames: Mapping[tuple[str, str], str]
) -> Model:
    def numbers(name: str) -> Array:
        return np.asarray(arrays[name], np.float32)

    kin = {n: Kin(tuple(arrays[f"kin_{n}_words"].tolist()), numbers(f"kin_{n}_types")) for n in ("v", "n", "obj")}
    encoder = Encoder(
        types=tuple(arrays["types"].tolist()), marks={m: i for i, m in enumerate(arrays["marks"].tolist())},
        mean=numbers("mean"), projection=numbers("projection"), kin=kin, context=int(arrays["context"]),
    )  # fmt: skip
    layers = tuple(numbers(f"layer{i}") for i in range(5))
    if layers[0].shape[0] != encoder.columns or layers[4].shape != (encoder.columns, len(encoder.types) + 1):
        raise ValueError(f"{layers[0].shape[0]} columns where there are {encoder.columns} traits")
    return Model(encoder, layers, thresholds, frames, numbers("print"))


@functools.cache
def model() -> Model:
    """The model that ships with the package, read when it is first asked."""
    return read(folder("seeds") / "lexicon")
