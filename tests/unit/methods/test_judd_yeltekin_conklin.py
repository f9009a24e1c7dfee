"""Payoff sets of any number of players: published games, the two-player solver, an oracle by enumerating corners."""

from fractions import Fraction
from itertools import pairwise, permutations, product

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames import registry
from policygames.budget import Budget
from policygames.certificates import Certificate, Coverage, PayoffBounds, Refusal
from policygames.errors import CertificateError
from policygames.games import PayoffPolytope
from policygames.games.payoff_sets.frame import frame_of
from policygames.games.payoff_sets.inner import _drawn_in
from policygames.games.payoff_sets.operators import hull_of, hull_stepwise, ungenerated_stepwise
from policygames.games.payoff_sets.studies import Study
from policygames.numerics.polyhedra.polytope import homogeneous
from scipy.optimize import linprog
from scipy.spatial import ConvexHull

CONCEPT = registry.concept("subgame_perfect")
PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
MATCHING = [[[[int(a == b == c) for c in range(2)] for b in range(2)] for a in range(2)]] * 3
"""Fudenberg and Maskin, Econometrica 54 (1986) 533-554, example 3: three players match or get nothing."""
PUBLIC_GOOD = [
    [
        [[2 * sum(profile) - 3 * profile[i] for c in range(2) for profile in [(a, b, c)]] for b in range(2)]
        for a in range(2)
    ]
    for i in range(3)
]
"""Each of three may give 3, which brings 2 to everybody: a prisoner's dilemma, minmax 0."""


def solved(payoffs, discount, **options):
    game = payoffs if isinstance(payoffs, pg.NormalFormGame) else pg.NormalFormGame(payoffs)
    return pg.solve(pg.RepeatedGame(game, discount), "subgame_perfect", **options)


def points(solution):
    """The inner set and whether it is all, in an order of its own."""
    return set(solution.payoff_set.exact), solution.coverage


@pytest.mark.parametrize("discount", ["9/10", "1/2", 0])
def test_three_players_who_match_or_get_nothing_always_match(discount):
    # at 9/10 by REPEATED_GAMES; at 0 the pure equilibria of the stage game are the two profiles in which all match;
    # at 1/2: (1 - d) h = 1/2 must be made up for by d (w - v), w <= 1, so whoever could match after a deviation needs
    # w - v >= 1; a player's worst payoff v is 0 only if one that he cannot raise by matching is sustained for ever
    solution = solved(MATCHING, discount)
    assert points(solution) == ({(1, 1, 1)}, Coverage.ALL)
    assert solution.verify() == ()


def test_patience_sustains_what_everybody_prefers_to_the_minmax_in_a_public_good_game():
    # after a deviation nobody ever gives: (1 - d) <= d 3 sustains giving, so the folk set is all; d = 9/10
    solution = solved(PUBLIC_GOOD, "9/10")
    assert solution.coverage is Coverage.ALL
    assert (3, 3, 3) in solution.payoff_set.exact and (0, 0, 0) in solution.payoff_set.exact
    assert solution.payoff_set.punishments == (0, 0, 0)
    # the best for one player while the others keep their minmax: giving at random, symmetric in the players
    assert points(solution)[0] == {
        tuple(p[i] for i in order) for p in points(solution)[0] for order in permutations(range(3))
    }
    assert solution.verify() == ()


def test_nothing_is_sustained_where_no_pure_profile_ever_is():
    matching_pennies = [[[[1], [-1]], [[-1], [1]]], [[[-1], [1]], [[1], [-1]]], [[[0], [0]], [[0], [0]]]]
    solution = solved(matching_pennies, "9/10")
    assert solution.coverage is Coverage.NONE_EXIST and solution.payoff_set.is_empty
    assert solution.verify() == ()


# ---- two players, embedded and directly


def with_dummies(game, before=1, constant=7):
    """The same game with a player of one action and a constant payoff in front of the others, or behind."""
    rows = [np.array(game.payoffs[i]) for i in range(2)]
    dummy = np.full(rows[0].shape, Fraction(constant), dtype=object)
    ordered = [dummy, *rows] if before else [*rows, dummy]
    return pg.NormalFormGame([row[None, ...].tolist() if before else row[..., None].tolist() for row in ordered])


