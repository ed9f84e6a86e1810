"""Every input that is kept, and each repeated: nothing fails, and nothing takes more than its time.

`make soak` makes up more, led by the lines that are reached (`bench/soak`).
"""

from __future__ import annotations

import random

import pytest

from bench.soak.corpus import FOLDER, kept
from bench.soak.targets import TARGETS
from kg.patience import at_most

# What takes long is tried in part, another part of it for every hundredth input that is kept.
_MOST = {"questions": 60}
_SLOW = ("extraction", "questions", "readers")


def test_every_target_has_its_corpus():
    assert {path.stem for path in FOLDER.glob("*.txt")} == set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_kept(target):
    inputs = kept(target)
    chance = random.Random(len(inputs) // 100)
    for given in chance.sample(inputs, min(len(inputs), _MOST.get(target, len(inputs)))):
        with at_most(10):
            TARGETS[target](given)


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_kept_many_times_over(target):
    """Time and memory that grow faster than the input show here first."""
    chance = random.Random(1)
    for given in chance.sample(kept(target), 4 if target in _SLOW else 16):
        head, rest = (given[:1], given[1:]) if target == "readers" else (b"", given)
        with at_most(10):
            TARGETS[target](head + (rest * (10_000 // max(1, len(rest)) + 1))[:10_000])
