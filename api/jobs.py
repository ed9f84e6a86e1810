"""Work that takes longer than a request: a bounded queue, done one job after the other by a process of its own.

What was accepted is on disk before it is acknowledged, and is taken up again by the next start of the service if this
one ends before its time.
"""

from __future__ import annotations

import json
import os
import secrets
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from api.builder import Add, Done, Progress, Remove
from api.errors import TooManyError
from api.messages import Failure
from api.process import ENDED, Process
from api.updating import TURN
from kg.errors import KgError, NotFoundError, StoreError
from kg.model import Article
from kg.readers import Rejected
from kg.store.files import prepare, refuse_copy

FOLDER = "queue"
_REMEMBERED = 1000
_RETRY_SECONDS = 0.5
_TURN_SECONDS = 0.2
_PATIENCE_SECONDS = 60.0
# A builder holds the model in memory; after this long without a job it is let go.
_IDLE_SECONDS = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work and what became of it.

    Parameters
    ----------
    done : int
        Articles stored, or found unchanged, so far.
    error : KgError, optional
        Why it failed.
    """

    id: str
    kind: Literal["add", "remove"]
    state: Literal["queued", "running", "done", "failed"]
    articles: tuple[str, ...]
    submitted: str
    done: int = 0
    started: str | None = None
    finished: str | None = None
    report: Done | None = None
    rejected: tuple[Rejected, ...] = ()
    error: KgError | None = None

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.state in ("done", "failed")


class Jobs:
    """The queue of one store.

    Parameters
    ----------
    most : int
        How many jobs may wait.
    """

    def __init__(self, store: Path, *, most: int) -> None:
        self._store, self._most = store, most
        self._jobs: dict[str, Job] = {}
        self._waiting: deque[str] = deque()
        self._changed = threading.Condition()
        self._closing = False
        self._builder: Process | None = None
        self._thread: threading.Thread | None = None
        self._last = ""

    def start(self) -> None:
        """Take up what an earlier run of the service left."""
        folder = self._store / FOLDER
        if folder.is_dir():
            for path in sorted(folder.glob("*.json*")):
                self._last = max(self._last, path.stem)
                self._enqueue(_read_back(path))

    def add(self, articles: Sequence[Article], rejected: Sequence[Rejected] = ()) -> Job:
        """Queue articles to be read.

        Raises
        ------
        TooManyError
            If too many jobs wait.
        StoreError
            If they cannot be written to disk.
        """
        job = _new("add", tuple(article.id for article in articles), tuple(rejected))
        lines = [json.dumps({k: v for k, v in asdict(a).items() if v is not None}) for a in articles]
        return self._accept(job, "\n".join(lines) + "\n")

    def remove(self, article: str) -> Job:
        """Queue an article to be taken out; errors as with `add`."""
        return self._accept(_new("remove", (article,)), json.dumps({"remove": article}))

    def get(self, job_id: str) -> Job:
        """A job as it is now.

        Raises
        ------
        NotFoundError
            If there is none, or it ended long ago.
        """
        with self._changed:
            if job_id not in self._jobs:
                raise NotFoundError(f"there is no job {job_id!r}", remedy="jobs are forgotten some time after they end")
            return self._jobs[job_id]

    @property
    def waiting(self) -> int:
        """How many jobs wait."""
        return len(self._waiting)

    @property
    def closing(self) -> bool:
        """Whether the service is about to end."""
        return self._closing

    def close(self) -> None:
        """Stop at once; what is not done is taken up by the next start. What was stored stays."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            if self._builder is not None:
                self._builder.kill()
        if self._thread is not None:
            self._thread.join()

    def _accept(self, job: Job, text: str) -> Job:
        with self._changed:
            if len(self._waiting) >= self._most:
                raise TooManyError(f"{self._most} jobs wait already", after=10, remedy="send it again later")
            job = replace(job, id=_after(self._last, job.id))
            self._last = job.id
            _write(self._path(job), text)
            self._enqueue(job)
        return job

    def _enqueue(self, job: Job) -> None:
        with self._changed:
            ended = [known for known in self._jobs.values() if known.ended]
            for old in ended[: max(0, len(self._jobs) - _REMEMBERED)]:
                del self._jobs[old.id]
            self._jobs[job.id] = job
            self._waiting.append(job.id)
            self._changed.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="jobs", daemon=True)
                self._thread.start()

    def _path(self, job: Job) -> Path:
        prepare(self._store)
        refuse_copy(self._store)
        folder = self._store / FOLDER
        folder.mkdir(exist_ok=True)
        return folder / f"{job.id}.{'jsonl' if job.kind == 'add' else 'json'}"

    def _work(self) -> None:
        while True:
            with self._changed:
                if not self._changed.wait_for(lambda: self._closing or self._waiting, _IDLE_SECONDS):
                    self._let_go()
                    continue
                if self._closing:
                    self._let_go()
                    return
                job = self._set(self._jobs[self._waiting[0]], state="running", started=_now())
                self._waiting.popleft()
            ended = self._run(job)
            if ended is not None:
                self._path(job).unlink(missing_ok=True)
                self._set(ended, finished=_now())

    def _run(self, job: Job) -> Job | None:
        """The job as it ended; None if the service ends first."""
        asked = Remove(job.articles[0]) if job.kind == "remove" else Add(self._path(job))
        waited = 0.0
        while True:
            said = self._ask(job, asked)
            if self._closing:
                return None
            # Somebody builds from the command line: the store has one writer at a time.
            busy = isinstance(said, StoreError) and "another process" in said.what
            if not busy or waited >= _PATIENCE_SECONDS:
                break
            waited += _RETRY_SECONDS
            with self._changed:
                self._changed.wait_for(lambda: self._closing, _RETRY_SECONDS)
        latest = self.get(job.id)
        if isinstance(said, Done):
            return replace(latest, state="done", report=said)
        return replace(latest, state="failed", error=said)

    def _ask(self, job: Job, asked: Add | Remove) -> Done | KgError:
        while not TURN.acquire(timeout=_TURN_SECONDS):
            if self._closing:
                return KgError("the service ends")
        try:
            return self._asked(job, asked)
        finally:
            TURN.release()

    def _asked(self, job: Job, asked: Add | Remove) -> Done | KgError:
        try:
            with self._changed:
                if self._builder is None or not self._builder.alive:
                    self._let_go()
                    self._builder = Process("api.builder", self._store)
                builder = self._builder
            builder.send(asked)
            while isinstance(said := builder.receive(), Progress):
                self._set(self.get(job.id), done=said.articles)
        except ENDED:
            return KgError("the process that reads articles ended before its time", remedy="see the log; send it again")
        if isinstance(said, Failure):
            return said.error()
        assert isinstance(said, Done)
        return said

    def _let_go(self) -> None:
        if self._builder is not None:
            self._builder.stop()
            self._builder = None

    def _set(self, job: Job, **fields: Any) -> Job:
        with self._changed:
            job = replace(job, **fields)
            self._jobs[job.id] = job
            self._changed.notify_all()
            return job


