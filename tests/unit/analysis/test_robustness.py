"""How much payoffs may err: errors within the radius leave the equilibrium, the named ones just beyond it do not."""

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from policygames.analysis.robustness import robustness
from policygames.certificates import Certificate
from policygames.concepts import nash
from policygames.games.profiles import support
from policygames.results.robustness import Robustness
from strategies import games, games_of

PENNIES = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
BATTLE = pg.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
WORLD = np.random.default_rng(11)
A_LITTLE = Fraction(1, 10**12)


def with_errors(game, size, *, corners):
    """The game with random errors of up to `size`: anywhere, or all of that size."""
    steps = (
        WORLD.choice([-1000, 1000], size=game.payoffs.shape)
        if corners
        else WORLD.integers(-1000, 1001, game.payoffs.shape)
    )
    errors = np.vectorize(lambda step: size * Fraction(int(step), 1000), otypes=[object])(steps)
    return pg.NormalFormGame((game.payoffs + errors).tolist(), game.players, game.actions)


def is_equilibrium(game, profile):
    return isinstance(nash.certify(game, profile), Certificate)


def supports(game):
    """What all extreme equilibria of a game play."""
    solution = pg.solve(game, "nash")
    assert solution.coverage == "ALL"
    return {tuple(map(support, one.exact)) for one in solution.equilibria}


@settings(max_examples=60)
@given(games(), st.booleans())
def test_errors_within_the_radius_leave_a_pure_equilibrium_and_the_named_ones_beyond_do_not(game, corners):
    for equilibrium in pg.solve(game, "pure_nash").equilibria:
        found = robustness(equilibrium)
        if found.radius is None:
            assert set(game.shape) == {1}
            continue
        assert is_equilibrium(with_errors(game, found.radius, corners=corners), found.profile)
        assert is_equilibrium(found.breaking_game(found.radius), found.profile)
        beyond = found.radius + A_LITTLE
        assert not is_equilibrium(found.breaking_game(beyond), found.profile)
        changes = found.breaking_game(beyond).payoffs - game.payoffs
        assert abs(changes).max() == beyond
        assert np.count_nonzero(changes) == 2  # the entry that is played, and the one that lures


@settings(max_examples=40)
@given(games(players=st.just(3), most=2))
def test_three_players(game):
    for equilibrium in pg.solve(game, "pure_nash").equilibria:
        found = robustness(equilibrium)
        assume(found.radius is not None)
        assert is_equilibrium(with_errors(game, found.radius, corners=True), found.profile)
        assert not is_equilibrium(found.breaking_game(found.radius + A_LITTLE), found.profile)


@settings(max_examples=40)
@given(games(most=3), st.booleans())
def test_errors_within_the_radius_leave_some_equilibrium_on_the_same_support(game, corners):
    for equilibrium in pg.solve(game, "nash").equilibria:
        found = robustness(equilibrium)
        if not found.support_radius:
            continue
        played = tuple(map(support, found.profile))
        inside = found.support_radius * Fraction(999, 1000)
        nearby = with_errors(game, inside, corners=corners)
        solution = pg.solve(nearby, "nash")
        assert any(played in held(solution, subset) for one in solution.components for subset in one.subsets)


def held(solution, subset):
    """What the relative interior of a maximal Nash subset plays, and its vertices."""
    return {tuple(tuple(sorted({a for one in hull for a in support(one)})) for hull in subset)} | {
        tuple(map(support, one.exact)) for one in solution.equilibria
    }


@settings(max_examples=40)
@given(games(most=3))
def test_the_named_errors_just_beyond_leave_no_equilibrium_on_the_same_support(game):
    for equilibrium in pg.solve(game, "nash").equilibria:
        found = robustness(equilibrium)
        if found.weakest_support is None:
            continue
        broken = found.breaking_game(found.support_radius + A_LITTLE, support=True)
        solution = pg.solve(broken, "nash")
        assert solution.coverage == "ALL"
        played = tuple(map(support, found.profile))
        for component in solution.components:
            for subset in component.subsets:  # the support of any equilibrium is one of some face of a subset
                inside = [
                    [one for one in hull if set(support(one)) <= set(own)]
                    for hull, own in zip(subset, played, strict=True)
                ]
                covered = tuple(tuple(sorted({a for one in hull for a in support(one)})) for hull in inside)
                assert covered != played


