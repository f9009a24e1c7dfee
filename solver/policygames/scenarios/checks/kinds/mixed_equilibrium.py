"""An equilibrium in which somebody mixes, with these probabilities."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from policygames import registry
from policygames.certificates import Certificate
from policygames.games import MixedProfile
from policygames.numerics.exact import spelled
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount, incomplete, is_pure
from policygames.scenarios.checks.check import Check, Options, Verdict, undecided
from policygames.scenarios.checks.meanings import Odds
from policygames.scenarios.fields import Record, Words
from policygames.search import solve

Stated = dict[tuple[int, int], Fraction]
"""(player, action) → the probability that is stated."""


class MixedEquilibrium(Record):
    """`probability` gives, by player and action, the probabilities that are claimed; others are free."""

    kind: Words
    probability: Odds


def decide(case: Case, options: Options) -> Verdict:
    """By looking through all equilibria; where all probabilities are stated, by checking that profile itself."""
    stated = _stated(case, options["probability"])
    solution = solve(case.game, "nash", deadline=case.deadline)
    mixed = [one.exact for one in solution.equilibria if one.exact is not None and not is_pure(one.exact)]
    for profile in mixed:
        if all(profile[player][action] == odds for (player, action), odds in stated.items()):
            return Verdict(holds=True, why=f"it is an equilibrium that {_told(case, profile, stated)}")
    if (whole := _whole(case, stated)) is not None:
        return _certified(case, whole, stated)
    if problem := incomplete(solution):
        return undecided(problem)
    found = "; ".join(_told(case, profile, stated) for profile in mixed) or "there is none"
    return Verdict(holds=False, why=f"of the equilibria in which somebody mixes, proven complete: {found}")


def _stated(case: Case, odds: Mapping[str, Mapping[str, str]]) -> Stated:
    return {
        (case.player(name), case.action(case.player(name), action)): amount(case, formula)
        for name, own in odds.items()
        for action, formula in own.items()
    }


def _whole(case: Case, stated: Stated) -> MixedProfile | None:
    """The profile that the probabilities spell, the one action of a player that is left having the rest."""
    rows = []
    for player, width in enumerate(case.game.shape):
        own = {action: stated[player, action] for action in range(width) if (player, action) in stated}
        if len(own) < width - 1 or min(own.values()) < 0 or sum(own.values()) > 1:
            return None
        rest = 1 - sum(own.values(), Fraction(0))
        rows.append(tuple(own.get(action, rest) for action in range(width)))
    return tuple(rows) if all(sum(row) == 1 for row in rows) else None


def _certified(case: Case, profile: MixedProfile, stated: Stated) -> Verdict:
    verdict = registry.concept("nash").certify(case.game, profile)
    if is_pure(profile):
        return Verdict(holds=False, why="nobody mixes in what is claimed")
    if isinstance(verdict, Certificate):
        return Verdict(holds=True, why=f"it is an equilibrium that {_told(case, profile, stated)}")
    return Verdict(holds=False, why=f"the profile claimed is no equilibrium: {verdict.reason}")


def _told(case: Case, profile: MixedProfile, stated: Stated) -> str:
    game = case.game
    odds = [
        f"{game.players[player]} plays {game.actions[player][action]} with probability "
        f"{_number(profile[player][action])}"
        for player, action in stated
    ]
    return ", ".join(odds)


def _number(value: Fraction) -> str:
    return number(value) if value.denominator < 10**9 else spelled(value)


CHECK = Check("mixed_equilibrium", MixedEquilibrium, decide)
