"""One server for all tests that leave it as they found it."""

from importlib import import_module

import pytest
from service.running import PLANTED, Running


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
