"""Perfect public equilibria: sets proven from both sides, against other solvers and programs, and wrong claims."""

from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from policygames import registry
from policygames.certificates import Certificate, PayoffBounds, Refusal
from policygames.concepts.public_perfect import certify, check_bounds
from policygames.games import PayoffPolytope
from policygames.numerics.polygons import hull, includes
from public_games import PD, noisy, random_game, seen
from scipy.optimize import linprog

F = Fraction
NOISE = noisy("9/10", "1/2", "1/5")
PENNIES = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])


def solved(stage, discount, monitoring):
    """The set of payoffs found, verified."""
    solution = pg.solve(pg.RepeatedGame(stage, discount, monitoring), "public_perfect")
    solution.verify()
    return solution.payoff_set


@pytest.mark.parametrize("discount", ["0", "1/5", "1/3", "2/5", "3/4", "99/100"])
def test_signals_that_name_the_profile_are_perfect_monitoring(discount):
    found = solved(PD, discount, seen((2, 2)))
    assert found.is_exact
    perfect = registry.concept("subgame_perfect")  # it shares no code with what is tested
    assert not perfect.check_bounds(pg.RepeatedGame(PD, discount), PayoffBounds(found.exact, found.exact, exact=True))


@pytest.mark.parametrize("seed", range(4))
def test_other_games_whose_profile_is_named_agree_too(seed):
    random = np.random.default_rng(seed)
    stage = pg.NormalFormGame(random.integers(-2, 4, (2, 2, 2)))
    found = solved(stage, "3/5", seen((2, 2)))
    bounds = PayoffBounds(found.exact, found.outer_exact, exact=found.is_exact)
    assert not registry.concept("subgame_perfect").check_bounds(pg.RepeatedGame(stage, "3/5"), bounds)


def test_noise_leaves_a_segment_at_three_fifths():
    # the top is 2 - (1 - p) / (p - q) = 7/4, as among strongly symmetric equilibria, here the best of all
    found = solved(PD, "3/5", NOISE)
    assert found.is_exact and found.exact == ((0, 0), (F(7, 4), F(7, 4)))
    assert solved(PD, "1/2", NOISE).exact == ((0, 0),)


def levels(stage, rows, d, rounds):
    """Levels in 8 directions of the outer bound of Judd, Yeltekin and Conklin after so many rounds, in floats."""
    ways = [way for way in product((-1, 0, 1), repeat=2) if any(way)]
    odds, payoffs = np.array(rows, dtype=float).reshape(2, 2, -1), stage.floats
    signals = odds.shape[2]
    known = np.array([max(np.dot(way, payoffs[:, a, b]) for a in (0, 1) for b in (0, 1)) for way in ways])
    for _ in range(rounds):
        best = np.full(len(ways), -np.inf)
        for a, b in product((0, 1), repeat=2):
            shifts = odds[1 - a, b] - odds[a, b], odds[a, 1 - b] - odds[a, b]
            gains = payoffs[0, 1 - a, b] - payoffs[0, a, b], payoffs[1, a, 1 - b] - payoffs[1, a, b]
            rows = [d * np.kron(shift, unit) for shift, unit in zip(shifts, np.eye(2), strict=True)]
            sides = [-(1 - d) * gain + 1e-12 for gain in gains]
            inside = np.kron(np.eye(signals), np.array(ways))
            for k, way in enumerate(ways):
                program = linprog(
                    -np.kron(odds[a, b], way),
                    A_ub=np.vstack([*rows, inside]),
                    b_ub=[*sides, *np.tile(known, signals)],
                    bounds=(None, None),
                )
                if program.status == 0:
                    best[k] = max(best[k], (1 - d) * np.dot(way, payoffs[:, a, b]) - d * program.fun)
        known = np.minimum(known, best)
    return dict(zip(ways, known, strict=True))


def test_iterated_programs_with_few_directions_close_in_on_the_same_set():
    known = levels(PD, NOISE.rows, 0.6, 12)
    for way, level in known.items():
        truth = max(way[0] * x + way[1] * y for x, y in [(0, 0), (F(7, 4), F(7, 4))])
        assert float(truth) - 1e-6 <= level <= float(truth) + 0.2


