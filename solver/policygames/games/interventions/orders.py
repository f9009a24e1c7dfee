"""Orders in which all actions but the target's can be made to go, and the cheapest of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from policygames.budget import UNLIMITED, Budget
from policygames.errors import DeadlineError
from policygames.games.interventions.demands import Elimination, equilibrium_demands, order_demands
from policygames.games.interventions.payments import PaymentQuestion, payment_program
from policygames.games.profiles import PureProfile
from policygames.numerics.least_cost import cost_of, least_cost

Sets = tuple[tuple[int, ...], ...]
MOST_PROGRAMS = 400
"""The most linear programs of a search; with more orders than that its answer is a bracket."""


@dataclass(frozen=True, slots=True)
class CheapestOrder:
    """The cheapest order found, None where none is within the budget, its cost, and whether none is cheaper.

    `complete` says that all orders were tried, each action going to one that beats it: mixes were not.
    """

    order: tuple[Elimination, ...] | None
    cost: Fraction | None
    complete: bool


def direct_order(shape: Sequence[int], profile: PureProfile) -> tuple[Elimination, ...]:
    """Every other action of each player goes to the target's."""
    return tuple(
        Elimination(player, other, action)
        for player, action in enumerate(profile)
        for other in range(shape[player])
        if other != action
    )


def in_order(shape: Sequence[int], order: Sequence[Elimination]) -> bool:
    """Whether each step takes an action that is left away, for the sake of another one that is left."""
    left = {(player, action) for player, count in enumerate(shape) for action in range(count)}
    for step in order:
        if step.by == step.action or not {(step.player, step.action), (step.player, step.by)} <= left:
            return False
        left.remove((step.player, step.action))
    return True


def cheapest_order(question: PaymentQuestion, most: int = MOST_PROGRAMS, budget: Budget = UNLIMITED) -> CheapestOrder:
    """The order of elimination that is cheapest to bring about, by branch and bound over orders of pure dominance.

    Once the time of the budget is over it is the cheapest of those tried by then.

    A step more demands more, so that an unfinished order costs at least what its steps so far do (Land and Doig,
    Econometrica 28 (1960) 497-520).
    """
    search = _Search(question, most, budget)
    try:
        search.from_(tuple(tuple(range(count)) for count in question.game.shape), ())
    except DeadlineError:
        return CheapestOrder(search.order, search.cost, complete=False)
    return CheapestOrder(search.order, search.cost, search.programs < most)


@dataclass(slots=True)
class _Search:
    question: PaymentQuestion
    most: int
    budget: Budget
    programs: int = 0
    order: tuple[Elimination, ...] | None = None
    cost: Fraction | None = None
    seen: set[frozenset[tuple[Elimination, Sets]]] = field(default_factory=set)

    def from_(self, left: Sets, steps: tuple[tuple[Elimination, Sets], ...]) -> None:
        """Tries all ways to go on, those that cost least so far first."""
        if max(map(len, left)) == 1:
            return
        for cost, step in sorted(self._branches(left, steps), key=lambda pair: pair[0]):
            if self.cost is None or cost < self.cost:
                self._go(left, steps, step, cost)

    def _go(self, left: Sets, steps: tuple[tuple[Elimination, Sets], ...], step: Elimination, cost: Fraction) -> None:
        rest, taken = without(left, step), (*steps, (step, left))
        if max(map(len, rest)) == 1:
            self.order, self.cost = tuple(one for one, _ in taken), cost
        else:
            self.from_(rest, taken)

    def _branches(
        self, left: Sets, steps: tuple[tuple[Elimination, Sets], ...]
    ) -> Iterator[tuple[Fraction, Elimination]]:
        for step in _possible(left, self.question.profile):
            key = frozenset((*steps, (step, left)))
            if key in self.seen or self.programs >= self.most:
                continue
            self.seen.add(key)
            self.programs += 1
            cost = _cost(self.question, [*(one for one, _ in steps), step], self.budget)
            if cost is not None:
                yield cost, step


def _possible(left: Sets, profile: PureProfile) -> Iterator[Elimination]:
    for player, own in enumerate(left):
        for action in own:
            if action != profile[player]:
                yield from (Elimination(player, action, by) for by in own if by != action)


def without(left: Sets, step: Elimination) -> Sets:
    """The sets once the action of a step is gone."""
    return tuple(
        tuple(action for action in own if (player, action) != (step.player, step.action))
        for player, own in enumerate(left)
    )


def _cost(question: PaymentQuestion, order: Sequence[Elimination], budget: Budget) -> Fraction | None:
    """What these steps cost at least, the target being strict in any case; None where they pass the budget."""
    demands = [
        *equilibrium_demands(question.game, question.target, question.margin),
        *order_demands(question.game.shape, order, question.margin),
    ]
    program = payment_program(question, demands)
    found = least_cost(program.costs, program.rows, budget)
    return None if found.amounts is None else cost_of(program.costs, found.amounts)
