"""Articles to be read or taken out: accepted at once, done in the background."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any

from anyio import sleep, to_thread
from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from api.errors import MediaTypeError
from api.guests import Reader, Writer
from api.jobs import Job, Jobs
from api.lookup import article_id
from api.reader import Reader as Snapshots
from api.schemas import jobs as schemas
from api.schemas.errors import Failure
from kg import queries
from kg.errors import InputError
from kg.model import Article
from kg.readers import Rejected
from kg.readers.fields import article as article_of
from kg.settings import Settings

router = APIRouter(tags=["writing"])

_JSON, _LINES = "application/json", "application/x-ndjson"
_LOOK_SECONDS = 0.1
_RECORD = {"$ref": "#/components/schemas/SentArticle"}
ARTICLE_BODY = {
    "required": True,
    "content": {
        _JSON: {"schema": {"anyOf": [_RECORD, {"type": "array", "items": _RECORD, "minItems": 1}]}},
        _LINES: {"schema": {"type": "string"}},
    },
}
# Said in full, for the answer itself is no JSON.
_FAILED: dict[str, Any] = {
    "description": "There is no such job, or it is not to be seen",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}},
}
_REFUSED: dict[int | str, dict[str, Any]] = {
    401: {"model": Failure, "description": "A key is needed"},
    403: {"model": Failure, "description": "The key is not good for this"},
    429: {"model": Failure, "description": "Too many jobs wait, or requests come too often"},
}


async def sent(request: Request) -> tuple[list[Article], list[Rejected]]:
    """The articles in a body, and what in it is none."""
    kind = request.headers.get("content-type", "").split(";")[0].strip().lower()
    if kind not in (_JSON, _LINES):
        raise MediaTypeError(
            f"a body of type {kind or 'unknown'} is not read", where="Content-Type", remedy=f"send {_JSON} or {_LINES}"
        )
    body = await request.body()
    settings: Settings = request.app.state.settings
    return await to_thread.run_sync(_read, body, kind, settings.max_bytes)


def _read(body: bytes, kind: str, max_bytes: int) -> tuple[list[Article], list[Rejected]]:
    found, rejected = [], []
    for where, record in _records(body, kind):
        try:
            if not isinstance(record, dict):
                raise InputError("not a JSON object", remedy='send objects such as {"text": "…"}')
            found.append(article_of(record, max_bytes=max_bytes))
        except InputError as error:
            rejected.append(Rejected.of(error, where=where))
    if not found:
        first = rejected[0] if rejected else Rejected("body", "there is no article", "send at least one")
        raise InputError(first.what, where=first.where, remedy=first.remedy)
    return found, rejected


def _records(body: bytes, kind: str) -> Iterator[tuple[str, Any]]:
    parts = [(f"line {n}", line) for n, line in enumerate(body.split(b"\n"), 1) if line.strip()]
    for where, part in parts if kind == _LINES else [("body", body)]:
        try:
            value = json.loads(part)
        except (ValueError, RecursionError) as error:
            raise InputError(f"not JSON: {error}", where=where, remedy="mend it at that place") from error
        if kind == _JSON and isinstance(value, list):
            yield from ((f"article {n}", each) for n, each in enumerate(value, 1))
        else:
            yield where, value


@router.post(
    "/articles",
    status_code=202,
    response_model=schemas.Job,
    summary="Send articles to be read",
    openapi_extra={"requestBody": ARTICLE_BODY},
    responses={
        **_REFUSED,
        413: {"model": Failure},
        415: {"model": Failure},
        422: {"model": Failure, "description": "No article can be read"},
    },
)
def add(
    request: Request,
    response: Response,
    who: Writer,
    given: Annotated[tuple[list[Article], list[Rejected]], Depends(sent)],
) -> Any:
    """One record, an array of them, or JSON lines. An article that has not changed is left as it is.

    What cannot be read is told in `skipped`, and the rest goes on.
    """
    return _accepted(response, _jobs(request).add(*given))


@router.delete(
    "/articles/{article_id:path}",
    status_code=202,
    response_model=schemas.Job,
    summary="Take an article out",
    responses={**_REFUSED, 404: {"model": Failure}},
)
def remove(
    request: Request,
    response: Response,
    who: Writer,
    given: Annotated[str, Path(alias="article_id", examples=["herald-7"])],
) -> Any:
    """With all that only it claims."""
    store = _snapshots(request).view().graph.store
    return _accepted(response, _jobs(request).remove(queries.article(store, article_id(store, given)).id))


@router.get(
    "/jobs/{job_id}",
    response_model=schemas.Job,
    summary="How far a job is",
    responses={**_REFUSED, 404: {"model": Failure}},
)
def job(request: Request, who: Reader, job_id: str) -> Any:
    """Jobs are forgotten some time after they end. What one has done shows from the answer on that says so."""
    found = _jobs(request).get(job_id)
    if found.state == "done":
        _snapshots(request).newest()
    return _record(found)


def _known(request: Request, job_id: str) -> Job:
    return _jobs(request).get(job_id)


@router.get(
    "/jobs/{job_id}/progress",
    response_class=EventSourceResponse,
    summary="How far a job is, as it goes on",
    responses=dict.fromkeys((401, 403, 404, 429), _FAILED),
)
async def progress(
    request: Request, who: Reader, known: Annotated[Job, Depends(_known)]
) -> AsyncIterator[ServerSentEvent]:
    """Server-sent events named `job`, each with the job as `/jobs/{job_id}` has it; the last when it has ended."""
    jobs = _jobs(request)
    yield ServerSentEvent(data=_record(known), event="job")
    while not known.ended and not jobs.closing:
        await sleep(_LOOK_SECONDS)
        now = jobs.get(known.id)
        if now is not known:
            known = now
            if known.state == "done":
                await to_thread.run_sync(_snapshots(request).newest)
            yield ServerSentEvent(data=_record(known), event="job")


def _jobs(request: Request) -> Jobs:
    jobs: Jobs = request.app.state.jobs
    return jobs


def _snapshots(request: Request) -> Snapshots:
    snapshots: Snapshots = request.app.state.reader
    return snapshots


def _accepted(response: Response, job: Job) -> dict[str, Any]:
    record = _record(job)
    response.headers["Location"] = record["href"]
    return record


def _record(job: Job) -> dict[str, Any]:
    report, error = job.report, job.error
    skipped = [(r.where, r.what, r.remedy) for r in job.rejected] + list(report.skipped if report else ())
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "articles": list(job.articles),
        "done": job.done,
        "submitted": job.submitted,
        "started": job.started,
        "finished": job.finished,
        "kept": report.kept if report else None,
        "unchanged": report.unchanged if report else None,
        "removed": report.removed if report else None,
        "skipped": [{"where": where, "what": what, "remedy": remedy} for where, what, remedy in skipped],
        "events": report.events if report else None,
        "error": {"what": error.what, "where": error.where, "remedy": error.remedy} if error else None,
        "href": f"/jobs/{job.id}",
    }
