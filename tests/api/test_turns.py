"""One after the other, and not too many waiting."""

from __future__ import annotations

import threading

import anyio
import pytest

import kg.errors
from api import updating
from api.errors import CrowdedError
from api.turns import Turns


def test_each_has_its_turn_and_who_would_wait_too_long_is_sent_away():
    turns, go, order = Turns(most=2), threading.Event(), []

    def work(name: str) -> str:
        order.append(name)
        go.wait(10)
        return name

    async def everybody() -> list[str]:
        found: list[str] = []

        async def one(name: str) -> None:
            found.append(await turns.take(work, name))

        async with anyio.create_task_group() as group:
            for name in ("first", "second", "third"):
                group.start_soon(one, name)
                await anyio.sleep(0)
            while turns.waiting < 3:
                await anyio.sleep(0.001)
            with pytest.raises(CrowdedError, match="too many questions"):
                await turns.take(work, "fourth")
            go.set()
        return found

    assert anyio.run(everybody) == ["first", "second", "third"]
    assert (order, turns.waiting) == (["first", "second", "third"], 0)


def test_a_failure_gives_the_turn_to_the_next():
    turns = Turns()

    def fail() -> None:
        raise LookupError

    async def both() -> str:
        with pytest.raises(LookupError):
            await turns.take(fail)
        return await turns.take(str, 1)

    assert anyio.run(both) == "1"


def test_a_change_waits_for_a_job_no_longer_than_it_may(tmp_path):
    change = updating.Update("INSERT DATA { <urn:a> <urn:b> 1 }", base="http://localhost/sparql")
    with updating.TURN, pytest.raises(kg.errors.BusyError, match="others write"):
        updating.run(tmp_path, change, 0.01)
    assert not updating.TURN.locked()
