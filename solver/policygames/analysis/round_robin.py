"""Tournaments of automata, by linear algebra instead of simulation."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from policygames.errors import GameError, UnsupportedError
from policygames.games import Automaton, NormalFormGame, RepeatedGame
from policygames.games.dynamics import situations
from policygames.games.long_run import average_payoffs
from policygames.games.mistakes import hands_of, trembling
from policygames.games.pairing import paired
from policygames.games.values import player_values
from policygames.numerics.exact import exact
from policygames.results.round_robin import RoundRobin
from policygames.results.strategy import Strategy


def round_robin(
    game: NormalFormGame, strategies: Mapping[str, Strategy | Automaton], discount: Any, *, mistakes: Any = 0
) -> RoundRobin:
    """Every strategy against every other, and against itself: exact payoffs per period, and a ranking.

    Player 0 does their part in one strategy and player 1 theirs in the other, each with a state of their own.
    `discount` is common to both, in [0, 1]; 1 stands for the average over infinitely many periods. `mistakes` are as
    in `Strategy.with_mistakes`: what is done is seen, and no hand is sure.

    Raises UnsupportedError unless two players play, GameError, naming the place, for bad strategies, discount factors
    and mistakes.

    Source: Axelrod, The Evolution of Cooperation (1984); the chain of two automata with mistakes: Nowak and Sigmund,
    Acta Applicandae Mathematicae 20 (1990) 247-265.
    """
    if not isinstance(game, NormalFormGame):
        raise GameError("a game is needed: a NormalFormGame", reason="MISSING_GAME", path="game")
    if len(game.players) != 2:
        message = f"round robins are for two players, not {len(game.players)}"
        raise UnsupportedError(message, reason="UNSUPPORTED_PLAYERS", path="game")
    automata = _automata(game, strategies)
    hands_of(game, mistakes)
    factor = exact(discount, "discount")
    if factor != 1:
        factor = RepeatedGame(game, discount).discount[0]
    results = tuple(
        tuple(_payoffs(game, paired(game, one, other), factor, mistakes) for other in automata.values())
        for one in automata.values()
    )
    return RoundRobin(game, tuple(automata), factor, results)


def _automata(game: NormalFormGame, strategies: Any) -> dict[str, Automaton]:
    if not isinstance(strategies, Mapping) or not strategies:
        message = "wanted: {name: strategy}, at least one"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="strategies")
    found = {}
    for name, one in strategies.items():
        try:
            found[str(name)] = Strategy(game, one.automaton if isinstance(one, Strategy) else one).automaton
        except GameError as error:
            error.path = f"strategies[{name!r}].{error.path}"
            raise
    return found


def _payoffs(game: NormalFormGame, automaton: Automaton, discount: Fraction, mistakes: Any) -> tuple[Fraction, ...]:
    if isinstance(mistakes, int) and not mistakes:
        found, starts = situations(game, None, automaton), automaton.starts
    else:
        intended, monitoring, trembled = trembling(game, None, automaton, mistakes)
        found, starts = situations(intended, monitoring, trembled), trembled.starts
    position = {one.state: index for index, one in enumerate(found)}
    columns = [average_payoffs(found, i) if discount == 1 else player_values(found, i, discount) for i in range(2)]
    return tuple(sum((p * column[position[state]] for state, p in starts), Fraction(0)) for column in columns)
