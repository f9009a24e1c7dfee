"""Two players who follow different automata: each keeps a state of their own, and both see the same."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from policygames.games.automaton import Automaton, Lottery, Seen, State
from policygames.games.dynamics import observations, played
from policygames.games.normal_form import NormalFormGame
from policygames.games.phases import check_size

Pair: TypeAlias = tuple[State, State]


def paired(game: NormalFormGame, first: Automaton, second: Automaton) -> Automaton:
    """The automaton of both when player 0 does their part in `first`, and player 1 theirs in `second`.

    Its states are the pairs of states that some history leads to; lotteries are drawn apart. Both automata fit the
    game. Raises GameError where the pairs have too many moves.
    """
    seen = observations(game, None)
    starts = _together(first.starts, second.starts)
    pairs = _reached(starts, (first, second), seen)
    check_size(game, len(pairs))
    names = {pair: f"{index}: {pair[0]} | {pair[1]}" for index, pair in enumerate(pairs)}
    own, other = played(game, first), played(game, second)
    play = {name: (own[one][0], other[two][1]) for (one, two), name in names.items()}
    moves: dict[tuple[State, Seen], dict[State, Fraction]] = {
        (name, cell): {
            names[after]: chance
            for after, chance in _together(first.transitions[one, cell], second.transitions[two, cell]).items()
        }
        for (one, two), name in names.items()
        for cell in seen
    }
    return Automaton({names[pair]: chance for pair, chance in starts.items()}, play, moves)


def _together(one: Lottery, other: Lottery) -> dict[Pair, Fraction]:
    return {(state, second): chance * likewise for (state, chance), (second, likewise) in product(one, other)}


def _reached(starts: dict[Pair, Fraction], automata: tuple[Automaton, Automaton], seen: Sequence[Seen]) -> list[Pair]:
    first, second = automata
    reached, todo = dict.fromkeys(starts), list(starts)
    while todo:
        one, two = todo.pop()
        for cell in seen:
            for pair in _together(first.transitions[one, cell], second.transitions[two, cell]):
                if pair not in reached:
                    reached[pair] = None
                    todo.append(pair)
    return list(reached)
