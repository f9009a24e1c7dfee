"""An equilibrium of one group of like players in which all mix alike, with these probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from policygames.games import Crowd, Enclosure, SymmetricGame
from policygames.numerics.exact import nearest_float
from policygames.results import Equilibrium
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount, group
from policygames.scenarios.checks.check import Check, Options, Verdict, undecided
from policygames.scenarios.checks.meanings import Odds
from policygames.scenarios.fields import Record, Whole, Words
from policygames.search import solve

MAX_POWER = 32
Range = tuple[Fraction, Fraction]


class SymmetricEquilibrium(Record):
    """`probability` gives, by action of the group, what each member does in an equilibrium in which somebody mixes.

    With `power` the claim is about that power of each probability, where the probability itself is irrational.
    """

    kind: Words
    probability: Odds
    power: Whole = 1


def decide(case: Case, options: Options) -> Verdict:
    """By the equilibria in which all do alike; an irrational one by the box that is proven to hold it."""
    own = group(case)
    if not isinstance(case.stage, SymmetricGame):
        return undecided("the game of like players is not played once")
    if not 1 <= options["power"] <= MAX_POWER:
        return undecided(f"the power is {options['power']}; allowed: 1 to {MAX_POWER}")
    stated = {case.action(0, name): amount(case, text) for name, text in _odds(options, own.id).items()}
    solution = solve(case.stage, "nash", deadline=case.deadline)
    found = [odds for one in solution.equilibria if (odds := _alike(one)) and not _certain(odds)]
    power = options["power"]
    told = "; ".join(_told(case, odds, stated) for odds in found) or "none was found"
    why = f"where all mix alike: {told} ({solution.method})"
    if any(all(_fits(odds[action], claimed, power) for action, claimed in stated.items()) for odds in found):
        return Verdict(holds=True, why=why)
    claimed = ", ".join(f"{own.actions[action].name} {number(odds)}" for action, odds in stated.items())
    return Verdict(holds=False if found else None, why=f"{why}; claimed: {claimed}")


def _odds(options: Options, group_id: str) -> Mapping[str, str]:
    odds: Mapping[str, Mapping[str, str]] = options["probability"]
    return odds.get(group_id, {})


def _alike(equilibrium: Equilibrium) -> list[Range] | None:
    """Both bounds of each probability where all do alike; None where they do not."""
    candidate = equilibrium.certificate.candidate
    if isinstance(candidate, Enclosure):
        return list(zip(candidate.low[0], candidate.high[0], strict=True))
    if isinstance(candidate, Crowd) and len(candidate.factions[0]) == 1:
        return [(odds, odds) for odds in candidate.factions[0][0][1]]
    return None


def _certain(odds: list[Range]) -> bool:
    return any(low == 1 for low, _ in odds)


def _fits(odds: Range, claimed: Fraction, power: int) -> bool:
    """Whether the probability, to a power, is `claimed`, as far as the box tells."""
    low, high = odds
    return low**power <= claimed <= high**power


def _told(case: Case, odds: list[Range], stated: Mapping[int, Fraction]) -> str:
    names = [one.name for one in group(case).actions]
    return ", ".join(f"{names[action]} {_told_one(odds[action])}" for action in stated)


def _told_one(odds: Range) -> str:
    low, high = odds
    return number(low) if low == high else f"about {nearest_float((low + high) / 2):.6g}"


CHECK = Check("symmetric_equilibrium", SymmetricEquilibrium, decide)
