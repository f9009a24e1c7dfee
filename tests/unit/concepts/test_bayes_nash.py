"""Bayesian equilibria, compared with their definition and with a slow enumeration of vertices."""

from fractions import Fraction
from itertools import combinations, product
from math import prod

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from many_players import IRRATIONAL
from policygames import registry
from policygames.wire.games import game_message, read_game
from strategies import HOSTILE, TIED, games
from textbook import ONE, ZERO, pure, solved_by_elimination

MEET = [[2, 0], [0, 1]]
# Osborne, An Introduction to Game Theory (2004), example 273.1: she wishes to meet him, or to avoid him
SEXES = pg.BayesianGame(
    [[[MEET, MEET]], [[[[1, 0], [0, 2]], [[0, 2], [1, 0]]]]],
    [["1/2", "1/2"]],
    ("he", "she"),
    (("any",), ("meets", "avoids")),
    (("Bach", "Stravinsky"), ("Bach", "Stravinsky")),
)


@st.composite
def bayesian_games(draw, players=2, most=2, entries=TIED):
    """Games of up to `most` types and two actions a player; priors with zeros, but no impossible type."""
    kinds = draw(st.lists(st.integers(1, most), min_size=players, max_size=players))
    shape = draw(st.lists(st.integers(1, 2), min_size=players, max_size=players))
    weights = np.array(draw(st.lists(st.integers(0, 3), min_size=prod(kinds), max_size=prod(kinds)))).reshape(kinds)
    for player, count in enumerate(kinds):
        for kind in range(count):
            own = np.moveaxis(weights, player, 0)[kind]
            own[(0,) * own.ndim] += not own.any()
    count = players * prod(kinds) * prod(shape)
    payoffs = draw(st.lists(entries, min_size=count, max_size=count))
    tensor = np.array(payoffs, dtype=object).reshape(players, *kinds, *shape)
    return pg.BayesianGame(tensor.tolist(), weights.astype(object) * Fraction(1, int(weights.sum())))


def interim_by_definition(game, player, kind, profile):
    """What each action pays to a type: the sum over all the others' types and actions, given the own type."""
    payoffs = game.to_dict()["payoffs"]
    agents = dict(zip(game.agents, profile, strict=True))
    paid, total = [ZERO] * game.shape[player], ZERO
    for types in product(*map(range, game.type_counts)):
        if types[player] != kind:
            continue
        total += game.prior[types]
        for cell in product(*map(range, game.shape)):
            entry = payoffs[player]
            for index in (*types, *cell):
                entry = entry[index]
            others = prod(agents[(other, types[other])][cell[other]] for other in range(len(types)) if other != player)
            paid[cell[player]] += game.prior[types] * others * Fraction(entry)
    return [value / total for value in paid]


def is_equilibrium(game, profile):
    for (player, kind), strategy in zip(game.agents, profile, strict=True):
        paid = interim_by_definition(game, player, kind, profile)
        if any(chance and value < max(paid) for chance, value in zip(strategy, paid, strict=True)):
            return False
    return True


@given(bayesian_games(), st.data())
def test_the_certifier_decides_by_the_definition(game, data):
    weights = [data.draw(st.lists(st.integers(0, 2), min_size=m, max_size=m).filter(any)) for m in game.agent_shape]
    profile = tuple(tuple(Fraction(w, sum(own)) for w in own) for own in weights)
    verdict = registry.concept("bayes_nash").certify(game, profile)
    assert isinstance(verdict, pg.Certificate) is is_equilibrium(game, profile)
    if isinstance(verdict, pg.Refusal):
        player, kind = verdict.deviation.player, game.types[verdict.deviation.player].index(verdict.deviation.state)
        paid = interim_by_definition(game, player, kind, profile)
        own = profile[game.agents.index((player, kind))]
        expected = sum(chance * value for chance, value in zip(own, paid, strict=True))
        assert paid[verdict.deviation.action] - expected == verdict.deviation.gain > 0