def _new(kind: Literal["add", "remove"], articles: tuple[str, ...], rejected: tuple[Rejected, ...] = ()) -> Job:
    # Ids sort by time, so that a queue read back from disk keeps its order.
    number = f"{datetime.now(UTC):%Y%m%d%H%M%S%f}-{secrets.token_hex(4)}"
    return Job(id=number, kind=kind, state="queued", articles=articles, submitted=_now(), rejected=rejected)


def _after(last: str, number: str) -> str:
    """A number, or one that comes after the last: clocks go back, the order of jobs does not."""
    if number > last:
        return number
    return f"{int(last.split('-')[0]) + 1:020}-{number.split('-')[1]}"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _write(path: Path, text: str) -> None:
    """On disk, for sure, or not at all."""
    draft = path.with_suffix(".draft")
    try:
        with draft.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError as error:
        raise StoreError(
            f"the job cannot be kept: {error.strerror}", where=str(path.parent), remedy="see to space and permissions"
        ) from error


def _read_back(path: Path) -> Job:
    submitted = datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="milliseconds")
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    if path.suffix == ".json":
        return Job(id=path.stem, kind="remove", state="queued", articles=(lines[0]["remove"],), submitted=submitted)
    articles = tuple(line["id"] for line in lines)
    return Job(id=path.stem, kind="add", state="queued", articles=articles, submitted=submitted)