SMALL = st.lists(st.integers(0, 4), min_size=8, max_size=8).map(
    lambda entries: pg.NormalFormGame(np.array(entries).reshape(2, 2, 2).tolist())
)
PATIENCE = st.sampled_from(["1/4", "1/3", "1/2", "2/3", "3/4"])


@settings(max_examples=25)
@given(SMALL, PATIENCE, st.booleans())
def test_a_dummy_player_changes_nothing_for_the_others(game, discount, before):
    plain, embedded = solved(game, discount), solved(with_dummies(game, before), discount)
    own = slice(1, 3) if before else slice(0, 2)
    if plain.coverage is embedded.coverage is not Coverage.SOME:
        assert {point[own] for point in embedded.payoff_set.exact} == set(plain.payoff_set.exact)
    assert {plain.coverage, embedded.coverage} != {Coverage.ALL, Coverage.NONE_EXIST}
    embedded.verify()


@settings(max_examples=20)
@given(SMALL, PATIENCE)
def test_two_players_may_be_solved_by_either_method(game, discount):
    usual, other = solved(game, discount), solved(game, discount, method="judd_yeltekin_conklin")
    assert {usual.coverage, other.coverage} != {Coverage.ALL, Coverage.NONE_EXIST}
    if usual.coverage is other.coverage is Coverage.ALL:
        assert usual.payoff_set.exact == other.payoff_set.exact
    other.verify()


def test_bounds_nearer_than_the_other_methods_iterates_are_proven_again():
    game = pg.NormalFormGame([[[0, 0], [1, 3]], [[0, 0], [0, 1]]])
    found = solved(game, "3/4", method="judd_yeltekin_conklin")
    assert (found.coverage, found.verify()) == (Coverage.SOME, ())


def test_numbers_that_no_float_holds_are_solved():
    huge = 10**400
    game = pg.NormalFormGame([[[2 * huge, 0], [3 * huge, huge]], [[2 * huge, 3 * huge], [0, huge]]])
    assert points(solved(game, "3/4", method="judd_yeltekin_conklin")) == (
        {(x * huge, y * huge) for x, y in solved(PD, "3/4").payoff_set.exact},
        Coverage.ALL,
    )


# ---- laws


RANDOM = np.random.default_rng(5).integers(0, 6, (4, 3, 2, 2, 2))
LAWS = [(RANDOM[index].tolist(), "1/2") for index in range(4)]


@pytest.mark.parametrize(("payoffs", "discount"), LAWS, ids=range(len(LAWS)))
def test_names_and_units_do_not_matter(payoffs, discount):
    plain = solved(payoffs, discount)
    order = (2, 0, 1)
    table = np.array(payoffs, dtype=object)
    permuted = solved(np.stack([table[i].transpose(order) for i in order])[:, ::-1].tolist(), discount)
    scaled = solved([(table[i] * Fraction(i + 1, 3) - i).tolist() for i in range(3)], discount)
    assert plain.coverage is permuted.coverage is scaled.coverage
    if plain.coverage is Coverage.ALL:
        assert set(permuted.payoff_set.exact) == {tuple(point[i] for i in order) for point in plain.payoff_set.exact}
        units = {tuple(value * Fraction(i + 1, 3) - i for i, value in enumerate(p)) for p in plain.payoff_set.exact}
        assert set(scaled.payoff_set.exact) == units


@pytest.mark.parametrize("index", [0, 2, 3])
def test_more_patience_sustains_no_less(index):
    sets = [solved(RANDOM[index].tolist(), discount).payoff_set for discount in ("1/4", "1/2", "3/5")]
    for less, more in pairwise(sets):
        assert all(more.contains(point) is not False for point in less.exact)


# ---- an oracle in three dimensions: linear programs in floats, from outside, with the normals of the answer


