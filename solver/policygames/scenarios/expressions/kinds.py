"""What a formula stands for, a number, a truth or an action, found out before any game is built."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from policygames.scenarios.expressions.inexact import FUNCTIONS as INEXACT
from policygames.scenarios.expressions.scope import Scope, action_ids, check_attribute, check_single, unknown
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
    TYPE = "type"


_HINTS = {
    Kind.ACTION: "; an action counts by ==, in, count or its attributes",
    Kind.TYPE: "; a type is compared: type(player) == …",
}


def kind_of(tree: Tree, scope: Scope) -> Kind:
    """What `tree` stands for. Raises ScenarioError where a name is unknown or parts do not fit together."""
    return _RULES[type(tree)](tree, scope)


def wanted(tree: Tree, kind: Kind, scope: Scope) -> None:
    """Raises ScenarioError unless `tree` stands for a `kind`."""
    found = kind_of(tree, scope)
    if found is not kind:
        hint = _HINTS.get(found, "")
        raise mistake(f"{_article(kind)} is needed here, this is {_article(found)}{hint}", tree.at)


def _article(kind: Kind) -> str:
    return f"an {kind}" if kind is Kind.ACTION else f"a {kind}"


def _number(_: Number, __: Scope) -> Kind:
    return Kind.NUMBER


def _name(tree: Name, scope: Scope) -> Kind:
    if tree.id in scope.parameters:
        return Kind.NUMBER
    if scope.whose(tree.id) or tree.id in scope.action_ids:
        check_single(tree.id, tree.at, scope)
        return Kind.ACTION
    if tree.id in scope.type_ids:
        return Kind.TYPE
    raise unknown(tree.id, tree.at, scope)


def _attribute(tree: Attribute, scope: Scope) -> Kind:
    owners = scope.whose(tree.owner)
    if not owners:
        raise unknown(tree.owner, tree.at, scope)
    check_single(tree.owner, tree.at, scope)
    check_attribute(tree.name, owners, action_ids(owners), tree.at)
    return Kind.NUMBER


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
    if kind in (Kind.ACTION, Kind.TYPE):
        _check_possible(left, right, scope)


def _check_possible(left: Tree, right: Tree, scope: Scope) -> None:
    possible, other = _possible(left, scope), _possible(right, scope)
    if not possible & other:
        words = [_worded(tree) for tree in (left, right)]
        raise mistake(f"{words[0]} is never {words[1]}; allowed: {', '.join(sorted(possible))}", right.at)


def _worded(tree: Tree) -> str:
    return tree.id if isinstance(tree, Name) else "this type"


def _possible(tree: Tree, scope: Scope) -> frozenset[str]:
    """The actions or types that `tree` can stand for."""
    if isinstance(tree, Name):
        return action_ids(scope.whose(tree.id)) or frozenset({tree.id})
    asked = tree.arguments[0] if isinstance(tree, Call) else None
    owners = scope.whose(asked.id) if isinstance(asked, Name) else ()
    return frozenset().union(*(scope.types.get(player.id, frozenset()) for player in owners))


def _call(tree: Call, scope: Scope) -> Kind:
    if tree.function == "if":
        return _choice(tree, scope)
    if tree.function == "type":
        return _type(tree, scope)
    if tree.function in ("min", "max", "abs", *INEXACT):
        for argument in tree.arguments:
            wanted(argument, Kind.NUMBER, scope)
        return Kind.NUMBER
    return _count(tree, scope)


def _type(tree: Call, scope: Scope) -> Kind:
    (asked,) = tree.arguments
    owners = scope.whose(asked.id) if isinstance(asked, Name) else ()
    if not owners:
        raise mistake("type takes the id of a player, or own", asked.at)
    for player in owners:
        if player.id not in scope.types:
            known = ", ".join(scope.types) or "none"
            raise mistake(f"{player.id} has no types; those who have: {known}", asked.at)
    return Kind.TYPE


def _choice(tree: Call, scope: Scope) -> Kind:
    condition, yes, no = tree.arguments
    wanted(condition, Kind.TRUTH, scope)
    kind = kind_of(yes, scope)
    if kind in (Kind.ACTION, Kind.TYPE):
        raise mistake(f"if gives a number or a truth, not {_article(kind)}", yes.at)
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
        check_attribute(attribute.id, scope.players, actions, attribute.at)
    return Kind.NUMBER


def _action_named(tree: Tree, scope: Scope) -> str:
    if isinstance(tree, Name) and tree.id in scope.action_ids:
        return tree.id
    if isinstance(tree, Name) and tree.id not in scope.parameters and not scope.whose(tree.id):
        raise unknown(tree.id, tree.at, scope)
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
