"""What Prometheus is told; labels are methods, codes, algorithms and states, never principals or parts of a game."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

CONTENT_TYPE = CONTENT_TYPE_LATEST
REGISTRY = CollectorRegistry()
_SECONDS = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 60.0, 600.0)

REQUESTS = Counter("policygames_requests", "Calls that have ended.", ("method", "code"), registry=REGISTRY)
REQUEST_SECONDS = Histogram(
    "policygames_request_seconds", "How long calls took.", ("method",), buckets=_SECONDS, registry=REGISTRY
)
SOLVE_SECONDS = Histogram(
    "policygames_solve_seconds", "How long workers worked.", ("algorithm",), buckets=_SECONDS, registry=REGISTRY
)
QUEUE_SECONDS = Histogram(
    "policygames_queue_seconds", "How long calls waited for their turn.", buckets=_SECONDS, registry=REGISTRY
)
IN_FLIGHT = Gauge("policygames_inflight", "Calls that work or wait for a worker.", registry=REGISTRY)
WORKERS_ALIVE = Gauge("policygames_workers_alive", "Workers that are warm.", registry=REGISTRY)
WORKER_KILLS = Counter(
    "policygames_worker_kills",
    "Workers that ended: killed by us, or dead by themselves.",
    ("reason",),
    registry=REGISTRY,
)
JOBS = Gauge("policygames_jobs", "Jobs in the store.", ("state",), registry=REGISTRY)
CHUNKS_DONE = Counter("policygames_chunks_done", "Chunks of jobs that were finished.", registry=REGISTRY)


def exposition() -> bytes:
    """All of it, as Prometheus reads it."""
    return generate_latest(REGISTRY)
