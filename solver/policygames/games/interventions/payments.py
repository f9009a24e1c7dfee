"""The question what payments and sanctions bring a target about, as a linear program in exact numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from policygames.games.interventions.demands import (
    Demand,
    Elimination,
    dominance_demands,
    equilibrium_demands,
    order_demands,
)
from policygames.games.interventions.flows import Flow, Terms
from policygames.games.interventions.reversion import PathDemand, Reversion
from policygames.games.interventions.target import Target
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile
from policygames.numerics.least_cost import Row

GOALS = ("equilibrium", "dominant", "unique")
COSTS = ("paid", "promised")
Change = tuple[tuple[Flow, Fraction], ...]
"""Flows with their positive amounts, ascending."""


@dataclass(frozen=True, slots=True)
class PaymentQuestion:
    """What is to be brought about in `game`, by what, within what, and what counts as cost.

    `cost` is "paid": what is due while the target is played, in expectation; or "promised": the most that may fall due
    in any profile. `budget` holds limits on the same: on all, with None, or by player, on what each of `payers` pays
    or, without these, on what is for that player. With a `reversion` the game is repeated: the target is a path that is
    to last, `game` the stage game, and all amounts are per period.
    """

    game: NormalFormGame
    target: Target
    goal: str
    margin: Fraction
    terms: Terms
    cost: str
    budget: tuple[tuple[int | None, Fraction], ...] = ()
    reversion: Reversion | None = None

    def demands(self, order: Sequence[Elimination] = ()) -> list[Demand | PathDemand]:
        """What the goal asks of payoffs; for the goal "unique" by this order of elimination."""
        if self.reversion is not None:
            return list(self.reversion.demands(self.game.shape, self.profile, self.margin))
        if self.goal == "dominant":
            return list(dominance_demands(self.game, self.profile, self.margin))
        if self.goal == "unique" and order:
            return list(order_demands(self.game.shape, order, self.margin))
        return list(equilibrium_demands(self.game, self.target, self.margin))

    @property
    def profile(self) -> PureProfile:
        """The pure profile that is the target; only for goals that need one."""
        return self.target.chances[0][0]


@dataclass(frozen=True, slots=True)
class Cap:
    """That no more than the budget of `player`, None for all, is due in `profile`, or, None, at the target."""

    player: int | None
    profile: PureProfile | None


@dataclass(frozen=True, slots=True)
class Reserve:
    """That the reserve covers what is due in `profile`."""

    profile: PureProfile


Label = Demand | PathDemand | Cap | Reserve
"""What a row of the program says."""


@dataclass(frozen=True, slots=True)
class PaymentProgram:
    """The flows, what a unit of each costs, and the rows, each with its label; a reserve, if any, comes last."""

    flows: tuple[Flow, ...]
    costs: tuple[Fraction, ...]
    labels: tuple[Label, ...]
    rows: tuple[Row, ...]


def payment_program(question: PaymentQuestion, demands: Iterable[Demand | PathDemand]) -> PaymentProgram:
    """The program whose amounts meet `demands` within the budget at the least cost."""
    wanted = list(demands)
    effects = [_effects(question, demand) for demand in wanted]
    flows = sorted({flow for effect in effects for flow, factor in effect.items() if factor > 0})
    place = {flow: index for index, flow in enumerate(flows)}
    labels: list[Label] = [*wanted]
    rows: list[Row] = [
        ({place[flow]: factor for flow, factor in effect.items() if factor and flow in place}, one.gap(question.game))
        for one, effect in zip(wanted, effects, strict=True)
    ]
    chances = [flow.chance(question.target) for flow in flows]
    for label, row in _limits(question, flows, chances):
        labels.append(label)
        rows.append(row)
    costs = chances if question.cost == "paid" else [*([Fraction(0)] * len(flows)), Fraction(1)]
    return PaymentProgram(tuple(flows), tuple(costs), tuple(labels), tuple(rows))


def _effects(question: PaymentQuestion, demand: Demand | PathDemand) -> dict[Flow, Fraction]:
    """By how much a unit of each flow helps to meet a demand."""
    found: dict[Flow, Fraction] = {}
    for entry, weight in demand.weights():
        for flow, sign in question.terms.flows_at(entry, len(question.game.shape)):
            found[flow] = found.get(flow, Fraction(0)) + sign * weight
    return found


def _limits(
    question: PaymentQuestion, flows: Sequence[Flow], chances: Sequence[Fraction]
) -> Iterator[tuple[Label, Row]]:
    """The rows of the budget, and, for a cost that is promised, those of the reserve."""
    if question.cost == "paid":
        for player, most in question.budget:
            spent = {k: -chances[k] for k, flow in enumerate(flows) if chances[k] and _counts(question, flow, player)}
            yield Cap(player, None), (spent, -most)
        return
    for profile in product(*map(range, question.game.shape)):
        due = [k for k, flow in enumerate(flows) if flow.due(profile)]
        if due:
            yield Reserve(profile), ({**{k: Fraction(-1) for k in due}, len(flows): Fraction(1)}, Fraction(0))
        for player, most in question.budget if due else ():
            spent = {k: Fraction(-1) for k in due if _counts(question, flows[k], player)}
            yield Cap(player, profile), (spent, -most)


def _counts(question: PaymentQuestion, flow: Flow, player: int | None) -> bool:
    """Whether a flow is on the budget of `player`."""
    if player is None:
        return True
    return (flow.payer if question.terms.payers else flow.player) == player


def changed(game: NormalFormGame, change: Change) -> NormalFormGame:
    """The game once the flows of `change` are promised."""
    payoffs = game.payoffs.copy()
    for flow, amount in change:
        where = flow.when if isinstance(flow.when, tuple) else _slice(game, flow.of, flow.when)
        payoffs[(flow.player, *where)] += -amount if flow.sanction else amount
        if flow.payer is not None:
            payoffs[(flow.payer, *where)] -= amount
    return NormalFormGame(payoffs.tolist(), game.players, game.actions)


def _slice(game: NormalFormGame, player: int, action: int) -> tuple[int | slice, ...]:
    return tuple(action if one == player else slice(None) for one in range(len(game.shape)))
