"""A bulk run that is stopped answers with what was done; what a fast path gets wrong is noticed, or is unchecked."""

from threading import Event

import numpy as np
import policygames as pg
import pytest
from policygames.batch import proposals, solving
from policygames.certificates import Coverage, Reason

GAMES = np.random.default_rng(3).integers(0, 4, (30, 2, 3, 3))
LARGE = np.random.default_rng(3).integers(0, 4, (12, 2, 5, 5))


def assert_stopped(solutions, reached, reason):
    """The first games are solved as ever, of the others nothing is said."""
    whole = pg.solve_many(solutions.games)
    assert (solutions.termination.reason, len(solutions)) == (reason, len(whole))
    assert f"{len(whole) - reached} of {len(whole)} games were not reached" in solutions.termination.detail
    assert solutions.counts[:reached].tolist() == whole.counts[:reached].tolist()
    assert not solutions.counts[reached:].any()
    assert (solutions.coverage[reached:] == Coverage.SOME).all()
    assert (solutions.routes[reached:] == "not reached").all()
    last = solutions[len(whole) - 1]
    assert (last.equilibria, last.coverage, last.termination) == ((), Coverage.SOME, solutions.termination)
    last.verify()
    for index in range(reached):
        solutions[index].verify()


@pytest.mark.parametrize("concept", ["nash", "pure_nash"])
def test_a_deadline_that_is_over_reaches_nothing(concept):
    solutions = pg.solve_many(GAMES, concept, deadline=1e-9)
    assert solutions.termination.reason is Reason.DEADLINE
    assert (solutions.routes == "not reached").all()
    assert solutions.offsets.tolist() == [0] * (len(GAMES) + 1)
    assert solutions.profiles[0].shape == (0, 3)


def test_a_run_without_limits_is_completed():
    solutions = pg.solve_many(GAMES, deadline=1000)
    assert (solutions.termination, solutions.warnings) == (pg.solve_many(GAMES).termination, ())
    assert solutions.termination.reason is Reason.COMPLETED
    assert pg.solve_many(GAMES[:0]).termination.reason is Reason.COMPLETED


@pytest.mark.parametrize("deadline", [0, -1, float("nan"), "soon"])
def test_a_bad_deadline_is_refused(deadline):
    with pytest.raises(pg.GameError) as error:
        pg.solve_many(GAMES, deadline=deadline)
    assert error.value.path == "deadline"


def test_a_caller_that_goes_away_stops_the_run():
    cancelled = Event()
    cancelled.set()
    assert_stopped(pg.solve_many(GAMES, cancelled=cancelled), 0, Reason.CANCELLED)


@pytest.mark.parametrize("games", [GAMES, LARGE], ids=["fast path", "loop"])
def test_ctrl_c_keeps_what_was_done(games, monkeypatch):
    calls = []
    inner = solving.PROPOSALS["nash"]
    search = solving.stream

    def interrupted(tasks):
        for task in tasks[:2]:
            task.result()
        if games is GAMES:
            raise KeyboardInterrupt

    def chunk(*place, **options):
        calls.append(place)
        if len(calls) > 2:
            while run and run[0].stopped is None:  # the third chunk waits for the interruption
                pass
            return proposals.nothing(place[0], place[2] - place[1])
        return inner(*place, **options)

    def stream(*question):
        calls.append(question)
        if games is LARGE and len(calls) == 6:
            raise KeyboardInterrupt
        return search(*question)

    run = []
    begin = solving._Run.__init__
    monkeypatch.setattr(solving._Run, "__init__", lambda self, *given: (run.append(self), begin(self, *given))[1])
    monkeypatch.setattr(solving, "_CHUNK", 10 if games is GAMES else 2048)
    monkeypatch.setattr(solving, "wait", interrupted)
    monkeypatch.setitem(solving.PROPOSALS, "nash", chunk if games is GAMES else inner)
    monkeypatch.setattr(solving, "stream", stream)
    solutions = pg.solve_many(games)
    monkeypatch.undo()
    assert_stopped(solutions, 20 if games is GAMES else 5, Reason.CANCELLED)


def test_a_search_that_passes_the_deadline_is_kept_as_far_as_it_came():
    payoffs = np.random.default_rng(3).integers(0, 4, (3, 2, 14, 14))
    solutions = pg.solve_many(payoffs, deadline=0.02)
    assert solutions.termination.reason is Reason.DEADLINE
    assert (solutions.coverage == Coverage.SOME).all()
    for solution in solutions:
        assert solution.termination.reason is Reason.DEADLINE
        solution.verify()


@pytest.mark.parametrize("entries", [np.int64, np.float64])
def test_what_a_fast_path_gets_wrong_is_solved_by_the_loop(entries, monkeypatch):
    from policygames.numerics.bulk import games as kernels

    right, solved = pg.solve_many(GAMES.astype(entries)), kernels.solved

    def wrong(payoffs):
        counts, numerators = solved(payoffs)
        numerators[3] = np.roll(numerators[3], 1)
        return counts, numerators

    monkeypatch.setattr(kernels, "solved", wrong)
    solutions = pg.solve_many(GAMES.astype(entries))
    assert solutions.route_counts == {"search": 1, "closed form": len(GAMES) - 1}
    assert solutions.offsets.tolist() == right.offsets.tolist()
    assert sorted(map(tuple, solutions.columns.numerators)) == sorted(map(tuple, right.columns.numerators))
    unchecked = pg.solve_many(GAMES.astype(entries), certify=False)
    assert unchecked.route_counts == {"closed form": len(GAMES)}
    assert unchecked.warnings


def test_long_rows_are_checked_too():
    payoffs = np.random.default_rng(5).random((300, 2, 3, 3))
    solutions = pg.solve_many(payoffs)
    assert len(solutions.columns.long) > 5
    row = next(iter(solutions.columns.long))
    game = int(solutions.game_of[row])
    whole = np.rint(payoffs[game] * 2**53).astype(np.int64)
    assert (whole / 2**53 == payoffs[game]).all()
    assert proposals._plays_best(whole, solutions.columns.long[row])
    *weights, last = solutions.columns.long[row]
    assert not proposals._plays_best(whole, [*weights, last + 1])


def test_without_certificates_the_columns_are_the_same_and_it_is_said():
    solutions, plain = pg.solve_many(GAMES), pg.solve_many(GAMES, certify=False)
    assert (solutions.columns.numerators == plain.columns.numerators).all()
    assert "not checked" in plain.warnings[0]
    plain[4].verify()