def vertices_slowly(game, player):
    """Strategies of `player` at which as many inequalities are tight as there are unknowns, with those inequalities."""
    own, other = [(player, k) for k in range(game.type_counts[player])], 1 - player
    size = game.shape[player]
    places = {(agent, action): n for n, (agent, action) in enumerate(product(own, range(size)))}
    unknowns = len(places) + game.type_counts[other]
    totals = [[*(int(agent == one) for one, _ in places), *[0] * game.type_counts[other], 1] for agent in own]
    rows = {("zero", *key): [*(int(k == n) for k in range(unknowns)), 0] for key, n in places.items()}
    for kind, action in product(range(game.type_counts[other]), range(game.shape[other])):
        row = [ZERO] * (unknowns + 1)
        for (agent, mine), place in places.items():
            types = (agent[1], kind) if player == 0 else (kind, agent[1])
            cell = (mine, action) if player == 0 else (action, mine)
            row[place] = game.prior[types] * game.game_at(types).payoff(other, cell)
        row[len(places) + kind] = -ONE
        rows["best", (other, kind), action] = row
    found = {}
    for chosen in combinations(rows, unknowns - len(own)):
        point = solved_by_elimination([*totals, *(rows[key] for key in chosen)])
        if point is None or min(point[: len(places)]) < 0:
            continue
        values = {key: sum(a * x for a, x in zip(row, point, strict=False)) for key, row in rows.items()}
        if all(value <= 0 for key, value in values.items() if key[0] == "best"):
            strategies = tuple(tuple(point[k * size : (k + 1) * size]) for k in range(len(own)))
            found[strategies] = {key for key, value in values.items() if not value}
    return found


def extreme_slowly(game):
    first, second = vertices_slowly(game, 0), vertices_slowly(game, 1)
    labels = [(agent, action) for agent in game.agents for action in range(game.shape[agent[0]])]
    return {
        x + y
        for (x, at_x), (y, at_y) in product(first.items(), second.items())
        if all({("zero", *one), ("best", *one)} & (at_x | at_y) for one in labels)
    }


@settings(max_examples=25)
@given(bayesian_games())
def test_every_extreme_equilibrium_is_found(game):
    solution = pg.solve(game, "bayes_nash")
    assert solution.coverage is pg.Coverage.ALL
    assert {one.certificate.candidate for one in solution.equilibria} == extreme_slowly(game)
    solution.verify()


@given(games())
def test_with_one_type_each_they_are_nash_equilibria(game):
    alone = pg.BayesianGame(game.payoffs[:, None, None], [[1]])
    found = {one.certificate.candidate for one in pg.solve(alone, "bayes_nash").equilibria}
    assert found == {one.exact for one in pg.solve(game).equilibria}


@given(bayesian_games(players=3))
def test_all_pure_equilibria_of_three_players_are_found(game):
    solution = pg.solve(game, "bayes_nash", method="agent_pure_enumeration")
    every = product(*([pure(action, count) for action in range(count)] for count in game.agent_shape))
    assert {one.certificate.candidate for one in solution.equilibria} == {p for p in every if is_equilibrium(game, p)}
    assert solution.coverage is pg.Coverage.SOME
    solution.verify()


@settings(max_examples=10)
@given(games(st.just(3), most=2))
def test_three_players_with_one_type_each_have_nash_equilibria(game):
    alone = pg.BayesianGame(game.payoffs[:, None, None, None], [[[1]]])
    mine, theirs = pg.solve(alone, "bayes_nash"), pg.solve(game)
    assert [one.certificate.candidate for one in mine.equilibria] == [
        one.certificate.candidate for one in theirs.equilibria
    ]
    assert mine.coverage is theirs.coverage
    mine.verify()


def test_boxes_around_irrational_equilibria_are_proven_and_told():
    """The third player has a second type, to whom nothing matters but the own action."""
    payoffs = np.zeros((3, 1, 1, 2, 2, 2, 2), dtype=object)
    for player in range(3):
        payoffs[player, 0, 0, 0] = IRRATIONAL[player]
        payoffs[player, 0, 0, 1] = IRRATIONAL[player]
    payoffs[2, 0, 0, 1] = [[[2, 0]] * 2] * 2
    game = pg.BayesianGame(payoffs, [[["3/4", "1/4"]]])
    solution = pg.solve(game, "bayes_nash")
    solution.verify()
    assert solution.coverage is pg.Coverage.ALL
    for one in solution.equilibria:
        assert one.profile[2].shape == (2, 2)
        assert one.profile[2][1].tolist() == [1, 0]
    assert pg.Solution.from_dict(solution.to_dict()) == solution
    assert [one.exact for one in solution.equilibria] == [None]
    assert "Near this, as a box proves" in solution.explain()
    assert len(solution.to_frame()) == 7


