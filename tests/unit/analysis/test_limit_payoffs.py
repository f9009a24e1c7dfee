"""Scores against their definition, limit sets against closed forms and folk sets, ranks, refusals."""

from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from policygames.numerics.polygons import facets, hull, includes
from public_games import PD, noisy, random_game, seen
from scipy.optimize import linprog

F = Fraction


def score_by_definition(game, way):
    """The largest l · v over pure profiles, v = g(a) + sum pi x, deviations not paying and l · x(y) <= 0, in floats."""
    stage, players = game.stage_game, range(len(game.players))
    odds = np.array(game.monitoring.rows, dtype=float).reshape(*stage.shape, -1)
    signals, payoffs, best = odds.shape[-1], stage.floats, -np.inf
    for cell in product(*map(range, stage.shape)):
        rows, sides = [np.kron(np.eye(signals), way)], [0.0] * signals
        for player, action in ((i, b) for i in players for b in range(stage.shape[i]) if b != cell[i]):
            other = (*cell[:player], action, *cell[player + 1 :])
            rows.append(np.kron(odds[other] - odds[cell], np.eye(len(players))[player])[None])
            sides.append(payoffs[(player, *cell)] - payoffs[(player, *other)])
        program = linprog(-np.kron(odds[cell], way), A_ub=np.vstack(rows), b_ub=sides, bounds=(None, None))
        if program.status == 0:
            best = max(best, np.dot(way, payoffs[(slice(None), *cell)]) - program.fun)
    return best


@pytest.mark.parametrize("seed", range(16))
def test_scores_are_those_of_the_definition(seed):
    random = np.random.default_rng(seed)
    shape = [(2, 2), (2, 3), (3, 2), (2, 2, 2)][seed % 4]
    game = random_game(random, shape, 1 + seed % 5, 0)
    ways = random.integers(-2, 3, (3, len(shape)))
    found = pg.limit_payoffs(game)
    for way in [way for way in ways.tolist() if any(way) and not (sum(map(bool, way)) == 1 and min(way) < 0)]:
        known, exact = score_by_definition(game, way), found.score(way)
        assert (exact is None) == (known == -np.inf)
        assert exact is None or float(exact) == pytest.approx(known, abs=1e-6)


@pytest.mark.parametrize("seed", range(8))
def test_the_polygon_is_within_every_half_plane_and_tight_where_it_is_exact(seed):
    random = np.random.default_rng(100 + seed)
    game = random_game(random, (2, 2 + seed % 2), 2 + seed % 3, 0)
    found = pg.limit_payoffs(game)
    found.verify()
    angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
    for way in np.round(50 * np.array([np.cos(angles), np.sin(angles)]).T).astype(int).tolist():
        level = found.score(way)
        reached = max((way[0] * x + way[1] * y for x, y in found.exact), default=None)
        if found.is_exact and reached is not None:
            assert level is not None and reached <= level
    for a, b, c in facets(hull(found.exact)) if found.has_full_dimension and found.is_exact else ():
        assert found.score([a, b]) == c


def test_under_noise_the_best_symmetric_payoff_is_that_of_the_closed_form():
    # 2 - (1 - p) / (p - q): the signal does not tell who shirked (Radner, Myerson and Maskin 1986)
    for p, q in (("9/10", "1/2"), ("3/4", "1/4"), ("1", "1/3")):
        found = pg.limit_payoffs(pg.RepeatedGame(PD, 0, noisy(p, q, "1/8")))
        top = 2 - (1 - F(p)) / (F(p) - F(q))
        assert found.score([1, 1]) == 2 * top and (top, top) in found.exact and found.is_exact
        assert not any(one.tells_players for one in found.identification)
        assert all(one.tells_actions for one in found.identification)


@pytest.mark.parametrize("signal", [None, seen((2, 2))])
def test_under_perfect_monitoring_it_is_the_folk_set(signal):
    found = pg.limit_payoffs(pg.RepeatedGame(PD, "1/2", signal))
    assert found.is_exact and found.exact == ((0, 0), (F(8, 3), 0), (2, 2), (0, F(8, 3)))
    assert all(one.tells_actions and one.tells_players for one in found.identification)


