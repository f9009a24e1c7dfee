"""What a document pays: formulas parsed once, each player's payoff at a situation exact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

from policygames.documents import Outcome, Player, ScenarioDocument
from policygames.errors import GameError, ScenarioError
from policygames.numerics.exact import exact
from policygames.scenarios.expressions import Situation, Tree, evaluate, inexact, parse, size
from policygames.scenarios.values import located

MAX_WORK = 5_000_000
"""The most parts of formulas that are evaluated for one game."""


@dataclass(frozen=True, slots=True)
class Interest:
    """A formula that pays wherever `when` holds, with the path of each in the document."""

    path: str
    when_path: str
    name: str
    value: Tree
    when: Tree | None = None

    @property
    def size(self) -> int:
        """Of how many parts its formulas consist."""
        return size(self.value) + (size(self.when) if self.when else 0)


@dataclass(frozen=True, slots=True)
class Interests:
    """What one player is paid: `terms` added up, and in `cells` one formula by profile of action ids."""

    terms: tuple[Interest, ...] = ()
    cells: Mapping[tuple[str, ...], Interest] = field(default_factory=dict)

    def at(self, profile: tuple[str, ...]) -> tuple[Interest, ...]:
        """What counts at a profile of action ids, in the order of players; empty where groups play."""
        return (*self.terms, self.cells[profile]) if profile in self.cells else self.terms

    @property
    def size(self) -> int:
        """How many parts are evaluated at a profile, at most."""
        return sum(one.size for one in self.terms) + max((one.size for one in self.cells.values()), default=0)


def interests_of(document: ScenarioDocument) -> dict[str, Interests]:
    """Each player's interests."""
    cells = _cells(document)
    return {player.id: Interests(tuple(_terms(document, player)), cells[player.id]) for player in document.players}


def is_exact(document: ScenarioDocument) -> bool:
    """Whether no formula of parameters, payoffs or the game uses an inexact function."""
    form = document.game
    types = (kind.probability for kinds in form.types.values() for kind in kinds)
    rules = form.monitoring.rules if form.monitoring else ()
    signals = (text for rule in rules for text in (rule.when, *rule.chances.values()))
    formulas = [parameter.formula for parameter in document.parameters]
    formulas += [*form.discount.values(), *form.mistakes.values(), *types, *signals]
    formulas += [entry.probability for entry in form.prior]
    own = [one for found in interests_of(document).values() for one in (*found.terms, *found.cells.values())]
    trees = [tree for one in own for tree in (one.value, one.when) if tree] + [parse(text) for text in formulas if text]
    return all(map(inexact.is_exact, trees))


def check_work(interests: Mapping[str, Interests], profiles: int) -> None:
    """Raises GameError where building a game of so many profiles would take too long."""
    work = profiles * sum(one.size for one in interests.values())
    if work > MAX_WORK:
        message = f"{profiles} profiles take {work} steps of formulas; allowed: up to {MAX_WORK}"
        raise GameError(message, reason="GAME_TOO_LARGE", path="payoffs")


def paid(document: ScenarioDocument, interests: Interests, situation: Situation) -> Fraction:
    """What the player whose interests these are gets. Raises GameError, naming term and profile, for a bad division."""
    profile = tuple(situation.play[player.id].id for player in document.players) if interests.cells else ()
    total = Fraction(0)
    for one in interests.at(profile):
        try:
            path = one.when_path
            if one.when is None or evaluate(one.when, situation):
                path = one.path
                total += exact(evaluate(one.value, situation))
        except ScenarioError as error:
            message = f"{error.message} at character {error.column} of {one.name!r}, {worded(situation)}"
            raise located(document, path, message, error.reason) from error
    return total


def worded(situation: Situation) -> str:
    """Where a formula was evaluated, in words."""
    if situation.crowd:
        counts = (f"{number} {action}" for group in situation.crowd.values() for action, number in group.items())
        return f"where {situation.own} plays {situation.play[situation.own].id} among {', '.join(counts)}"
    types = [f"{name} is {kind}" for name, kind in situation.types.items()]
    play = [f"{name}: {action.id}" for name, action in situation.play.items()]
    return f"at the profile {', '.join(play + types)}"


def _terms(document: ScenarioDocument, player: Player) -> Iterator[Interest]:
    for index, term in enumerate(document.payoffs.terms):
        if player.id in term.to:
            when = parse(term.when) if term.when else None
            path = f"payoffs.terms[{index}]"
            yield Interest(f"{path}.value", f"{path}.when", term.id, parse(term.value), when)


def _cells(document: ScenarioDocument) -> dict[str, dict[tuple[str, ...], Interest]]:
    """Per player the formula of each profile, of outcomes and tables."""
    cells: dict[str, dict[tuple[str, ...], Interest]] = {player.id: {} for player in document.players}
    for index, outcome in enumerate(document.payoffs.outcomes):
        path = f"payoffs.outcomes[{index}]"
        for name, formula in outcome.payoff.items():
            interest = Interest(f"{path}.payoff.{name}", path, "outcome", parse(formula))
            cells[name].update(dict.fromkeys(_matching(outcome, document), interest))
    for name, table in document.payoffs.table.items():
        cells[name].update(_table(table, f"payoffs.table.{name}", document))
    return cells


def _matching(outcome: Outcome, document: ScenarioDocument) -> Iterator[tuple[str, ...]]:
    every = ((player.id, [action.id for action in player.actions]) for player in document.players)
    return product(*(outcome.at.get(name, actions) for name, actions in every))


def _table(table: Any, path: str, document: ScenarioDocument) -> Iterator[tuple[tuple[str, ...], Interest]]:
    for places in product(*(range(len(player.actions)) for player in document.players)):
        cell = table
        for place in places:
            cell = cell[place]
        profile = tuple(player.actions[place].id for player, place in zip(document.players, places, strict=True))
        where = path + "".join(f"[{place}]" for place in places)
        yield profile, Interest(where, where, "table", parse(cell))
