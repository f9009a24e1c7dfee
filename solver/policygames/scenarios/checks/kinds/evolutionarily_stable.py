"""What a population keeps to once all do it: no small group that does something else spreads."""

from __future__ import annotations

from policygames.scenarios.cases import Case
from policygames.scenarios.checks.answers import incomplete, is_pure
from policygames.scenarios.checks.check import Check, Options, Verdict, undecided
from policygames.scenarios.checks.meanings import Actions
from policygames.scenarios.fields import Record, Words
from policygames.search import solve


class EvolutionarilyStable(Record):
    """`equals` lists the actions that are evolutionarily stable on their own; mixed ones may be stable beside."""

    kind: Words
    equals: Actions


def decide(case: Case, options: Options) -> Verdict:
    """By the list of all stable strategies, which is proven complete."""
    solution = solve(case.game, "evolutionarily_stable", deadline=case.deadline)
    if problem := incomplete(solution):
        return undecided(problem)
    chosen = [one.exact[0].index(1) for one in solution.equilibria if is_pure(one.exact)]
    found = sorted(case.players[0].actions[action].id for action in chosen)
    why = f"stable on their own, proven complete: {', '.join(found) or 'none'}"
    if sorted(set(options["equals"])) == found:
        return Verdict(holds=True, why=why)
    return Verdict(holds=False, why=f"{why}; claimed: {', '.join(options['equals']) or 'none'}")


CHECK = Check("evolutionarily_stable", EvolutionarilyStable, decide)
