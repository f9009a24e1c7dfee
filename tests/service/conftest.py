"""One server for all tests that leave it as they found it."""

import time
from contextlib import closing
from importlib import import_module

import grpc
import psycopg
import pytest
from policygames_server.jobs.databases import opened
from policygames_server.jobs.store import Store
from service import postgres
from service.running import PLANTED, Running
from service.studying import games


@pytest.fixture(scope="session")
def server():
    """A server with two workers and all planted methods."""
    with Running() as running:
        yield running


@pytest.fixture(scope="session")
def client(server):
    """A client of that server."""
    return server.client


@pytest.fixture
def lonely():
    """A server with one worker, for one test alone."""
    with Running(workers=1) as running:
        yield running


@pytest.fixture
def planted_here(monkeypatch):
    """The planted methods in this process too, so that messages which list methods agree."""
    package = import_module("policygames.methods")
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(PLANTED / "methods")])


@pytest.fixture(scope="session")
def finished(client):
    """A job of that server that has ended: 300 games in chunks of 100."""
    job = client.solve_job(games(300), chunk_size=100)
    job.wait(60)
    return job


@pytest.fixture
def channel(server):
    """A channel to that server."""
    with grpc.insecure_channel(server.address) as opened:
        yield opened


@pytest.fixture(scope="session")
def postgres_server():
    """The URL of a PostgreSQL server; without one its tests are skipped, but not where the checks of all run."""
    if why := postgres.missing():
        postgres.skipped(why)
    with postgres.running() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request, tmp_path):
    """An empty database's URL; None for SQLite in a folder."""
    if request.param == "sqlite":
        return None
    address = request.getfixturevalue("postgres_server")
    name = f"t{time.monotonic_ns()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return address.replace("/postgres", f"/{name}")


@pytest.fixture
def store(url, tmp_path):
    """An empty store."""
    with closing(Store(opened(url, tmp_path))) as made:
        yield made
