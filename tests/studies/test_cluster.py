"""Dask, and any other executor, gives the parts that local processes give, to the byte."""

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context

import policygames as pg
import pytest
from policygames.studies import Folder
from policygames.studies.planning import Wish, spec_of
from policygames.studies.running import run

SPEC = spec_of(pg.scenario("chip_controls_and_boycott"), Wish(draws=400, seed=3, chunk_size=64))


def content(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir() if not file.name.startswith(".")}


@pytest.fixture(scope="module")
def local(tmp_path_factory):
    folder = tmp_path_factory.mktemp("local")
    run(Folder.made(folder, SPEC), workers=2)
    return content(folder)


def test_threads_and_processes_equal_local(local, tmp_path):
    for number, pool in enumerate((ThreadPoolExecutor(2), ProcessPoolExecutor(1, mp_context=get_context("spawn")))):
        with pool:
            run(Folder.made(tmp_path / str(number), SPEC), executor=pool)
        assert content(tmp_path / str(number)) == local


@pytest.mark.filterwarnings("default")  # distributed's own
def test_dask_equals_local(local, tmp_path):
    distributed = pytest.importorskip("distributed")
    from policygames.studies.cluster import cluster

    options = {"threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
    with distributed.LocalCluster(1, **options) as here, cluster(here.scheduler_address) as executor:
        run(Folder.made(tmp_path, SPEC), executor=executor)
    assert content(tmp_path) == local
