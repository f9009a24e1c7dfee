"""Payments that bring an outcome about: against a linear program written from the definition, and closed forms."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.analysis.intervene import intervene
from policygames.games.interventions.demands import Elimination
from policygames.results.intervention import intervention_from_dict
from scipy.optimize import linprog
from strategies import games, games_of, shapes, strategies_over

DILEMMA = pg.NormalFormGame(
    [[[3, 1], [4, 2]], [[3, 4], [1, 2]]], ("US", "China"), (("trade", "control"), ("buy", "boycott"))
)


def closed_form(game, profile, margin=Fraction(0)):
    """Monderer and Tennenholtz, Journal of Artificial Intelligence Research 21 (2004) 37-62, with a margin."""
    total = Fraction(0)
    for player, count in enumerate(game.shape):
        pays = [game.payoff(player, replaced(profile, player, action)) for action in range(count)]
        others = [pay for action, pay in enumerate(pays) if action != profile[player]]
        total += max([Fraction(0), *(pay + margin - pays[profile[player]] for pay in others)])
    return total


def replaced(profile, player, action):
    return (*profile[:player], action, *profile[player + 1 :])


def inequalities(shape, chances, goal, margin, *, independent):
    """Whose payoffs, weighted by profile, have to come to how much: all that the goal says, as in a textbook."""
    for player in range(len(shape)):
        for own, other in product(range(shape[player]), repeat=2):
            told = [(chance, profile) for profile, chance in chances if profile[player] == own]
            if own == other or not told:
                continue
            if goal == "dominant":
                for profile in np.ndindex(*shape):
                    if profile[player] == own:
                        yield player, [(1, profile), (-1, replaced(profile, player, other))], margin
                continue
            total = sum(chance for chance, _ in told)
            pairs = [(chance / total, profile) for chance, profile in told]
            pairs += [(-chance / total, replaced(profile, player, other)) for chance, profile in told]
            played = independent and any(profile[player] == other for profile, _ in chances)
            yield player, pairs, 0 if played else margin


def by_definition(payoffs, chances, goal, *, sign=1, promised=False, margin=0.0, independent=True):
    """The least cost by scipy, None where there is none: a variable per payoff, all inequalities, nothing clever."""
    players, shape = payoffs.shape[0], payoffs.shape[1:]
    size, rows, bounds = prod(shape), [], []

    def at(player, profile):
        return player * size + int(np.ravel_multi_index(profile, shape))

    for player, pairs, least in inequalities(shape, chances, goal, margin, independent=independent):
        rows.append(np.zeros(players * size + promised))
        for weight, profile in pairs:
            rows[-1][at(player, profile)] -= weight * sign
        bounds.append(sum(weight * payoffs[(player, *profile)] for weight, profile in pairs) - least)
    costs = np.zeros(players * size + promised)
    for profile, chance in () if promised else chances:
        costs[[at(player, profile) for player in range(players)]] = chance
    for profile in np.ndindex(*shape) if promised else ():
        rows.append(np.zeros(players * size + 1))
        rows[-1][[at(player, profile) for player in range(players)]] = 1
        costs[-1], rows[-1][-1] = 1, -1
        bounds.append(0.0)
    return linprog(costs, A_ub=np.array(rows), b_ub=np.array(bounds)).fun if rows else 0.0


def drawn_games(count, seed=5):
    """Random games of many shapes with small whole payoffs, many of them tied, and a profile of each."""
    generator = np.random.default_rng(seed)
    for _ in range(count):
        shape = tuple(generator.integers(1, 4, size=generator.integers(2, 4)).tolist())
        payoffs = generator.integers(-4, 5, size=(len(shape), *shape))
        yield pg.NormalFormGame(payoffs), tuple(int(generator.integers(n)) for n in shape), generator


def test_payments_equal_the_closed_form_and_nothing_less_is_proven_on_thousands_of_games():
    for game, profile, _ in drawn_games(2000):
        found = intervene(game, profile)
        assert found.cost == closed_form(game, profile) == found.low
        found.verify()


def test_dominance_costs_no_more_than_an_equilibrium():
    for game, profile, _ in drawn_games(300):
        found = intervene(game, profile, goal="dominant")
        assert found.cost == closed_form(game, profile)
        for player in range(len(game.shape)):
            best = found.game.payoffs[player].max(axis=player)
            taken = found.game.payoffs[player].take(profile[player], axis=player)
            assert (np.asarray(best) == np.asarray(taken)).all()
        found.verify()


@pytest.mark.parametrize("goal", ["equilibrium", "dominant"])
@pytest.mark.parametrize(("instruments", "cost"), [("payments", "promised"), ("sanctions", "promised")])
def test_promises_equal_a_linear_program_from_the_definition(goal, instruments, cost):
    for game, profile, generator in drawn_games(60):
        margin = Fraction(int(generator.integers(0, 3)), 2)
        found = intervene(game, profile, goal=goal, instruments=instruments, cost=cost, margin=margin)
        sign = -1 if instruments == "sanctions" else 1
        wanted = by_definition(
            np.array(game.floats), [(profile, 1.0)], goal, sign=sign, promised=True, margin=float(margin)
        )
        assert float(found.cost) == pytest.approx(wanted, abs=1e-7)
        found.verify()


def test_mixed_targets_equal_a_linear_program_and_a_closed_form():
    for game, _, generator in drawn_games(120):
        parts = [generator.integers(0, 3, size=count) for count in game.shape]
        profile = tuple(
            tuple(Fraction(int(part), int(own.sum())) for part in own)
            if own.sum()
            else (Fraction(1), *[0] * (len(own) - 1))
            for own in parts
        )
        found = intervene(game, profile)
        mixed = game.mixed_profile(profile)
        best = sum(max(game.deviation_payoffs(player, mixed)) for player in range(len(mixed)))
        assert found.cost == best - sum(game.payoffs_of(mixed))  # every played action is raised to the best reply
        found.verify()


def test_lotteries_equal_a_linear_program_from_the_definition():
    for game, _, generator in drawn_games(120):
        weights = generator.integers(0, 3, size=game.shape)
        weights.flat[0] += 1
        chances = {
            profile: Fraction(int(part), int(weights.sum())) for profile, part in np.ndenumerate(weights) if part
        }
        margin = Fraction(int(generator.integers(0, 2)), 3)
        found = intervene(game, chances, margin=margin)
        pairs = [(profile, float(chance)) for profile, chance in chances.items()]
        wanted = by_definition(np.array(game.floats), pairs, "equilibrium", margin=float(margin), independent=False)
        assert (found.cost is None) is (wanted is None)  # the same beliefs cannot make each of two actions the better
        assert wanted is None or float(found.cost) == pytest.approx(wanted, abs=1e-7)
        found.verify()


@settings(max_examples=60)
@given(shapes().flatmap(games_of), st.data(), st.sampled_from(["equilibrium", "dominant", "unique"]))
def test_anything_less_fails(game, data, goal):
    profile = tuple(data.draw(st.integers(0, count - 1)) for count in game.shape)
    found = intervene(game, profile, goal=goal, margin="1/7")
    found.verify()
    for flow, amount in found.change:
        if flow.when != profile:
            continue
        less = tuple((one, n - amount / 10**12 if one == flow else n) for one, n in found.change)
        cost = found.cost - amount / 10**12
        with pytest.raises(pg.CertificateError):
            replace(found, change=less, cost=cost).verify()


@settings(max_examples=40)
@given(games(), st.data())
def test_what_is_changed_in_an_answer_is_noticed(game, data):
    profile = tuple(data.draw(st.integers(0, count - 1)) for count in game.shape)
    found = intervene(game, profile, margin=1)
    if not found.change:
        return
    for wrong in (
        replace(found, cost=found.cost + 1),
        replace(found, least=None),
        replace(found, certificate=None),
        replace(found, change=found.change[1:]),
        replace(found, least=replace(found.least, bound=found.least.bound + 1)),
        replace(found, least=replace(found.least, prices=())),
        replace(found, question=replace(found.question, margin=found.question.margin + 1)),
        replace(found, question=replace(found.question, margin=-found.question.margin)),
        replace(found, question=replace(found.question, goal="best")),
        replace(found, order=(Elimination(7, 0, 1),)),
    ):
        with pytest.raises(pg.CertificateError):
            wrong.verify()


def test_who_pays_and_out_of_what():
    outside, us, both = (
        intervene(DILEMMA, ("trade", "buy"), **who) for who in ({}, {"payers": "US"}, {"payers": [0, 1]})
    )
    assert (outside.cost, us.cost, both.cost) == (2, 1, 0)
    for found in (outside, us, both):
        found.verify()
        assert (found.game.payoffs.sum() == DILEMMA.payoffs.sum()) is (found is not outside)


@pytest.mark.parametrize("budget", [1, "19/10", {"US": 0}, {"China": "1/2"}])
def test_a_budget_that_is_too_small_is_proven_so(budget):
    found = intervene(DILEMMA, ("trade", "buy"), budget=budget)
    assert (found.cost, found.change, found.certificate) == (None, (), None)
    assert "no promises within the budget" in found.explain()
    found.verify()
    with pytest.raises(pg.CertificateError):
        replace(found, least=replace(found.least, prices=())).verify()


@pytest.mark.parametrize("budget", [2, {"US": 1}, {"US": 1, "China": 1}])
def test_a_budget_that_is_just_enough_is_spent(budget):
    found = intervene(DILEMMA, ("trade", "buy"), budget=budget)
    assert found.cost == 2
    found.verify()


@settings(max_examples=40)
@given(games(), st.data(), st.sampled_from([{}, {"goal": "dominant"}, {"instruments": "both"}, {"budget": "1/3"}]))
def test_an_answer_is_read_back_whole(game, data, options):
    profile = tuple(data.draw(strategies_over(count)) for count in game.shape) if not options else (0, 0)
    found = intervene(game, profile, margin="1/3", **options)
    again = intervention_from_dict(json.loads(json.dumps(found.to_dict())))
    assert again == found
    again.verify()


MISTAKES = {
    "unknown goal": (lambda: intervene(DILEMMA, (0, 0), goal="best"), "goal"),
    "unknown lever": (lambda: intervene(DILEMMA, (0, 0), lever="bribe"), "lever"),
    "unknown action": (lambda: intervene(DILEMMA, ("trade", "sell")), "target[1]"),
    "unique without a margin": (lambda: intervene(DILEMMA, (0, 0), goal="unique"), "margin"),
    "negative margin": (lambda: intervene(DILEMMA, (0, 0), margin=-1), "margin"),
    "dominant mix": (lambda: intervene(DILEMMA, [["1/2", "1/2"], [1, 0]], goal="dominant"), "target"),
    "sanctions that are paid": (lambda: intervene(DILEMMA, (0, 0), instruments="sanctions", payers="US"), "payers"),
    "negative budget": (lambda: intervene(DILEMMA, (0, 0), budget=-1), "budget"),
    "budget of nobody": (lambda: intervene(DILEMMA, (0, 0), budget={"Japan": 1}), "budget"),
    "lottery that sums to less": (lambda: intervene(DILEMMA, {(0, 0): "1/2"}), "target"),
    "no game": (lambda: intervene([[1]], (0, 0)), "game"),
}


@pytest.mark.parametrize(("ask", "path"), MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_refused_by_name(ask, path):
    with pytest.raises(pg.PolicyGamesError) as refused:
        ask()
    assert refused.value.path == path
    assert refused.value.reason
