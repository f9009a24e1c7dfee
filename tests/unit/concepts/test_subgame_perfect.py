"""The certifier of subgame perfection, fed right and wrong automata, against deviations of several periods."""

from fractions import Fraction
from itertools import product
from math import prod

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import Certificate, Deviation, Kind, Refusal
from policygames.concepts.subgame_perfect import certify
from policygames.games.grim import grim, worst_pure_equilibria
from strategies import DISCOUNTS, automata_of, games
from textbook import expected_payoff, pure, replaced, solved_by_elimination

PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]], actions=[["C", "D"]] * 2)
CELLS = list(product(range(2), range(2)))


def mixed(game, profile):
    """A profile of an automaton as distributions."""
    return (
        profile
        if isinstance(profile[0], tuple)
        else tuple(pure(a, n) for a, n in zip(profile, game.shape, strict=True))
    )


def next_states(game, automaton, state, profile):
    """The probability of each next state when a mixed profile is played."""
    chances = dict.fromkeys(automaton.plan, Fraction(0))
    for cell in product(*map(range, game.shape)):
        seen = prod(s[a] for s, a in zip(profile, cell, strict=True))
        for to, chance in automaton.transitions[state, cell]:
            chances[to] += seen * chance
    return chances


def values_by_definition(repeated, automaton, player):
    """V = (1 - d) g + d T V for one player, solved by elimination."""
    game, d, states = repeated.stage_game, repeated.discount[player], list(automaton.plan)
    rows = []
    for state in states:
        profile = mixed(game, automaton.plan[state])
        after = next_states(game, automaton, state, profile)
        left = [Fraction(state == other) - d * after[other] for other in states]
        rows.append([*left, (1 - d) * expected_payoff(game.payoffs, player, profile)])
    return dict(zip(states, solved_by_elimination(rows), strict=True))


def best_value(repeated, automaton, player, worth):
    """The most that each state is worth to a player who may deviate now and has `worth` afterwards."""
    game, d, best = repeated.stage_game, repeated.discount[player], {}
    for state in automaton.plan:
        options = []
        for action in range(game.shape[player]):
            profile = replaced(mixed(game, automaton.plan[state]), player, pure(action, game.shape[player]))
            after = next_states(game, automaton, state, profile)
            later = sum(chance * worth[to] for to, chance in after.items())
            options.append((1 - d) * expected_payoff(game.payoffs, player, profile) + d * later)
        best[state] = max(options)
    return best


def reached(automaton, game):
    """All states that some history of play, deviations included, leads to."""
    states = {state for state, _ in automaton.starts}
    while True:
        moves = [automaton.transitions[state, cell] for state in states for cell in product(*map(range, game.shape))]
        further = states | {to for lottery in moves for to, _ in lottery}
        if further == states:
            return states
        states = further


def is_perfect(repeated, automaton, periods):
    """Whether no player gains by deviating in the next so many periods, from any state that can be reached."""
    for player in range(len(repeated.players)):
        worth = best = values_by_definition(repeated, automaton, player)
        for _ in range(periods):
            best = best_value(repeated, automaton, player, best)
        if any(best[state] > worth[state] for state in reached(automaton, repeated.stage_game)):
            return False
    return True


REPEATED = games(st.integers(2, 3), 2).flatmap(
    lambda game: st.lists(DISCOUNTS, min_size=len(game.shape), max_size=len(game.shape)).map(
        lambda d: pg.RepeatedGame(game, d)
    )
)


@given(REPEATED, st.data())
def test_it_holds_exactly_where_no_deviation_of_up_to_three_periods_pays(repeated, data):
    automaton = data.draw(automata_of(repeated.stage_game))
    assert isinstance(certify(repeated, automaton), Certificate) is is_perfect(repeated, automaton, 3)


@given(REPEATED, st.integers(1, 2))
def test_it_holds_for_grim_strategies_exactly_where_no_deviation_pays(repeated, periods):
    punishments = worst_pure_equilibria(repeated.stage_game)
    for path in product(*map(range, repeated.stage_game.shape)) if punishments else ():
        automaton = grim(repeated.stage_game, path, punishments)
        assert isinstance(certify(repeated, automaton), Certificate) is is_perfect(repeated, automaton, periods)


@given(REPEATED, st.data())
def test_a_refusal_names_a_state_and_the_gain_of_one_deviation_there(repeated, data):
    automaton = data.draw(automata_of(repeated.stage_game))
    verdict = certify(repeated, automaton)
    if isinstance(verdict, Refusal):
        player, state = verdict.deviation.player, verdict.deviation.state
        worth = values_by_definition(repeated, automaton, player)
        assert verdict.deviation.gain == best_value(repeated, automaton, player, worth)[state] - worth[state] > 0
        assert state in reached(automaton, repeated.stage_game)


def always(profile):
    """Plays one profile whatever happens."""
    return pg.Automaton("s", {"s": profile}, {("s", cell): "s" for cell in CELLS})


TIT_FOR_TAT = pg.Automaton(
    "00",
    {f"{a}{b}": (b, a) for a, b in CELLS},
    {(f"{a}{b}", cell): f"{cell[0]}{cell[1]}" for a, b in CELLS for cell in CELLS},
)


@pytest.mark.parametrize("discount", ["1/3", "1/2", "9/10"])
def test_tit_for_tat_is_perfect_on_a_knife_edge_only(discount):
    # 3, 0, 3, 0, … for 2, 2, 2, …: 3 = 2 + 2d at d = 1/2, and 3 / (1 + d) = 2; Kalai, Samet and Stanford (1988)
    assert isinstance(certify(pg.RepeatedGame(PD, discount), TIT_FOR_TAT), Certificate) is (discount == "1/2")


