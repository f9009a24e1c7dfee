"""A formula with all choices made: what is left speaks of parameters only, and constants are worked out.

Nothing that could fail is dropped: a division stays unless its divisor is a known number other than zero, so that what
is left fails at exactly the parameter values at which the formula itself does.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from policygames.errors import ScenarioError
from policygames.scenarios.expressions.evaluation import Situation, evaluate
from policygames.scenarios.expressions.tree import (
    Attribute,
    Binary,
    Call,
    Membership,
    Name,
    Number,
    Tree,
    Unary,
    nodes,
)

TRUE, FALSE = (Membership(Number(Fraction(0), 0), (Number(Fraction(chosen), 0),), 0) for chosen in (0, 1))
"""The two truths as trees: 0 in [0], and 0 in [1]."""
ZERO, ONE = Number(Fraction(0), 0), Number(Fraction(1), 0)
_CHOICES = ("count", "others", "total", "others_total", "type")
"""Functions that speak of choices alone."""


def residual(tree: Tree, situation: Situation) -> Tree:
    """What is left of `tree` once the choices in `situation` are known; its parameter values are not looked at."""
    if isinstance(tree, Call) and tree.function in _CHOICES:
        return _known(tree, situation)
    return _RULES[type(tree)](tree, situation)


def added(left: Tree, right: Tree) -> Tree:
    """The sum."""
    return _folded(Binary("+", left, right, 0))


def chosen(condition: Tree, yes: Tree, no: Tree) -> Tree:
    """`if(condition, yes, no)`."""
    if condition in (TRUE, FALSE):
        return yes if condition == TRUE else no
    return Call("if", (condition, yes, no), 0)


def _known(tree: Tree, situation: Situation) -> Tree:
    value = evaluate(tree, situation)
    if isinstance(value, bool):
        return TRUE if value else FALSE
    return Number(value, 0) if isinstance(value, Fraction) else Name(value, 0)


def _number(tree: Number, _: Situation) -> Tree:
    return Number(tree.value, 0)


def _name(tree: Name, situation: Situation) -> Tree:
    return Name(tree.id, 0) if tree.id in situation.parameters else _known(tree, situation)


def _attribute(tree: Attribute, situation: Situation) -> Tree:
    return _known(tree, situation)


def _unary(tree: Unary, situation: Situation) -> Tree:
    operand = residual(tree.operand, situation)
    if tree.operator == "not":
        return chosen(operand, FALSE, TRUE) if operand in (TRUE, FALSE) else Unary("not", operand, 0)
    return Number(-operand.value, 0) if isinstance(operand, Number) else Unary("-", operand, 0)


def _binary(tree: Binary, situation: Situation) -> Tree:
    left = residual(tree.left, situation)
    if tree.operator in ("and", "or"):
        decides = FALSE if tree.operator == "and" else TRUE
        if left in (TRUE, FALSE):
            return left if left == decides else residual(tree.right, situation)
        return Binary(tree.operator, left, residual(tree.right, situation), 0)
    right = residual(tree.right, situation)
    if isinstance(left, Name) and left.id not in situation.parameters:
        return TRUE if (left == right) == (tree.operator == "==") else FALSE
    return _folded(Binary(tree.operator, left, right, 0))


def _folded(tree: Binary) -> Tree:
    """Arithmetic and comparisons of known numbers worked out, and what adds or multiplies nothing left out."""
    if isinstance(tree.left, Number) and isinstance(tree.right, Number):
        return _worked_out(tree)
    return _SIMPLER[tree.operator](tree) if tree.operator in _SIMPLER else tree


def _worked_out(tree: Binary) -> Tree:
    try:
        return _known(tree, Situation({}))
    except ScenarioError:
        return tree  # it fails only where it counts


def _sum(tree: Binary) -> Tree:
    if ZERO in (tree.left, tree.right):
        return tree.right if tree.left == ZERO else tree.left
    return tree


def _difference(tree: Binary) -> Tree:
    return tree.left if tree.right == ZERO else tree


def _product(tree: Binary) -> Tree:
    for one, other in ((tree.left, tree.right), (tree.right, tree.left)):
        if one == ONE:
            return other
        if one == ZERO and not _can_fail(other):
            return ZERO
    return tree


def _quotient(tree: Binary) -> Tree:
    if isinstance(tree.right, Number) and tree.right.value:
        return _product(Binary("*", tree.left, Number(1 / tree.right.value, 0), 0))
    return tree


_SIMPLER: dict[str, Callable[[Binary], Tree]] = {"+": _sum, "-": _difference, "*": _product, "/": _quotient}


def _can_fail(tree: Tree) -> bool:
    return any(isinstance(node, Binary) and node.operator in ("/", "**") for node in nodes(tree))


def _membership(tree: Membership, situation: Situation) -> Tree:
    item = residual(tree.item, situation)
    choices = tuple(residual(choice, situation) for choice in tree.choices)
    if isinstance(item, Name) and item.id not in situation.parameters:
        return TRUE if item in choices else FALSE
    left = Membership(item, choices, 0)
    return _known(left, situation) if all(isinstance(one, Number) for one in (item, *choices)) else left


def _call(tree: Call, situation: Situation) -> Tree:
    if tree.function == "if":
        condition, yes, no = tree.arguments
        known = residual(condition, situation)
        if known in (TRUE, FALSE):
            return residual(yes if known == TRUE else no, situation)
        return Call("if", (known, residual(yes, situation), residual(no, situation)), 0)
    arguments = tuple(residual(argument, situation) for argument in tree.arguments)
    if all(isinstance(argument, Number) for argument in arguments):
        return _known(Call(tree.function, arguments, 0), situation)
    return Call(tree.function, arguments, 0)


_RULES: dict[type, Callable[[Any, Situation], Tree]] = {
    Number: _number,
    Name: _name,
    Attribute: _attribute,
    Unary: _unary,
    Binary: _binary,
    Membership: _membership,
    Call: _call,
}
