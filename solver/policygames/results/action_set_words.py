"""Sets of surviving actions in sentences: what is left, what went in which round and why, whether the order matters."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.games import ActionSets, NormalFormGame
from policygames.games.action_sets import Elimination, Sets
from policygames.games.elimination_proofs import all_actions, strictly, without
from policygames.results.closing_words import closing
from policygames.results.wording import listed, number, ratio

if TYPE_CHECKING:
    from policygames.results.solution import Solution

MOST_STEPS_TOLD = 24


def explain_action_sets(solution: Solution) -> str:
    """Which actions survive, every elimination with its reason, what each player can be sure of, what is proven."""
    game = solution.game
    if not solution.equilibria or not isinstance(game, NormalFormGame):
        return closing(solution, "The elimination did not come to its end in time", "nothing is proven")
    found, payoffs = solution.equilibria[0].certificate.candidate, solution.equilibria[0].exact_payoffs
    if not isinstance(found, ActionSets):
        return ""
    parts = [_left(game, found.survivors), *_steps(game, found), _sure(game, payoffs), *_order(game, found)]
    return "\n".join([*parts, closing(solution, "", _PROVEN)])


_PROVEN = (
    "for each action that went, a mix of actions that dominates it; for each that stayed, beliefs to which it is a "
    "best reply; both are checked exactly"
)


def _left(game: NormalFormGame, sets: Sets) -> str:
    if sets == all_actions(game):
        return "Every action survives: none is dominated."
    words = [
        f"for {game.players[player]} {listed([_name(game, player, action) for action in actions])}"
        for player, actions in enumerate(sets)
    ]
    return f"What survives is {'; '.join(words)}."


def _name(game: NormalFormGame, player: int, action: int) -> str:
    return f"“{game.actions[player][action]}”"


def _steps(game: NormalFormGame, found: ActionSets) -> list[str]:
    told = found.steps[:MOST_STEPS_TOLD]
    sets, lines = all_actions(game), []
    for number_ in range(1, found.rounds + 1):
        steps = [step for step in told if step.round == number_]
        if steps:
            lines.append(f"Round {number_}: {'; '.join(_step(game, step, sets) for step in steps)}.")
        sets = without(sets, steps)
    left = len(found.steps) - len(told)
    return [*lines, f"{left} more eliminations follow."] if left else lines


def _step(game: NormalFormGame, step: Elimination, sets: Sets) -> str:
    how = "strictly" if strictly(game, step, sets) else "weakly"
    gone = f"{game.players[step.player]} drops {_name(game, step.player, step.action)}"
    return f"{gone}, {how} dominated by {_mix(game, step)}"


def _mix(game: NormalFormGame, step: Elimination) -> str:
    if len(step.mix) == 1:
        return _name(game, step.player, step.mix[0][0])
    odds = [f"{_name(game, step.player, action)} with probability {ratio(share)}" for action, share in step.mix]
    return f"a mix of {listed(odds)}"


def _sure(game: NormalFormGame, payoffs: Sequence[Fraction]) -> str:
    sure = [f"{name} of {number(payoff)}" for name, payoff in zip(game.players, payoffs, strict=True)]
    return f"By one of these actions {listed([sure[0].replace(' of ', ' can be sure of ', 1), *sure[1:]])}."


def _order(game: NormalFormGame, found: ActionSets) -> list[str]:
    """An order of elimination that ends elsewhere, if one is known."""
    if found.another is None:
        return []
    steps = "; then ".join(
        f"{_name(game, step.player, step.action)} of {game.players[step.player]}" for step in found.another.steps
    )
    return [
        f"In another order, one action at a time ({steps}), it ends otherwise. {_left(game, found.another.survivors)}"
    ]
