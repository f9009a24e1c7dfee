"""Deviations from an automaton: once, in one state, by one player, with what each gains exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games.automaton import Automaton, State
from policygames.games.dynamics import Situation, reachable, situations
from policygames.games.values import player_values
from policygames.numerics.exact import common_denominator, over

if TYPE_CHECKING:
    from policygames.games.repeated import RepeatedGame


@dataclass(frozen=True, slots=True)
class OneShot:
    """One change of action in one state, the automaton being followed before and after.

    `gain` is in payoff units of one period; `followed` says that the automaton itself plays the action there with
    positive probability, so that the action is no deviation proper, though it gains where a mixed play is not optimal.
    """

    state: State
    player: int
    action: int
    gain: Fraction
    followed: bool


def one_shot_deviations(game: RepeatedGame, automaton: Automaton) -> list[OneShot]:
    """Every action of every player in every state that can be reached, deviations included, with its exact gain.

    No gain above 0 is what perfection means where payoffs are discounted and bounded, whether all actions or only
    public signals are seen. Raises GameError where the automaton does not fit the game.

    Source: Blackwell, Annals of Mathematical Statistics 36 (1965) 226-235; Mailath and Samuelson, Repeated Games and
    Reputations (2006), propositions 2.2.1 and 7.1.1.
    """
    found = situations(game.stage_game, game.monitoring, automaton)
    reached = reachable(game.stage_game, game.monitoring, automaton)
    return [
        one for player, discount in enumerate(game.discount) for one in _of_player(found, reached, player, discount)
    ]


def _of_player(found: Sequence[Situation], reached: set[State], player: int, discount: Fraction) -> Iterator[OneShot]:
    """The deviations of one player; values are whole numbers over one denominator, which saves common divisors."""
    worth = player_values(found, player, discount)
    scale = common_denominator(worth)
    whole = over(worth, scale)
    now, later = discount.denominator - discount.numerator, discount.numerator
    for position, situation in enumerate(found):
        if situation.state not in reached:
            continue
        for option in situation.options:
            if option.player != player:
                continue
            after = option.after
            ahead = later * after.expected(whole) - discount.denominator * whole[position] * after.scale
            gain = (now * option.payoff + Fraction(ahead, scale * after.scale)) / discount.denominator
            yield OneShot(situation.state, player, option.action, gain, option.followed)