def levels_by_definition(table, discount, normals, levels):
    """For each normal l the largest l · ((1 - d) g(a) + d w), w in {normals · w <= levels} such that a is played."""
    worst = [-levels[index] for index in range(3)]  # the first three normals are -e_i
    found = []
    for cell in product(*map(range, table.shape[1:])):
        now = table[(slice(None), *cell)]
        best = [table[i][tuple(slice(None) if j == i else cell[j] for j in range(3))].max() for i in range(3)]
        floors = [worst[i] + (1 - discount) / discount * (best[i] - now[i]) for i in range(3)]
        bounds = [(floor - 1e-9, None) for floor in floors]
        programs = [linprog(-normal, normals, levels, bounds=bounds) for normal in normals]
        if all(program.status == 0 for program in programs):
            found.append(
                [(1 - discount) * normal @ now - discount * p.fun for normal, p in zip(normals, programs, strict=True)]
            )
    return np.max(found, axis=0)


@pytest.mark.parametrize("index", [0])
def test_sets_in_three_dimensions_are_those_of_the_definition(index):
    table, discount = RANDOM[index].astype(float), 0.5
    solution = solved(RANDOM[index].tolist(), "1/2")
    facets = np.unique(np.round(ConvexHull(solution.payoff_set.vertices).equations[:, :3], 6), axis=0)
    normals = np.vstack([-np.eye(3), np.eye(3), facets])
    levels = (table.reshape(3, -1).T @ normals.T).max(axis=0)
    for _ in range(16):
        levels = np.minimum(levels, levels_by_definition(table, discount, normals, levels))
    assert solution.coverage is Coverage.ALL
    np.testing.assert_allclose((solution.payoff_set.vertices @ normals.T).max(axis=0), levels, atol=1e-3)


# ---- unequal discount factors


def test_a_player_without_patience_must_always_play_a_best_reply():
    # d2 = 0: player 2 always plays D; then player 1 gets 0 or 1 in each period, whatever happens later: (1, 1) for ever
    assert points(solved(PD, ("1/2", 0))) == ({(1, 1)}, Coverage.ALL)


def test_unequal_patience_pays_more_than_any_mix_of_profiles():
    # Lehrer and Pauzner, Econometrica 67 (1999) 393-412: the impatient player is paid first, the patient one later
    solution = solved(PD, ("1/2", "3/4"))
    solution.verify()
    assert solution.payoff_set.joint_maximum >= 4
    lines = [(3 * x + y, x + 3 * y) for x, y in solution.payoff_set.exact]
    assert any(max(line) > 9 for line in lines) or max(map(max, lines)) > 8  # beyond the hull: 3 x + y <= 9 there


# ---- certifiers


WRONG = [
    (pg.RepeatedGame(pg.NormalFormGame(MATCHING), "9/10"), (0, 0, 0)),
    (pg.RepeatedGame(pg.NormalFormGame(PUBLIC_GOOD), "9/10"), (4, 2, 2)),
    (pg.RepeatedGame(PD, ("1/2", "3/4")), (3, 0)),
]


@pytest.mark.parametrize(("game", "beyond"), WRONG)
def test_wrong_bounds_are_refused(game, beyond):
    bounds = pg.solve(game, "subgame_perfect").payoff_set.bounds
    assert isinstance(CONCEPT.certify(game, PayoffPolytope(bounds.inner)), Certificate)
    larger = (*bounds.inner, tuple(map(Fraction, beyond)))
    assert isinstance(CONCEPT.certify(game, PayoffPolytope(larger)), Refusal)
    with pytest.raises(CertificateError):
        CONCEPT.check_bounds(game, PayoffBounds(larger, larger, exact=True))
    with pytest.raises(CertificateError):
        CONCEPT.check_bounds(game, PayoffBounds(bounds.inner, (), exact=False))
    if len(bounds.outer) > 1:
        with pytest.raises(CertificateError):
            CONCEPT.check_bounds(game, PayoffBounds((), bounds.outer[1:], exact=False))
    with pytest.raises(CertificateError):
        CONCEPT.check_bounds(game, PayoffBounds(bounds.inner, bounds.outer, exact=True, points=True))


def test_a_set_that_is_not_all_is_not_called_exact():
    game = pg.RepeatedGame(pg.NormalFormGame(PUBLIC_GOOD), "9/10")
    alone = ((Fraction(0),) * 3,)
    assert isinstance(CONCEPT.certify(game, PayoffPolytope(alone)), Certificate)  # nobody ever gives
    with pytest.raises(CertificateError):
        CONCEPT.check_bounds(game, PayoffBounds(alone, alone, exact=True))
    with pytest.raises(CertificateError):
        CONCEPT.check_bounds(game, PayoffBounds(alone, alone, exact=False))


