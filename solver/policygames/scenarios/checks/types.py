"""Players of several types, as checks see them: the game between the types, and its pure equilibria."""

from __future__ import annotations

from policygames.errors import UnsupportedError
from policygames.games import BayesianGame
from policygames.scenarios.cases import Case
from policygames.scenarios.checks.answers import incomplete, pure
from policygames.search import solve


def bayesian(case: Case) -> BayesianGame:
    """The game of incomplete information. Raises UnsupportedError where there are no types."""
    if isinstance(case.stage, BayesianGame):
        return case.stage
    raise UnsupportedError("this speaks of players of several types", reason="UNSUPPORTED_SCENARIO")


def pure_by_agent(case: Case) -> list[tuple[int, ...]]:
    """All pure equilibria: the action of each player and type, in the order of `agents`.

    Raises UnsupportedError where they are not proven complete.
    """
    solution = solve(bayesian(case).agent_form(), "pure_nash", deadline=case.deadline)
    if problem := incomplete(solution):
        raise UnsupportedError(problem, reason="UNSUPPORTED_SCENARIO")
    return sorted(pure(one.exact) for one in solution.equilibria)


def remaining_types(case: Case, player: int) -> list[str]:
    """The ids of the types of a player that have a chance, in the order of the game."""
    declared = case.document.game.types.get(case.document.players[player].id, ())
    if len(declared) < 2:
        return [""] if not declared else [declared[0].id]
    names = bayesian(case).types[player]
    return [kind.id for name in names for kind in declared if kind.name == name]


def told(case: Case, actions: tuple[int, ...]) -> str:
    """What each player, or type of a player, does."""
    game = bayesian(case)
    pairs = zip(game.agents, actions, strict=True)
    return f"({', '.join(f'{game.name_of(agent)}: {game.actions[agent[0]][action]}' for agent, action in pairs)})"
