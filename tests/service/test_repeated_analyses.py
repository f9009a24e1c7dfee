"""What a server says about repeated games is what is said here: sets, sweeps, thresholds, minmax, side payments."""

from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import pure_profiles_of, tied_games_of

DILEMMA = pg.NormalFormGame([[["3", "4/3"], [4, 2]], [["3", 4], ["4/3", 2]]], ("US", "China"))
GAME = pg.RepeatedGame(DILEMMA, "3/5")
DUOPOLY = pg.NormalFormGame(
    [[[own * max(40 - own - other, 0) for other in range(24)] for own in range(24)],
     [[own * max(40 - own - other, 0) for own in range(24)] for other in range(24)]]
)  # fmt: skip
THREE = pg.NormalFormGame([[[[1, 0], [0, 0]], [[0, 0], [0, 1]]]] * 3)


@settings(max_examples=10)
@given(stage=tied_games_of((2, 2)), discount=st.sampled_from([0, "1/3", "1/2", "9/10"]))
def test_sets_of_payoffs(client, stage, discount):
    game = pg.RepeatedGame(stage, discount)
    there = client.solve(game, "subgame_perfect")
    assert there == pg.solve(game, "subgame_perfect")
    assert client.verify(there) == there.verify()


def test_strategies_are_made_here_for_payoffs_that_come_from_there(client):
    there = client.solve(GAME, "subgame_perfect")
    assert there.payoff_set.strategy_for((3, 3)).exact_payoffs("3/5") == (3, 3)


def test_sets_without_proofs(client):
    there, here = (where.solve(GAME, "subgame_perfect", certify=False) for where in (client, pg))
    assert there == here
    assert there.warnings == here.warnings


@pytest.mark.parametrize("certify", [True, False])
def test_sweeps(client, certify):
    there, here = (
        where.solve(GAME, "subgame_perfect", discounts=[0, "1/2", 0.9], certify=certify) for where in (client, pg)
    )
    assert list(there) == list(here)
    assert there.offsets.tolist() == here.offsets.tolist()
    assert there.vertices.tolist() == here.vertices.tolist()


def test_a_sweep_that_runs_out_of_time_holds_what_was_solved(client):
    sweep = client.solve(pg.RepeatedGame(DUOPOLY, 0), "subgame_perfect", discounts=[0.5] * 600, deadline=2)
    reasons = [one.termination.reason for one in sweep]
    assert (len(reasons), reasons[0], reasons[-1]) == (600, "COMPLETED", "DEADLINE")


MISTAKES = {
    "no such factor": lambda where: where.solve(GAME, "subgame_perfect", discounts=[0.5, 1.7]),
    "no list of factors": lambda where: where.solve(GAME, "subgame_perfect", discounts=0.5),
    "factors of a one-shot game": lambda where: where.solve(DILEMMA, "nash", discounts=[0.5]),
    "unknown player": lambda where: where.minmax(DILEMMA, "Japan"),
    "unknown strategies": lambda where: where.minmax(DILEMMA, "US", "correlated"),
    "folk set of a repeated game": lambda where: where.folk_set(GAME),
    "schedule of a repeated game": lambda where: where.transfer_schedule(GAME),
    "unknown punishment": lambda where: where.critical_discount(DILEMMA, (0, 0), punishment="mild"),
    "path that leads nowhere": lambda where: where.critical_discount(DILEMMA, [(0, 0), (0, 7)]),
}


@pytest.mark.parametrize("ask", MISTAKES.values(), ids=MISTAKES)
def test_mistakes_are_answered_alike(client, ask):
    with pytest.raises(pg.PolicyGamesError) as here:
        ask(pg)
    with pytest.raises(type(here.value)) as there:
        ask(client)
    assert (there.value.reason, there.value.path.removeprefix("request.")) == (here.value.reason, here.value.path)


QUESTIONS = [
    {"punishment": "optimal"},
    {"punishment": "grim"},
    {"transfers": True},
]


@pytest.mark.parametrize("options", QUESTIONS)
def test_thresholds(client, options):
    there, here = (where.critical_discount(DILEMMA, (0, 0), **options) for where in (client, pg))
    assert there == here
    assert there.explain() == here.explain()
    there.verify()


@settings(max_examples=10)
@given(stage=tied_games_of((2, 2)), data=st.data())
def test_optimal_thresholds_and_those_with_transfers(client, stage, data):
    path = data.draw(pure_profiles_of(stage))
    for transfers in (False, True):
        there, here = (where.critical_discount(stage, path, transfers=transfers) for where in (client, pg))
        assert there == here


@pytest.mark.parametrize("punishment", ["optimal", "grim"])
def test_thresholds_of_paths(client, punishment):
    there, here = (where.critical_discount(DILEMMA, [(0, 0), (1, 1)], punishment=punishment) for where in (client, pg))
    assert there == here
    there.verify()


@pytest.mark.parametrize("game", [DILEMMA, THREE])
@pytest.mark.parametrize("strategies", ["pure", "mixed"])
def test_minmax_payoffs_and_folk_sets(client, game, strategies):
    for ask in (lambda where: where.minmax(game, 0, strategies), lambda where: where.folk_set(game, strategies)):
        there, here = ask(client), ask(pg)
        assert there == here
        there.verify()


def test_transfer_schedules(client):
    there, here = client.transfer_schedule(DILEMMA), pg.transfer_schedule(DILEMMA)
    assert there == here
    there.verify()
    assert there[-1].joint_maximum == Fraction(6)


NOISE = pg.PublicMonitoring(("good", "bad"), [[["9/10", "1/10"], ["1/2", "1/2"]], [["1/2", "1/2"], ["1/5", "4/5"]]])


def test_limits_under_noise(client):
    noisy = pg.RepeatedGame(DILEMMA, "9/10", NOISE)
    there, here = client.limit_payoffs(noisy), pg.limit_payoffs(noisy)
    assert there == here
    assert there.explain() == here.explain()
    there.verify()


@pytest.mark.parametrize("concept", ["public_perfect", "strongly_symmetric"])
def test_equilibria_under_noise(client, concept):
    alike = pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 4], [1, 2]]])
    noisy = pg.RepeatedGame(alike, "9/10", NOISE)
    there, here = client.solve(noisy, concept, deadline=60), pg.solve(noisy, concept)
    assert there == here
    there.verify()


STRATEGIES = {
    "grim": pg.automaton("grim", DILEMMA, path=(0, 0)),
    "knife edge": pg.automaton("tit_for_tat", DILEMMA, path=(0, 0)),
    "irrational": pg.automaton("grim", DILEMMA, path=[(0, 0), (1, 1)]),
    "under noise": pg.automaton(
        game=DILEMMA,
        monitoring=NOISE,
        start="good",
        play={"good": (0, 0), "bad": (1, 1)},
        moves={("good", "good"): "good", ("good", "bad"): "bad", ("bad", "good"): "bad", ("bad", "bad"): "bad"},
    ),
}


@pytest.mark.parametrize("strategy", STRATEGIES.values(), ids=STRATEGIES)
def test_strategies_are_checked_alike(client, strategy):
    for discount in ("1/5", "1/2", ("3/4", "9/10")):
        assert client.check_strategy(strategy, discount) == strategy.check(discount)
    assert client.strategy_discounts(strategy) == strategy.discounts()


def test_a_bad_discount_factor_of_a_strategy_is_refused(client):
    with pytest.raises(pg.GameError, match="allowed"):
        client.check_strategy(STRATEGIES["grim"], "1.7")
