"""How much payoffs may err before an equilibrium gives way, and what gives way first."""

from __future__ import annotations

from policygames.budget import budget_for
from policygames.errors import GameError, UnsupportedError
from policygames.games import NormalFormGame
from policygames.games.interventions.errors_survived import weakest_deviation
from policygames.results import Equilibrium, Solution
from policygames.results.robustness import Robustness, support_break
from policygames.search import solve

MOST_ACTIONS = 24
"""The most actions, of both players together, of games whose other equilibria are looked for."""
MOST_PROFILES = 16
"""The same for profiles of three and more players."""
SECONDS = 20.0


def robustness(equilibrium: Equilibrium, *, deadline: float | None = None) -> Robustness:
    """How much every payoff may err before `equilibrium`, of a game in normal form, gives way; exact.

    `.radius` is half the least that a deviation loses, and 0 for a mixed equilibrium: as a profile that survives no
    error. `.support_radius` says up to which error some equilibrium plays the same actions, for two players; the
    index, whether equilibria stay near its component; for that all equilibria are looked for, in what is left of
    `deadline` seconds, or up to SECONDS.

    Raises GameError for what is no equilibrium, UnsupportedError for other games, and for irrational equilibria;
    DeadlineError where the radii themselves are not computed in time.
    """
    game, profile = getattr(equilibrium, "game", None), getattr(equilibrium, "exact_profile", None)
    if not isinstance(equilibrium, Equilibrium):
        raise GameError("robustness is asked of an Equilibrium", reason="MISSING_CANDIDATE", path="equilibrium")
    if not isinstance(game, NormalFormGame) or profile is None or equilibrium.certificate.concept == "stackelberg":
        message = "robustness is computed for exact Nash equilibria of games in normal form"
        raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path="equilibrium", choices=("NormalFormGame",))
    budget = budget_for(deadline)
    support = support_break(game, profile, budget)
    solution, why = _solved(game, SECONDS if deadline is None else budget.remaining())
    found = Robustness(equilibrium, weakest_deviation(game, profile), support, solution, why)
    if why or found.index is not None:
        return found
    why = "it is told for extreme and for regular equilibria only"
    return Robustness(found.equilibrium, found.weakest, found.weakest_support, None, why)


def _solved(game: NormalFormGame, seconds: float) -> tuple[Solution | None, str]:
    """All equilibria, where they can be had soon, and why not otherwise."""
    if len(game.shape) > 2 and game.numerators[0].size > MOST_PROFILES:
        return None, f"the game of more than two players has more than {MOST_PROFILES} profiles"
    if sum(game.shape) > MOST_ACTIONS:
        return None, f"the game has more than {MOST_ACTIONS} actions"
    solution = solve(game, "nash", deadline=seconds) if seconds else None
    if solution is None or not solution.components:
        return None, f"not all equilibria were found within {seconds:g} seconds"
    return solution, ""
