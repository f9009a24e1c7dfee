"""The discount factors at which an automaton is perfect: exactly those at which no one-shot deviation pays."""

from fractions import Fraction
from itertools import pairwise

import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.games.deviations import one_shot_deviations
from policygames.games.templates import built
from strategies import automata_of, games, tied_games_of

TINY = Fraction(1, 10**30)
GRID = [Fraction(k, 12) for k in range(12)] + [1 - Fraction(1, 10**6)]
CC, DD = (0, 0), (1, 1)


def holds(strategy, discount):
    """Whether no deviation gains at one discount factor, by the values at that factor."""
    game = pg.RepeatedGame(strategy.stage_game, discount, strategy.monitoring)
    return max(one.gain for one in one_shot_deviations(game, strategy.automaton)) <= 0


def assert_agrees(strategy):
    """The intervals hold what a check at single discount factors says: on a grid, at and around every end."""
    intervals = strategy.discounts()
    ends = [bound for one in intervals for bound in (one.lower, one.upper)]
    near = [end + step for bound in ends for end in bound.bracket for step in (-TINY, Fraction(0), TINY)]
    for discount in {one for one in [*GRID, *near] if 0 <= one < 1}:
        assert any(one.contains(discount) for one in intervals) is holds(strategy, discount)
    for bound in ends:
        low, high = bound.bracket
        assert high - low <= Fraction(1, 10**12)
        assert (bound.exact is None) is (low < high)
    assert_ascending(intervals)


def assert_ascending(intervals):
    """The intervals do not meet."""
    for before, after in pairwise(intervals):
        assert before.upper.bracket[1] <= after.lower.bracket[0]
        assert not before.contains(after.lower.bracket[1])


@settings(max_examples=40)
@given(games(st.integers(2, 3), 2), st.data())
def test_random_automata(game, data):
    assert_agrees(pg.Strategy(game, data.draw(automata_of(game))))


@settings(max_examples=40)
@given(tied_games_of((2, 2)), st.data())
def test_random_automata_of_tied_games_with_pure_play(game, data):
    assert_agrees(pg.Strategy(game, data.draw(automata_of(game, most_states=4, mixed=False))))


PATHS = st.tuples(st.integers(0, 1), st.integers(0, 1))
TEMPLATES = st.one_of(
    st.tuples(st.just("tit_for_tat"), st.fixed_dictionaries({"path": PATHS})),
    st.tuples(st.just("generous_tit_for_tat"), st.fixed_dictionaries({"path": PATHS, "generosity": st.just("2/5")})),
    st.tuples(st.just("contrite_tit_for_tat"), st.fixed_dictionaries({"path": PATHS, "punishment": PATHS})),
    st.tuples(st.just("win_stay_lose_shift"), st.fixed_dictionaries({"path": PATHS, "punishment": PATHS})),
    st.tuples(st.just("stick_and_carrot"), st.fixed_dictionaries({"carrot": PATHS, "stick": PATHS})),
    st.tuples(
        st.just("grim"),
        st.fixed_dictionaries({"path": st.lists(PATHS, min_size=1, max_size=3), "punishment": PATHS}),
    ),
    st.tuples(
        st.just("limited_punishment"),
        st.fixed_dictionaries(
            {"path": PATHS, "punishment": PATHS, "periods": st.integers(1, 3), "restart": st.booleans()}
        ),
    ),
)


@settings(max_examples=40)
@given(tied_games_of((2, 2)), TEMPLATES)
def test_templates(game, template):
    name, keywords = template
    assert_agrees(pg.Strategy(game, built(name, game, keywords)))


@settings(max_examples=40)
@given(tied_games_of((2, 2)), st.data())
def test_automata_that_public_signals_move(game, data):
    chances = data.draw(st.lists(st.fractions(0, 1, max_denominator=5), min_size=4, max_size=4))
    monitoring = pg.PublicMonitoring(
        ["good", "bad"], [[[p, 1 - p] for p in chances[:2]], [[p, 1 - p] for p in chances[2:]]]
    )
    moves = {(state, seen): data.draw(st.sampled_from("ab")) for state in "ab" for seen in ("good", "bad")}
    play = {state: data.draw(PATHS) for state in "ab"}
    assert_agrees(pg.Strategy(game, pg.Automaton("a", play, moves), monitoring))


def dilemma(temptation, reward, punishment, sucker):
    """A prisoner's dilemma; action 0 cooperates."""
    return pg.NormalFormGame(
        [[[reward, sucker], [temptation, punishment]], [[reward, temptation], [sucker, punishment]]]
    )


def spelled(strategy):
    """The intervals as they are written."""
    return [str(one) for one in strategy.discounts()]


DILEMMAS = st.lists(st.integers(0, 30), min_size=4, max_size=4, unique=True).map(lambda u: sorted(u, reverse=True))


@given(DILEMMAS)
def test_grim_holds_from_its_textbook_threshold_on(payoffs):
    temptation, reward, punishment, _ = payoffs
    (only,) = pg.automaton("grim", dilemma(*payoffs), path=CC).discounts()
    assert only.lower.exact == Fraction(temptation - reward, temptation - punishment)
    assert (only.upper.exact, only.includes_upper) == (1, False)


