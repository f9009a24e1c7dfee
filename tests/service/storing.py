"""Jobs for tests of the store, without a server around it."""

from policygames_server import statuses
from policygames_server.jobs.leases import Leases
from policygames_server.jobs.records import NewJob, Part


def new(name="a", **given):
    """A job of ten rows in three chunks."""
    fields = {"principal": "me", "request_id": None, "request_sha256": "1", "rows": 10, "chunk_rows": 4}
    return NewJob(**{"name": f"operations/{name}", "home": "here", "solver_version": "0.1", **fields, **given})


def leases(store, owner="one", home="here"):
    return Leases(store, home, owner)


def done(chunk, failed=0):
    return Part(chunk.seq, chunk.first, chunk.rows, failed, "sha", 5)


def reason(error):
    return statuses.reason_of(error.value.status)