@pytest.mark.parametrize("seed", range(16))
def test_random_games_are_enclosed_between_stage_equilibria_and_limits(seed):
    random = np.random.default_rng(seed)
    game = random_game(random, (2, 2 + seed % 2), 1 + seed % 3, F(int(random.integers(1, 4)), 5))
    solution = pg.solve(game, "public_perfect", deadline=20)
    solution.verify()
    found = solution.payoff_set
    pure = [one.exact_payoffs for one in pg.solve(game.stage_game, "pure_nash").equilibria]
    assert includes(hull(found.exact), pure) if pure else True
    assert includes(hull(found.outer_exact), found.exact)
    assert includes(pg.limit_payoffs(game).exact, found.exact)
    assert found.is_empty or found.is_exact or found.gap < 1
    if game.discount[0] and found.exact:  # more patience sustains as much
        patient = game.at((1 + game.discount[0]) / 2)
        assert isinstance(certify(patient, PayoffPolytope(found.exact)), Certificate)


@pytest.mark.parametrize(
    "points", [[(0, 0), (2, 2)], [(0, 0), ("1751/1000", "1751/1000")], [(1, 1)], [(-1, 0), (0, 0)]]
)
def test_sets_that_do_not_generate_themselves_are_refused(points):
    game = pg.RepeatedGame(PD, "3/5", NOISE)
    candidate = PayoffPolytope(tuple((F(x), F(y)) for x, y in points))
    assert isinstance(certify(game, candidate), Refusal)
    with pytest.raises(pg.CertificateError):
        check_bounds(game, PayoffBounds(candidate.vertices, ((F(-2), F(-2)), (F(4), F(-2)), (F(1), F(4))), exact=False))


def test_outer_sets_that_are_too_small_are_not_proven():
    game = pg.RepeatedGame(PD, "3/5", NOISE)
    zero, top = (F(0), F(0)), (F(7, 4), F(7, 4))
    assert not check_bounds(game, PayoffBounds((zero,), (zero, top), exact=False))
    assert not check_bounds(game, PayoffBounds((zero, top), (zero, top), exact=True))
    for exact in (True, False):
        small = PayoffBounds((zero,), (zero, (F(174, 100), F(174, 100))), exact=exact)
        if exact:
            with pytest.raises(pg.CertificateError):
                check_bounds(game, small)
        else:
            assert "not proven again" in check_bounds(game, small)
    with pytest.raises(pg.CertificateError):
        check_bounds(game, PayoffBounds((zero,), (zero,), exact=True))


def test_automata_are_certified_by_their_one_shot_deviations():
    game = pg.RepeatedGame(PD, "3/4", NOISE)
    for ending, kind in ((F(10, 21), Certificate), (F(9, 21), Refusal)):
        moves = {("effort", "good"): "effort", ("effort", "bad"): {"over": ending, "effort": 1 - ending}}
        moves |= {("over", "good"): "over", ("over", "bad"): "over"}
        assert isinstance(certify(game, pg.Automaton("effort", {"effort": (0, 0), "over": (1, 1)}, moves)), kind)
    undefined = pg.Automaton("effort", {"effort": (0, 0)}, {("effort", "good"): "effort"})
    assert isinstance(certify(game, undefined), Refusal)


def test_degenerate_games_have_ordinary_answers():
    blind = pg.PublicMonitoring(["nothing"], [[[1], [1]], [[1], [1]]])
    assert solved(PD, "9/10", blind).exact == ((0, 0),)  # only the stage equilibrium
    assert solved(PENNIES, "9/10", blind).is_empty
    never = pg.PublicMonitoring(["a", "never", "b"], [[["1/2", 0, "1/2"]] * 2] * 2)
    assert solved(PD, "9/10", never).exact == ((0, 0),)
    flat = pg.NormalFormGame([[[1, 1], [1, 1]], [["1/3", "1/3"], ["1/3", "1/3"]]])
    assert solved(flat, "1/2", NOISE).exact == ((1, F(1, 3)),)
    assert solved(PD, 0, NOISE).exact == ((0, 0),)


def test_payoffs_in_other_units_give_the_same_set_in_other_units():
    big, small = 2**200, F(1, 2**150)
    stage = pg.NormalFormGame([PD.payoffs[0] * big + 7, PD.payoffs[1] * small - big])
    found = solved(stage, "3/5", NOISE)
    assert found.is_exact and found.exact == ((7, -big), (F(7, 4) * big + 7, F(7, 4) * small - big))


