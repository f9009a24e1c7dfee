"""A server in this process, asked by either client."""

import pytest
from unit.client.asking import Solver, asked, awaited, serving


@pytest.fixture(params=[asked, awaited], ids=["sync", "async"])
def ask(request):
    """One way of asking a server: ask(address, method of the client, arguments…)."""
    return request.param


@pytest.fixture(scope="module")
def solver():
    """The servicer behind `address`."""
    return Solver()


@pytest.fixture(scope="module")
def address(solver):
    """Where the server listens."""
    with serving(solver) as place:
        yield place
