"""Payments that make a path of a repeated game last: against closed forms, a linear program and play itself."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.games.interventions.any_answer import least_of_any_answer
from policygames.games.interventions.reversion import Reversion
from policygames.results.intervention import intervention_from_dict
from scipy.optimize import linprog
from strategies import games_of

F = Fraction
DILEMMA = pg.NormalFormGame(
    [[[3, 1], [4, 2]], [[3, 4], [1, 2]]], ("US", "China"), (("trade", "control"), ("buy", "boycott"))
)
factors = st.sampled_from([F(0), F(1, 7), F(2, 5), F(2, 3), F(9, 10)])


def moved(profile, player, action):
    return (*profile[:player], action, *profile[player + 1 :])


def deviations(game, profile):
    for player, own in enumerate(profile):
        yield from ((player, other) for other in range(game.shape[player]) if other != own)


def is_equilibrium(game, profile):
    return all(game.payoff(i, moved(profile, i, b)) <= game.payoff(i, profile) for i, b in deviations(game, profile))


def lasts(stage, discount, path, answer, margin=0):
    """From the definition: no single deviation pays, on the path and after one, as payoffs add up with discounts."""
    for player, other in deviations(stage, path):
        once, after = stage.payoff(player, moved(path, player, other)), stage.payoff(player, answer)
        if stage.payoff(player, path) < (1 - discount) * once + discount * after + margin:
            return False
    return is_equilibrium(stage, answer)


def by_program(stage, discount, path, answer):
    """The least that is paid on the path, each payoff being raised at will: a dense program in floats."""
    shape, players = stage.shape, len(stage.shape)
    places = {one: k for k, one in enumerate(product(range(players), *map(range, shape)))}
    rows, bounds = [], []

    def demand(terms):
        row, gap = np.zeros(len(places)), 0.0
        for player, profile, weight in terms:
            row[places[(player, *profile)]] += weight
            gap -= weight * float(stage.payoff(player, profile))
        rows.append(-row)
        bounds.append(-gap)

    d = float(discount)
    for i, b in deviations(stage, path):
        demand([(i, path, 1), (i, moved(path, i, b), d - 1), (i, answer, -d)])
    for i, b in deviations(stage, answer):
        demand([(i, answer, 1), (i, moved(answer, i, b), -1)])
    found = linprog([float(place[1:] == path) for place in places], A_ub=np.array(rows), b_ub=bounds)
    assert found.status in (0, 2)
    return found.fun if found.status == 0 else None


small = st.lists(st.integers(-3, 3), min_size=8, max_size=8).map(
    lambda row: pg.NormalFormGame([[row[0:2], row[2:4]], [row[4:6], row[6:8]]])
)


@settings(max_examples=60)
@given(small, factors, st.integers(0, 3), st.integers(0, 3))
def test_payments_equal_a_linear_program_whatever_the_answer(game, discount, path, answer):
    profiles = [*product((0, 1), repeat=2)]
    path, answer = profiles[path], profiles[answer]
    found = pg.intervene(pg.RepeatedGame(game, discount), path, punishment=answer)
    found.verify()
    wanted = by_program(game, discount, path, answer)
    scale = max(1.0, *(abs(float(one)) for one in game.payoffs.ravel()))
    assert (found.cost is None) is (wanted is None)
    if found.cost is not None:
        assert float(found.cost) == pytest.approx(wanted, abs=1e-7 * scale)
        assert lasts(found.game.stage_game, discount, path, answer)
        assert found.game.discount == (discount, discount)


@settings(max_examples=60)
@given(games_of((3, 2)), factors, st.integers(0, 5), st.sampled_from([F(0), F(1, 3)]))
def test_an_equilibrium_that_answers_gives_a_closed_form(game, discount, place, margin):
    """Each is paid what the best deviation, and the answer after it, are worth more than the path."""
    path = [*product(range(3), range(2))][place]
    apart = [one for one in product(range(3), range(2)) if one[0] != path[0] and one[1] != path[1]]
    for answer in apart:  # else what is paid on the path tempts players away from the answer
        if not is_equilibrium(game, answer):
            continue
        found = pg.intervene(pg.RepeatedGame(game, discount), path, punishment=answer, margin=margin)
        lack = [
            max(
                (1 - discount) * game.payoff(player, moved(path, player, other))
                + discount * game.payoff(player, answer)
                + margin
                - game.payoff(player, path)
                for one, other in deviations(game, path)
                if one == player
            )
            for player in (0, 1)
        ]
        assert found.cost == sum(max(F(0), one) for one in lack)
        if found.cost == 0:
            assert lasts(game, discount, path, answer, margin)


@settings(max_examples=40)
@given(small, factors, st.integers(0, 3))
def test_without_an_answer_the_cheapest_of_all_is_taken(game, discount, place):
    profiles = [*product((0, 1), repeat=2)]
    costs = [by_program(game, discount, profiles[place], answer) for answer in profiles]
    found = pg.intervene(pg.RepeatedGame(game, discount), profiles[place])
    scale = max(1.0, *(abs(float(one)) for one in game.payoffs.ravel()))
    assert float(found.cost) <= min(one for one in costs if one is not None) + 1e-7 * scale
    found.verify()


@settings(max_examples=40)
@given(games_of((2, 2)), st.integers(0, 3), st.integers(0, 3))
def test_impatient_players_cost_what_they_cost_once(game, place, answer):
    profiles = [*product((0, 1), repeat=2)]
    found = pg.intervene(pg.RepeatedGame(game, 0), profiles[place], punishment=profiles[answer])
    once = pg.intervene(game, profiles[place])
    assert found.cost >= once.cost  # the answer has to be an equilibrium, too
    if is_equilibrium(game, profiles[answer]) or profiles[answer] == profiles[place]:
        assert found.cost == once.cost


def test_nothing_is_paid_from_the_critical_discount_on():
    threshold = pg.critical_discount(DILEMMA, (0, 0), punishment="grim").value
    assert threshold == F(1, 2)
    for discount, cost in ((F(1, 4), 1), (F(2, 5), F(2, 5)), (F(499, 1000), F(1, 250)), (F(1, 2), 0), (F(3, 4), 0)):
        found = pg.intervene(pg.RepeatedGame(DILEMMA, discount), (0, 0), payers="outside")
        assert found.cost == cost  # twice 1 - 2 d: what the deviation gains less what the answer costs
        assert bool(found.change) is (cost > 0)


def test_players_of_unlike_patience_are_paid_each_by_their_own():
    found = pg.intervene(pg.RepeatedGame(DILEMMA, ("1/4", "3/4")), ("trade", "buy"))
    assert (found.cost, [flow.player for flow, _ in found.change]) == (F(1, 2), [0])
    assert "a period" in found.explain()
    assert found.is_least_of_all  # nobody can be held below what the answer pays
    assert "however deviations are answered" in found.explain()
    assert found.warnings == ()


def test_a_harsher_answer_may_do_with_less():
    """To be answered by (1, 1) costs each 1 a period; being held to 0 by the other's third action would cost 3."""
    game = pg.NormalFormGame([[[3, 1, 0], [4, 2, 0], [0, 0, 0]], [[3, 4, 0], [1, 2, 0], [0, 0, 0]]])
    found = pg.intervene(pg.RepeatedGame(game, "1/4"), (0, 0), punishment=(1, 1))
    assert (found.cost, found.is_least_of_all) == (1, False)
    assert "another answer might do with less" in found.warnings[0]
    assert pg.intervene(pg.RepeatedGame(game, "1/4"), (0, 0)).cost == 0  # three losses of 3 outweigh a gain of 1


