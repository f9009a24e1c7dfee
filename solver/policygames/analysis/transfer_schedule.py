"""What side payments sustain, at all discount factors at once, and the least patience that a profile needs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from policygames.errors import GameError
from policygames.games import NormalFormGame
from policygames.games.side_payments import SidePayments
from policygames.numerics.transfer_steps import Step, transfer_steps
from policygames.results.transfer_schedule import Names, TransferSchedule, TransferStep
from policygames.results.transfer_threshold import TransferThreshold, least_discount


def transfer_schedule(game: NormalFormGame) -> TransferSchedule:
    """The payoffs of all subgame-perfect equilibria with side payments at every discount factor in [0, 1), exact.

    Perfect monitoring, pure actions, any number of players, one discount factor for all; players may pay one another
    before each period, and burn money. A tuple of steps: from each `.discount` on the payoffs x with x_i >=
    `.punishments`[i] and a sum up to `.joint_maximum`, in units of one period. It is empty where no profile is
    enforceable at any discount factor.

    Raises GameError for anything but a NormalFormGame.

    Source: Goldlücke and Kranz, Journal of Economic Theory 147 (2012) 1730-1758.
    """
    _check(game)
    payments = SidePayments.of(game)
    flat = [one.ravel() for one in payments.replies]
    steps = transfer_steps(payments.liquidity.ravel(), payments.joint.ravel(), flat)
    return TransferSchedule(game, tuple(map(partial(_named, game, payments), steps)))


def transfer_threshold(game: NormalFormGame, profile: Sequence[str | int]) -> TransferThreshold:
    """The least discount factor at which `profile` can be played for ever with side payments, and a proof of it.

    `profile` holds one action per player, by name or index. The value lies in [0, 1), exact, or is None: never.

    Raises GameError for anything but a NormalFormGame, and for an unknown action.

    Source: Goldlücke and Kranz, Journal of Economic Theory 147 (2012) 1730-1758.
    """
    _check(game)
    return least_discount(game, game.pure_profile(profile), transfer_schedule(game).steps)


def _check(game: object) -> None:
    if not isinstance(game, NormalFormGame):
        raise GameError("the stage game is a NormalFormGame", reason="MISSING_GAME", path="game")


def _named(game: NormalFormGame, payments: SidePayments, step: Step) -> TransferStep:
    return TransferStep(
        discount=step.discount,
        joint_maximum=payments.payoff(step.joint_maximum),
        punishments=tuple(map(payments.payoff, step.punishments)),
        path=_names(game, step.path),
        answers=tuple(_names(game, one) for one in step.answers),
    )


def _names(game: NormalFormGame, position: int) -> Names:
    profile = np.unravel_index(position, game.shape)
    return tuple(names[action] for names, action in zip(game.actions, profile, strict=True))
