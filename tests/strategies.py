"""Hypothesis strategies for games of three families, for profiles and for automata, shared by all tests."""

from fractions import Fraction
from itertools import product
from math import prod

import numpy as np
import policygames as pg
from hypothesis import strategies as st

TIED = st.integers(-2, 2)
"""Payoffs of which many are equal: most such games are degenerate."""
HOSTILE = st.one_of(
    st.sampled_from(
        ["1/3", "0.1", "2/7", 0.1, 0.3, 1e-300, 5e-324, 1e308, -1e308, 2**62, -(2**62), 2**63, 10**30, 0.0, -0.0]
    ),
    st.integers(0, 3).map(lambda k: Fraction(1, 3) + k * Fraction(1, 10**15)),
    st.floats(-10, 10),
)
"""Tiny, huge, nearly tied, thirds and floats."""


NEEDED_OPTIONS = {"quantal_response": {"precision": 1}}
"""By concept, options without which there is no question."""


def generic(count):
    """As many distinct payoffs as are needed."""
    return st.lists(st.integers(-(10**4), 10**4), min_size=count, max_size=count, unique=True)


def filled(entries, shape):
    """A game of this shape with the entries of a flat list as payoffs."""
    tensor = np.array(entries, dtype=object).reshape(len(shape), *shape)
    return pg.NormalFormGame(tensor.tolist())


def shapes(players=st.just(2), most=3):
    """Numbers of actions, one per player."""
    return players.flatmap(lambda n: st.lists(st.integers(1, most), min_size=n, max_size=n).map(tuple))


def games_of(shape):
    """Games of one shape, from all three families."""
    count = len(shape) * prod(shape)
    lists = [st.lists(entry, min_size=count, max_size=count) for entry in (TIED, HOSTILE)]
    return st.one_of(lists[0], generic(count), lists[1]).map(lambda entries: filled(entries, shape))


def tied_games_of(shape):
    """Games of one shape with small whole payoffs, many of them equal."""
    count = len(shape) * prod(shape)
    return st.lists(TIED, min_size=count, max_size=count).map(lambda entries: filled(entries, shape))


def games(players=st.just(2), most=3):
    """Games of all three families, of two players with up to three actions each unless told otherwise."""
    return shapes(players, most).flatmap(games_of)


@st.composite
def zero_sum_games(draw, most=3, entries=TIED, constant=0):
    """Games of two players whose payoffs sum to `constant`."""
    shape = draw(shapes(most=most))
    own = draw(st.lists(entries.map(pg_number), min_size=prod(shape), max_size=prod(shape)))
    return filled([*own, *(constant - payoff for payoff in own)], shape)


def pg_number(value):
    """What a payoff spells, as a Fraction."""
    return Fraction(value)


def strategies_over(count):
    """Exact distributions over `count` actions, pure ones and ties among them."""
    weights = st.lists(st.integers(0, 3), min_size=count, max_size=count).filter(any)
    return weights.map(lambda parts: tuple(Fraction(part, sum(parts)) for part in parts))


def profiles_of(game):
    """Mixed profiles of a game."""
    return st.tuples(*(strategies_over(count) for count in game.shape))


def pure_profiles_of(game):
    """Pure profiles of a game, as action indices."""
    return st.tuples(*(st.integers(0, count - 1) for count in game.shape))


DISCOUNTS = st.sampled_from(
    [Fraction(0), Fraction(1, 7), Fraction(1, 3), Fraction(1, 2), Fraction(9, 10), Fraction(999, 1000)]
)


@st.composite
def automata_of(draw, game, most_states=3, mixed=True):
    """Automata for a stage game: pure and mixed play, a start and moves that are a state or a lottery over states."""
    states = [f"s{index}" for index in range(draw(st.integers(1, most_states)))]
    one = st.one_of(pure_profiles_of(game), profiles_of(game)) if mixed else pure_profiles_of(game)
    play = {state: draw(one) for state in states}
    lotteries = strategies_over(len(states)).map(lambda chances: dict(zip(states, chances, strict=True)))
    targets = st.one_of(st.sampled_from(states), lotteries)
    keys = product(states, product(*map(range, game.shape)))
    return pg.Automaton(draw(targets), play, {key: draw(targets) for key in keys})
