"""Strategies made to order under public signals: automata that pay given vectors of a self-generating polygon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.errors import GameError
from policygames.games.automaton import Automaton, Seen, State
from policygames.games.payoff_polytope import PayoffPolytope, Point
from policygames.games.phases import check_size
from policygames.games.profiles import PureProfile
from policygames.games.promises import Lottery, Plan
from policygames.games.public_signals.decomposition import Decomposition
from policygames.games.public_signals.directions import Payoffs
from policygames.games.public_signals.incentives import Signal
from policygames.games.public_signals.operator import PublicGame, image
from policygames.games.repeated import RepeatedGame
from policygames.numerics.polygons import hull
from policygames.numerics.stepwise import finished

Chances = dict[State, Fraction]


@dataclass(frozen=True, slots=True)
class Kept:
    """How one payoff is decomposed: a profile now, and after each signal that matters weights on the corners."""

    profile: PureProfile
    later: dict[Signal, list[Fraction]]


def public_strategy_for(game: RepeatedGame, polytope: PayoffPolytope, payoffs: Point) -> Automaton:
    """An automaton, moved by the public signal, that pays exactly `payoffs`: an equilibrium of a game of two players.

    The polygon generates itself, so that each of its corners is a lottery over payoffs that one profile and
    continuations in the polygon decompose. Each of these becomes a state, which plays that profile and moves, after
    each signal, to the lottery over states that the continuation is. Nothing here is a proof: the concept certifies.

    Raises GameError for payoffs outside the polygon, and where it does not generate itself.

    Source: Abreu, Pearce and Stacchetti, Econometrica 58 (1990) 1041-1063, theorems 1 and 2.
    """
    corners: list[Payoffs] = hull((x, y) for x, y in polytope.vertices)
    Plan(game, corners).require(payoffs, "payoffs")
    known: dict[Payoffs, Kept] = {}

    def note(point: Payoffs, one: Decomposition) -> None:
        known[point] = _kept(one)

    reached = finished(image(PublicGame(game), corners, note))
    plan = _plan(game, reached)
    parts = [plan.require(corner, "polytope") for corner in corners]
    start = plan.require(payoffs, "payoffs")
    return _written(game, start, [known[point] for point in reached], parts)


def _plan(game: RepeatedGame, reached: Sequence[Payoffs]) -> Plan:
    if not reached:
        raise GameError("the polytope generates nothing", reason="NOT_SELF_GENERATING", path="polytope")
    return Plan(game, reached)


def _kept(one: Decomposition) -> Kept:
    profile = tuple(strategy.index(1) for strategy in one.incentives.profile)
    return Kept(profile, dict(zip(one.incentives.signals, one.weights(), strict=True)))


def _written(game: RepeatedGame, start: Lottery, kept: Sequence[Kept], parts: Sequence[Lottery]) -> Automaton:
    """The automaton of the states that are reached; a signal that none can bring about alone changes nothing."""
    signals = game.monitoring.signals if game.monitoring else ()
    play: dict[State, PureProfile] = {}
    moves: dict[tuple[State, Seen], Chances] = {}
    todo, seen = list(start), set(start)
    while todo:
        place = todo.pop()
        play[_name(place)] = kept[place].profile
        for signal in signals:
            later = kept[place].later.get(signal)
            lottery = {place: Fraction(1)} if later is None else _mixed(later, parts)
            moves[_name(place), signal] = {_name(one): chance for one, chance in lottery.items()}
            todo.extend(one for one in lottery if one not in seen)
            seen.update(lottery)
    check_size(game.stage_game, len(play))
    return Automaton({_name(place): chance for place, chance in start.items()}, play, moves)


def _mixed(weights: Sequence[Fraction], parts: Sequence[Lottery]) -> Lottery:
    """The lottery over decomposed payoffs that a lottery over corners is."""
    found: Lottery = {}
    for weight, part in zip(weights, parts, strict=True):
        for place, chance in part.items() if weight else ():
            found[place] = found.get(place, Fraction(0)) + weight * chance
    return found


def _name(place: int) -> State:
    return f"promise {place}"
