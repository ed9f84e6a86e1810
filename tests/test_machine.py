"""What a machine or a container gives a process."""

import os

import pytest

from kg.machine import cores, memory
from kg.workers import room

MINE = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


@pytest.mark.parametrize(
    ("said", "given"),
    [
        (None, MINE),
        ("max 100000\n", MINE),
        ("", MINE),
        ("100000 100000\n", 1),
        ("50000 100000\n", 1),
        ("150000 100000\n", 1),
        ("100000000 100000\n", MINE),
    ],
)
def test_cores(tmp_path, said, given):
    if said is not None:
        (tmp_path / "cpu.max").write_text(said)
    assert cores(tmp_path) == given


def test_memory(tmp_path):
    machine = memory(tmp_path)
    assert machine is None or machine > 2**28
    (tmp_path / "memory.max").write_text("max\n")
    assert memory(tmp_path) == machine
    (tmp_path / "memory.max").write_text("268435456\n")
    assert memory(tmp_path) == 2**28


@pytest.mark.parametrize(
    ("have", "gib", "readers"), [(1, 64, 1), (2, 64, 2), (16, 64, 4), (8, 6, 3), (8, 1, 1), (8, None, 4)]
)
def test_readers_that_it_has_room_for(monkeypatch, have, gib, readers):
    monkeypatch.setattr("kg.workers.cores", lambda: have)
    monkeypatch.setattr("kg.workers.memory", lambda: gib and gib * 2**30)
    assert room() == readers
