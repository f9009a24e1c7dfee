"""All equilibria of three and more players: published lists, parity, continua, deadlines."""

import math
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from many_players import NINE, gain_by_definition
from policygames.certificates import Coverage, Kind, Reason

HALF, THIRD, ZERO, ONE = Fraction(1, 2), Fraction(1, 3), Fraction(0), Fraction(1)


def distinct(seed, shape):
    """A game in which each player ranks all profiles."""
    random = np.random.default_rng([seed, *shape])
    size = math.prod(shape)
    return pg.NormalFormGame(np.stack([random.permutation(size).reshape(shape) for _ in shape]))


def test_nine_equilibria_as_published():
    solution = pg.solve(pg.NormalFormGame(NINE), "nash")
    assert solution.coverage is Coverage.ALL
    solution.verify()
    exact = [one.exact for one in solution.equilibria]
    assert len(set(exact)) == 9
    mixed = {profile for profile in exact if all(min(strategy) > 0 for strategy in profile)}
    assert mixed == {
        ((HALF, HALF), (Fraction(1, 3), Fraction(2, 3)), (Fraction(1, 4), Fraction(3, 4))),
        ((Fraction(1, 4), Fraction(3, 4)), (HALF, HALF), (Fraction(1, 3), Fraction(2, 3))),
    } or mixed == {
        ((HALF, HALF), (Fraction(1, 4), Fraction(3, 4)), (Fraction(1, 4), Fraction(3, 4))),
        ((Fraction(1, 3), Fraction(2, 3)), (HALF, HALF), (Fraction(1, 3), Fraction(2, 3))),
    }


@pytest.mark.parametrize("shape", [(2, 2, 2), (3, 2, 2), (2, 2, 2, 2)])
def test_complete_lists_of_regular_games_are_odd(shape):
    # Harsanyi, International Journal of Game Theory 2 (1973) 235-250; a tie away from an end is the exception
    counted = 0
    for seed in range(12):
        game = distinct(seed, shape)
        solution = pg.solve(game, "nash", deadline=20)
        if solution.coverage is Coverage.ALL and all(one.certificate.slack != 0 for one in solution.equilibria):
            counted += 1
            assert len(solution.equilibria) % 2 == 1
        for one in solution.equilibria:
            if one.exact:
                assert gain_by_definition(game, one.exact) <= 0
    assert counted >= 9


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(2, 4))
def test_what_is_found_in_tied_games_holds_by_definition_and_lines_do(seed, levels):
    game = pg.NormalFormGame(np.random.default_rng(seed).integers(0, levels, (3, 2, 2, 2)))
    solution = pg.solve(game, "nash", deadline=20)
    assert solution.equilibria
    solution.verify()
    for one in solution.equilibria:
        profile = one.exact or one.enclosure.midpoint()
        assert gain_by_definition(game, profile) <= (0 if one.exact else Fraction(1, 2**60))
    for component in solution.components or ():
        for subset in component.subsets:
            middle = tuple(
                tuple(sum(column, ZERO) / len(hull) for column in zip(*hull, strict=True)) for hull in subset
            )
            assert gain_by_definition(game, middle) <= 0
    assert solution.coverage is Coverage.ALL or any(
        "continuum" in text or "undecided" in text for text in solution.warnings
    )


def test_a_continuum_is_exhibited_with_its_ends():
    # the third player never cares, and the others coordinate whatever the third does
    same = [[[1, 1], [0, 0]], [[0, 0], [1, 1]]]
    game = pg.NormalFormGame([same, same, np.zeros((2, 2, 2), dtype=int).tolist()])
    solution = pg.solve(game, "nash")
    assert solution.coverage is Coverage.SOME
    assert any("continuum" in text for text in solution.warnings)
    assert {component.dimension for component in solution.components} == {1}
    assert len(solution.components) == 3
    assert solution.verify() == ()
    assert "continuum of dimension 1" in solution.explain()
    assert pg.Solution.from_dict(solution.to_dict()) == solution


