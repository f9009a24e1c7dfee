"""All payoffs of repeated games in which players can pay one another, from one sort of the profiles."""

from __future__ import annotations

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage, PayoffBounds
from policygames.games import RepeatedGame
from policygames.games.side_payments import SOURCE, SidePayments, payoff_simplex, unsuited
from policygames.numerics.transfer_steps import transfer_steps
from policygames.registry import Method, Proposals


def accepts(game: RepeatedGame) -> str:
    """Empty for endless games with transfers, perfect monitoring and one discount factor for all."""
    return unsuited(game) if game.transfers else "it takes games with transfers"


def propose(game: RepeatedGame, budget: Budget) -> Proposals:
    """The payoffs that leave each player his worst punishment and sum to no more than the joint maximum.

    Source: Goldlücke and Kranz, Journal of Economic Theory 147 (2012) 1730-1758.
    """
    payments = SidePayments.of(game.stage_game)
    yield None
    flat = [one.ravel() for one in payments.replies]
    steps = transfer_steps(payments.liquidity.ravel(), payments.joint.ravel(), flat)
    held = [step for step in steps if step.discount <= game.discount[0]]
    if not held:
        return Claim(Coverage.NONE_EXIST, bounds=PayoffBounds((), (), exact=True))
    worst = tuple(map(payments.payoff, held[-1].punishments))
    simplex = payoff_simplex(payments.payoff(held[-1].joint_maximum), worst)
    return Claim(Coverage.ALL, bounds=PayoffBounds(simplex, simplex, exact=True))


METHOD = Method(id="transfers", concept="subgame_perfect", source=SOURCE, accepts=accepts, propose=propose)