@given(DILEMMAS)
def test_tit_for_tat_holds_at_one_discount_factor_at_most(payoffs):
    # perfect exactly where d = (T - R) / (R - S) = (P - S) / (T - P): Kalai, Samet and Stanford (1988)
    temptation, reward, punishment, sucker = payoffs
    first = Fraction(temptation - reward, reward - sucker)
    second = Fraction(punishment - sucker, temptation - punishment)
    wanted = [str(first)] if first == second < 1 else []
    assert spelled(pg.automaton("tit_for_tat", dilemma(*payoffs), path=CC)) == wanted


def test_the_knife_edge_of_tit_for_tat_is_found():
    assert spelled(pg.automaton("tit_for_tat", dilemma(3, 2, 1, 0), path=CC)) == ["1/2"]
    assert spelled(pg.automaton("tit_for_tat", dilemma(7, 5, 3, 1), path=CC)) == ["1/2"]
    assert spelled(pg.automaton("tit_for_tat", dilemma(4, 3, 1, 0), path=CC)) == ["1/3"]


@given(DILEMMAS, st.integers(1, 4))
def test_punishment_for_n_periods_holds_where_the_gain_is_at_most_what_is_lost(payoffs, periods):
    temptation, reward, punishment, _ = payoffs
    intervals = pg.automaton("limited_punishment", dilemma(*payoffs), path=CC, periods=periods).discounts()
    for discount in GRID:
        lost = (reward - punishment) * sum(discount**period for period in range(1, periods + 1))
        assert any(one.contains(discount) for one in intervals) is (temptation - reward <= lost)


def test_the_golden_section_is_bracketed():
    # T - R = R - P: 1 = d + d²
    (only,) = pg.automaton("limited_punishment", dilemma(3, 2, 1, 0), path=CC, periods=2).discounts()
    low, high = only.lower.bracket
    assert only.lower.exact is None
    assert low**2 + low < 1 < high**2 + high
    assert only.lower.value == pytest.approx((5**0.5 - 1) / 2, abs=1e-12)


def test_where_patience_hurts_the_interval_ends_below_one():
    # a deviation from (0, 0) costs player 0 one at once, and is answered for ever by what pays them one more
    game = pg.NormalFormGame([[[1, 1], [0, 2]], [[1, 0], [0, 1]]])
    assert spelled(pg.automaton("grim", game, path=CC, punishment=DD)) == ["[0, 1/2]"]


def test_never_and_always():
    assert spelled(pg.automaton("stationary", dilemma(3, 2, 1, 0), path=CC)) == []
    assert spelled(pg.automaton("stationary", dilemma(3, 2, 1, 0), path=DD)) == ["[0, 1)"]


def test_a_set_of_discount_factors_need_not_be_an_interval():
    # a deviation costs 18, brings 90 one period later and costs 100 after two: -18 + 90 d - 100 d² has roots 3/10, 3/5
    game = pg.NormalFormGame([[[0, 90, -100], [-18, 90, -100]], [[0] * 3] * 2])
    play = {"path": (0, 0), "lure": (0, 1), "price": (0, 2)}
    moves = {("path", (1, 0)): "lure", "path": "path", "lure": "price", "price": "path"}
    assert spelled(pg.automaton(game=game, start="path", play=play, moves=moves)) == ["[0, 3/10]", "[3/5, 1)"]


def test_too_many_states_at_random_are_refused_by_name():
    states = [f"s{index}" for index in range(70)]
    moves = {(s, cell): {states[i - 1]: "1/2", states[i - 2]: "1/2"} for i, s in enumerate(states) for cell in [CC]}
    game = pg.NormalFormGame([[[1]], [[1]]])
    with pytest.raises(pg.GameError) as refusal:
        pg.Strategy(game, pg.Automaton("s0", dict.fromkeys(states, CC), moves)).discounts()
    assert refusal.value.reason == "GAME_TOO_LARGE"


def test_too_many_states_are_refused_before_anything_is_computed():
    states = [f"s{index}" for index in range(501)]
    moves = {(state, CC): after for state, after in zip(states, [*states[1:], states[0]], strict=True)}
    with pytest.raises(pg.GameError) as refusal:
        pg.Strategy(pg.NormalFormGame([[[1]], [[1]]]), pg.Automaton("s0", dict.fromkeys(states, CC), moves)).discounts()
    assert (refusal.value.reason, refusal.value.path) == ("GAME_TOO_LARGE", "play")


def test_a_long_cycle_ends_where_its_first_temptation_does():
    # cooperation for 59 periods and one of war: the last period before the war tempts most
    game = dilemma(3, 2, 1, 0)
    (only,) = pg.automaton("grim", game, path=[CC] * 59 + [DD]).discounts()
    for step in (-TINY, TINY):
        assert holds(pg.automaton("grim", game, path=[CC] * 59 + [DD]), only.lower.bracket[step > 0] + step) is (
            step > 0
        )
