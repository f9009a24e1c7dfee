"""Surviving actions: published games, theorems, the definition by all mixes, and wrong proofs refused."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import Certificate, Coverage, Refusal
from policygames.concepts import rationalizable, undominated
from policygames.games.action_sets import Conjecture, Elimination
from strategies import games
from textbook import extreme_equilibria_by_definition, vertices_by_definition

BERNHEIM = pg.NormalFormGame.from_bimatrix(
    [[0, 2, 7, 0], [5, 3, 5, 0], [7, 2, 0, 0], [0, 0, 0, 10]],
    [[7, 5, 0, 1], [2, 3, 2, 1], [0, 5, 7, 1], [0, -2, 0, -1]],
    ("Ann", "Bob"),
    (("a1", "a2", "a3", "a4"), ("b1", "b2", "b3", "b4")),
)
"""Bernheim, Econometrica 52 (1984) 1007-1028, figure 1; Osborne and Rubinstein (1994) figure 57.3."""
BOTH = {"rationalizable": rationalizable, "undominated": undominated}
HALF = Fraction(1, 2)
MANY = st.integers(2, 3)


def found(game, concept="rationalizable", **options):
    """The one answer, proven and checked again."""
    solution = pg.solve(game, concept, **options)
    assert solution.coverage is Coverage.ALL
    assert solution.verify() == ()
    (equilibrium,) = solution.equilibria
    return equilibrium.certificate.candidate


def survivors(game, concept="rationalizable", **options):
    return found(game, concept, **options).survivors


def strictly_dominated(table, row):
    """By Gale, Kuhn and Tucker: unless the row is a best reply at some vertex of the conjectures' polyhedron."""
    return not any(("best", row) in tight for tight in vertices_by_definition(table).values())


def test_bernheims_game_loses_the_fourth_actions():
    sets = found(BERNHEIM)
    assert sets.survivors == ((0, 1, 2), (0, 1, 2))
    first, second = sets.steps
    assert (first.round, first.player, first.action) == (1, 1, 3)
    assert {action for action, _ in first.mix} == {0, 2}
    assert (second.round, second.player, second.action, second.mix) == (2, 0, 3, ((1, Fraction(1)),))
    solution = pg.solve(BERNHEIM, "rationalizable")
    assert solution.action_sets == (("a1", "a2", "a3"), ("b1", "b2", "b3"))
    told = solution.explain()
    assert "Round 1: Bob drops “b4”, strictly dominated by a mix of “b1” with probability " in told
    assert "Round 2: Ann drops “a4”, strictly dominated by “a2”." in told


@given(games(most=3))
def test_an_action_goes_unless_it_is_a_best_reply_at_a_vertex(game):
    sets = [list(range(count)) for count in game.shape]
    while True:
        tables = [
            [[game.payoff(0, (a, b)) for b in sets[1]] for a in sets[0]],
            [[game.payoff(1, (a, b)) for a in sets[0]] for b in sets[1]],
        ]
        kept = [
            [action for row, action in enumerate(own) if not strictly_dominated(table, row)]
            for own, table in zip(sets, tables, strict=True)
        ]
        if kept == sets:
            break
        sets = kept
    assert survivors(game) == tuple(map(tuple, sets))


@given(games(most=3))
def test_what_equilibria_play_survives(game):
    # Bernheim (1984), Pearce (1984); by correlated equilibria Brandenburger and Dekel (1987)
    kept = survivors(game)
    for profile in extreme_equilibria_by_definition(game):
        for strategy, actions in zip(profile, kept, strict=True):
            assert {action for action, chance in enumerate(strategy) if chance} <= set(actions)


@given(games(MANY, most=2))
def test_what_mediators_advise_survives(game):
    kept = survivors(game)
    (equilibrium,) = pg.solve(game, "correlated").equilibria
    for profile, _ in equilibrium.certificate.candidate.chances:
        assert all(action in actions for action, actions in zip(profile, kept, strict=True))


@pytest.mark.parametrize("concept", BOTH)
@given(games(MANY), st.data())
def test_orders_scales_and_functions_of_the_others_change_nothing(concept, game, data):
    order = data.draw(st.permutations(range(len(game.shape))))
    scale = data.draw(st.fractions(Fraction(1, 9), 9))
    changed = game.payoffs * scale
    changed[0] = changed[0] + game.payoffs[0][:1] * 3  # of the others' actions: the same for each own action
    turned = np.stack([changed[player].transpose(order) for player in order])[:, ::-1]
    kept = survivors(game, concept)
    moved = tuple(
        tuple(sorted((game.shape[player] - 1 - action) if place == 0 else action for action in kept[player]))
        for place, player in enumerate(order)
    )
    assert survivors(pg.NormalFormGame(turned), concept) == moved


