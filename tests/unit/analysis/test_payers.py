"""What players promise one another: against a linear program over all promises that the definition allows."""

import json
from dataclasses import replace
from fractions import Fraction
from itertools import permutations

import numpy as np
import policygames as pg
import pytest
from policygames.games.interventions.flows import Flow
from policygames.results.intervention import intervention_from_dict
from policygames.results.payment_intervention import certified
from policygames.wire.payment_interventions import payment_intervention_message, read_payment_intervention
from scipy.optimize import linprog

TRADE = pg.NormalFormGame(
    [[[3, 1], [4, 2]], [[3, 4], [1, 2]]], ("United States", "China"), (("trade", "control"), ("buy", "boycott"))
)


def promises(shape, payers, contingent):
    """Every promise, from the definition: who pays whom, and the profiles in which it is due."""
    profiles = list(np.ndindex(*shape))
    for payer, taker in permutations(range(len(shape)), 2):
        if payer in payers and contingent == "profile":
            yield from ((payer, taker, {profile}) for profile in profiles)
        elif payer in payers:
            for who in (payer, taker):
                for action in range(shape[who]):
                    yield payer, taker, {profile for profile in profiles if profile[who] == action}


def deviations(shape, target, goal):
    """A player, what he is to play, and what he might: at the target alone, or whatever the others do."""
    for profile in [target] if goal == "equilibrium" else np.ndindex(*shape):
        for player, count in enumerate(shape):
            for other in range(count):
                if profile[player] == target[player] != other:
                    yield player, profile, (*profile[:player], other, *profile[player + 1 :])


def by_definition(payoffs, target, asked):
    """The least that is due at the target, or in any profile, by scipy; None where no promises will do."""
    shape = payoffs.shape[1:]
    allowed = list(promises(shape, asked["payers"], asked["contingent"]))

    def gained(player, profile):
        return [((taker == player) - (payer == player)) * (profile in due) for payer, taker, due in allowed]

    rows, ends = [], []
    for player, own, other in deviations(shape, target, asked["goal"]):
        rows.append([b - a for a, b in zip(gained(player, own), gained(player, other), strict=True)] + [0])
        ends.append(payoffs[(player, *own)] - payoffs[(player, *other)] - float(asked["margin"]))
    for profile in [target] if asked["cost"] == "paid" else np.ndindex(*shape):
        rows.append([int(profile in due) for _, _, due in allowed] + [-1])
        ends.append(0)
        for player, most in (asked["budget"] or {}).items():
            rows.append([int(profile in due and payer == player) for payer, _, due in allowed] + [0])
            ends.append(float(most))
    found = linprog([0] * len(allowed) + [1], A_ub=np.array(rows, float), b_ub=np.array(ends, float))
    return found.fun if found.success else None


def drawn(count, contingent, seed=11):
    generator = np.random.default_rng(seed)
    for _ in range(count):
        shape = [(2, 2), (2, 3), (2, 2, 2)][generator.integers(3)]
        payers = np.flatnonzero(generator.integers(0, 2, size=len(shape))).tolist() or [0]
        asked = {"goal": str(generator.choice(["equilibrium", "dominant"])), "contingent": contingent}
        asked |= {"cost": str(generator.choice(["paid", "promised"])), "payers": payers}
        asked |= {"margin": Fraction(int(generator.integers(2)), 2)}
        asked["budget"] = {p: int(generator.integers(3)) for p in payers} if generator.integers(3) == 0 else None
        target = tuple(int(generator.integers(n)) for n in shape)
        yield generator.integers(-4, 5, size=(len(shape), *shape)), target, asked


@pytest.mark.parametrize("contingent", ["profile", "action"])
def test_what_players_pay_one_another_equals_a_program_over_all_promises(contingent):
    for payoffs, target, asked in drawn(150, contingent):
        found = pg.intervene(pg.NormalFormGame(payoffs.tolist()), target, **asked)
        found.verify()
        wanted = by_definition(payoffs, target, asked)
        assert (found.cost is None) is (wanted is None), asked
        assert wanted is None or float(found.cost) == pytest.approx(wanted, abs=1e-7), asked


@pytest.mark.parametrize("goal", ["equilibrium", "dominant"])
def test_payers_bind_themselves_for_nothing_whatever_promises_depend_on(goal):
    found = pg.intervene(TRADE, ("trade", "buy"), payers=[0, 1], contingent="action", goal=goal)
    assert found.cost == 0
    assert found.change == ((Flow(0, False, 1, 1, True), 1), (Flow(1, False, 0, 1, True), 1))
    assert found.game.payoffs.tolist() == [
        [[3, 2], [3, 2]],
        [[3, 3], [2, 2]],
    ]  # who breaks the deal hands over its gain
    assert "China gets 1 from United States wherever United States plays “control”" in found.explain()


