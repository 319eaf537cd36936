"""Lets whoever runs the server see how it is: health, metrics, and a log that does not tell what people look for."""

from __future__ import annotations

import json
import logging
import os
import sys
import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, Flask, Response, current_app, g, request

from vocgraph.errors import VocgraphError
from vocgraph.serve.current import current_library

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.typing import ResponseReturnValue
    from prometheus_client import Metric

bp = Blueprint("watching", __name__)

SHARED_COUNTS: Final = "PROMETHEUS_MULTIPROC_DIR"  # names the folder where processes that serve together count

_LOG = logging.getLogger("vocgraph.requests")
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # upper ends of the buckets
_LONGEST: Final = 2_000  # characters of an address in the log


class JsonLines(logging.Formatter):
    """One JSON object per line, for programs that collect logs."""

    def format(self, record: logging.LogRecord) -> str:
        said: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False)


def log_to_stderr() -> None:
    """Write the log of this process to standard error: JSON lines, or short lines where a person reads along."""
    handler = logging.StreamHandler()
    person = sys.stderr.isatty()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S") if person else JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    logging.getLogger("faiss").setLevel(logging.WARNING)  # it tells of each build of itself that it does not find


class _Shown:
    """Tells which generation this process shows; a gauge of the client's own would be kept once for each process."""

    def __init__(self, app: Flask) -> None:
        self._app = app

    def collect(self) -> Iterator[Metric]:
        """What Prometheus is told."""
        from prometheus_client.metrics_core import GaugeMetricFamily

        said = "Generation of the library that is shown."
        yield GaugeMetricFamily("vocgraph_generation", said, value=self._app.extensions["vocgraph"].generation)


def watch(app: Flask, *, log_queries: bool) -> None:
    """Count and log every request; offer `/healthz`, `/readyz` and `/metrics`.

    Neither the log nor the metrics name more than the route, unless the operator asked for queries: what people look
    for is their own business.
    """
    from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector
    from prometheus_client.multiprocess import MultiProcessCollector

    own, counts = CollectorRegistry(), CollectorRegistry()
    of = ("method", "route")
    asked = Counter("vocgraph_requests", "Requests answered.", (*of, "status"), registry=counts)
    took = Histogram("vocgraph_request_seconds", "Time to answer.", of, buckets=_SECONDS, registry=counts)
    own.register(_Shown(app))
    if SHARED_COUNTS in os.environ:
        counts = CollectorRegistry()
        MultiProcessCollector(counts)  # type: ignore[no-untyped-call]  # of all processes, whichever is asked
    else:
        ProcessCollector(registry=own)
    app.extensions["vocgraph-metrics"] = (own, counts)
    app.register_blueprint(bp)

    @app.before_request
    def start() -> None:
        g.began = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        seconds = time.perf_counter() - g.get("began", time.perf_counter())
        route = request.url_rule.rule if request.url_rule else "none"
        method = request.method if request.method in {"GET", "HEAD", "POST", "OPTIONS"} else "other"
        asked.labels(method, route, response.status_code).inc()
        took.labels(method, route).observe(seconds)
        facts: dict[str, Any] = {
            "method": method,
            "route": route,
            "status": response.status_code,
            "ms": round(seconds * 1000, 1),
        }
        if log_queries:
            facts["address"] = request.full_path[:_LONGEST]
        _LOG.info("%s %s %d", method, route, response.status_code, extra={"facts": facts})
        return response


@bp.get("/healthz")
def healthz() -> dict[str, str]:
    """Whether the server answers; it does not touch the library."""
    return {"status": "ok"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """Whether the library can be asked, and which generation of it is shown."""
    library = current_library()
    try:
        newest = library.newest_generation
    except VocgraphError as error:
        return {"status": "no library", "problem": error.problem}, 503
    return {"status": "ready", "generation": library.generation, "newest": newest}


@bp.get("/metrics")
def metrics() -> Response:
    """Counts and times for Prometheus."""
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    told = b"".join(map(generate_latest, current_app.extensions["vocgraph-metrics"]))
    return Response(told, content_type=CONTENT_TYPE_LATEST)
