"""Bayesian equilibria in sentences: what each type does, what each can expect, and what is proven."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.certificates import Coverage
from policygames.games import BayesianGame, MixedProfile, Strategy
from policygames.games.bayesian import Agent
from policygames.games.profiles import support
from policygames.results.closing_words import closing
from policygames.results.wording import listed, number, payoff_words, ratio

if TYPE_CHECKING:
    from policygames.results.equilibrium import Equilibrium
    from policygames.results.solution import Solution


def explain_types(solution: Solution) -> str:
    """For each equilibrium what every type plays and what it expects, then what is proven and how."""
    game = solution.game
    if not isinstance(game, BayesianGame):
        return ""
    told = [_told(game, equilibrium) for equilibrium in solution.equilibria]
    lines = [f"{index}. {line}" for index, line in enumerate(told, 1)] if len(told) > 1 else told
    return "\n".join([_counted(solution), *lines, closing(solution, "", _PROVEN)])


_PROVEN = "knowing their type, nobody gains by any other action; all is checked exactly on payoffs and beliefs as given"


def _counted(solution: Solution) -> str:
    count = len(solution.equilibria)
    noun = "Bayesian Nash equilibrium" if count == 1 else "extreme Bayesian Nash equilibria"
    if solution.coverage is Coverage.ALL:
        return f"There {'is' if count == 1 else 'are'} exactly {'one' if count == 1 else count} {noun}."
    return f"Found: {count} {noun}; there may be others."


def _told(game: BayesianGame, equilibrium: Equilibrium) -> str:
    box = equilibrium.enclosure
    profile: MixedProfile = (box.midpoint() if box else equilibrium.exact_profile) or ()
    agents = [agent_words(game, agent, profile) for agent in game.agents]
    paid = payoff_words(game.players, equilibrium.exact_payoffs)
    near = "Near this, as a box proves: " if box else ""
    return f"{near}{'; '.join(agents)}. Before types are known {paid}."


def agent_words(game: BayesianGame, agent: Agent, profile: MixedProfile) -> str:
    """What one type of a player does, and what it can expect."""
    strategy = profile[game.agents.index(agent)]
    paid = game.interim_payoffs(agent, profile)
    expected = sum((chance * payoff for chance, payoff in zip(strategy, paid, strict=True)), Fraction(0))
    names = game.actions[agent[0]]
    return f"{game.name_of(agent)} plays {_strategy(names, strategy)} and expects {number(expected)}"


def types_words(game: BayesianGame, profile: MixedProfile) -> str:
    """What every type of each player does."""
    pairs = zip(game.agents, profile, strict=True)
    return "; ".join(
        f"{game.name_of(agent)} plays {_strategy(game.actions[agent[0]], strategy)}" for agent, strategy in pairs
    )


def _strategy(names: tuple[str, ...], strategy: Strategy) -> str:
    played = support(strategy)
    if len(played) == 1:
        return f"“{names[played[0]]}”"
    return listed([f"“{names[action]}” with probability {ratio(strategy[action])}" for action in played])
