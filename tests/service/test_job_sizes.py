"""Jobs of any size on a real server: too many chunks and too many bytes are refused with what is possible."""

import numpy as np
import policygames as pg
import pytest
from service.running import Running
from service.studying import refused

SLOW = "chip_controls_and_boycott"
SIZES = [
    (lambda client: client.study(SLOW, draws=10**12), "draws", "1638400000 rows"),
    (lambda client: client.study(SLOW, draws=10**9, chunk_size=1), "chunk_rows", "chunks of 1 rows"),
]


@pytest.mark.parametrize(("ask", "path", "words"), SIZES)
def test_too_many_chunks_are_blamed_on_what_was_given(client, ask, path, words):
    error = refused(ask, client)
    assert (error.reason, error.path) == ("OPTION_RANGE", path)
    assert words in str(error)
    assert "100000 chunks" in str(error)


def test_jobs_beyond_a_request_are_refused_with_what_is_possible(server, client):
    payoffs = np.full((300_000, 2, 3, 3), 0.5)
    error = refused(client.solve_job, payoffs)
    assert (error.reason, error.status, error.path) == ("REQUEST_TOO_LARGE", "RESOURCE_EXHAUSTED", "games")
    assert "begin 3 jobs of up to 116479 of the 300000 games each" in str(error)
    job = client.solve_job(payoffs[:116_479])  # the advice is good
    job.cancel()
    huge = refused(client.solve_job, np.zeros((2, 2, 1100, 1100)) + 0.5)
    assert "even one game" in str(huge)
    long = "a scenario\n" * 2_000_000
    assert (refused(client.study, long).path, refused(client.study, long).reason) == ("scenario", "REQUEST_TOO_LARGE")


async def test_a_server_that_takes_less_says_so_as_well():
    with Running(workers=1, uncompiled=True, max_receive=2**20) as running:
        error = refused(running.client.solve_job, np.full((20_000, 2, 2, 2), 0.5))
        assert f"a server takes up to {2**20} a job; begin 2 jobs of up to" in str(error)
        async with pg.connect_async(running.address) as client:
            with pytest.raises(pg.ServiceError, match="begin 2 jobs of up to"):
                await client.solve_job(np.full((20_000, 2, 2, 2), 0.5))