@given(bayesian_games(), st.data())
def test_payoffs_that_a_player_cannot_influence_change_no_equilibrium(game, data):
    shifts = data.draw(st.lists(st.integers(-3, 3), min_size=game.shape[1], max_size=game.shape[1]))
    payoffs = np.array(
        [n.astype(object) * Fraction(1, d) for n, d in zip(game.numerators, game.denominators, strict=True)]
    )
    payoffs[0] = payoffs[0] * data.draw(st.fractions(Fraction(1, 9), 9)) + np.array(shifts, dtype=object)
    moved = pg.BayesianGame(payoffs, game.prior)
    assert {p.certificate.candidate for p in pg.solve(moved, "bayes_nash").equilibria} == {
        p.certificate.candidate for p in pg.solve(game, "bayes_nash").equilibria
    }


@given(bayesian_games(entries=HOSTILE))
def test_games_and_solutions_come_back_from_text_and_wire(game):
    assert pg.BayesianGame.from_dict(game.to_dict()).digest == game.digest
    assert read_game(game_message(game)) == game
    solution = pg.solve(game, "bayes_nash")
    assert pg.Solution.from_dict(solution.to_dict()) == solution


def test_osbornes_equilibrium_is_among_them():
    solution = pg.solve(SEXES, "bayes_nash")
    assert solution.equilibria[0].exact == (((1, 0),), ((1, 0), (0, 1)))
    assert solution.equilibria[0].profile[1].tolist() == [[1, 0], [0, 1]]
    assert "she (avoids) plays “Stravinsky” and expects 2" in solution.explain()
    assert set(solution.to_frame()["state"]) == {"any", "meets", "avoids"}
    assert solution.equilibria[0].exact_payoffs == (1, Fraction(3, 2))


def test_the_agent_form_pays_what_types_expect():
    form = SEXES.agent_form()
    assert form.players == ("he", "she (meets)", "she (avoids)")
    assert form.payoff(2, (0, 0, 1)) == 2
    assert [form.payoff(0, (0, mine, other)) for mine, other in product((0, 1), repeat=2)] == [2, 1, 1, 0]


@pytest.mark.parametrize(
    ("payoffs", "prior", "reason", "path"),
    [
        ([[[MEET]], [[MEET]]], [["1/2"]], "PROBABILITY_RANGE", "prior"),
        ([[[MEET, MEET]], [[MEET, MEET]]], [[1, 0]], "PROBABILITY_RANGE", "prior"),
        ([[[MEET, MEET]], [[MEET, MEET]]], [["1/2", "2/3"]], "PROBABILITY_RANGE", "prior"),
        ([[[MEET]], [[MEET]]], [["1/2", "1/2"]], "SHAPE_DATA_MISMATCH", "payoffs"),
        ([[[MEET]], [[[[1, "x"], [1, 1]]]]], [[1]], "NOT_A_NUMBER", "payoffs"),
        ([[[MEET]], [[[[1], [1, 1]]]]], [[1]], "RAGGED_PAYOFFS", "payoffs[1][0][0][0]"),
        ([MEET, MEET], 1, "SHAPE_DATA_MISMATCH", "prior"),
    ],
)
def test_bad_games_are_refused_by_name(payoffs, prior, reason, path):
    with pytest.raises(pg.GameError) as caught:
        pg.BayesianGame(payoffs, prior)
    assert caught.value.reason == reason
    assert caught.value.path.startswith(path)


def test_information_has_its_price():
    """Player 0 guesses which of two states it is; player 1 only knows: knowing is worth exactly one half."""
    guess = pg.BayesianGame(
        [[[[[1], [0]], [[0], [1]]]], [[[[0], [0]], [[0], [0]]]]], [["1/2", "1/2"]], ("guesser", "nature")
    )
    found = pg.value_of_information(guess, "guesser", about="nature")
    assert found.value == Fraction(1, 2)
    found.verify()
    assert "guesser gains 0.5" in found.explain()


def test_information_can_hurt():
    """A partner who knows the state can exploit it, so that nobody trusts them: knowing costs up to 6/7.

    By hand: ignorant, they may be fair, be trusted and get 1. Informed, who exploits is trusted at chance 1/21 only,
    which is worth 3/21 (the idea: Hirshleifer, American Economic Review 61 (1971) 561-574).
    """
    own = [[[3, 0], [1, "1/10"], [-8, 0]], [[-8, 0], [1, "1/10"], [3, 0]]]
    other = [[[-10, 0], [1, 0], [-10, 0]]] * 2
    game = pg.BayesianGame([[own], [other]], [["1/2", "1/2"]], ("partner", "owner"))
    found = pg.value_of_information(game, "partner", about="owner")
    assert found.bounds == (Fraction(-6, 7), 0)
    assert found.value is None
    assert "partner gains between -6/7" in found.explain()
    found.verify()
    with pytest.raises(pg.GameError, match="own type"):
        pg.value_of_information(game, 0, 0)
