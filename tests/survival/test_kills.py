"""A few rounds of kills; `make soak` has two hundred (`bench/soak`)."""

from __future__ import annotations

from bench.soak.kills import kills


def test_the_graph_survives_kills_at_any_moment(tmp_path):
    found = kills(tmp_path, rounds=5, every=5, articles=3, seed=20261126)
    assert found.faults == []
    assert found.compared == 1
    assert sum(found.killed.values()) >= 3
