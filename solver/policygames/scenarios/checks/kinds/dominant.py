"""An action that pays strictly more than any other, whatever the others do."""

from __future__ import annotations

from policygames.scenarios.cases import Case
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.meanings import OwnAction, PlayerId
from policygames.scenarios.checks.rivals import player_action, rival
from policygames.scenarios.fields import Record, Words


class Dominant(Record):
    """`action` strictly dominates every other of `player`."""

    kind: Words
    player: PlayerId
    action: OwnAction


def decide(case: Case, options: Options) -> Verdict:
    """By comparing payoffs at every profile; a tie is no dominance."""
    if found := rival(case, options["player"], options["action"]):
        return Verdict(holds=False, why=found)
    player, action = player_action(case, options["player"], options["action"])
    return Verdict(holds=True, why=f"{action} pays {player} more than any other action, whatever the others do")


CHECK = Check("dominant", Dominant, decide)
