"""What the service tells of itself: a line of JSON for a request, and numbers for Prometheus."""

from __future__ import annotations

import json
import logging
import sys
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("aide_memoire.service")
# The client left before there was an answer.
_LEFT = 499
_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Numbers:
    """The counts of one service."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.requests = Counter("kg_requests", "Answers sent", ("method", "route", "status"), registry=self.registry)
        self.seconds = Histogram(
            "kg_request_seconds", "From request to last byte", ("route",), registry=self.registry, buckets=_BUCKETS
        )
        self.open = Gauge("kg_requests_open", "Requests being answered", registry=self.registry)

    def also(self, name: str, what: str, now: Callable[[], float]) -> None:
        """Tell one more number, asked for when it is wanted."""
        self.registry.register(_Asked(name, what, now))

    def text(self) -> bytes:
        """All of them, in Prometheus' text format."""
        return generate_latest(self.registry)


class _Asked(Collector):
    def __init__(self, name: str, what: str, now: Callable[[], float]) -> None:
        self._name, self._what, self._now = name, what, now

    def collect(self) -> Iterable[Metric]:
        yield GaugeMetricFamily(self._name, self._what, value=self._now())


class Watched:
    """Counts and logs every request: by its route, never by its query, body or headers, which may hold secrets."""

    def __init__(self, app: ASGIApp, numbers: Numbers) -> None:
        self._app = app
        self._numbers = numbers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and take note of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status, size = time.perf_counter(), _LEFT, 0

        async def noted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        self._numbers.open.inc()
        try:
            await self._app(scope, receive, noted)
        except Exception:
            status = 500
            raise
        finally:
            self._numbers.open.dec()
            seconds = time.perf_counter() - began
            route = getattr(scope.get("route"), "path", "none")
            self._numbers.requests.labels(scope["method"] if route != "none" else "any", route, status).inc()
            self._numbers.seconds.labels(route).observe(seconds)
            fields = {
                "request_id": scope.get("request_id"),
                "from": scope.get("guest") or (scope["client"] or ("unknown",))[0],
                "method": scope["method"],
                "path": scope["path"],
                "status": status,
                "ms": round(1000 * seconds, 1),
                "bytes": size,
            }
            level = logging.ERROR if status >= 500 else logging.WARNING if status == 429 else logging.INFO
            _LOG.log(level, "request", extra={"fields": fields})


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def log_to_stderr(*, every_request: bool) -> None:
    """Let the service, and the server under it, log in lines of JSON."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    for name in (_LOG.name, "uvicorn.error"):
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
    _LOG.setLevel(logging.INFO if every_request else logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