@settings(max_examples=40)
@given(small, factors, st.integers(0, 3))
def test_what_any_answer_costs_at_least_is_no_more_than_what_one_does(game, discount, place):
    path = [*product((0, 1), repeat=2)][place]
    found = pg.intervene(pg.RepeatedGame(game, discount), path)
    least = least_of_any_answer(found.question)
    assert least <= found.cost
    if not least:
        return
    try:
        threshold = pg.critical_discount(game, path)  # by optimal penal codes
    except pg.UnsupportedError:
        return
    patient = threshold.interval[1] if threshold.interval else threshold.exact
    assert patient is None or discount < patient  # payments are needed below the threshold alone


def test_sanctions_and_payers():
    game = pg.RepeatedGame(DILEMMA, "1/4")
    fined = pg.intervene(game, (0, 0), instruments="sanctions")
    assert fined.cost == F(4, 7)  # 4/7 off the deviation, 2/7 off the answer: 3/4 4/7 + 1/4 2/7 = 1/2 for each
    assert lasts(fined.game.stage_game, F(1, 4), (0, 0), (1, 1))
    bound = pg.intervene(game, (0, 0), payers=["US", "China"])
    assert bound.cost == 0
    assert lasts(bound.game.stage_game, F(1, 4), (0, 0), bound.question.reversion.answers[0])
    for found in (fined, bound):
        found.verify()


