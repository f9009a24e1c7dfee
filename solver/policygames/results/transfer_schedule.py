"""What side payments sustain at each discount factor: the steps at which more can be enforced, with their proofs."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from policygames.errors import CertificateError, GameError
from policygames.games import NormalFormGame, Point
from policygames.games.notebooks import repr_html
from policygames.games.repeated import RepeatedGame
from policygames.games.side_payments import SidePayments, payoff_simplex
from policygames.numerics.exact import exact, read_back, spelled
from policygames.results.payment_plan import PaymentPlan, payment_plan, with_payoffs
from policygames.results.plain_points import plain_point, read_point
from policygames.results.saved import check_as_saved, game_of, plain, reading
from policygames.results.wording import listed, number, ratio

Names = tuple[str, ...]
"""A profile by the names of its actions."""


@dataclass(frozen=True, slots=True)
class TransferStep:
    """From `discount` up to the next step: all that players who can pay one another get in equilibrium.

    The payoffs x with x_i >= punishments[i] and a sum of at most `joint_maximum`, per period: no others. `path` is a
    profile with that sum, `answers` holds per player one whose best reply pays his punishment; by the actions' names.
    """

    discount: Fraction
    joint_maximum: Fraction
    punishments: Point
    path: Names
    answers: tuple[Names, ...]

    @property
    def vertices(self) -> tuple[Point, ...]:
        """The vertices of the set of equilibrium payoffs."""
        return payoff_simplex(self.joint_maximum, self.punishments)


@dataclass(frozen=True)
class TransferSchedule:
    """The steps, ascending in their discount factors; below the first there is no equilibrium in pure actions.

    It reads like a tuple. Players pay one another before each period; the money may be burned.
    """

    game: NormalFormGame
    steps: tuple[TransferStep, ...]

    def __len__(self) -> int:
        return len(self.steps)

    def __getitem__(self, index: int) -> TransferStep:
        return self.steps[index]

    def __iter__(self) -> Iterator[TransferStep]:
        return iter(self.steps)

    def at(self, discount: Any) -> TransferStep | None:
        """The step that holds at `discount`, in [0, 1); None where there is no equilibrium in pure actions.

        Raises GameError for any other discount factor.
        """
        place = bisect_right([step.discount for step in self.steps], self._discount(discount))
        return self.steps[place - 1] if place else None

    def payments(self, discount: Any, payoffs: Sequence[Any] | None = None) -> PaymentPlan | None:
        """Who pays whom so that the greatest joint payoff is reached at `discount`, split as `payoffs` where given.

        None where there is no equilibrium in pure actions. Raises GameError for payoffs that are none of an
        equilibrium.
        """
        step = self.at(discount)
        if step is None:
            return None
        plan = payment_plan(self.game, self.game.pure_profile(step.path), self._discount(discount), step.punishments)
        return plan if payoffs is None else with_payoffs(plan, self._point(payoffs))

    def _point(self, payoffs: Sequence[Any]) -> Point:
        if len(payoffs) != len(self.game.players):
            message = f"{len(payoffs)} payoffs for {len(self.game.players)} players"
            raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="payoffs")
        return tuple(exact(one, f"payoffs[{player}]") for player, one in enumerate(payoffs))

    def _discount(self, discount: Any) -> Fraction:
        return RepeatedGame(self.game, discount if not isinstance(discount, Sequence) else str(discount)).discount[0]

    def verify(self) -> None:
        """Proves every step again, from the game alone, by taking out what is not enforceable until all is.

        At each step, and just below the next one, the same is sustained: so it is between them, since what is
        enforceable stays so for players who are more patient. Raises CertificateError where a step does not hold.
        """
        self._check_order()
        payments, found = SidePayments.of(self.game), None
        ends = [*(step.discount for step in self.steps), Fraction(1)]
        for index, (step, (start, end)) in reversed(list(enumerate(zip(self.steps, pairwise(ends), strict=True)))):
            path = f"steps[{index}]"
            below = payments.sustained(end, just_below=True, within=found)
            found = payments.sustained(start, within=below)
            if below is None or below != found:
                raise CertificateError(f"not the same is sustained at {start} and just below {end}", path=path)
            if found.payoffs(payments.scale) != (step.joint_maximum, step.punishments):
                raise CertificateError(f"this is not what is sustained at {start}", path=path)
            self._check_profiles(step, payments, path)
        if ends[0] > 0 and payments.sustained(ends[0], just_below=True, within=found) is not None:
            raise CertificateError("there are equilibria below the first step", path="steps")

    def _check_order(self) -> None:
        starts = [step.discount for step in self.steps]
        if any(low >= high for low, high in pairwise([*starts, Fraction(1)])) or any(low < 0 for low in starts):
            raise CertificateError("the discount factors of the steps ascend in [0, 1)", path="steps")

    def _check_profiles(self, step: TransferStep, payments: SidePayments, path: str) -> None:
        """That the named profiles are enforceable and attain what they are named for."""
        if len(step.answers) != len(self.game.players):
            raise CertificateError("one answer per player is needed", path=path)
        named = [self.game.pure_profile(one, path) for one in (step.path, *step.answers)]
        spread = payments.scale * (step.joint_maximum - sum(step.punishments))
        reached = [payments.joint[named[0]], *(one[at] for one, at in zip(payments.replies, named[1:], strict=True))]
        wanted = [step.joint_maximum, *step.punishments]
        if [Fraction(int(one), payments.scale) for one in reached] != wanted:
            raise CertificateError("the named profiles do not attain what is stated", path=path)
        if any((1 - step.discount) * int(payments.liquidity[one]) > step.discount * spread for one in named):
            raise CertificateError("a named profile is not enforceable", path=path)

    _repr_html_ = repr_html

    def explain(self) -> str:
        """How much patience it takes with side payments, for what, and who pays whom."""
        if not self.steps:
            return (
                "However patient the players are, and whatever they pay one another, no profile of pure actions can be "
                "enforced: what deviations gain is more than any punishment by such profiles costs."
            )
        first = self.steps[0].discount
        start = f"Below {ratio(first)} there is no equilibrium in pure actions." if first else ""
        shown = self.steps if len(self.steps) <= _MOST_STEPS else (*self.steps[: _MOST_STEPS - 1], self.steps[-1])
        left = len(self.steps) - len(shown)
        more = [f"({left} steps between are left out.)"] if left else []
        lines = [*map(self._step_words, shown[:-1]), *more, self._step_words(shown[-1])]
        return "\n".join(filter(None, ["With side payments:", start, *lines, _PROVEN]))

    def _step_words(self, step: TransferStep) -> str:
        plan = self.payments(step.discount)
        held = [f"{name} {number(one)}" for name, one in zip(self.game.players, step.punishments, strict=True)]
        words = "" if plan is None else f" For example: {plan.explain()}"
        return (
            f"From a discount factor of {ratio(step.discount)} on, together they can get {number(step.joint_maximum)} "
            f"per period, shared in any way that leaves at least {listed(held)}.{words}"
        )

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact."""
        steps = [
            {
                "discount": spelled(step.discount),
                "joint_maximum": spelled(step.joint_maximum),
                "punishments": plain_point(step.punishments),
                "path": list(step.path),
                "answers": [list(one) for one in step.answers],
            }
            for step in self.steps
        ]
        return plain("transfer_schedule", self.game, steps=steps)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> TransferSchedule:
        """The schedule that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        game = game_of(data, "transfer_schedule", ("steps",), NormalFormGame)
        with reading("transfer schedule"):
            steps = enumerate(data["steps"])
            found = cls(game, tuple(_read_step(one, f"steps[{place}]", len(game.players)) for place, one in steps))
            check_as_saved(data, found.to_dict())
            return found


def _read_step(data: Mapping[str, Any], path: str, players: int) -> TransferStep:
    return TransferStep(
        discount=read_back(data["discount"], f"{path}.discount"),
        joint_maximum=read_back(data["joint_maximum"], f"{path}.joint_maximum"),
        punishments=read_point(data["punishments"], f"{path}.punishments", players),
        path=tuple(map(str, data["path"])),
        answers=tuple(tuple(map(str, one)) for one in data["answers"]),
    )


_MOST_STEPS = 8
_PROVEN = "Proven: the steps are exact, and no discount factor between two of them sustains anything else."
