"""Jobs are done in the order in which they were sent, also when the clock goes back and the service starts anew."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from api import jobs
from api.jobs import FOLDER, Jobs
from kg.model import Article
from tests.survival import invented


def test_jobs_keep_their_order_when_the_clock_goes_back(tmp_path, monkeypatch):
    monkeypatch.setattr(Jobs, "_work", lambda self: None)  # they wait
    path = invented.build(tmp_path / "graph")
    first = Jobs(path, most=10)
    sent = [first.add([Article(id="a", text="One.")]).id]

    class Back(datetime):
        @classmethod
        def now(cls, tz=None):
            return datetime(2001, 1, 1, tzinfo=UTC) + timedelta(microseconds=len(sent))

    monkeypatch.setattr(jobs, "datetime", Back)
    sent.append(first.add([Article(id="a", text="Two.")]).id)
    again = Jobs(path, most=10)
    again.start()
    sent.append(again.remove("a").id)
    assert sent == sorted(sent)
    assert len(set(sent)) == 3
    last = Jobs(path, most=10)
    last.start()
    assert [last.get(number).state for number in sent] == ["queued"] * 3
    assert list(last._waiting) == sent
    assert len(list((path / FOLDER).iterdir())) == 3
