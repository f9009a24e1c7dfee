"""What is left when strictly dominated actions go, round by round."""

from __future__ import annotations

from policygames.scenarios.cases import Case
from policygames.scenarios.checks.answers import incomplete
from policygames.scenarios.checks.check import Check, Options, Verdict, undecided
from policygames.scenarios.checks.meanings import ActionSets
from policygames.scenarios.fields import Record, Words
from policygames.search import solve


class Rationalizable(Record):
    """`equals` lists, by player, the actions that survive."""

    kind: Words
    equals: ActionSets


def decide(case: Case, options: Options) -> Verdict:
    """By elimination, each step of which is proven."""
    solution = solve(case.game, "rationalizable", deadline=case.deadline)
    sets = solution.action_sets
    if (problem := incomplete(solution)) or sets is None:
        return undecided(problem or "no sets were found in time")
    claimed = {
        case.player(name): sorted(case.action(case.player(name), one) for one in actions)
        for name, actions in options["equals"].items()
    }
    found = {player: [case.game.actions[player].index(name) for name in sets[player]] for player in claimed}
    told = "; ".join(f"{case.game.players[player]}: {', '.join(sets[player])}" for player in range(len(sets)))
    return Verdict(found == claimed, f"what survives is {told}")


CHECK = Check("rationalizable", Rationalizable, decide)