@settings(max_examples=60)
@given(games())
def test_a_profile_that_mixes_survives_no_error_and_gains_at_most_twice_the_error(game):
    for equilibrium in pg.solve(game, "nash").equilibria:
        found = robustness(equilibrium)
        if found.radius is None:
            continue
        if any(len(support(one)) > 1 for one in found.profile):
            assert found.radius == 0
            assert not is_equilibrium(found.breaking_game(A_LITTLE), found.profile)
        error = Fraction(3, 7) + found.radius
        worst = with_errors(game, error, corners=True)
        gains = [
            max(worst.deviation_payoffs(player, found.profile)) - worst.payoffs_of(found.profile)[player]
            for player in range(2)
        ]
        assert max(gains) <= found.regret(error) <= 2 * error
        found.verify()


def test_textbook_games():
    """By hand: half the least loss; in matching pennies an error of 1 in all signs first empties an action."""
    pennies = robustness(pg.solve(PENNIES, "nash").equilibria[0])
    assert (pennies.radius, pennies.support_radius, pennies.index) == (0, 1, 1)
    strict = [robustness(one) for one in pg.solve(BATTLE, "pure_nash").equilibria]
    assert [(one.radius, one.index) for one in strict] == [(Fraction(1, 2), 1), (Fraction(1, 2), 1)]
    mixed = next(one for one in pg.solve(BATTLE, "nash").equilibria if max(one.exact[0]) < 1)
    assert (robustness(mixed).support_radius, robustness(mixed).index) == (Fraction(1, 2), -1)


def test_the_index_of_three_players_who_coordinate():
    """Two strict equilibria of index 1 and a mixed one of index -1: together 1, as always."""
    game = pg.NormalFormGame([[[[1, 0], [0, 0]], [[0, 0], [0, 1]]]] * 3)
    found = [robustness(one) for one in pg.solve(game, "nash").equilibria]
    assert sorted((one.index, one.radius) for one in found) == [(-1, 0), (1, Fraction(1, 2)), (1, Fraction(1, 2))]
    mixed = next(one for one in found if not one.is_pure)
    assert mixed.support_radius is None
    assert mixed.is_essential
    assert "two players" in mixed.warnings[0]
    for one in found:
        one.verify()


def test_a_threat_that_nobody_carries_out_has_index_zero_and_proves_nothing():
    """Entry deterrence: the component in which the entrant stays out vanishes by an error, the other is essential."""
    game = pg.NormalFormGame(
        [[[0, 0], [-1, 1]], [[2, 2], [0, 1]]], ("entrant", "incumbent"), (("out", "in"), ("fight", "share"))
    )
    by_index = {robustness(one).index: robustness(one) for one in pg.solve(game, "nash").equilibria}
    assert set(by_index) == {0, 1}
    assert by_index[0].is_essential is None
    assert by_index[1].is_essential
    assert "not proven" in by_index[0].explain()
    for found in by_index.values():
        found.verify()


@settings(max_examples=30)
@given(games_of((2, 3)))
def test_an_answer_is_read_back_whole_and_a_changed_one_is_noticed(game):
    for equilibrium in pg.solve(game, "nash").equilibria:
        found = robustness(equilibrium)
        again = Robustness.from_dict(json.loads(json.dumps(found.to_dict())))
        assert again == found
        again.verify()
        assert found.explain() == again.explain()
        for field in ("weakest", "weakest_support"):
            one = getattr(found, field)
            with pytest.raises(pg.CertificateError):
                replace(found, **{field: replace(one, radius=one.radius + 1)}).verify()
        wrong = replace(equilibrium, exact_payoffs=tuple(one + 1 for one in equilibrium.exact_payoffs))
        with pytest.raises(pg.CertificateError):
            replace(found, equilibrium=wrong).verify()


def test_what_has_no_radius_is_refused_by_name():
    dilemma = pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 4], [1, 2]]])
    repeated = pg.solve(pg.RepeatedGame(dilemma, "3/5"), "subgame_perfect", method="grim_trigger").equilibria
    with pytest.raises(pg.UnsupportedError) as refused:
        robustness(repeated[0])
    assert (refused.value.reason, refused.value.path) == ("UNSUPPORTED_GAME", "equilibrium")
    with pytest.raises(pg.GameError):
        robustness((0, 0))
