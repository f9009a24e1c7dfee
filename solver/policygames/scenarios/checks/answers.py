"""What the solver answers about a case, as checks compare it: ids in place of indices, and what is not proven said."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from policygames.certificates import Coverage
from policygames.documents import Player
from policygames.errors import UnsupportedError
from policygames.games import Crowd, NormalFormGame, PureProfile, RepeatedGame, SymmetricGame
from policygames.numerics.exact import exact
from policygames.results import Solution
from policygames.scenarios import compiler
from policygames.scenarios.cases import Case, number
from policygames.scenarios.expressions import Situation, evaluate, parse
from policygames.search import solve


def amount(case: Case, formula: str) -> Fraction:
    """The number that a formula of parameters is worth in `case`."""
    return exact(evaluate(parse(formula), Situation(case.values)))


def incomplete(solution: Solution) -> str:
    """Why nothing can be said about all equilibria, empty where the list is proven complete."""
    if solution.coverage is not Coverage.SOME:
        return ""
    found = len(solution.equilibria)
    return f"the list of equilibria is not proven complete (coverage SOME, {found} found by {solution.method})"


def pure_equilibria(case: Case) -> tuple[list[PureProfile], str]:
    """The pure equilibria of the table that is played once or in each period, and why they may not be all."""
    solution = solve(case.game, "pure_nash", deadline=case.deadline)
    return sorted(pure(one.exact) for one in solution.equilibria), incomplete(solution)


def pure(profile: Any) -> PureProfile:
    """The actions of a mixed profile in which nobody mixes."""
    return tuple(strategy.index(1) for strategy in profile)


def is_pure(profile: Any) -> bool:
    """Whether nobody mixes."""
    return all(max(strategy) == 1 for strategy in profile)


def played(case: Case) -> RepeatedGame:
    """The game as it is played over time. Raises UnsupportedError where it is played once."""
    game = compiler.game(case.document, case.values)
    if isinstance(game, RepeatedGame):
        return game
    raise UnsupportedError("this speaks of a game that is repeated", reason="UNSUPPORTED_SCENARIO")


def group(case: Case) -> Player:
    """The one group of like players. Raises UnsupportedError where there is another cast."""
    players = case.document.players
    if len(players) == 1 and players[0].members:
        return players[0]
    raise UnsupportedError("this speaks of one group of like players", reason="UNSUPPORTED_SCENARIO")


def seat(case: Case, player_id: str) -> int:
    """The index of a player; of a group that is written out, that of its first member, whom all others are like."""
    for player in case.document.players:
        if player.id == player_id and player.members and isinstance(case.stage, NormalFormGame):
            return case.player(f"{player_id}_0")
    return case.player(player_id)


def paid(case: Case, actions: Mapping[str, str]) -> dict[str, Fraction]:
    """What each player, or each member of a group, gets where all play as `actions` says: name → payoff."""
    players = case.document.players
    if isinstance(case.stage, SymmetricGame):
        return dict(zip((player.name for player in players), _paid_alike(case, case.stage, actions), strict=True))
    game, profile = case.game, case.profile(actions)
    return {player.name: game.payoff(seat(case, player.id), profile) for player in players}


def _paid_alike(case: Case, game: SymmetricGame, actions: Mapping[str, str]) -> list[Fraction]:
    chosen = [case.action(index, actions[player.id]) for index, player in enumerate(case.document.players)]
    counts = [
        [size if action == mine else 0 for action in range(width)]
        for size, width, mine in zip(game.sizes, game.shape, chosen, strict=True)
    ]
    payoffs = game.payoffs_of(Crowd.of_counts(counts))
    return [payoffs[sum(game.sizes[:index])] for index in range(len(game.sizes))]


def words(case: Case, actions: Mapping[str, str]) -> str:
    """A profile by ids in the words of the file: (Ban sales, Order firms to stop buying)."""
    return f"({', '.join(_name(player, actions.get(player.id, '')) for player in case.document.players)})"


def _name(player: Player, action: str) -> str:
    told = next((one.name for one in player.actions if one.id == action), action)
    return f"all {player.members} {told}" if player.members else told


def told(payoffs: Mapping[str, Fraction]) -> str:
    """Payoffs in words."""
    return ", ".join(f"{name} gets {number(value)}" for name, value in payoffs.items())
