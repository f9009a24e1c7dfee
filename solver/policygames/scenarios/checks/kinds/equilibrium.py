"""A pure profile that is, or is no, equilibrium; a deviation that pays is named."""

from __future__ import annotations

from fractions import Fraction

from policygames import registry
from policygames.certificates import Certificate, Refusal
from policygames.games import Crowd, SymmetricGame
from policygames.games.profiles import pure_as_mixed
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import words
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.meanings import Profile
from policygames.scenarios.fields import Record, Truth, Words


class Equilibrium(Record):
    """`profile` is an equilibrium; with `holds: false` it is none."""

    kind: Words
    profile: Profile
    holds: Truth = True


def decide(case: Case, options: Options) -> Verdict:
    """By comparing what each player could get instead."""
    verdict = registry.concept("nash").certify(case.stage, _candidate(case, options["profile"]))
    stands, where = isinstance(verdict, Certificate), words(case, options["profile"])
    why = f"nobody gains by leaving {where}" if stands else f"at {where} {_reason(case, verdict)}"
    return Verdict(stands is options["holds"], why)


def _candidate(case: Case, profile: dict[str, str]) -> object:
    game = case.stage
    if not isinstance(game, SymmetricGame):
        return pure_as_mixed(case.profile(profile), case.game.shape)
    chosen = [case.action(index, profile[player.id]) for index, player in enumerate(case.document.players)]
    sizes = zip(game.sizes, game.shape, chosen, strict=True)
    return Crowd.of_counts([[size * (action == mine) for action in range(width)] for size, width, mine in sizes])


def _reason(case: Case, refusal: Certificate | Refusal) -> str:
    if isinstance(refusal, Certificate) or refusal.deviation is None:
        return getattr(refusal, "reason", "")
    deviation = refusal.deviation
    gain = number(Fraction(deviation.gain))
    if isinstance(case.stage, SymmetricGame):
        return refusal.reason
    player, action = case.game.players[deviation.player], case.game.actions[deviation.player][deviation.action]
    return f"{player} gains {gain} by {action}"


CHECK = Check("equilibrium", Equilibrium, decide)
