"""What payments and sanctions would it take: the change, its cost, that it works, and that nothing less does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.certificates import Certificate
from policygames.errors import CertificateError, PolicyGamesError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.games.interventions.any_answer import least_of_any_answer
from policygames.games.interventions.asking import judged
from policygames.games.interventions.demands import Demand, Elimination
from policygames.games.interventions.flows import Flow
from policygames.games.interventions.orders import cheapest_order, in_order
from policygames.games.interventions.payments import (
    Change,
    Label,
    PaymentProgram,
    PaymentQuestion,
    payment_program,
)
from policygames.games.interventions.reversion import PathDemand
from policygames.games.notebooks import repr_html
from policygames.numerics import least_cost
from policygames.numerics.exact import nearest_float
from policygames.results.payment_certificates import certified, played

REVERTING = "this is the least where deviations are answered so; another answer might do with less"


@dataclass(frozen=True, slots=True)
class PricedLeast:
    """Why nothing less does: `prices` of what has to hold, with which no change of less than `bound` meets it all.

    Where `bound` is None they prove that no change meets it. With `searched` all orders of elimination were tried, and
    each costs at least `bound`. `deviations` are those that are priced: at least one of them pays at anything less.
    """

    bound: Fraction | None
    prices: tuple[tuple[Label, Fraction], ...]
    searched: bool = False

    @property
    def deviations(self) -> tuple[Demand | PathDemand, ...]:
        """The deviations, at least one of which pays at anything less."""
        return tuple(label for label, _ in self.prices if isinstance(label, (Demand, PathDemand)))


@dataclass(frozen=True, slots=True)
class PaymentIntervention:
    """The cheapest promises that bring about the target of `question`.

    `cost` is None where none within the budget do; else `change` holds the promises, `order` the steps in which the
    other actions go, for the goal "unique". `certificate` proves that it works, `least` that nothing less does; of a
    goal "unique" it may be a lower bound only: then `low` < `cost`. It is None where the cost is 0.
    """

    question: PaymentQuestion
    cost: Fraction | None
    change: Change
    order: tuple[Elimination, ...]
    certificate: Certificate | None
    least: PricedLeast | None

    @property
    def lever(self) -> str:
        """What is changed."""
        return "payment"

    @property
    def value(self) -> float | None:
        """The cost as a float; None where nothing does."""
        return None if self.cost is None else nearest_float(self.cost)

    @property
    def low(self) -> Fraction | None:
        """The least that it can cost, as far as proven: the cost itself but where a warning says otherwise."""
        return self.cost if self.least is None else self.least.bound

    @property
    def is_least_of_all(self) -> bool:
        """Of a repeated game: whether it is proven that nothing less does, however deviations are answered."""
        return self.cost is not None and self.cost == least_of_any_answer(self.question)

    @property
    def game(self) -> NormalFormGame | RepeatedGame:
        """The game after the change; without one the game itself."""
        return played(self.question, self.change)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a careful reader should know."""
        if self.question.reversion is not None:
            return () if self.cost == 0 or self.is_least_of_all else (REVERTING,)
        if self.cost is None or self.low == self.cost:
            return ()
        return (f"something cheaper may do: proven is only that it costs at least {self.low}",)

    def verify(self) -> tuple[str, ...]:
        """Checks both proofs again, from the question alone; nothing is left unchecked, and () comes back.

        Raises CertificateError where one does not hold.
        """
        try:
            judged(self.question)
        except PolicyGamesError as error:
            raise CertificateError(error.message, path="question") from error
        if not in_order(self.question.game.shape, self.order):
            raise CertificateError("an action goes that is gone, or to one that is", path="order")
        if (self.cost is None) is not (self.certificate is None):
            raise CertificateError("a change that works has a certificate", path="certificate")
        if self.cost is not None and self.cost != 0 and self.least is None:
            raise CertificateError("a cost needs a proof that nothing less does", path="least")
        if self.cost is not None:
            self._check_change(self.cost)
        elif self.change or self.least is None or self.least.bound is not None:
            raise CertificateError("what cannot be done has a proof of that, and no change", path="least")
        if self.least is not None:
            self._check_least(self.least)
        return ()

    def _check_change(self, cost: Fraction) -> None:
        """That the promises are allowed, meet all demands, cost that much, and that the concept says so too."""
        program = program_of(self.question, self.order)
        amounts = dict(self.change)
        if len(amounts) < len(self.change) or not set(amounts) <= set(program.flows):
            raise CertificateError("a promise is listed twice, or is of no use", path="change")
        values = [amounts.get(flow, Fraction(0)) for flow in program.flows]
        if self.question.cost == "promised":
            values.append(cost)
        if problem := least_cost.unmet(program.rows, values):
            raise CertificateError(problem, path="change")
        if least_cost.cost_of(program.costs, values) != cost:
            raise CertificateError("the change costs something else", path="cost")
        if certified(self.question, self.change, self.order) != self.certificate:
            raise CertificateError("the certificate is not that of the changed game", path="certificate")

    def _check_least(self, least: PricedLeast) -> None:
        if self.cost is not None and (least.bound is None or least.bound > self.cost):
            raise CertificateError("nothing costs less than what it costs at least", path="least")
        if least.searched:
            found = cheapest_order(self.question)
            if not (found.complete and found.cost == least.bound and exhaustive(self.question)):
                raise CertificateError("the search finds something else", path="least")
            return
        program = program_of(self.question, ())
        prices = dict(least.prices)
        if not set(prices) <= set(program.labels):
            raise CertificateError("a price is of nothing that has to hold", path="least")
        if problem := _disproof(program, prices, least.bound):
            raise CertificateError(problem, path="least")

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud: what is promised, what it costs, what is proven."""
        from policygames.results.payment_intervention_words import explain_payments

        return explain_payments(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, with the words."""
        from policygames.results.plain_payments import plain_payments

        return plain_payments(self)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> PaymentIntervention:
        """The intervention that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError where a field is missing or bad.
        """
        from policygames.results.plain_payments import read_payments

        return read_payments(data)


def program_of(question: PaymentQuestion, order: tuple[Elimination, ...]) -> PaymentProgram:
    """The program of a question: for the goal "unique" by an order, or, without one, what any order has to meet."""
    return payment_program(question, question.demands(order))


def exhaustive(question: PaymentQuestion) -> bool:
    """Whether orders of pure dominance are all there are: a mix that dominates one of two actions is the other."""
    return max(question.game.shape) <= 2


def _disproof(program: PaymentProgram, prices: Mapping[Label, Fraction], bound: Fraction | None) -> str:
    """Why the prices do not prove the bound, in words: by weak duality, in exact numbers; empty where they do."""
    row_prices = [prices.get(label, Fraction(0)) for label in program.labels]
    return least_cost.bound_flaw(program.costs, program.rows, row_prices, bound)


__all__ = ["Flow", "PaymentIntervention", "PricedLeast", "certified", "exhaustive", "program_of"]
