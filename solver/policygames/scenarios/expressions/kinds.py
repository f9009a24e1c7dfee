"""What a formula stands for, a number, a truth or an action, found out before any game is built."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from policygames.documents import Player
from policygames.scenarios.expressions.tree import (
    Attribute,
    Binary,
    Call,
    Membership,
    Name,
    Number,
    Tree,
    Unary,
    mistake,
)


class Kind(StrEnum):
    """What a formula stands for."""

    NUMBER = "number"
    TRUTH = "truth"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Scope:
    """The names that a formula may use: parameters; players and their actions; those whose `own` it speaks of."""

    parameters: frozenset[str]
    players: tuple[Player, ...] = ()
    owners: tuple[Player, ...] = ()

    def player(self, name: str) -> Player | None:
        """The player called `name`, if any."""
        return next((player for player in self.players if player.id == name), None)

    @property
    def action_ids(self) -> frozenset[str]:
        """The ids of all players' actions."""
        return _action_ids(self.players)

    def whose(self, name: str) -> tuple[Player, ...]:
        """The players whose choice `name` stands for: a player, `own`, or nobody."""
        if name == "own":
            return self.owners
        player = self.player(name)
        return (player,) if player else ()


def kind_of(tree: Tree, scope: Scope) -> Kind:
    """What `tree` stands for. Raises ScenarioError where a name is unknown or parts do not fit together."""
    return _RULES[type(tree)](tree, scope)


def wanted(tree: Tree, kind: Kind, scope: Scope) -> None:
    """Raises ScenarioError unless `tree` stands for a `kind`."""
    found = kind_of(tree, scope)
    if found is not kind:
        hint = "; an action counts by ==, in, count or its attributes" if found is Kind.ACTION else ""
        raise mistake(f"{_article(kind)} is needed here, this is {_article(found)}{hint}", tree.at)


def _article(kind: Kind) -> str:
    return f"an {kind}" if kind is Kind.ACTION else f"a {kind}"


def _action_ids(players: Iterable[Player]) -> frozenset[str]:
    return frozenset(action.id for player in players for action in player.actions)


def _number(_: Number, __: Scope) -> Kind:
    return Kind.NUMBER


def _name(tree: Name, scope: Scope) -> Kind:
    if tree.id in scope.parameters:
        return Kind.NUMBER
    if scope.whose(tree.id) or tree.id in scope.action_ids:
        return Kind.ACTION
    raise _unknown(tree.id, tree.at, scope)


def _unknown(name: str, at: int, scope: Scope) -> Exception:
    if name == "own":
        return mistake("own has no meaning here: no player's payoff is being written", at)
    known = [*sorted(scope.parameters), *(player.id for player in scope.players), *sorted(scope.action_ids)]
    near = difflib.get_close_matches(name[:64], known[:100], n=1)
    hint = f"; did you mean {near[0]!r}?" if near else f"; allowed: {', '.join(known[:40]) or 'numbers only'}"
    return mistake(f"there is no {name!r}{hint}", at)


def _attribute(tree: Attribute, scope: Scope) -> Kind:
    owners = scope.whose(tree.owner)
    if not owners:
        raise _unknown(tree.owner, tree.at, scope)
    _check_attribute(tree.name, owners, _action_ids(owners), tree.at)
    return Kind.NUMBER


def _check_attribute(name: str, players: tuple[Player, ...], actions: frozenset[str], at: int) -> None:
    """Raises ScenarioError where a player who chose one of `actions` would have no attribute `name`."""
    for player in players:
        lacking = [item.id for item in player.actions if item.id in actions and name not in item.attributes]
        if lacking and name not in player.attributes:
            message = f"{player.id} has no attribute {name!r} when it plays {lacking[0]}"
            raise mistake(f"{message}{_near_attribute(name, player)}", at)


def _near_attribute(name: str, player: Player) -> str:
    known = sorted({*player.attributes, *(key for action in player.actions for key in action.attributes)})
    near = difflib.get_close_matches(name[:64], known[:100], n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def _unary(tree: Unary, scope: Scope) -> Kind:
    kind = Kind.TRUTH if tree.operator == "not" else Kind.NUMBER
    wanted(tree.operand, kind, scope)
    return kind


def _binary(tree: Binary, scope: Scope) -> Kind:
    if tree.operator in ("==", "!="):
        _check_comparable(tree.left, tree.right, scope)
        return Kind.TRUTH
    operands = Kind.TRUTH if tree.operator in ("and", "or") else Kind.NUMBER
    wanted(tree.left, operands, scope)
    wanted(tree.right, operands, scope)
    return Kind.NUMBER if tree.operator in ("+", "-", "*", "/", "**") else Kind.TRUTH


def _membership(tree: Membership, scope: Scope) -> Kind:
    for choice in tree.choices:
        _check_comparable(tree.item, choice, scope)
    return Kind.TRUTH


def _check_comparable(left: Tree, right: Tree, scope: Scope) -> None:
    kind = kind_of(left, scope)
    if kind is Kind.TRUTH:
        raise mistake("truths are joined by and, or, not; they are not compared", left.at)
    wanted(right, kind, scope)
    if isinstance(left, Name) and isinstance(right, Name) and kind is Kind.ACTION:
        _check_possible(left, right, scope)


def _check_possible(left: Name, right: Name, scope: Scope) -> None:
    possible = _possible(left, scope)
    if not possible & _possible(right, scope):
        raise mistake(f"{left.id} is never {right.id}; allowed: {', '.join(sorted(possible))}", right.at)


def _possible(name: Name, scope: Scope) -> frozenset[str]:
    """The actions that `name` can stand for."""
    return _action_ids(scope.whose(name.id)) or frozenset({name.id})


def _call(tree: Call, scope: Scope) -> Kind:
    if tree.function == "if":
        return _choice(tree, scope)
    if tree.function in ("min", "max", "abs"):
        for argument in tree.arguments:
            wanted(argument, Kind.NUMBER, scope)
        return Kind.NUMBER
    return _count(tree, scope)


def _choice(tree: Call, scope: Scope) -> Kind:
    condition, yes, no = tree.arguments
    wanted(condition, Kind.TRUTH, scope)
    kind = kind_of(yes, scope)
    if kind is Kind.ACTION:
        raise mistake("if gives a number or a truth, not an action", yes.at)
    wanted(no, kind, scope)
    return kind


def _count(tree: Call, scope: Scope) -> Kind:
    if tree.function.startswith("others") and not scope.owners:
        raise mistake(f"{tree.function} has no meaning here: no player's payoff is being written", tree.at)
    named = tree.arguments[1:] if tree.function.endswith("total") else tree.arguments
    actions = frozenset(_action_named(argument, scope) for argument in named)
    if tree.function.endswith("total"):
        attribute = tree.arguments[0]
        if not isinstance(attribute, Name):
            raise mistake(f"{tree.function} takes the name of an attribute first", attribute.at)
        _check_attribute(attribute.id, scope.players, actions, attribute.at)
    return Kind.NUMBER


def _action_named(tree: Tree, scope: Scope) -> str:
    if isinstance(tree, Name) and tree.id in scope.action_ids:
        return tree.id
    if isinstance(tree, Name) and tree.id not in scope.parameters and not scope.whose(tree.id):
        raise _unknown(tree.id, tree.at, scope)
    raise mistake("the id of an action is needed here", tree.at)


_RULES: dict[type, Callable[[Any, Scope], Kind]] = {
    Number: _number,
    Name: _name,
    Attribute: _attribute,
    Unary: _unary,
    Binary: _binary,
    Membership: _membership,
    Call: _call,
}