def test_a_budget_that_is_too_small_is_proven_to_be():
    found = pg.intervene(pg.RepeatedGame(DILEMMA, "1/4"), (0, 0), budget="1/3", punishment=(1, 1))
    assert found.cost is None
    found.verify()
    assert "no promises within the budget" in found.explain()
    assert pg.intervene(pg.RepeatedGame(DILEMMA, "1/4"), (0, 0), budget=1, punishment=(1, 1)).cost == 1


def test_forged_answers_are_refused():
    found = pg.intervene(pg.RepeatedGame(DILEMMA, "1/4"), (0, 0), punishment=(1, 1))
    (flow, amount), *rest = found.change
    question = found.question
    for forged in (
        replace(found, cost=found.cost / 2),
        replace(found, change=((flow, amount / 2), *rest)),
        replace(found, question=replace(question, reversion=Reversion((F(1, 5),) * 2, question.reversion.answers))),
        replace(found, question=replace(question, reversion=Reversion((F(1, 4),) * 2, ((0, 1), (0, 1))))),
        replace(found, question=replace(question, reversion=Reversion((F(1),) * 2, question.reversion.answers))),
        replace(found, question=replace(question, reversion=Reversion((F(1, 4),), question.reversion.answers))),
        replace(found, question=replace(question, reversion=None)),
        replace(found, least=replace(found.least, bound=found.cost * 2)),
        replace(found, least=replace(found.least, prices=())),
    ):
        with pytest.raises(pg.CertificateError):
            forged.verify()


def test_a_game_without_a_coin_stays_one():
    game = pg.RepeatedGame(DILEMMA, "1/4", public_randomization=False)
    found = pg.intervene(game, (0, 0))
    assert (found.cost, found.game.public_randomization) == (1, False)
    found.verify()
    again = intervention_from_dict(json.loads(json.dumps(found.to_dict())))
    assert again == found


def test_plain_data_holds_the_whole():
    for options in ({}, {"instruments": "both"}, {"payers": "US"}, {"punishment": "grim", "margin": "1/3"}):
        found = pg.intervene(pg.RepeatedGame(DILEMMA, ("1/4", "1/3")), (0, 0), **options)
        again = intervention_from_dict(json.loads(json.dumps(found.to_dict())))
        assert again == found
        again.verify()


REFUSED = {
    "dominant": ({"goal": "dominant"}, "UNSUPPORTED_TARGET", "target"),
    "unique": ({"goal": "unique", "margin": 1}, "UNSUPPORTED_TARGET", "target"),
    "by action": ({"payers": "US", "contingent": "action"}, "UNSUPPORTED_TARGET", "contingent"),
    "no profile": ({"punishment": (0, 7)}, "UNKNOWN_NAME", "punishment[1]"),
    "unknown option": ({"leader": 0}, "UNKNOWN_OPTION", "leader"),
}


@pytest.mark.parametrize(("options", "reason", "path"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_offered_is_refused_by_name(options, reason, path):
    with pytest.raises(pg.PolicyGamesError) as refused:
        pg.intervene(pg.RepeatedGame(DILEMMA, "1/4"), (0, 0), **options)
    assert (refused.value.reason, refused.value.path) == (reason, path)


def test_other_games_are_refused_with_advice():
    ends = pg.RepeatedGame(DILEMMA, "1/4", periods=3)
    paying = pg.RepeatedGame(DILEMMA, "1/4", transfers=True)
    for game in (ends, paying):
        with pytest.raises(pg.UnsupportedError, match="ask about the stage game"):
            pg.intervene(game, (0, 0))
    with pytest.raises(pg.UnsupportedError, match="the stage game"):
        pg.intervene(pg.RepeatedGame(DILEMMA, "1/4"), [["1/2", "1/2"], [1, 0]])
    pennies = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
    with pytest.raises(pg.UnsupportedError, match="punishment="):
        pg.intervene(pg.RepeatedGame(pennies, "1/4"), (0, 0), punishment="grim")
    with pytest.raises(pg.GameError):
        pg.intervene(pennies, (0, 0), punishment=(0, 0))
