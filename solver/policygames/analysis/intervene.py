"""What would it take for a wanted outcome to hold: the least change, that it works, and that nothing less does."""

from __future__ import annotations

from typing import Any

from policygames.analysis.interventions.payment import payment
from policygames.errors import GameError, UnsupportedError
from policygames.games import NormalFormGame
from policygames.results import Equilibrium
from policygames.results.intervention import Intervention

LEVERS = ("payment",)


def intervene(game: Any, target: Any, lever: str = "payment", **options: Any) -> Intervention:
    """The least change by `lever` after which `target` holds, with a proof that it does, and that nothing less will do.

    `target` holds one action per player, by name or index; one strategy per player; profiles with their probabilities,
    which a mediator draws; or an equilibrium. The lever "payment" promises payments or sanctions, with the options

    - `goal`: "equilibrium", "dominant" (best whatever the others do) or "unique" (the only rationalizable outcome);
    - `margin`: by how much deviations have to lose, in payoff units; "unique" needs one, its least cost being no cost;
    - `instruments`: "payments", "sanctions" or "both"; `contingent` on the "profile" or on the player's own "action";
    - `payers`: the players who pay, by default an outside party; `budget`: the most in all, or by player;
    - `cost`: "paid", what is due while the target is played, or "promised", the most that may fall due in any profile.

    Raises GameError for what is none of these, UnsupportedError for a lever or a game that is not offered.

    Source: Monderer and Tennenholtz, Journal of Artificial Intelligence Research 21 (2004) 37-62; for unique outcomes
    Segal, Journal of Economic Theory 113 (2003) 147-181.
    """
    if lever not in LEVERS:
        message = f"there is no lever {lever!r}; there are {', '.join(LEVERS)}"
        raise UnsupportedError(message, reason="UNKNOWN_LEVER", path="lever", choices=LEVERS)
    if isinstance(target, Equilibrium):
        target = target.certificate.candidate
    if not isinstance(game, NormalFormGame):
        raise GameError("the game is a NormalFormGame", reason="MISSING_GAME", path="game")
    return payment(game, target, **options)
