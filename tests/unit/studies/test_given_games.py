"""Studies of given games: the answers are those of the loop, to the byte whenever they are solved."""

import pickle
import threading
from fractions import Fraction
from functools import partial

import numpy as np
import pytest
from policygames import NormalFormGame, solve, solve_many
from policygames.errors import GameError
from policygames.games.batch import GameBatch
from policygames.studies import GamesSpec, answers, parts, solve_chunk


def some_games(seed=1, games=50, shape=(3, 3), dtype=np.int64):
    rng = np.random.default_rng(seed)
    return rng.integers(-3, 4, size=(games, len(shape), *shape)).astype(dtype)


@pytest.fixture
def spec(tmp_path):
    games = GameBatch(some_games(), np.array([2, 3]))
    return GamesSpec.create(tmp_path, games, chunk_size=20)


def equilibria_of(row, shape):
    """The exact profiles that a row spells."""
    numbers = row["numerators"] if row["numerators"] is not None else list(map(int, row["long_numerators"]))
    profiles = np.array(numbers, dtype=object).reshape(-1, sum(shape))
    return {
        tuple(tuple(Fraction(int(v), int(sum(s))) for v in s) for s in np.split(one, np.cumsum(shape)[:-1]))
        for one in profiles
    }


def test_rows_hold_what_the_loop_proves(spec):
    for chunk in spec.chunks():
        for row in solve_chunk(spec, chunk).to_pylist():
            solution = solve(spec.batch(chunk)[row["game"] - chunk.first])
            assert equilibria_of(row, (3, 3)) == {one.exact for one in solution.equilibria}
            assert row["coverage"] == solution.coverage.value
            assert row["equilibria"] == len(solution.equilibria)


def test_chunks_cover_all_games_once(spec):
    numbers = [n for chunk in spec.chunks() for n in solve_chunk(spec, chunk)["game"].to_pylist()]
    assert numbers == list(range(50))


def test_a_repeat_is_equal_to_the_byte(spec, tmp_path):
    chunk = next(spec.chunks())
    first = parts.write(tmp_path, chunk, solve_chunk(spec, chunk))
    copy = pickle.loads(pickle.dumps(spec))  # noqa: S301 - our own
    assert parts.write(tmp_path, chunk, solve_chunk(copy, chunk)) == first


def test_a_failed_row_holds_its_error_and_the_others_stay(spec):
    chunk = list(spec.chunks())[1]
    whole, holed = solve_chunk(spec, chunk), solve_chunk(spec, chunk, {25: "WORKER_DIED: it did", 3: "elsewhere"})
    for before, after in zip(whole.to_pylist(), holed.to_pylist(), strict=True):
        if before["game"] == 25:
            assert after == dict.fromkeys(before) | {"game": 25, "error": "WORKER_DIED: it did"}
        else:
            assert after == before


def test_the_spec_comes_back_from_json(spec, tmp_path):
    back = GamesSpec.from_json(spec.to_json(), tmp_path)
    assert back == spec
    assert back.digest == spec.digest


def test_games_that_changed_are_refused(spec, tmp_path):
    spec.check()
    np.save(tmp_path / "payoffs.npy", some_games(seed=2))
    with pytest.raises(GameError, match=r"payoffs\.npy"):
        spec.check()


def test_the_digest_depends_on_the_games(tmp_path):
    one, two = (GamesSpec.create(tmp_path, GameBatch(some_games(seed))) for seed in (1, 2))
    assert one.digest != two.digest


def test_equilibria_longer_than_64_bits_are_texts(tmp_path):
    big = np.random.default_rng(0).integers(-(2**60), 2**60, size=(40, 2, 3, 3))
    spec = GamesSpec.create(tmp_path, GameBatch(big))
    rows = solve_chunk(spec, next(spec.chunks())).to_pylist()
    long = [row for row in rows if row["numerators"] is None]
    assert long
    for row in long + rows[:3]:
        proven = solve(NormalFormGame(big[row["game"]])).equilibria
        assert equilibria_of(row, (3, 3)) == {one.exact for one in proven}


def test_floats_are_solved_as_the_dyadic_numbers_that_they_are(tmp_path):
    spec = GamesSpec.create(tmp_path, GameBatch(some_games(dtype=np.float64) / 4))
    assert solve_chunk(spec, next(spec.chunks())).num_rows == 50


def test_no_games_are_no_chunks(tmp_path):
    spec = GamesSpec.create(tmp_path, GameBatch(some_games(games=0)))
    assert list(spec.chunks()) == []


def test_what_a_search_has_at_ctrl_c_is_no_row(spec, monkeypatch):
    stopped = threading.Event()
    stopped.set()
    monkeypatch.setattr(answers, "solve_many", partial(solve_many, cancelled=stopped))
    with pytest.raises(KeyboardInterrupt):
        solve_chunk(spec, next(spec.chunks()))


def test_a_game_that_breaks_the_solver_is_a_row_and_the_others_stay(spec, monkeypatch):
    chunk = next(spec.chunks())
    whole, poison = solve_chunk(spec, chunk).to_pylist(), spec.batch(chunk).payoffs[13]

    def breaks(batch, *args, **options):
        if any(np.array_equal(game, poison) for game in batch.payoffs):
            raise RuntimeError("the kernel says no")
        return solve_many(batch, *args, **options)

    monkeypatch.setattr(answers, "solve_many", breaks)
    for before, after in zip(whole, solve_chunk(spec, chunk).to_pylist(), strict=True):
        if before["game"] == 13:
            assert after == dict.fromkeys(before) | {"game": 13, "error": "INTERNAL: RuntimeError: the kernel says no"}
        else:
            assert after == before


def test_games_without_a_fast_path_are_solved_one_by_one(tmp_path):
    games = some_games(games=6, shape=(2, 2, 2))
    spec = GamesSpec.create(tmp_path, GameBatch(games))
    for row in solve_chunk(spec, next(spec.chunks()), {4: "SKIPPED: so"}).to_pylist():
        if row["game"] == 4:
            assert row["error"] == "SKIPPED: so"
        else:
            solution = solve(NormalFormGame(games[row["game"]]))
            assert (row["equilibria"], row["coverage"]) == (len(solution.equilibria), solution.coverage.value)