def test_cooperation_needs_a_discount_factor_of_a_seventh_and_not_a_hair_less():
    game = pg.NormalFormGame([[[13, 0], [14, 7]], [[13, 14], [0, 7]]])
    automaton = grim(game, (0, 0), worst_pure_equilibria(game))
    holds = certify(pg.RepeatedGame(game, "1/7"), automaton)
    assert (holds.concept, holds.kind, holds.slack) == ("subgame_perfect", Kind.EXACT, 0)
    less = certify(pg.RepeatedGame(game, Fraction(1, 7) - Fraction(1, 10**9)), automaton)
    assert less.deviation == Deviation(0, 1, Fraction(7, 10**9), "path")


def test_the_least_patient_player_decides():
    automaton = grim(PD, (0, 0), worst_pure_equilibria(PD))
    assert isinstance(certify(pg.RepeatedGame(PD, ["1/2", "9/10"]), automaton), Certificate)
    assert certify(pg.RepeatedGame(PD, ["9/10", "1/3"]), automaton).deviation.player == 1


def test_a_threat_that_nobody_would_carry_out_is_refused_though_it_is_off_the_path():
    sucker = {"punish 0": (0, 1), "punish 1": (1, 0)}
    credible = grim(PD, (0, 0), worst_pure_equilibria(PD))
    verdict = certify(
        pg.RepeatedGame(PD, "9/10"),
        pg.Automaton("path", {"path": (0, 0), **sucker}, {key: dict(lottery) for key, lottery in credible.moves}),
    )
    assert verdict.deviation == Deviation(0, 1, Fraction(1, 10), "punish 0")


def test_states_that_no_history_reaches_do_not_matter():
    bad = {("bad", cell): "bad" for cell in CELLS}
    moves = {("s", cell): "s" for cell in CELLS} | bad
    assert isinstance(
        certify(pg.RepeatedGame(PD, "1/2"), pg.Automaton("s", {"s": (1, 1), "bad": (0, 0)}, moves)), Certificate
    )
    unseen = moves | {("s", (7, 7)): "bad", ("s", "rumour"): "bad"}
    assert isinstance(
        certify(pg.RepeatedGame(PD, "1/2"), pg.Automaton("s", {"s": (1, 1), "bad": (0, 0)}, unseen)), Certificate
    )


def test_mixed_play_is_certified_exactly():
    pennies = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
    half = [["1/2", "1/2"], ["1/2", "1/2"]]
    certificate = certify(pg.RepeatedGame(pennies, "2/3"), always(half))
    assert certificate.slack is None
    verdict = certify(pg.RepeatedGame(pennies, "2/3"), always([["1/2", "1/2"], ["1/3", "2/3"]]))
    assert verdict.deviation == Deviation(0, 1, Fraction(1, 9), "s")


def test_a_lottery_over_states_counts_by_its_probabilities():
    def punishing(chance):
        after = {"c": 1 - chance, "d": chance}
        moves = {("c", cell): "c" if cell == (0, 0) else after for cell in CELLS} | {("d", cell): "d" for cell in CELLS}
        return pg.Automaton("c", {"c": (0, 0), "d": (1, 1)}, moves)

    # a deviation gains (1 - d) · 1 and costs d · p · 1: at d = 3/4 it does not pay from p = 1/3 on
    third = Fraction(1, 3)
    assert certify(pg.RepeatedGame(PD, "3/4"), punishing(third)).slack == 0
    assert isinstance(certify(pg.RepeatedGame(PD, "3/4"), punishing(third - Fraction(1, 10**20))), Refusal)


MALFORMED = [
    None,
    "grim",
    (0, 0),
    ((Fraction(1), Fraction(0)),) * 2,
    always((0, 2)),
    always((0,)),
    always([["1/2", "1/2"], [1]]),
    always([["1/2", "1/3"], [1, 0]]),
    pg.Automaton("s", {"s": (0, 0)}, {("s", cell): "s" for cell in CELLS[:3]}),
    pg.Automaton("s", {"s": (0, 0)}, {}),
    pg.Automaton("s", {"s": (1, 1)}, {("s", "good"): "s"}),
]


@pytest.mark.parametrize("candidate", MALFORMED, ids=range(len(MALFORMED)))
def test_malformed_candidates_are_refused(candidate):
    verdict = certify(pg.RepeatedGame(PD, "1/2"), candidate)
    assert isinstance(verdict, Refusal)
    assert verdict.deviation is None


SIGNAL = pg.PublicMonitoring(["s"], [[[1], [1]], [[1], [1]]])
OTHER_KINDS = [{"periods": 3}, {"monitoring": SIGNAL}]


@pytest.mark.parametrize("options", OTHER_KINDS, ids=str)
def test_other_kinds_of_repeated_game_are_refused(options):
    game = pg.RepeatedGame(PD, "1/2", **options)
    assert isinstance(certify(game, always((1, 1))), Refusal)
    if game.monitoring:
        with pytest.raises(pg.UnsupportedError):
            pg.solve(game, "subgame_perfect")


@given(games(), DISCOUNTS)
def test_solving_gives_the_grim_equilibria_of_every_path(game, discount):
    repeated, punishments = pg.RepeatedGame(game, discount), worst_pure_equilibria(game)
    paths = product(*map(range, game.shape)) if punishments else ()
    wanted = [one for one in (grim(game, path, punishments) for path in paths) if is_perfect(repeated, one, 1)]
    solution = pg.solve(repeated, "subgame_perfect", method="grim_trigger")
    assert [equilibrium.strategy for equilibrium in solution.equilibria] == wanted
    solution.verify()