@pytest.mark.parametrize("concept", BOTH)
@given(games(MANY, most=2), st.data())
def test_a_dominated_action_more_changes_nothing_and_a_duplicate_stays_with_its_like(concept, game, data):
    player = data.draw(st.integers(0, len(game.shape) - 1))
    action = data.draw(st.integers(0, game.shape[player] - 1))
    kept = survivors(game, concept)
    for loss in (Fraction(1, 1000), 0):
        copy = game.payoffs.take([action], axis=player + 1).copy()
        copy[player] = copy[player] - loss
        larger = survivors(pg.NormalFormGame(np.concatenate([game.payoffs, copy], axis=player + 1)), concept)
        extra = (game.shape[player],) if loss == 0 and action in kept[player] else ()
        assert larger == (*kept[:player], (*kept[player], *extra), *kept[player + 1 :])


def test_the_payoffs_are_what_each_can_be_sure_of():
    solution = pg.solve(BERNHEIM, "rationalizable")
    assert solution.equilibria[0].exact_payoffs == (3, 2 + 1)  # a2 and b2: the equilibrium is cautious too
    assert any("can be sure of" in warning for warning in solution.warnings)


def test_survivors_are_rows_of_a_table():
    frame = pg.solve(BERNHEIM, "rationalizable").to_frame()
    assert frame["action"].tolist() == ["a1", "a2", "a3", "b1", "b2", "b3"]
    assert frame["probability"].isna().all() and frame["payoff"].tolist() == [3.0] * 6


def test_with_more_players_conjectures_may_be_correlated():
    game = pg.NormalFormGame(np.zeros((3, 2, 2, 2), dtype=int))
    assert any("may be correlated" in warning for warning in pg.solve(game, "rationalizable").warnings)
    assert not any("correlated" in warning for warning in pg.solve(BERNHEIM, "rationalizable").warnings)


def test_what_is_a_best_reply_to_correlated_conjectures_only_survives():
    # Fudenberg and Tirole, Game Theory (1991) figure 2.4: B is a best reply to half (U, L), half (D, R) alone
    own = np.array([[[8, 0], [0, 0]], [[4, 0], [0, 4]], [[0, 0], [0, 8]], [[3, 3], [3, 3]]])
    rest = np.zeros((2, 4, 2, 2), dtype=int)
    game = pg.NormalFormGame(np.concatenate([own[None], rest]))
    assert survivors(game)[0] == (0, 1, 2, 3)
    kept = {one.action: one for one in found(game).conjectures if one.player == 0}
    assert kept[1].chances == (((0, 0), HALF), ((1, 1), HALF))


def judged(concept, game, candidate):
    return BOTH[concept].certify(game, candidate)


def first_step(sets, **changes):
    return replace(sets, steps=(replace(sets.steps[0], **changes), *sets.steps[1:]))


def first_conjecture(sets, **changes):
    return replace(sets, conjectures=(replace(sets.conjectures[0], **changes), *sets.conjectures[1:]))