def test_components_that_are_not_there_are_refused():
    same = [[[1, 1], [0, 0]], [[0, 0], [1, 1]]]
    solution = pg.solve(pg.NormalFormGame([same, same, np.zeros((2, 2, 2), dtype=int).tolist()]), "nash")
    data = solution.to_dict()
    data["components"][0]["dimension"] = 2
    with pytest.raises(pg.CertificateError):
        pg.Solution.from_dict(data).verify()


def test_dominated_actions_change_nothing():
    game = distinct(3, (2, 2, 2))
    table = np.array(game.numerators)
    worse = table[:, :1].copy()
    worse[0] = table[0].min() - 1
    larger = pg.NormalFormGame(np.concatenate([table, worse], axis=1))
    known = {one.exact for one in pg.solve(game, "nash").equilibria if one.exact}
    found = pg.solve(larger, "nash", deadline=20)
    assert {
        tuple((*one.exact[0][:2],) if i == 0 else s for i, s in enumerate(one.exact))
        for one in found.equilibria
        if one.exact
    } == known
    assert all(one.profile[0][2] == 0 for one in found.equilibria)


def test_a_common_factor_of_payoffs_loses_no_box():
    # one player's payoffs have a common factor once the least are subtracted: the box is proven on the payoffs as given
    solution = pg.solve(distinct(2, (2, 2, 2, 2)), "nash")
    assert len(solution.equilibria) == 3
    assert sum(one.certificate.kind is Kind.INTERVAL for one in solution.equilibria) == 1


@pytest.mark.parametrize("scale", [Fraction(1, 10**30), Fraction(1, 7), 10**40])
def test_scale_and_offsets_change_nothing(scale):
    game = distinct(5, (2, 2, 2))
    table = [
        [[[scale * int(u) + 10**9 for u in row] for row in rows] for rows in player]
        for player in np.array(game.numerators)
    ]
    one, other = pg.solve(game, "nash"), pg.solve(pg.NormalFormGame(table), "nash")
    assert one.coverage is other.coverage is Coverage.ALL
    assert [e.certificate.kind for e in one.equilibria] == [e.certificate.kind for e in other.equilibria]
    for first, second in zip(one.equilibria, other.equilibria, strict=True):
        assert np.allclose(np.concatenate(first.profile), np.concatenate(second.profile), atol=1e-12)


def test_deadlines_are_kept_with_what_was_found():
    game = distinct(1, (4, 4, 4, 4))
    solution = pg.solve(game, "nash", deadline=0.7)
    assert solution.coverage is Coverage.SOME
    assert solution.termination.reason is Reason.DEADLINE
    solution.verify()


def test_five_players_have_pure_and_mixed_equilibria_soon():
    game = distinct(0, (3,) * 5)
    solution = pg.solve(game, "nash", deadline=2)
    pure = {one.exact for one in pg.solve(game, "pure_nash").equilibria}
    assert pure <= {one.exact for one in solution.equilibria}
    solution.verify()


def test_double_zeros_are_left_undecided_not_hung_on():
    # in x: (x - 1/2)^2 = 0 up to the others' ties; found as undecided cells, within the limits of work
    payoffs = np.zeros((3, 2, 2, 2), dtype=object)
    payoffs[0, 0] = [[1, -1], [-1, 1]]
    payoffs[1, :, 0] = [[1, -1], [-1, 1]]
    payoffs[2, :, :, 0] = [[1, -1], [-1, 1]]
    solution = pg.solve(pg.NormalFormGame(payoffs.tolist()), "nash", deadline=30)
    assert solution.termination.reason is Reason.COMPLETED
    assert solution.equilibria
    solution.verify()
    assert all(one.certificate.kind in (Kind.EXACT, Kind.INTERVAL) for one in solution.equilibria)
