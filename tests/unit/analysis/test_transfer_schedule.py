"""Side payments at all discount factors: published games, all sets of profiles tried, laws, wrong proofs refused."""

from dataclasses import replace
from fractions import Fraction
from itertools import chain, combinations, pairwise, product

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.results.transfer_schedule import TransferSchedule
from strategies import filled, games, shapes

ABREU = pg.NormalFormGame.from_bimatrix(
    [[10, 3, 0], [15, 7, -4], [7, 5, -15]], [[10, 15, 7], [3, 7, 5], [0, -4, -15]], None, [["L", "M", "H"]] * 2
)
PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]], ["R", "C"], [["cooperate", "defect"]] * 2)
PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
DISCOUNTS = [Fraction(k, 12) for k in range(12)] + [Fraction(99, 100), Fraction(1, 3) - Fraction(1, 10**9)]


def facts(game):
    """By profile its joint payoff, and what each player's best reply pays there."""
    cells = list(product(*map(range, game.shape)))
    joint = {cell: sum(game.payoffs[(player, *cell)] for player in range(len(cell))) for cell in cells}
    best = {
        cell: [
            max(game.payoffs[(player, *cell[:player], action, *cell[player + 1 :])] for action in range(count))
            for player, count in enumerate(game.shape)
        ]
        for cell in cells
    }
    return joint, best


def sustains(chosen, joint, best):
    """Joint maximum and punishments of a set of profiles."""
    return max(joint[a] for a in chosen), tuple(map(min, zip(*(best[a] for a in chosen), strict=True)))


def enforceable(cell, discount, found, joint, best):
    """Whether all best deviations together gain no more than the punishments cost from the next period on."""
    top, worst = found
    return (1 - discount) * (sum(best[cell]) - joint[cell]) <= discount * (top - sum(worst))


def by_all_sets(game, discount):
    """What the union of all sets of profiles that enforce themselves sustains, every set being tried."""
    joint, best = facts(game)
    sets = chain.from_iterable(combinations(joint, size) for size in range(1, len(joint) + 1))
    good = {
        cell
        for chosen in sets
        for found in [sustains(chosen, joint, best)]
        if all(enforceable(cell, discount, found, joint, best) for cell in chosen)
        for cell in chosen
    }
    return sustains(good, joint, best) if good else None


def by_shrinking(game, discount):
    """The same by taking out what is not enforceable, until all is."""
    joint, best = facts(game)
    chosen = list(joint)
    while chosen:
        found = sustains(chosen, joint, best)
        fewer = [cell for cell in chosen if enforceable(cell, discount, found, joint, best)]
        if len(fewer) == len(chosen):
            return found
        chosen = fewer
    return None


def sustained(step):
    """What a step says is sustained."""
    return None if step is None else (step.joint_maximum, step.punishments)


@given(games(st.integers(2, 3), most=2))
def test_each_step_is_what_all_sets_of_profiles_sustain(game):
    schedule = pg.transfer_schedule(game)
    for discount in (*DISCOUNTS[::3], *(step.discount for step in schedule)):
        assert sustained(schedule.at(discount)) == by_all_sets(game, discount)


@given(shapes(st.integers(2, 4), most=4).flatmap(lambda shape: st.tuples(st.just(shape), st.integers(0, 2**32))))
def test_each_step_is_what_is_left_when_profiles_are_taken_out(drawn):
    shape, seed = drawn
    random = np.random.default_rng(seed)
    game = pg.NormalFormGame(random.integers(-3, random.choice([3, 10, 10**6]), (len(shape), *shape)))
    schedule = pg.transfer_schedule(game)
    schedule.verify()
    hairs = [step.discount - Fraction(1, 10**12) for step in schedule if step.discount]
    for discount in (*DISCOUNTS, *(step.discount for step in schedule), *hairs):
        assert sustained(schedule.at(discount)) == by_shrinking(game, discount)


