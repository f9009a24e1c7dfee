"""Who pays whom: side payments with which a profile is played for ever, proven from the stage game."""

from __future__ import annotations

import operator
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.certificates import Deviation
from policygames.errors import CertificateError, GameError
from policygames.games import NormalFormGame, Point, PureProfile
from policygames.games.notebooks import repr_html
from policygames.games.profiles import pure_as_mixed
from policygames.games.side_payments import SidePayments
from policygames.results.wording import listed, number, profile_words

_ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Payment:
    """`payer` pays `amount`, in payoff units of one period, to `receiver`; None: the money is burned."""

    payer: str
    receiver: str | None
    amount: Fraction


@dataclass(frozen=True, slots=True)
class PaymentPlan:
    """`path` for ever at `discount`: `each_period` is paid at the start of every period, `at_first` once before that.

    Whoever deviates, in what he plays or pays, is held from then on to his payoff in `punishments`.
    """

    stage_game: NormalFormGame
    path: PureProfile
    discount: Fraction
    punishments: Point
    each_period: tuple[Payment, ...]
    at_first: tuple[Payment, ...] = ()

    @property
    def net(self) -> Point:
        """What each player gets per period once the payments of each period are made."""
        own = (self.stage_game.payoff(player, self.path) for player in range(len(self.stage_game.players)))
        return tuple(map(operator.add, own, self._balances(self.each_period)))

    @property
    def payoffs(self) -> Point:
        """What each player gets, per period, with the first payments counted in."""
        once = self._balances(self.at_first)
        return tuple(net + (1 - self.discount) * paid for net, paid in zip(self.net, once, strict=True))

    def _balances(self, payments: Sequence[Payment]) -> list[Fraction]:
        return [sum((_signed(one, name) for one in payments), _ZERO) for name in self.stage_game.players]

    def verify(self) -> None:
        """Checks from the stage game alone that nobody gains by a deviation, in play or in payment.

        Raises CertificateError where somebody does, or where the punishments are not those that players can enforce.
        """
        if self.punishments != enforceable_punishments(self.stage_game, self.discount):
            raise CertificateError("these are not the worst enforceable punishments", path="punishments")
        if any(not self._possible(one) for one in (*self.each_period, *self.at_first)):
            raise CertificateError("payments are positive and made by players", path="each_period")
        due = required(self.stage_game, self.path, self.discount, self.punishments)
        if due is None:
            raise CertificateError("nothing deters deviations from this path at 0", path="discount")
        for name, net, least in zip(self.stage_game.players, self.net, due, strict=True):
            if net < least:
                message = f"{name} nets {net} per period, and would deviate below {least}"
                raise CertificateError(message, path="each_period")
        for name, paid, least in zip(self.stage_game.players, self.payoffs, self.punishments, strict=True):
            if paid < least:
                raise CertificateError(f"{name} gets {paid}, less than when punished", path="at_first")

    def _possible(self, payment: Payment) -> bool:
        known = (*self.stage_game.players, None)
        return payment.amount > 0 and payment.payer in known[:-1] and payment.receiver in known

    _repr_html_ = repr_html

    def explain(self) -> str:
        """What is paid, played and threatened, in sentences."""
        game = self.stage_game
        play = profile_words(game, pure_as_mixed(self.path, game.shape))
        paid = f"{_paid(self.each_period)} at the start of each period" if self.each_period else "nobody pays anybody"
        first = f"At first, {_paid(self.at_first)}. " if self.at_first else ""
        nets = listed([f"{name} nets {number(net)}" for name, net in zip(game.players, self.net, strict=True)])
        held = listed([f"{name} {number(one)}" for name, one in zip(game.players, self.punishments, strict=True)])
        return (
            f"{first}{play} in every period, and {paid}: per period {nets}. "
            f"Whoever deviates or does not pay gets no more than this from then on: {held}."
        )


def _paid(payments: Sequence[Payment]) -> str:
    return listed([f"{one.payer} {_to(one)}" for one in payments])


def _to(payment: Payment) -> str:
    amount = number(payment.amount)
    return f"burns {amount}" if payment.receiver is None else f"pays {payment.receiver} {amount}"


