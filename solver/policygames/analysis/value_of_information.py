"""What it is worth to know another's type."""

from __future__ import annotations

from policygames.errors import DeadlineError, GameError
from policygames.games import BayesianGame
from policygames.games.information import revealed
from policygames.results.information_value import InformationValue
from policygames.search import solve


def value_of_information(
    game: BayesianGame, player: str | int, about: str | int, *, deadline: float | None = None
) -> InformationValue:
    """What `player` gains where they learn the type of player `about` before acting, and all know that they do.

    Both games are solved by `bayes_nash`; `deadline` is in seconds for each. Where there are several equilibria
    the value is a range. Raises GameError for another kind of game, an unknown player, or one about themselves,
    DeadlineError where no equilibrium was found in time.

    Source: Levine and Ponssard, International Journal of Game Theory 6 (1977) 221-229; Bassan, Gossner, Scarsini and
    Zamir, International Journal of Game Theory 32 (2003) 17-31.
    """
    if not isinstance(game, BayesianGame):
        raise GameError(f"a {type(game).__name__} has no types", reason="MISSING_GAME", path="game")
    learner, other = game.player_index(player), game.player_index(about, "about")
    if learner == other:
        message = f"{game.players[learner]} knows their own type; allowed: another player"
        raise GameError(message, reason="OPTION_RANGE", path="about")
    after = revealed(game, learner, other)
    solutions = [solve(one, "bayes_nash", deadline=deadline) for one in (game, after)]
    if not all(one.equilibria for one in solutions):
        raise DeadlineError("the deadline passed before an equilibrium to compare with was found", path="deadline")
    return InformationValue(game, game.players[learner], game.players[other], *solutions)