@given(games(st.integers(2, 3)))
def test_every_schedule_can_be_proven_again(game):
    schedule = pg.transfer_schedule(game)
    schedule.verify()
    assert all(low.discount < high.discount for low, high in pairwise(schedule))
    assert all(sustained(low) != sustained(high) for low, high in pairwise(schedule))
    assert schedule.explain()


@given(games(st.integers(2, 3)), st.data())
def test_the_payments_named_leave_nobody_a_reason_to_deviate(game, data):
    schedule = pg.transfer_schedule(game)
    joint, best = facts(game)
    for step in schedule:
        discount = data.draw(st.sampled_from([step.discount, (1 + step.discount) / 2]))
        step = schedule.at(discount)  # noqa: PLW2901 - that of the discount factor
        plan = schedule.payments(discount)
        paid = list(game.payoffs[(slice(None), *plan.path)])
        for payment in plan.each_period:
            paid[game.players.index(payment.payer)] -= payment.amount
            paid[game.players.index(payment.receiver)] += payment.amount
        assert sum(paid) == step.joint_maximum == joint[plan.path]
        for player, kept in enumerate(paid):
            stays = (1 - discount) * game.payoffs[(player, *plan.path)] + discount * kept
            leaves = (1 - discount) * best[plan.path][player] + discount * step.punishments[player]
            assert kept >= step.punishments[player] and stays >= leaves
        plan.verify()


@given(games(st.integers(2, 3)))
def test_strategies_attain_what_a_step_says(game):
    """Simple strategies of Goldlücke and Kranz, built here: nobody gains by one deviation in play or in payment.

    A path, and per player an answer that is played once after he deviates; each leads to payoffs w at the start of the
    next period, which payments and the path then give. Whoever deviates next gets the payoff v of his punishment.
    """
    _, best = facts(game)
    for step in pg.transfer_schedule(game):
        d, worst, players = step.discount, step.punishments, range(len(game.shape))
        if d == 0:
            continue
        starts = {}
        for culprit, names in enumerate((*step.answers, step.path)):
            cell = game.pure_profile(names)
            now = [game.payoffs[(player, *cell)] for player in players]
            later = [worst[i] + (1 - d) / d * (best[cell][i] - now[i]) for i in players]
            left = step.joint_maximum - sum(later)
            assert left >= 0  # the path's sum pays for everybody's reason to stay
            later[culprit == 0] += left  # to somebody who is not the culprit
            starts[culprit] = [(1 - d) * now[i] + d * later[i] for i in players]
            for i in players:
                assert later[i] >= worst[i]  # else he would rather not pay what leads there
                assert starts[culprit][i] >= (1 - d) * best[cell][i] + d * worst[i]
        assert [starts[i][i] for i in players] == list(worst)
        assert sum(starts[len(players)]) == step.joint_maximum


def test_any_split_that_leaves_the_punishments_can_be_paid():
    plan = pg.transfer_schedule(ABREU).payments("1/3", payoffs=("1/2", 15))
    plan.verify()
    assert plan.payoffs == (Fraction(1, 2), 15)
    assert sum(one.amount for one in plan.at_first if one.receiver is None) == Fraction(9, 2) / (1 - Fraction(1, 3))
    for payoffs, reason in (((-1, 5), "OPTION_RANGE"), ((15, 6), "OPTION_RANGE"), ((1,), "SHAPE_DATA_MISMATCH")):
        with pytest.raises(pg.GameError) as caught:
            pg.transfer_schedule(ABREU).payments("1/3", payoffs=payoffs)
        assert (caught.value.reason, caught.value.path) == (reason, "payoffs")


