"""Least discount factors with side payments: how patient the players must be, who pays whom, why nothing less does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.errors import CertificateError, GameError
from policygames.games import NormalFormGame, PureProfile
from policygames.games.notebooks import repr_html
from policygames.games.profiles import pure_as_mixed
from policygames.games.side_payments import SidePayments
from policygames.results.liquidity_shortfall import LiquidityShortfall
from policygames.results.payment_plan import PaymentPlan, best_deviations, enforceable_punishments, payment_plan
from policygames.results.plain_points import read_number
from policygames.results.plain_thresholds import (
    plain_threshold,
    read_own,
    read_profile,
    threshold_game,
)
from policygames.results.plain_transfers import plain_plan, read_plan
from policygames.results.saved import check_as_saved, reading
from policygames.results.transfer_schedule import TransferStep
from policygames.results.wording import listed, number, profile_words, ratio


@dataclass(frozen=True, slots=True)
class TransferThreshold:
    """The least common discount factor at which `path` can be played for ever by players who can pay one another.

    `exact` is None where no discount factor below 1 does. `by_player` holds what each player would need if nobody paid
    him, the punishments being the same; None for never. `certificate` proves that it holds at the value (None for
    never), `least` that nothing less does (None where the value is 0).
    """

    stage_game: NormalFormGame
    path: PureProfile
    exact: Fraction | None
    by_player: tuple[Fraction | None, ...]
    certificate: PaymentPlan | None
    least: LiquidityShortfall | None

    @property
    def punishment(self) -> str:
        """The kind of punishment: the worst that is enforceable with side payments."""
        return "transfers"

    @property
    def value(self) -> float | None:
        """The least discount factor as a float; None for never."""
        return None if self.exact is None else float(self.exact)

    @property
    def interval(self) -> tuple[Fraction, Fraction] | None:
        """None: the value is exact, or never."""
        return None

    @property
    def ceiling(self) -> Fraction | None:
        """None: what is enforceable stays so for players who are more patient."""
        return None

    @property
    def weak_link(self) -> str | None:
        """The player who would need the most patience if nobody paid him; None where nobody needs any."""
        if self.least is None:
            return None
        needs = [Fraction(1) if one is None else one for one in self.by_player]
        return self.stage_game.players[needs.index(max(needs))]

    def verify(self) -> None:
        """Checks both proofs again, from the stage game alone. Raises CertificateError where one does not hold."""
        path = _checked(self.stage_game, self.path)
        if (self.exact == 0) is not (self.least is None) or (self.exact is None) is not (self.certificate is None):
            raise CertificateError("a value has a certificate, and more than 0 a reason for nothing less", path="exact")
        if self.certificate is not None:
            self.certificate.verify()
            if (self.certificate.stage_game, self.certificate.path) != (self.stage_game, path):
                raise CertificateError("this is a plan for something else", path="certificate")
            if self.certificate.discount != self.exact:
                raise CertificateError("this is a plan for another discount factor", path="certificate")
        if self.least is not None:
            self._check_least(self.least)
        if self.by_player != _own_needs(self.stage_game, path, self.exact):
            raise CertificateError("this is not what each would need", path="by_player")

    def _check_least(self, least: LiquidityShortfall) -> None:
        """With all that d times the surplus covers, (1 - d) times the liquidity is more at every d below the value."""
        end = Fraction(1) if self.exact is None else self.exact
        if least != shortfall_below(self.stage_game, self.path, end):
            raise CertificateError("this does not follow from the game", path="least")
        short = least.surplus is None or end * least.surplus <= (1 - end) * least.liquidity
        if not short or least.liquidity <= 0:
            raise CertificateError("less patience would do as well", path="least")

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, with both proofs and the words."""
        plan, least = self.certificate, self.least
        return plain_threshold(
            self,
            certificate=None if plan is None else plain_plan(plan),
            least=None if least is None else least.to_dict(),
        )

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> TransferThreshold:
        """The threshold that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError for another game's digest.
        """
        game = threshold_game(data, "certificate", "least")
        with reading("threshold"):
            path, plan, least = read_profile(data["path"], game), data["certificate"], data["least"]
            found = cls(
                stage_game=game,
                path=path,
                exact=read_number(data["exact"], "exact"),
                by_player=read_own(data["by_player"], game),
                certificate=None if plan is None else read_plan(plan, game, path, "certificate"),
                least=None if least is None else LiquidityShortfall.from_dict(least, game, "least"),
            )
            check_as_saved(data, found.to_dict())
            return found

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud: the threshold, who pays whom, and why nothing less does."""
        play = profile_words(self.stage_game, pure_as_mixed(self.path, self.stage_game.shape))
        if self.certificate is None:
            return f"No patience sustains this, even with side payments: {play} for ever. {self._why()}"
        if self.least is None:
            return f"{self._why()} {self.certificate.explain()}"
        needs = f"With side payments, a discount factor of at least {ratio(self.certificate.discount)} is what it takes"
        return " ".join([f"{needs}: {play} for ever.", self.certificate.explain(), self._why(), _PROVEN])

    def _why(self) -> str:
        if self.least is None:
            return "Nobody gains by deviating even once, so no patience is needed."
        game, gained = self.stage_game, [one for one in self.least.deviations if one.gain > 0]
        names = [f"{game.players[d.player]} “{game.actions[d.player][d.action]}” ({number(d.gain)})" for d in gained]
        once = f"Best deviations gain {number(self.least.liquidity)} once in all: {listed(names)}"
        if self.least.surplus is None:
            return f"{once}. Players less patient than that have no equilibrium in pure actions at all."
        if self.least.surplus <= 0:
            return f"{once}; the worst punishments that can be enforced leave all together no worse off than the path."
        return (
            f"{once}; to players just less patient than that the enforceable punishments cost "
            f"{number(self.least.surplus)} per period in all: too little."
        )


_PROVEN = "Proven: with these payments nobody gains by deviating, checked exactly; below that, some deviation pays."


def least_discount(game: NormalFormGame, path: PureProfile, steps: Sequence[TransferStep]) -> TransferThreshold:
    """The threshold of `path`, `steps` being all that side payments sustain, with both its proofs.

    `path` for ever is enforceable at d where (1 - d) L <= d (G - v_1 - … - v_n): L is what the best deviations from it
    gain together, G its joint payoff, v the punishments enforceable at d. More patience never hurts.

    Source: Goldlücke and Kranz, Journal of Economic Theory 147 (2012) 1730-1758.
    """
    value = _least(game, path, steps)
    certificate = least = None
    if value is not None:
        punishments = enforceable_punishments(game, value)
        if punishments is None:
            raise CertificateError(f"there is no equilibrium at {value}", path="exact")
        certificate = payment_plan(game, path, value, punishments)
    if value != 0:
        least = shortfall_below(game, path, Fraction(1) if value is None else value)
    return TransferThreshold(game, path, value, _own_needs(game, path, value), certificate, least)


def _least(game: NormalFormGame, path: PureProfile, steps: Sequence[TransferStep]) -> Fraction | None:
    liquidity = sum((one.gain for one in best_deviations(game, path)), Fraction(0))
    if not liquidity:
        return Fraction(0)
    joint = sum((game.payoff(player, path) for player in range(len(game.players))), Fraction(0))
    ends = [*(step.discount for step in steps[1:]), Fraction(1)]
    for step, end in zip(steps, ends, strict=False):
        surplus = joint - sum(step.punishments)
        least = max(step.discount, liquidity / (liquidity + surplus)) if surplus > 0 else end
        if least < end:
            return least
    return None


def shortfall_below(game: NormalFormGame, path: PureProfile, discount: Fraction) -> LiquidityShortfall:
    """What deviations from `path` gain and cost players a little less patient than `discount`, in (0, 1]."""
    payments, deviations = SidePayments.of(game), best_deviations(game, path)
    found = payments.sustained(discount, just_below=True)
    liquidity = sum((one.gain for one in deviations), Fraction(0))
    if found is None:
        return LiquidityShortfall(deviations, liquidity, None, None)
    _, punishments = found.payoffs(payments.scale)
    surplus = Fraction(int(payments.joint[path]), payments.scale) - sum(punishments)
    return LiquidityShortfall(deviations, liquidity, punishments, surplus)


def _own_needs(game: NormalFormGame, path: PureProfile, value: Fraction | None) -> tuple[Fraction | None, ...]:
    """What each player would need without payments: gain / (gain + loss), the punishments being those at the value."""
    if value is None:
        punishments = shortfall_below(game, path, Fraction(1)).punishments
    else:
        punishments = enforceable_punishments(game, value)
    return tuple(
        _own_need(one.gain, None if punishments is None else game.payoff(one.player, path) - punishments[one.player])
        for one in best_deviations(game, path)
    )


def _own_need(gain: Fraction, loss: Fraction | None) -> Fraction | None:
    if gain == 0:
        return Fraction(0)
    return gain / (gain + loss) if loss is not None and loss > 0 else None


def _checked(game: NormalFormGame, path: object) -> PureProfile:
    try:
        return game.pure_profile(path)  # type: ignore[arg-type]  # whatever a file says is judged there
    except GameError as error:
        raise CertificateError("the path is no profile of the stage game", path="path") from error
