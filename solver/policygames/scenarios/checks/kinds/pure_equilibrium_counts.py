"""Exactly these pure equilibria of one group of like players, by how many choose each action."""

from __future__ import annotations

from collections.abc import Sequence

from policygames.games import Crowd, SymmetricGame
from policygames.scenarios.cases import Case
from policygames.scenarios.checks.answers import group, incomplete, pure, pure_equilibria
from policygames.scenarios.checks.check import Check, Options, Verdict, compared, undecided
from policygames.scenarios.checks.meanings import Actions, Counts
from policygames.scenarios.fields import Record, Words
from policygames.search import solve


class PureEquilibriumCounts(Record):
    """`equals` lists all pure equilibria up to exchanging players: how many choose each of `actions`, in order."""

    kind: Words
    actions: Actions
    equals: Counts


def decide(case: Case, options: Options) -> Verdict:
    """By trying every count."""
    names: Sequence[str] = options["actions"]
    if sorted(names) != sorted(action.id for action in group(case).actions):
        return Verdict(holds=False, why=f"the actions are {', '.join(action.id for action in group(case).actions)}")
    found, problem = _counts(case)
    if problem:
        return undecided(problem)
    order = [case.action(0, name) for name in names]
    known = sorted({tuple(row[action] for action in order) for row in found}, reverse=True)
    claimed = sorted({tuple(row) for row in options["equals"]}, reverse=True)
    why = f"the pure equilibria, proven complete, have {_told(names, known)}"
    return compared(known, claimed, why, _told(names, claimed))


def _counts(case: Case) -> tuple[list[tuple[int, ...]], str]:
    """How many choose each action in each pure equilibrium, and why these may not be all."""
    width = len(group(case).actions)
    if not isinstance(case.stage, SymmetricGame):
        profiles, problem = pure_equilibria(case)
        return [tuple(profile.count(action) for action in range(width)) for profile in profiles], problem
    solution = solve(case.stage, "pure_nash", deadline=case.deadline)
    crowds = [one.certificate.candidate for one in solution.equilibria]
    return [_numbers(crowd, width) for crowd in crowds if isinstance(crowd, Crowd)], incomplete(solution)


def _numbers(crowd: Crowd, width: int) -> tuple[int, ...]:
    chosen = pure(crowd.profile())
    return tuple(chosen.count(action) for action in range(width))


def _told(names: Sequence[str], rows: Sequence[Sequence[int]]) -> str:
    told = (", ".join(f"{count} {name}" for name, count in zip(names, row, strict=False)) for row in rows)
    return "; ".join(told) or "no counts: there are none"


CHECK = Check("pure_equilibrium_counts", PureEquilibriumCounts, decide)