def _signed(payment: Payment, name: str) -> Fraction:
    return payment.amount * ((payment.receiver == name) - (payment.payer == name))


def enforceable_punishments(game: NormalFormGame, discount: Fraction) -> Point | None:
    """Each player's least equilibrium payoff with side payments; None where there is no equilibrium.

    Raises CertificateError for a discount factor outside [0, 1).
    """
    if not 0 <= discount < 1:
        raise CertificateError(f"the discount factor is {discount}; allowed: [0, 1)", path="discount")
    payments = SidePayments.of(game)
    found = payments.sustained(discount)
    return None if found is None else found.payoffs(payments.scale)[1]


def best_deviations(game: NormalFormGame, path: PureProfile) -> tuple[Deviation, ...]:
    """Each player's best deviation from `path`, to the first of the actions that pay most, and what it gains once."""
    profile = pure_as_mixed(path, game.shape)
    payoffs = [game.deviation_payoffs(player, profile) for player in range(len(game.players))]
    return tuple(
        Deviation(player, one.index(max(one)), max(one) - one[path[player]]) for player, one in enumerate(payoffs)
    )


def required(game: NormalFormGame, path: PureProfile, discount: Fraction, punishments: Point) -> Point | None:
    """The least net payoff per period at which each player prefers `path` for ever to the best deviation.

    A deviation gets (1 - d) c_i + d v_i, and who stays, his payment made, (1 - d) g_i + d u_i, u_i being his net payoff
    from the next period on: u_i >= v_i + (1 - d) / d (c_i - g_i). None where d = 0 and somebody gains by a deviation.
    """
    gains = [one.gain for one in best_deviations(game, path)]
    if discount == 0:
        return None if any(gains) else punishments
    return tuple(least + (1 - discount) / discount * gain for least, gain in zip(punishments, gains, strict=True))


def payment_plan(game: NormalFormGame, path: PureProfile, discount: Fraction, punishments: Point) -> PaymentPlan:
    """The plan that plays `path` for ever with as little paid as possible: only who would deviate else is paid.

    Raises CertificateError where no payments do.
    """
    due = required(game, path, discount, punishments)
    spare = [game.payoff(player, path) - least for player, least in enumerate(due or ())]
    if due is None or sum(spare) < 0:
        raise CertificateError(f"no side payments sustain this path at {discount}", path="discount")
    return PaymentPlan(game, path, discount, punishments, tuple(_settled(game.players, spare)))


def with_payoffs(plan: PaymentPlan, payoffs: Point) -> PaymentPlan:
    """The plan with first payments after which the players get `payoffs`; what they forgo together is burned.

    Raises GameError where somebody would get less than when punished, or all together more than the path pays.
    """
    low = [name for name, x, v in zip(plan.stage_game.players, payoffs, plan.punishments, strict=True) if x < v]
    if low or sum(payoffs) > sum(plan.net):
        what = f"{low[0]} would rather be punished" if low else f"they sum to more than {sum(plan.net)}"
        raise GameError(f"no side payments lead to these payoffs: {what}", reason="OPTION_RANGE", path="payoffs")
    pays = [(net - x) / (1 - plan.discount) for net, x in zip(plan.net, payoffs, strict=True)]
    first = tuple(_settled(plan.stage_game.players, pays, burning=True))
    return PaymentPlan(plan.stage_game, plan.path, plan.discount, plan.punishments, plan.each_period, first)


def _settled(names: Sequence[str], spare: Sequence[Fraction], *, burning: bool = False) -> Iterator[Payment]:
    """Payments from those with something to spare to those who lack it, in order; the rest stays or is burned."""
    lacking = {name: -one for name, one in zip(names, spare, strict=True) if one < 0}
    for payer, one in zip(names, spare, strict=True):
        rest = one
        for receiver in [name for name, lack in lacking.items() if lack > 0]:
            amount = min(rest, lacking[receiver])
            if amount <= 0:
                break
            yield Payment(payer, receiver, amount)
            rest, lacking[receiver] = rest - amount, lacking[receiver] - amount
        if burning and rest > 0:
            yield Payment(payer, None, rest)
