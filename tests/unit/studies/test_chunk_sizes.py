"""Sizes of chunks: about a second of work each, from shapes alone, whatever is solved."""

import time

import numpy as np
import policygames as pg
import pytest
from policygames.games.batch import GameBatch
from policygames.studies import GamesSpec, solve_chunk
from policygames.studies.chunk_sizes import games_a_chunk, microseconds_alone
from policygames.studies.chunks import Chunk
from policygames.studies.planning import Wish, spec_of

SHAPES = [(2, 2), (3, 3), (4, 4), (5, 5), (7, 7), (8, 8), (9, 9), (12, 12), (2, 20), (4, 9), (3, 50), (2, 2, 2), (1, 5)]


def drawn(shape, count, kind):
    rng = np.random.default_rng(4)
    if kind == "floats":
        return rng.standard_normal((count, len(shape), *shape))
    most = 2 if kind == "ties" else 10**6
    return rng.integers(-most, most + 1, (count, len(shape), *shape))


@pytest.mark.parametrize("kind", ["ties", "distinct", "floats"])
@pytest.mark.parametrize("shape", SHAPES)
def test_no_chunk_takes_long(tmp_path, shape, kind):
    size = games_a_chunk("nash", shape, 10**6, floats=kind == "floats")
    tried = max(1, size // 20)
    spec = GamesSpec.create(tmp_path, GameBatch(drawn(shape, tried, kind)), chunk_size=tried)
    solve_chunk(spec, Chunk(0, 0, 1))  # what is compiled and loaded is not counted
    began = time.process_time()
    solve_chunk(spec, Chunk(0, 0, tried))
    assert (time.process_time() - began) / tried * size < 15  # 0.1 to 3 s, on a machine that is not this busy


def test_the_same_games_have_the_same_chunks_and_many_large_ones_have_many(tmp_path):
    payoffs = drawn((9, 9), 3000, "distinct")
    one, two = (GamesSpec.create(tmp_path, GameBatch(payoffs)) for _ in range(2))
    assert one.digest == two.digest
    assert 10 < len(list(one.chunks())) < 1000


@pytest.mark.parametrize("shape", [(40, 40), (2, 500), (4, 4, 4), (2,) * 8, (3,) * 6, (300, 300)])
def test_games_that_take_seconds_stand_alone(shape):
    assert microseconds_alone(shape) > 10**6
    assert games_a_chunk("nash", shape, 1000, floats=False) == 1


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("games", [0, 1, 10**5, 10**12])
def test_chunks_are_neither_empty_nor_beyond_memory(shape, games):
    for concept in ("nash", "pure_nash"):
        size = games_a_chunk(concept, shape, games, floats=False)
        assert 1 <= size <= 2**18
        assert size * np.prod(shape) <= max(2**18, np.prod(shape))


def test_larger_games_never_have_longer_chunks_of_the_same_kind():
    for shapes in ([(n, n) for n in range(2, 5)], [(n, n) for n in range(5, 9)], [(n, n) for n in range(9, 20)]):
        sizes = [games_a_chunk("nash", shape, 1, floats=True) for shape in shapes]
        assert sizes == sorted(sizes, reverse=True)


KINDS = ("chip_controls_repeated", "eu_third_path", "global_south_blocs", "nvidia_two_fires", "standards_blocs")


@pytest.mark.parametrize("scenario", KINDS)
def test_no_chunk_of_a_study_takes_long(scenario):
    spec = spec_of(pg.scenario(scenario), Wish(draws=4096, seed=7))
    chunk = Chunk(0, 0, 2)
    solve_chunk(spec, chunk)
    began = time.process_time()
    solve_chunk(spec, chunk)
    assert (time.process_time() - began) / 2 * spec.chunk_size < 15  # 0.1 to 2 s


def test_chunks_of_slow_studies_grow_with_their_draws_and_what_is_wished_for_is_taken():
    contest = pg.scenario("compute_contest")
    sizes = [spec_of(contest, Wish(draws=draws)).chunk_size for draws in (1, 1000, 100_000, 10**9, 10**12)]
    assert sizes[0] == sizes[1] == 1
    assert sizes == sorted(sizes)
    assert sizes[2] == -(-100_000 // 1024)
    assert sizes[-1] == sizes[-2] == 2**14
    assert spec_of(contest, Wish(draws=1000, chunk_size=77)).chunk_size == 77


def test_a_higher_limit_of_steps_makes_chunks_shorter():
    repeated = pg.scenario("chip_controls_repeated")
    sizes = [spec_of(repeated, Wish(draws=100, limit=limit)).chunk_size for limit in (20, 200, 2000, 10**6, 0)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 1
