"""The tree of a formula: what it consists of, and where in the text each part stands (counted from 0)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from policygames.errors import ScenarioError


@dataclass(frozen=True, slots=True)
class Number:
    """A literal, exact."""

    value: Fraction
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A parameter, a player (whose value is the chosen action), `own`, or an action."""

    id: str
    at: int


@dataclass(frozen=True, slots=True)
class Attribute:
    """The attribute of the action that `owner` chose, else of `owner`."""

    owner: str
    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Unary:
    """`-` or `not`."""

    operator: str
    operand: Tree
    at: int


@dataclass(frozen=True, slots=True)
class Binary:
    """Arithmetic, a comparison, `and` or `or`."""

    operator: str
    left: Tree
    right: Tree
    at: int


@dataclass(frozen=True, slots=True)
class Membership:
    """`item in [choice, …]`."""

    item: Tree
    choices: tuple[Tree, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """A function of the language and its arguments."""

    function: str
    arguments: tuple[Tree, ...]
    at: int


Tree: TypeAlias = Number | Name | Attribute | Unary | Binary | Membership | Call


def children(tree: Tree) -> tuple[Tree, ...]:
    """The trees right below `tree`."""
    match tree:
        case Unary(_, operand):
            return (operand,)
        case Binary(_, left, right):
            return left, right
        case Membership(item, choices):
            return item, *choices
        case Call(_, arguments):
            return arguments
        case _:
            return ()


def nodes(tree: Tree) -> Iterator[Tree]:
    """`tree` and all trees in it."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        waiting.extend(children(node))
        yield node


def names_in(tree: Tree) -> frozenset[str]:
    """Every name that `tree` mentions, those of functions and attributes left out."""
    return frozenset(node.id for node in nodes(tree) if isinstance(node, Name))


def mistake(message: str, at: int, reason: str = "BAD_EXPRESSION") -> ScenarioError:
    """An error at a character of a formula; who knows the file puts file, line and column in."""
    return ScenarioError(message, reason=reason, file="expression", line=1, column=at + 1)


def size(tree: Tree) -> int:
    """Of how many parts `tree` consists."""
    return sum(1 for _ in nodes(tree))


MAX_POWER = 32


def check_power(power: Fraction, at: int) -> None:
    """Raises ScenarioError unless `power` is a whole number from -MAX_POWER to MAX_POWER."""
    if power.denominator != 1 or abs(power) > MAX_POWER:
        raise mistake(f"the power is {power}; allowed: whole numbers from -{MAX_POWER} to {MAX_POWER}", at)