def test_payoffs_outside_of_the_affine_hull_are_refused():
    game = pg.RepeatedGame(pg.NormalFormGame(MATCHING), "9/10")
    for point in ((1, 1, 0), (1, 1), (2, 2, 2)):
        assert isinstance(CONCEPT.certify(game, PayoffPolytope((tuple(map(Fraction, point)),))), Refusal)


def test_a_deadline_still_gives_proven_bounds():
    payoffs = np.random.default_rng(2).integers(0, 10, (3, 3, 3, 3)).tolist()
    solution = solved(payoffs, "9/10", deadline=1.0)
    if solution.payoff_set is not None:
        solution.verify()


@pytest.mark.parametrize("options", [{"public_randomization": False}, {"periods": 2}, {"transfers": True}], ids=str)
def test_other_games_are_left_to_other_methods(options):
    game = pg.RepeatedGame(pg.NormalFormGame(MATCHING), "1/2", **options)
    assert registry.method("judd_yeltekin_conklin").accepts(game)


FOUR = np.random.default_rng(0).integers(0, 10, (4, 2, 2, 2, 2)).tolist()


class Reads:
    """A clock that ticks once whenever it is read: it counts work, whatever the machine's load."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        self.now += 1.0
        return self.now


def proposed(payoffs, discount, expires):
    """The claim at a deadline after so many reads of the clock, and how many there were."""
    game, clock = pg.RepeatedGame(pg.NormalFormGame(payoffs), discount), Reads()
    proposals = registry.method("judd_yeltekin_conklin").propose(game, Budget(expires=expires, clock=clock))
    while True:
        try:
            next(proposals)
        except StopIteration as end:
            return game, end.value, clock.now


@pytest.mark.parametrize("expires", [20, 100, 400])
def test_a_deadline_leaves_time_to_certify_what_was_found(expires):
    game, claim, reads = proposed(FOUR, "4/5", expires)
    assert reads <= expires and claim.hurried and claim.coverage is Coverage.SOME
    assert claim.bounds.outer and not claim.bounds.exact
    if claim.bounds.inner:
        assert isinstance(CONCEPT.certify(game, PayoffPolytope(claim.bounds.inner)), Certificate)


def test_a_set_that_takes_longer_to_prove_than_is_left_is_not_claimed():
    study = Study(frame_of(pg.RepeatedGame(pg.NormalFormGame(PUBLIC_GOOD), "9/10")), Reads())
    for _ in study.steps():
        pass
    assert study.around.exact and len(study.known) > 2
    large, small = study.known[-1][0], study.known[-2][0]
    study.known = [((), 0.0), (small, 5.0), (large, 50.0)]
    study.fall_back(50.0)
    assert study.inner == large and study.around.exact
    study.fall_back(49.0)
    assert study.inner == small and not study.around.exact
    study.fall_back(4.0)
    assert study.inner == ()


def test_all_steps_of_a_proof_are_short():
    # a profile, a facet or a vertex a step: a proof takes as many steps as there is to look at
    frame = frame_of(pg.RepeatedGame(pg.NormalFormGame(FOUR), "4/5"))
    points = [homogeneous(play.payoffs) for play in frame.plays]
    assert sum(1 for _ in hull_stepwise(points)) >= len(hull_of(points).rows) - 2 * frame.rank
    assert sum(1 for _ in ungenerated_stepwise(frame, hull_of(points))) >= len(hull_of(points).points)


def test_points_drawn_in_have_short_denominators():
    # primes as denominators: the mean of 100 such points has one of hundreds of digits, and so would what follows
    primes = [p for p in range(2, 542) if all(p % q for q in range(2, p))]
    drawn = _drawn_in([(p, 1) for p in primes], 24)
    assert len(primes) == 100 and max(point[0] for point in drawn) <= 2**52
    assert all(
        abs(Fraction(y, t) - Fraction(1, p)) < Fraction(1, 2**23) for (t, y), p in zip(drawn, primes, strict=True)
    )
