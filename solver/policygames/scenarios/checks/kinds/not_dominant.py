"""An action that another one pays at least as much as, at some choice of the others."""

from __future__ import annotations

from policygames.scenarios.cases import Case
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.meanings import OwnAction, PlayerId
from policygames.scenarios.checks.rivals import player_action, rival
from policygames.scenarios.fields import Record, Words


class NotDominant(Record):
    """`action` does not strictly dominate every other of `player`."""

    kind: Words
    player: PlayerId
    action: OwnAction


def decide(case: Case, options: Options) -> Verdict:
    """By a profile at which another action pays at least as much."""
    found = rival(case, options["player"], options["action"])
    player, action = player_action(case, options["player"], options["action"])
    return Verdict(bool(found), found or f"{action} pays {player} more than any other action, whatever the others do")


CHECK = Check("not_dominant", NotDominant, decide)
