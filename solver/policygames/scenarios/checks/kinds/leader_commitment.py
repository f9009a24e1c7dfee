"""What a player does who moves first, seen by the others, who then play an equilibrium among themselves."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from policygames.games import NormalFormGame
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.answers import incomplete
from policygames.scenarios.checks.check import Check, Options, Verdict, undecided
from policygames.scenarios.checks.meanings import OwnAction, PlayerId
from policygames.scenarios.fields import Record, Words
from policygames.search import solve


class LeaderCommitment(Record):
    """Moving first with one action, seen by all, `leader` gets most by `action`, whichever equilibria follow."""

    kind: Words
    leader: PlayerId
    action: OwnAction


@dataclass(frozen=True, slots=True)
class _Prospect:
    """The least and the most that the leader gets over all equilibria that can follow, and why these may not be all."""

    least: Fraction
    most: Fraction
    problem: str


def decide(case: Case, options: Options) -> Verdict:
    """By backward induction: all equilibria of the others after each action of the leader."""
    leader = case.player(options["leader"])
    action = case.action(leader, options["action"])
    prospects = [_prospect(case, leader, mine) for mine in range(case.game.shape[leader])]
    if problem := next((one.problem for one in prospects if one.problem), ""):
        return undecided(problem)
    names = case.game.actions[leader]
    told = "; ".join(f"{name} is worth {_told(one)}" for name, one in zip(names, prospects, strict=True))
    others = [one for index, one in enumerate(prospects) if index != action]
    why = f"{case.game.players[leader]} moves first: {told}"
    if all(prospects[action].least > one.most for one in others):
        return Verdict(holds=True, why=why)
    clear = any(one.least > prospects[action].most for one in others) or _known(prospects)
    return Verdict(holds=False, why=why) if clear else undecided(f"{why}: it depends on what the others play")


def _known(prospects: list[_Prospect]) -> bool:
    return all(one.least == one.most for one in prospects)


def _prospect(case: Case, leader: int, action: int) -> _Prospect:
    """What follows; the leader's payoff is linear in each other's strategy, so that extreme equilibria bound it."""
    rest, paid = _after(case.game, leader, action)
    if rest is None:
        best = max(paid, key=lambda pair: pair[1])[1]
        values = [mine for mine, theirs in paid if theirs == best]
        return _Prospect(min(values), max(values), "")
    solution = solve(rest, "nash", deadline=case.deadline)
    values = [_worth(case.game, leader, action, one.exact) for one in solution.equilibria if one.exact is not None]
    if (problem := incomplete(solution)) or not values:
        return _Prospect(Fraction(0), Fraction(0), problem or "what follows has irrational equilibria only")
    return _Prospect(min(values), max(values), "")


def _after(game: NormalFormGame, leader: int, action: int) -> tuple[NormalFormGame | None, list[tuple[Any, Any]]]:
    """The game of the others; where there is one other alone, what leader and follower get by the follower's action."""
    others = [player for player in range(len(game.players)) if player != leader]
    tables = [
        np.take(table.astype(object), action, axis=leader) * Fraction(1, denominator)
        for table, denominator in zip(game.numerators, game.denominators, strict=True)
    ]
    if len(others) == 1:
        return None, list(zip(tables[leader], tables[others[0]], strict=True))
    return NormalFormGame([tables[player].tolist() for player in others]), []


def _worth(game: NormalFormGame, leader: int, action: int, followers: Any) -> Fraction:
    own = tuple(Fraction(int(mine == action)) for mine in range(game.shape[leader]))
    return game.payoffs_of((*followers[:leader], own, *followers[leader:]))[leader]


def _told(prospect: _Prospect) -> str:
    if prospect.least == prospect.most:
        return number(prospect.least)
    return f"{number(prospect.least)} to {number(prospect.most)}"


CHECK = Check("leader_commitment", LeaderCommitment, decide)
