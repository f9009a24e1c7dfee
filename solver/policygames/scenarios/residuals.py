"""What each player is paid at each profile, as one formula of parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import product
from typing import TypeAlias

from policygames.documents import Player, ScenarioDocument
from policygames.scenarios.expressions import Situation, Tree
from policygames.scenarios.expressions.residual import ZERO, added, chosen, residual
from policygames.scenarios.interests import Interests, interests_of
from policygames.scenarios.roster import has_groups
from policygames.scenarios.situations import single_choices
from policygames.scenarios.values import known_names

_Case: TypeAlias = tuple[str, tuple[tuple[str, tuple[tuple[str, int], ...]], ...]]
"""An own action, and for each group how many of it choose what: all that a payoff depends on."""


def payoff_formulas(document: ScenarioDocument) -> list[list[Tree]]:
    """Per player the formulas at all profiles, as in a payoff tensor, of a document without types.

    Members of a group are players of their own; where what they choose is alike, they have one formula: one object.
    """
    interests = interests_of(document)
    if has_groups(document):
        return [row for player in document.players for row in _member_formulas(document, interests[player.id], player)]
    return [_formulas(document, interests[player.id], player) for player in document.players]


def _formulas(document: ScenarioDocument, interests: Interests, player: Player) -> list[Tree]:
    ids = [one.id for one in document.players]
    names = known_names(document)
    plays = (dict(zip(ids, profile, strict=True)) for profile in product(*document.actions))
    return [_formula(interests, Situation(names, document.players, play, player.id)) for play in plays]


def _formula(interests: Interests, situation: Situation) -> Tree:
    total: Tree = ZERO
    for one in interests.at(tuple(action.id for action in situation.play.values())):
        value = residual(one.value, situation)
        if one.when is not None:
            value = chosen(residual(one.when, situation), value, ZERO)
        total = added(total, value)
    return total


def _member_formulas(document: ScenarioDocument, interests: Interests, player: Player) -> Iterator[list[Tree]]:
    """A row for each member of the group, worked out once for each own action and counts of choices."""
    known: dict[_Case, Tree] = {}
    formula = _counted(document, interests, player)
    members = [(one.id, number) for one in document.players for number in range(one.count)]
    for place, (name, _) in enumerate(members):
        if name == player.id:
            yield [_known(known, case, formula) for case in _cases(document, members, place)]


def _known(known: dict[_Case, Tree], case: _Case, formula: Callable[[_Case], Tree]) -> Tree:
    if case not in known:
        known[case] = formula(case)
    return known[case]


def _cases(document: ScenarioDocument, members: list[tuple[str, int]], place: int) -> Iterator[_Case]:
    """The case of one member at every profile of all of them."""
    actions = {player.id: [action.id for action in player.actions] for player in document.players}
    for profile in product(*(actions[name] for name, _ in members)):
        chosen_by: dict[str, Counter[str]] = {name: Counter(dict.fromkeys(own, 0)) for name, own in actions.items()}
        for (name, _), action in zip(members, profile, strict=True):
            chosen_by[name][action] += 1
        yield profile[place], tuple((name, tuple(counts.items())) for name, counts in chosen_by.items())


def _counted(document: ScenarioDocument, interests: Interests, player: Player) -> Callable[[_Case], Tree]:
    names = known_names(document)
    own = {action.id: action for action in player.actions}

    def formula(case: _Case) -> Tree:
        action, counts = case
        crowd = {name: dict(group) for name, group in counts}
        play = {**single_choices(document, crowd), player.id: own[action]}
        return _formula(interests, Situation(names, document.players, play, player.id, crowd=crowd))

    return formula
