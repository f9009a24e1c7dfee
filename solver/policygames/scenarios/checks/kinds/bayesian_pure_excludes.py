"""An action that no type of a player chooses in any pure equilibrium."""

from __future__ import annotations

from policygames.games import BayesianGame
from policygames.scenarios.cases import Case
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.meanings import OwnAction, PlayerId
from policygames.scenarios.checks.types import bayesian, pure_by_agent, told
from policygames.scenarios.fields import Record, Words


class BayesianPureExcludes(Record):
    """No type of `player` plays `action` in a pure equilibrium."""

    kind: Words
    player: PlayerId
    action: OwnAction


def decide(case: Case, options: Options) -> Verdict:
    """By all pure equilibria of the game between the types."""
    game: BayesianGame = bayesian(case)
    player = case.player(options["player"])
    action = case.action(player, options["action"])
    seats = [seat for seat, (owner, _) in enumerate(game.agents) if owner == player]
    found = pure_by_agent(case)
    against = [one for one in found if any(one[seat] == action for seat in seats)]
    if against:
        return Verdict(holds=False, why=f"it is part of the equilibrium {told(case, against[0])}")
    listed = "; ".join(told(case, one) for one in found) or "there are none"
    return Verdict(holds=True, why=f"the pure equilibria, proven complete, are: {listed}")


CHECK = Check("bayesian_pure_excludes", BayesianPureExcludes, decide)