def test_unequally_patient_players_trade_over_time():
    # Lehrer and Pauzner, Econometrica 67 (1999) 393-412: payoffs beyond 3 x + y = 8, the line from (3, -1) to (2, 2)
    game = pg.RepeatedGame(PD, ["3/5", "4/5"], seen((2, 2)))
    corners = ((F(0), F(0)), (F(54, 19), F(0)), (F(2), F(2)), (F(0), F(17, 7)))
    assert isinstance(certify(game, PayoffPolytope(corners)), Certificate)
    assert isinstance(certify(game.at("3/5"), PayoffPolytope(corners)), Refusal)
    assert isinstance(certify(game.at(["4/5", "3/5"]), PayoffPolytope(corners)), Refusal)
    assert solved(PD, ["1/5", "3/5"], NOISE).exact == ((0, 0),)


def test_a_set_of_many_corners_is_enclosed_and_said_to_be():
    # the extreme payoffs accumulate near (7/4, 7/4), which itself is among them
    solution = pg.solve(pg.RepeatedGame(PD, "7/10", NOISE), "public_perfect")
    found = solution.payoff_set
    assert solution.coverage is pg.Coverage.SOME and not found.is_exact and 0 < found.gap < 0.1
    assert (F(7, 4), F(7, 4)) in found.exact and "enclosed" in solution.explain()
    assert includes(pg.limit_payoffs(solution.game).exact, found.exact)
    pg.Solution.from_dict(solution.to_dict()).verify()


@pytest.mark.parametrize("change", ["perfect", "periods", "transfers", "coin", "players"])
def test_games_that_it_is_not_for_are_refused_with_the_reason(change):
    options = {"periods": {"periods": 3}, "transfers": {"transfers": True}, "coin": {"public_randomization": False}}
    if change == "players":
        stage = pg.NormalFormGame(np.zeros((3, 1, 1, 1), dtype=int))
        game = pg.RepeatedGame(stage, "1/2", pg.PublicMonitoring(["s"], [[[[1]]]]))
    else:
        game = pg.RepeatedGame(PD, "1/2", None if change == "perfect" else NOISE, **options.get(change, {}))
    with pytest.raises(pg.UnsupportedError) as refusal:
        pg.solve(game, "public_perfect")
    words = {"perfect": "subgame_perfect", "coin": "public randomization", "players": "two players"}
    assert refusal.value.reason == "METHOD_UNSUITED" and words.get(change, "endless") in str(refusal.value)


def test_private_monitoring_is_refused_by_name():
    with pytest.raises(pg.GameError, match="private is not offered") as refusal:
        pg.RepeatedGame(PD, "1/2", {"private": [[1]]})
    assert refusal.value.reason == "UNSUPPORTED_MONITORING"


def test_what_mixing_might_add_and_what_noise_hides_is_said():
    words = pg.solve(pg.RepeatedGame(PD, "3/5", NOISE), "public_perfect").explain()
    assert "only pure public strategies" in words
    assert "would give 4 in all in each period; 3.5 is sustained" in words
    assert "shifts the signals with probability 2/5" in words
    blind = pg.PublicMonitoring(["nothing"], [[[1], [1]], [[1], [1]]])
    assert "no signal shows" in pg.solve(pg.RepeatedGame(PD, "3/5", blind), "public_perfect").explain()


def test_that_patient_players_have_no_equilibrium_is_proven_again():
    stage = pg.NormalFormGame([[[-2, 0], [2, -2]], [[-2, -3], [0, 4]]])
    odds = [[["2/7", "3/7", "2/7"], ["1/3", "1/3", "1/3"]], [["1/7", "5/7", "1/7"], [0, "3/4", "1/4"]]]
    solution = pg.solve(pg.RepeatedGame(stage, "4/5", pg.PublicMonitoring(list("abc"), odds)), "public_perfect")
    assert solution.coverage is pg.Coverage.NONE_EXIST
    solution.verify()
    with pytest.raises(pg.CertificateError):  # where there is one, nobody can prove that there is none
        check_bounds(pg.RepeatedGame(PD, 0, NOISE), PayoffBounds((), (), exact=True))
