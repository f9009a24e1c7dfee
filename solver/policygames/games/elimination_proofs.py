"""What proves that actions survive: every elimination by its dominating mix, every survivor by a conjecture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from policygames.games.action_sets import ActionSets, Conjecture, Elimination, Sets
from policygames.games.distributions import flaw_of_chances
from policygames.numerics.exact import common_denominator, over
from policygames.numerics.whole_arrays import Whole, block, roomy

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame


@dataclass(frozen=True, slots=True)
class Dominance:
    """Which actions go: `strict`, those a mix beats everywhere; else those it nowhere loses to and somewhere beats.

    With `maximal` each round has to eliminate all there are, as weak dominance needs: there the order may matter.
    """

    strict: bool
    maximal: bool


STRICT = Dominance(strict=True, maximal=False)
WEAK = Dominance(strict=False, maximal=True)
WEAK_IN_ANY_ORDER = Dominance(strict=False, maximal=False)


def all_actions(game: NormalFormGame) -> Sets:
    """Every action of every player."""
    return tuple(tuple(range(count)) for count in game.shape)


def payoff_table(game: NormalFormGame, player: int, own: Sequence[int], sets: Sets) -> Whole:
    """What `own` actions pay the player, in whole numbers: a column per profile of the others within their sets."""
    kept = (*sets[:player], own, *sets[player + 1 :])
    table = np.moveaxis(block(game.numerators[player], kept), player, 0)
    return table.reshape(len(own), -1)


def without(sets: Sets, steps: Sequence[Elimination]) -> Sets:
    """The sets once the actions of some steps are gone."""
    gone = {(step.player, step.action) for step in steps}
    return tuple(
        tuple(action for action in actions if (player, action) not in gone) for player, actions in enumerate(sets)
    )


def disproof(game: NormalFormGame, found: Any, dominance: Dominance) -> str:
    """Why `found` does not hold what survives elimination by `dominance`, in words; empty where it does."""
    if not isinstance(found, ActionSets) or len(found.survivors) != len(game.shape):
        return f"there is a set of actions for each of {len(game.shape)} players"
    if problem := _rounds_flaw(found):
        return problem
    sets = all_actions(game)
    for number in range(1, found.rounds + 1):
        steps = [step for step in found.steps if step.round == number]
        if problem := _round_flaw(game, found, dominance, sets, steps, number):
            return problem
        sets = without(sets, steps)
    return "" if sets == found.survivors else "the actions that the steps leave are not those listed"


def _rounds_flaw(found: ActionSets) -> str:
    if found.rounds < 1 or not (found.limit is None or found.rounds <= found.limit):
        return "there is at least one round, and no more than were asked for"
    numbers = {step.round for step in found.steps}
    if not numbers <= set(range(1, found.rounds + 1)) or len(numbers) < found.rounds - 1:
        return "every round but the last eliminates an action"
    if found.rounds in numbers and found.rounds != found.limit:
        return "the last round eliminates an action: more may follow"
    keys = [(one.round, one.player, one.action) for one in found.conjectures]
    return "a conjecture is listed twice" if len(set(keys)) < len(keys) else ""


def _round_flaw(
    game: NormalFormGame,
    found: ActionSets,
    dominance: Dominance,
    sets: Sets,
    steps: Sequence[Elimination],
    number: int,
) -> str:
    if len({(step.player, step.action) for step in steps}) < len(steps):
        return "an action is eliminated twice"
    for step in steps:
        if problem := _step_flaw(game, step, dominance, sets):
            return problem
    known = {(one.player, one.action): one for one in found.conjectures if one.round == number}
    if not (dominance.maximal or number == found.rounds):
        return "conjectures are of the last round" if known else ""
    left = {(player, action) for player, actions in enumerate(without(sets, steps)) for action in actions}
    if set(known) != left:
        return f"in round {number} each survivor has a conjecture, and nothing else has"
    problems = (_conjecture_flaw(game, one, dominance, sets) for one in known.values())
    return next((problem for problem in problems if problem), "")


def _step_flaw(game: NormalFormGame, step: Elimination, dominance: Dominance, sets: Sets) -> str:
    """Why the mix of a step does not dominate its action."""
    if not 0 <= step.player < len(sets) or step.action not in sets[step.player]:
        return "an action is eliminated that was not there"
    mixed = tuple(((action,), share) for action, share in step.mix)
    if problem := flaw_of_chances(mixed, (game.shape[step.player],)):
        return f"in a dominating mix {problem}"
    if any(action not in sets[step.player] for action, _ in step.mix):
        return "a mix plays an action that was gone"
    gains = _gains(game, step, sets)
    beats = gains.min() > 0 if dominance.strict else gains.min() >= 0 and gains.max() > 0
    name = f"“{game.actions[step.player][step.action]}” of {game.players[step.player]}"
    return "" if beats else f"in round {step.round} the mix does not dominate {name}"


def _gains(game: NormalFormGame, step: Elimination, sets: Sets) -> Whole:
    """What the mix gains over the action against each profile of the others, in some unit."""
    scale = common_denominator(share for _, share in step.mix)
    weights = over([share for _, share in step.mix], scale)
    table = roomy(payoff_table(game, step.player, [*(action for action, _ in step.mix), step.action], sets), 2 * scale)
    gains: Whole = np.array([*weights, -scale], dtype=table.dtype) @ table
    return gains


def _conjecture_flaw(game: NormalFormGame, conjecture: Conjecture, dominance: Dominance, sets: Sets) -> str:
    """Why a conjecture does not make its action a best reply, or is about others' actions that are gone."""
    player, chances = conjecture.player, conjecture.chances
    others = [(actions, game.shape[one]) for one, actions in enumerate(sets) if one != player]
    if problem := flaw_of_chances(chances, [count for _, count in others]):
        return f"in a conjecture {problem}"
    if any(
        action not in actions for profile, _ in chances for action, (actions, _) in zip(profile, others, strict=True)
    ):
        return "a conjecture is about an action that was gone"
    if not dominance.strict and len(chances) != math.prod(len(actions) for actions, _ in others):
        return "a conjecture that rules out weak dominance gives every profile of the others a chance"
    rivals = range(game.shape[player]) if dominance.strict else sets[player]
    worth = _worth(game, conjecture, rivals)
    if max(worth.values()) <= worth[conjecture.action]:
        return ""
    name = f"“{game.actions[player][conjecture.action]}” of {game.players[player]}"
    return f"{name} is no best reply to its conjecture"


def _worth(game: NormalFormGame, conjecture: Conjecture, own: Sequence[int]) -> dict[int, int]:
    """What each of one's own actions pays under a conjecture, in some unit."""
    scale = common_denominator(chance for _, chance in conjecture.chances)
    weights = over([chance for _, chance in conjecture.chances], scale)
    payoffs = np.moveaxis(game.numerators[conjecture.player], conjecture.player, -1)
    places = tuple(np.array([profile for profile, _ in conjecture.chances]).T)
    table = roomy(payoffs[places][:, list(own)], scale)
    values = (np.array(weights, dtype=table.dtype) @ table).tolist()
    return dict(zip(own, values, strict=True))


def strictly(game: NormalFormGame, step: Elimination, sets: Sets) -> bool:
    """Whether the mix of a step beats its action everywhere."""
    return bool(_gains(game, step, sets).min() > 0)