def test_a_strict_unique_outcome_is_cheaper_once_a_payer_can_bind_itself():
    asked = {"goal": "unique", "margin": "1/10", "contingent": "action"}
    alone, both = (pg.intervene(TRADE, ("trade", "buy"), payers=who, **asked) for who in ([0], [0, 1]))
    assert (alone.cost, both.cost) == (Fraction(11, 10), 0)  # China's temptation is 1; the payer's own costs nothing
    for found in (alone, both):
        found.verify()


def test_bonds_are_read_back_from_plain_data_and_messages():
    found = pg.intervene(TRADE, ("trade", "buy"), payers="United States", contingent="action")
    assert any(flow.bond for flow, _ in found.change)
    assert intervention_from_dict(json.loads(json.dumps(found.to_dict()))) == found
    assert read_payment_intervention(payment_intervention_message(found), TRADE) == found


def test_a_proof_that_forgets_bonds_is_refused():
    outside = pg.intervene(TRADE, ("trade", "buy"), contingent="action")
    assert outside.cost == 2
    question = replace(outside.question, terms=replace(outside.question.terms, payers=(0, 1)))
    paid = tuple((replace(flow, payer=1 - flow.player), amount) for flow, amount in outside.change)
    certificate = certified(question, paid, ())  # it works, but something cheaper does too
    with pytest.raises(pg.CertificateError) as refused:
        replace(outside, question=question, change=paid, certificate=certificate).verify()
    assert refused.value.path == "least"


def test_a_bond_of_nobody_is_refused():
    found = pg.intervene(TRADE, ("trade", "buy"), payers=[0, 1], contingent="action")
    message = payment_intervention_message(found)
    message.change[0].ClearField("payer")
    with pytest.raises(pg.GameError, match="nobody") as refused:
        read_payment_intervention(message, TRADE)
    assert refused.value.reason == "BAD_RESULT"


def by_orders(payoffs, target, asked):
    """Of two actions each: the least cost over all orders in which players drop the action that is not the target's."""
    shape = payoffs.shape[1:]
    allowed = list(promises(shape, asked["payers"], asked["contingent"]))
    costs = []
    for order in permutations(range(len(shape))):
        rows, ends = [], []
        for place, player in enumerate(order):
            dropped = set(order[:place])
            for own in np.ndindex(*shape):
                if own[player] != target[player] or any(own[one] != target[one] for one in dropped):
                    continue
                other = (*own[:player], 1 - own[player], *own[player + 1 :])
                gains = [
                    ((taker == player) - (payer == player)) * ((other in due) - (own in due))
                    for payer, taker, due in allowed
                ]
                rows.append([*gains, 0])
                ends.append(payoffs[(player, *own)] - payoffs[(player, *other)] - float(asked["margin"]))
        for profile in [target] if asked["cost"] == "paid" else np.ndindex(*shape):
            rows.append([*(int(profile in due) for _, _, due in allowed), -1])
            ends.append(0)
        found = linprog([0] * len(allowed) + [1], A_ub=np.array(rows, float), b_ub=np.array(ends, float))
        costs += [found.fun] if found.success else []
    return min(costs, default=None)


@pytest.mark.parametrize("contingent", ["profile", "action"])
def test_a_unique_outcome_among_payers_equals_the_cheapest_order_of_all_programs(contingent):
    generator = np.random.default_rng(29)
    for _ in range(60):
        shape = [(2, 2), (2, 2, 2)][generator.integers(2)]
        payoffs = generator.integers(-4, 5, size=(len(shape), *shape))
        payers = np.flatnonzero(generator.integers(0, 2, size=len(shape))).tolist() or [1]
        asked = {"margin": Fraction(1, 2), "payers": payers, "contingent": contingent}
        asked["cost"] = str(generator.choice(["paid", "promised"]))
        target = tuple(int(generator.integers(n)) for n in shape)
        wanted = by_orders(payoffs, target, asked)
        found = pg.intervene(pg.NormalFormGame(payoffs.tolist()), target, goal="unique", **asked)
        found.verify()
        assert (found.cost is None) is (wanted is None), asked
        assert wanted is None or float(found.cost) == pytest.approx(wanted, abs=1e-7), asked
