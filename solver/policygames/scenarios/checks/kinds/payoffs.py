"""What a profile pays."""

from __future__ import annotations

from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import amount, paid, told, words
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.meanings import ByPlayer, Profile
from policygames.scenarios.fields import Record, Words


class PayoffsCheck(Record):
    """At `profile` each player of `equals` gets this much."""

    kind: Words
    profile: Profile
    equals: ByPlayer


def decide(case: Case, options: Options) -> Verdict:
    """By the payoffs of the game."""
    names = {player.id: player.name for player in case.document.players}
    found = paid(case, options["profile"])
    claimed = {names[player]: amount(case, formula) for player, formula in options["equals"].items()}
    wrong = {name: value for name, value in claimed.items() if found[name] != value}
    why = f"at {words(case, options['profile'])} {told(found)}"
    return Verdict(not wrong, f"{why}; claimed: {', '.join(map(number, wrong.values()))}" if wrong else why)


CHECK = Check("payoffs", PayoffsCheck, decide)
