"""How much payoffs may err before an equilibrium gives way, and what gives way first."""

from __future__ import annotations

from dataclasses import replace

from policygames.budget import budget_for
from policygames.errors import GameError, UnsupportedError
from policygames.games import Crowd, Enclosure, NormalFormGame
from policygames.games.interventions.errors_made import OnceGame, Played
from policygames.games.interventions.errors_survived import weakest_deviation
from policygames.results import Equilibrium, Solution
from policygames.results.robustness import IRRATIONAL, Robustness, judged_game, refused, support_break
from policygames.search import solve

MOST_ACTIONS = 24
"""The most actions, of both players together, of games whose other equilibria are looked for."""
MOST_PROFILES = 16
"""The same for profiles of three and more players."""
SECONDS = 20.0


def robustness(equilibrium: Equilibrium, *, deadline: float | None = None) -> Robustness:
    """How much every payoff may err before `equilibrium`, of a game that is played once, gives way; exact.

    `.radius` is half the least that a deviation loses, and 0 for a mixed equilibrium: as a profile that survives no
    error. The payoffs of like players are those by counts, those of types those by the types of all, whose chances are
    taken as given. `.support_radius` says up to which error some equilibrium plays the same actions, for two players
    of games in normal form; the index, whether equilibria stay near its component; for that all equilibria are looked
    for, in what is left of `deadline` seconds, or up to SECONDS.

    Raises GameError for what is no equilibrium, UnsupportedError for other games, and for irrational equilibria;
    DeadlineError where the radii themselves are not computed in time.
    """
    budget = budget_for(deadline)
    if not isinstance(equilibrium, Equilibrium):
        raise GameError("robustness is asked of an Equilibrium", reason="MISSING_CANDIDATE", path="equilibrium")
    game, played = _judged(equilibrium)
    support = support_break(game, played, budget)
    solution, why = _solved(game, SECONDS if deadline is None else budget.remaining())
    found = Robustness(equilibrium, weakest_deviation(game, played), support, solution, why)
    if found.is_essential and not isinstance(game, NormalFormGame):  # a strict equilibrium needs no index
        return replace(found, unsolved="")
    if why or found.index is not None:
        return found
    return replace(found, solution=None, unsolved="it is told for extreme and for regular equilibria only")


def _judged(equilibrium: Equilibrium) -> tuple[OnceGame, Played]:
    """The game, and what is played. Raises UnsupportedError, with what to do, where no radius is computed."""
    game, played = judged_game(equilibrium.game), equilibrium.certificate.candidate
    if isinstance(played, Enclosure):
        raise UnsupportedError(IRRATIONAL, reason="UNSUPPORTED_GAME", path="equilibrium")
    if not isinstance(played, Crowd | tuple):
        concept = equilibrium.certificate.concept
        message = f"robustness is computed for Nash equilibria, not for an answer of {concept!r}; solve for 'nash'"
        raise UnsupportedError(message, reason="UNSUPPORTED_GAME", path="equilibrium", choices=("nash", "pure_nash"))
    if refusal := refused(game, played):
        raise GameError(f"this is no equilibrium: {refusal.reason}", reason="MISSING_CANDIDATE", path="equilibrium")
    return game, played


def _solved(game: OnceGame, seconds: float) -> tuple[Solution | None, str]:
    """All equilibria, where they can be had soon, and why not otherwise."""
    if not isinstance(game, NormalFormGame):
        return None, "it is told for games in normal form only"
    if len(game.shape) > 2 and game.numerators[0].size > MOST_PROFILES:
        return None, f"the game of more than two players has more than {MOST_PROFILES} profiles"
    if sum(game.shape) > MOST_ACTIONS:
        return None, f"the game has more than {MOST_ACTIONS} actions"
    solution = solve(game, "nash", deadline=seconds) if seconds else None
    if solution is None or not solution.components:
        return None, f"not all equilibria were found within {seconds:g} seconds"
    return solution, ""