SPOILT = {
    "no sets": lambda sets: sets.survivors,
    "a set too few": lambda sets: replace(sets, survivors=sets.survivors[:1]),
    "a survivor more": lambda sets: replace(sets, survivors=((0, 1, 2, 3), (0, 1, 2))),
    "a survivor less": lambda sets: replace(sets, survivors=((0, 1), (0, 1, 2))),
    "no rounds": lambda sets: replace(sets, rounds=0),
    "a round less": lambda sets: replace(sets, rounds=sets.rounds - 1),
    "a round more": lambda sets: replace(sets, rounds=sets.rounds + 1),
    "a limit": lambda sets: replace(sets, limit=1),
    "a step less": lambda sets: replace(sets, steps=sets.steps[:1]),
    "a step twice": lambda sets: replace(sets, steps=(*sets.steps, sets.steps[0])),
    "steps in no round": lambda sets: first_step(sets, round=0),
    "a mix that does not dominate": lambda sets: first_step(sets, mix=((0, Fraction(1)),)),
    "a mix of nothing": lambda sets: first_step(sets, mix=()),
    "a mix beyond 1": lambda sets: first_step(sets, mix=((0, Fraction(1)), (2, HALF))),
    "a mix of floats": lambda sets: first_step(sets, mix=((0, 0.5), (2, 0.5))),
    "a negative mix": lambda sets: first_step(sets, mix=((0, Fraction(-1)), (1, Fraction(1)), (2, Fraction(1)))),
    "a mix of others": lambda sets: first_step(sets, mix=((0, HALF), (4, HALF))),
    "a step of nobody": lambda sets: first_step(sets, player=2),
    "a step of another": lambda sets: first_step(sets, player=0),
    "no conjectures": lambda sets: replace(sets, conjectures=()),
    "a conjecture less": lambda sets: replace(sets, conjectures=sets.conjectures[1:]),
    "a conjecture twice": lambda sets: replace(sets, conjectures=(*sets.conjectures, sets.conjectures[0])),
    "a conjecture of what is gone": lambda sets: replace(
        sets, conjectures=(*sets.conjectures, Conjecture(sets.rounds, 0, 3, (((3,), Fraction(1)),)))
    ),
    "a conjecture about what is gone": lambda sets: first_conjecture(sets, chances=(((3,), Fraction(1)),)),
    "a conjecture about nothing": lambda sets: first_conjecture(sets, chances=()),
    "a wrong conjecture": lambda sets: first_conjecture(sets, chances=(((0,), Fraction(1)),)),
    "a conjecture of floats": lambda sets: first_conjecture(sets, chances=(((2,), 1.0),)),
    "a conjecture beyond 1": lambda sets: first_conjecture(sets, chances=(((0,), HALF), ((2,), Fraction(1)))),
}


@pytest.mark.parametrize("concept", BOTH)
@pytest.mark.parametrize("spoilt", SPOILT)
def test_spoilt_proofs_are_refused(concept, spoilt):
    sets = found(BERNHEIM, concept)
    verdict = judged(concept, BERNHEIM, SPOILT[spoilt](sets))
    assert isinstance(verdict, Refusal) and verdict.reason and not verdict.undecided


def test_strict_dominance_has_one_end_only():
    sets = found(BERNHEIM)
    assert "knows one end only" in rationalizable.certify(BERNHEIM, replace(sets, another=sets)).reason


@given(games(MANY, most=2), st.data())
def test_sets_that_are_not_those_left_are_refused(game, data):
    for concept in BOTH:
        right = found(game, concept)
        kept = tuple(tuple(sorted(data.draw(st.sets(st.integers(0, count - 1), min_size=1)))) for count in game.shape)
        gone = [(p, a) for p, count in enumerate(game.shape) for a in range(count) if a not in kept[p]]
        steps = tuple(Elimination(1, p, a, ((kept[p][0], Fraction(1)),)) for p, a in gone)
        others = [tuple(kept[o][0] for o in range(len(kept)) if o != p) for p in range(len(kept))]
        conjectures = tuple(
            Conjecture(2 if gone else 1, p, a, ((others[p], Fraction(1)),)) for p in range(len(kept)) for a in kept[p]
        )
        wrong = replace(
            right, survivors=kept, rounds=2 if gone else 1, steps=steps, conjectures=conjectures, another=None
        )
        if isinstance(judged(concept, game, wrong), Certificate):
            assert kept == right.survivors


def test_long_numbers_are_judged_exactly():
    tiny = Fraction(1, 10**30)
    game = pg.NormalFormGame([[[1, 1], [1 - tiny, 1 - tiny]], [[10**30, 10**30 + 1], [1, 2]]])
    assert survivors(game) == ((0,), (1,))


def test_all_actions_of_all_profiles_can_survive():
    game = pg.NormalFormGame(np.zeros((2, 3, 2), dtype=int))
    for concept, cell in product(BOTH, (3, 2)):
        assert len(max(survivors(game, concept), key=len)) == 3 >= cell
        assert "Every action survives: none is dominated." in pg.solve(game, concept).explain()


def test_a_deadline_gives_an_honest_solution():
    for concept in BOTH:
        solution = pg.solve(BERNHEIM, concept, deadline=1e-9)
        assert (solution.coverage, solution.equilibria, solution.action_sets) == (Coverage.SOME, (), None)
        assert "nothing is proven" in solution.explain()
