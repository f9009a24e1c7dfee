"""A formula written out again, with no more brackets than it needs."""

from __future__ import annotations

from fractions import Fraction

from policygames.scenarios.expressions.tree import Attribute, Binary, Call, Membership, Name, Number, Tree, Unary

_STRENGTH = {"or": 1, "and": 2, "not": 3, "==": 4, "!=": 4, "<": 4, "<=": 4, ">": 4, ">=": 4, "in": 4}
_STRENGTH |= {"+": 5, "-": 5, "*": 6, "/": 6, "sign": 7, "**": 8, "atom": 9}
"""How strongly an operator binds; operands that bind less stand in brackets."""


def text_of(tree: Tree) -> str:
    """The text of `tree`; parsed, it gives the same tree up to places."""
    return _written(tree)[0]


def _written(tree: Tree) -> tuple[str, int]:  # noqa: PLR0911 - one for each kind of tree
    """The text, and how strongly its outermost operator binds."""
    match tree:
        case Number(value):
            return _number(value)
        case Name(name):
            return name, _STRENGTH["atom"]
        case Attribute(owner, name):
            return f"{owner}.{name}", _STRENGTH["atom"]
        case Unary(sign, operand):
            strength = _STRENGTH["not" if sign == "not" else "sign"]
            return f"{sign}{' ' if sign == 'not' else ''}{_inside(operand, strength)}", strength
        case Binary(sign, left, right):
            return _binary(sign, left, right), _STRENGTH[sign]
        case Membership(item, choices):
            return f"{_inside(item, 5)} in [{', '.join(_inside(one, 5) for one in choices)}]", _STRENGTH["in"]
        case Call(function, arguments):
            return f"{function}({', '.join(map(text_of, arguments))})", _STRENGTH["atom"]


def _binary(sign: str, left: Tree, right: Tree) -> str:
    strength = _STRENGTH[sign]
    if sign == "**":
        return f"{_inside(left, strength + 1)} ** {_inside(right, _STRENGTH['sign'])}"
    first = strength + 1 if strength == 4 else strength  # comparisons do not follow one another
    return f"{_inside(left, first)} {sign} {_inside(right, strength + 1)}"


def _inside(tree: Tree, least: int) -> str:
    text, strength = _written(tree)
    return text if strength >= least else f"({text})"


def _number(value: Fraction) -> tuple[str, int]:
    if value < 0:
        return f"-{_number(-value)[0]}", _STRENGTH["sign"]
    if value.denominator == 1:
        return str(value.numerator), _STRENGTH["atom"]
    return f"{value.numerator} / {value.denominator}", _STRENGTH["/"]