def test_mixed_punishments_count_downwards():
    # matching pennies with an outside action: pure minmax 1, mixed 0
    stage = pg.NormalFormGame([[[1, -1], [-1, 1], [-3, -3]], [[-1, 1], [1, -1], [-3, -3]]])
    found = pg.limit_payoffs(pg.RepeatedGame(stage, 0))
    assert found.score([-1, 0]) == 0


def test_signals_of_their_own_tell_players_apart_and_restore_the_folk_theorem():
    # Fudenberg, Levine and Maskin (1994): a product structure has pairwise full rank
    own = [[F(4, 5), F(1, 5)], [F(1, 3), F(2, 3)]]
    rows = [[[x * y for x in own[a] for y in own[b]] for b in (0, 1)] for a in (0, 1)]
    found = pg.limit_payoffs(pg.RepeatedGame(PD, 0, pg.PublicMonitoring(["gg", "gb", "bg", "bb"], rows)))
    assert found.exact == ((0, 0), (F(8, 3), 0), (2, 2), (0, F(8, 3)))
    (one, *_) = found.identification
    assert (one.individual, one.pairwise, one.pairwise_full) == ((2, 2), (((0, 1), 3),), (((0, 1), 3),))
    assert "tell both what was done and by whom" in found.explain()


def test_nothing_seen_leaves_stage_equilibria_and_no_theorem():
    blind = pg.PublicMonitoring(["nothing"], [[[1], [1]], [[1], [1]]])
    found = pg.limit_payoffs(pg.RepeatedGame(PD, 0, blind))
    assert found.exact == ((0, 0),) and found.has_full_dimension is False
    assert "no full dimension" in found.explain() and "4 of that is out of reach" in found.explain()
    pennies = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    empty = pg.limit_payoffs(pg.RepeatedGame(pennies, 0, blind))
    assert empty.exact == () and empty.score([1, 0]) is None


def test_scores_grow_in_proportion_and_take_any_numbers():
    found = pg.limit_payoffs(pg.RepeatedGame(PD, 0, noisy("9/10", "1/2", "1/5")))
    assert found.score(["1/3", F(1, 3)]) == F(7, 6) and found.score([0.5, 0.5]) == F(7, 4)
    assert found.score([-3, 0]) == 0


def test_equilibrium_payoffs_lie_within_at_every_discount_factor():
    monitoring = noisy("3/4", "1/4", "1/8")
    found = pg.limit_payoffs(pg.RepeatedGame(PD, 0, monitoring))
    for discount in ("1/2", "2/3"):
        inner = pg.solve(pg.RepeatedGame(PD, discount, monitoring), "strongly_symmetric").payoff_set.exact
        assert includes(found.exact, inner)


@pytest.mark.parametrize("way", [[1], [1, 2, 3], [0, 0], [1, "x"]])
def test_bad_directions_are_refused(way):
    with pytest.raises(pg.GameError) as refusal:
        pg.limit_payoffs(pg.RepeatedGame(PD, 0)).score(way)
    assert refusal.value.path.startswith("direction")


def test_other_games_are_refused_by_name():
    for game, reason in (
        (pg.RepeatedGame(PD, 1, periods=2), "UNSUPPORTED_PERIODS"),
        (pg.RepeatedGame(PD, 0, transfers=True), "UNSUPPORTED_TRANSFERS"),
        (pg.RepeatedGame(pg.NormalFormGame(np.zeros((2, 30, 30), dtype=int)), 0), "GAME_TOO_LARGE"),
    ):
        with pytest.raises(pg.UnsupportedError) as refusal:
            pg.limit_payoffs(game)
        assert refusal.value.reason == reason
    with pytest.raises(pg.GameError, match="RepeatedGame"):
        pg.limit_payoffs(PD)


def test_a_changed_result_is_not_verified():
    found = pg.limit_payoffs(pg.RepeatedGame(PD, 0, noisy("9/10", "1/2", "1/5")))
    changed = type(found)(found.game, ((F(0), F(0)), (F(2), F(2))), True, found.identification)
    with pytest.raises(pg.CertificateError):
        changed.verify()