def test_the_game_of_abreu():
    """The 3x3 game of Abreu, Econometrica 56 (1988) 383-396, as in section 3 of the toolbox of Kranz (2012).

    By hand: (M, M) is the stage equilibrium; (M, H) holds player 0 to 0 and needs 0 + 7 - 1 = 6, with (L, M) in the set
    6 / (6 + 18); (L, L) needs 15 + 15 - 20 = 10, 10 / (10 + 20).
    """
    schedule = pg.transfer_schedule(ABREU)
    assert [(s.discount, s.joint_maximum, s.punishments) for s in schedule] == [
        (0, 14, (7, 7)),
        (Fraction(1, 4), 18, (0, 0)),
        (Fraction(1, 3), 20, (0, 0)),
    ]
    assert schedule[-1].path == ("L", "L")
    schedule.verify()


def test_the_prisoners_dilemma():
    """Both defect: gains 1 and 1; together they lose 4 - 2: 2 (1 - d) <= 2 d, so d >= 1/2."""
    schedule = pg.transfer_schedule(PD)
    steps = [(step.discount, step.joint_maximum, step.punishments) for step in schedule]
    assert steps == [(0, 2, (1, 1)), (Fraction(1, 2), 4, (1, 1))]
    assert "nobody pays anybody" in schedule.explain()


def test_nothing_is_enforceable_in_matching_pennies():
    schedule = pg.transfer_schedule(PENNIES)
    assert (len(schedule), schedule.at(0), schedule.at("99/100"), schedule.payments("1/2")) == (0, None, None, None)
    schedule.verify()
    assert "no profile" in schedule.explain()


def test_no_equilibrium_without_patience_is_said():
    """Pennies, and an action that leaves the other -5: both play it at a liquidity of 12 - 10, and 2 / (2 + 10)."""
    own = [[1, -1, -5], [-1, 1, -5], [-5, -5, -6]]
    other = [[-1, 1, -5], [1, -1, -5], [-5, -5, -6]]
    schedule = pg.transfer_schedule(pg.NormalFormGame.from_bimatrix(own, other))
    assert [(s.discount, s.joint_maximum, s.punishments) for s in schedule] == [(Fraction(1, 6), 0, (-5, -5))]
    assert schedule.at(0) is None
    assert "there is no equilibrium in pure actions" in schedule.explain()


@given(games(st.integers(2, 3)), st.fractions(Fraction(1, 9), 9), st.lists(st.fractions(-9, 9), min_size=3, max_size=3))
def test_a_common_scale_and_shifts_move_payoffs_but_no_discount_factor(game, scale, shifts):
    shifted = [scale * one + shift for one, shift in zip(game.payoffs, shifts, strict=False)]
    moved = pg.transfer_schedule(pg.NormalFormGame([one.tolist() for one in shifted]))
    used = shifts[: len(game.shape)]
    for step, other in zip(pg.transfer_schedule(game), moved, strict=True):
        assert other.discount == step.discount
        assert other.joint_maximum == scale * step.joint_maximum + sum(used)
        assert other.punishments == tuple(scale * v + b for v, b in zip(step.punishments, used, strict=True))


@given(games(st.just(3)), st.permutations(range(3)))
def test_relabelled_players_have_the_same_schedule(game, order):
    turned = [game.payoffs[player].transpose(order).tolist() for player in order]
    moved = pg.transfer_schedule(pg.NormalFormGame(turned))
    for step, other in zip(pg.transfer_schedule(game), moved, strict=True):
        assert (other.discount, other.joint_maximum) == (step.discount, step.joint_maximum)
        assert other.punishments == tuple(step.punishments[player] for player in order)


def test_numbers_too_long_for_words_give_the_same_steps():
    big, one = 2**70, pg.transfer_schedule(ABREU)
    large = pg.NormalFormGame([[[int(x) * big for x in row] for row in rows] for rows in ABREU.payoffs])
    assert [(s.discount, s.joint_maximum / big) for s in pg.transfer_schedule(large)] == [
        (s.discount, s.joint_maximum) for s in one
    ]
    edge = pg.NormalFormGame(np.where(ABREU.floats > 0, ABREU.floats * 2.0**59, ABREU.floats))
    schedule = pg.transfer_schedule(edge)
    schedule.verify()
    assert sustained(schedule.at("1/2")) == by_shrinking(edge, Fraction(1, 2))


