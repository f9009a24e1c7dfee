"""What is told of jobs on a real server follows each change: progress, the gauge of jobs, a job by itself."""

import re
import time
import urllib.request

import numpy as np
from service.running import Running
from service.studying import games

SLOW = "chip_controls_and_boycott"


def test_a_job_shows_its_name_alone(finished):
    assert repr(finished) == f"Job(name={finished.name!r})"


def test_progress_moves_with_games_that_take_long(client):
    payoffs = np.random.default_rng(1).integers(-(10**6), 10**6, (3000, 2, 9, 9))
    job = client.solve_job(payoffs)
    seen = []
    for progress in job.watch(0.2):
        seen.append(progress.rows_done)
        if len(set(seen)) > 3:
            break
    job.cancel()
    assert job.wait(30).rows_done >= seen[-1] > 0
    assert seen[-1] < 3000


def test_the_gauge_of_jobs_follows_each_change():
    def told(state):
        with urllib.request.urlopen(f"http://{running.http}/metrics", timeout=10) as response:
            text = response.read().decode()
        return float(re.search(rf'^policygames_jobs{{state="{state}"}} (\S+)$', text, re.MULTILINE)[1])

    def becomes(state, count):
        until = time.monotonic() + 5  # a look every 15 s would be too late
        while told(state) != count:
            assert time.monotonic() < until
            time.sleep(0.02)

    with Running(workers=1, uncompiled=True, http="127.0.0.1:0") as running:
        first = running.client.solve_job(games(20))
        first.wait(60)
        becomes("SUCCEEDED", 1)
        slow = running.client.study(SLOW, draws=1_000_000, chunk_size=500)
        becomes("RUNNING", 1)
        slow.cancel()
        becomes("CANCELLED", 1)
        first.delete()
        becomes("SUCCEEDED", 0)
