"""A Dask cluster as an executor of studies."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager


@contextmanager
def cluster(scheduler: str) -> Iterator[Executor]:
    """The cluster of the scheduler at this address. Raises GameError where it does not answer."""
    from distributed import Client

    from policygames.errors import GameError

    try:
        client = Client(scheduler, timeout="20s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise GameError(f"the scheduler does not answer: {error}", reason="OPTION_RANGE", path=scheduler) from error
    with client, client.get_executor(pure=False) as executor:
        yield executor