def test_ties_in_liquidity_enter_together():
    """Two profiles need 2: one raises the sum, the other lowers a punishment; apart neither would do so early."""
    rng = np.random.default_rng(5)
    for _ in range(300):
        game = pg.NormalFormGame(rng.integers(0, 2, (2, 3, 3)))
        schedule = pg.transfer_schedule(game)
        for discount in [step.discount for step in schedule] + DISCOUNTS[::4]:
            assert sustained(schedule.at(discount)) == by_shrinking(game, discount)


WRONG = [
    lambda s: replace(s, discount=s.discount - Fraction(1, 10**9)),
    lambda s: replace(s, discount=s.discount + Fraction(1, 10**9)),
    lambda s: replace(s, joint_maximum=s.joint_maximum + 1),
    lambda s: replace(s, punishments=(s.punishments[0], s.punishments[1] - 1)),
    lambda s: replace(s, path=("H", "H")),
    lambda s: replace(s, answers=s.answers[:1]),
    lambda s: replace(s, answers=(("L", "L"), ("L", "L"))),
]


@pytest.mark.parametrize("place", [1, 2])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_step_is_refused(wrong, place):
    steps = list(pg.transfer_schedule(ABREU))
    steps[place] = wrong(steps[place])
    with pytest.raises(pg.CertificateError):
        TransferSchedule(ABREU, tuple(steps)).verify()


@pytest.mark.parametrize("left", [(), (0,), (1, 2), (0, 2), (0, 1), (0, 1, 1, 2), (2, 1, 0)])
def test_a_missing_or_repeated_step_is_refused(left):
    steps = pg.transfer_schedule(ABREU)
    with pytest.raises(pg.CertificateError):
        TransferSchedule(ABREU, tuple(steps[place] for place in left)).verify()


def test_a_schedule_of_another_game_is_refused():
    with pytest.raises(pg.CertificateError):
        replace(pg.transfer_schedule(PD), game=PENNIES).verify()


WRONG_PLANS = [
    lambda plan: replace(plan, each_period=()),
    lambda plan: replace(plan, discount=plan.discount - Fraction(1, 10**9)),
    lambda plan: replace(plan, discount=Fraction(0)),
    lambda plan: replace(plan, discount=Fraction(1)),
    lambda plan: replace(plan, punishments=(Fraction(-1), Fraction(0))),
    lambda plan: replace(plan, each_period=(replace(plan.each_period[0], payer="Nobody"),)),
    lambda plan: replace(plan, each_period=(replace(plan.each_period[0], amount=Fraction(-9)),)),
    lambda plan: replace(plan, at_first=(replace(plan.each_period[0], amount=Fraction(9)),)),
    lambda plan: replace(plan, path=(2, 2)),
]


@pytest.mark.parametrize("wrong", WRONG_PLANS)
def test_a_wrong_plan_is_refused(wrong):
    plan = pg.transfer_schedule(ABREU).payments("1/4")
    plan.verify()
    with pytest.raises(pg.CertificateError):
        wrong(plan).verify()


@pytest.mark.parametrize("discount", [1, -1, "1.7", "nan", (1, 2), None])
def test_a_discount_factor_out_of_range_is_refused(discount):
    with pytest.raises(pg.GameError) as caught:
        pg.transfer_schedule(PD).at(discount)
    assert caught.value.path == "discount"


def test_only_normal_form_games_are_taken():
    with pytest.raises(pg.GameError, match="NormalFormGame"):
        pg.transfer_schedule(pg.RepeatedGame(PD, "1/2"))


def test_it_is_written_as_plain_data():
    data = pg.transfer_schedule(ABREU).to_dict()
    assert data["steps"][1]["discount"] == "1/4"
    assert filled([1, 2], (1, 1)).players == pg.transfer_schedule(filled([1, 2], (1, 1))).game.players
