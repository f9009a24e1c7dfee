"""What a formula is worth: exact values by profile; only the branch that counts is evaluated."""

from __future__ import annotations

import operator
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from policygames.documents import Action, Player
from policygames.numerics.exact import MAX_BITS
from policygames.scenarios.expressions.inexact import FUNCTIONS as INEXACT
from policygames.scenarios.expressions.tree import (
    Attribute,
    Binary,
    Call,
    Membership,
    Name,
    Number,
    Tree,
    Unary,
    check_power,
    mistake,
)

Value: TypeAlias = Fraction | bool | str
"""A number, a truth, or the id of an action or a type."""


@dataclass(frozen=True, slots=True)
class Situation:
    """What a formula is evaluated at: parameter values, each player's chosen action, and whose payoff is written.

    `types` holds the type of each player who has several. `crowd` holds, for each group of like players, how many of
    them choose each action, the one whose payoff is written included; `play` then holds what that one chooses.
    """

    parameters: Mapping[str, Fraction]
    players: tuple[Player, ...] = ()
    play: Mapping[str, Action] = field(default_factory=dict)
    own: str = ""
    types: Mapping[str, str] = field(default_factory=dict)
    crowd: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def choosing(self, actions: Collection[str]) -> Iterator[tuple[Player, Action, int]]:
        """Each player or group with each of `actions` that it chooses, and how many do."""
        for player in self.players:
            if player.id in self.crowd:
                counts = self.crowd[player.id]
                yield from ((player, action, counts[action.id]) for action in player.actions if action.id in actions)
            elif self.play[player.id].id in actions:
                yield player, self.play[player.id], 1

    def others_choosing(self, actions: Collection[str]) -> Iterator[tuple[Player, Action, int]]:
        """The same without the one whose payoff is written."""
        own = self.play[self.own]
        for player, action, number in self.choosing(actions):
            yield player, action, number - (player.id == self.own and action is own)


def attribute_of(player: Player, action: Action, name: str) -> Fraction:
    """The attribute of `action`, else of `player`."""
    return action.attributes[name] if name in action.attributes else player.attributes[name]


def evaluate(tree: Tree, situation: Situation) -> Value:
    """The value of `tree`, which `kind_of` accepted. Raises ScenarioError for divisions by zero and huge numbers."""
    return _RULES[type(tree)](tree, situation)


def _number(tree: Number, _: Situation) -> Value:
    return tree.value


def _name(tree: Name, situation: Situation) -> Value:
    if tree.id in situation.parameters:
        return situation.parameters[tree.id]
    chosen = situation.play.get(situation.own if tree.id == "own" else tree.id)
    return chosen.id if chosen else tree.id


def _attribute(tree: Attribute, situation: Situation) -> Value:
    owner = situation.own if tree.owner == "own" else tree.owner
    player = next(player for player in situation.players if player.id == owner)
    return attribute_of(player, situation.play[owner], tree.name)


def _unary(tree: Unary, situation: Situation) -> Value:
    value = evaluate(tree.operand, situation)
    return -value if isinstance(value, Fraction) else not value


def _binary(tree: Binary, situation: Situation) -> Value:
    left = evaluate(tree.left, situation)
    if tree.operator in ("and", "or"):
        return left if left is (tree.operator == "or") else evaluate(tree.right, situation)
    right = evaluate(tree.right, situation)
    if tree.operator == "/" and not right:
        raise mistake("division by zero", tree.at, "DIVISION_BY_ZERO")
    if tree.operator == "**":
        return _power(left, right, tree.at)
    value: Value = _bounded(_OPERATORS[tree.operator](left, right), tree.at)
    return value


def _power(base: Any, exponent: Any, at: int) -> Fraction:
    check_power(exponent, at)
    if not base and exponent < 0:
        raise mistake("division by zero", at, "DIVISION_BY_ZERO")
    if max(base.numerator.bit_length(), base.denominator.bit_length()) * abs(exponent) > 2 * MAX_BITS:
        raise _too_long(at)
    power: Fraction = _bounded(base ** int(exponent), at)
    return power


def _bounded(value: Any, at: int) -> Any:
    """`value`, refused before it can grow without limit from step to step."""
    if isinstance(value, Fraction) and max(value.numerator.bit_length(), value.denominator.bit_length()) > MAX_BITS:
        raise _too_long(at)
    return value


def _too_long(at: int) -> Exception:
    return mistake(f"the number is too long; allowed: up to {MAX_BITS} bits", at, "PAYOFF_RANGE")


def _membership(tree: Membership, situation: Situation) -> Value:
    item = evaluate(tree.item, situation)
    return any(item == evaluate(choice, situation) for choice in tree.choices)


def _call(tree: Call, situation: Situation) -> Value:
    if tree.function in INEXACT:
        return INEXACT[tree.function](_numbers(tree.arguments, situation)[0], tree.at)
    return _FUNCTIONS[tree.function](tree.arguments, situation)


def _least(arguments: tuple[Tree, ...], situation: Situation) -> Value:
    return min(_numbers(arguments, situation))


def _largest(arguments: tuple[Tree, ...], situation: Situation) -> Value:
    return max(_numbers(arguments, situation))


def _magnitude(arguments: tuple[Tree, ...], situation: Situation) -> Value:
    return abs(_numbers(arguments, situation)[0])


def _numbers(arguments: tuple[Tree, ...], situation: Situation) -> list[Fraction]:
    values = [evaluate(argument, situation) for argument in arguments]
    return [value for value in values if isinstance(value, Fraction)]


def _choice(arguments: tuple[Tree, ...], situation: Situation) -> Value:
    condition, yes, no = arguments
    return evaluate(yes if evaluate(condition, situation) else no, situation)


def _type(arguments: tuple[Tree, ...], situation: Situation) -> Value:
    name = _ids(arguments)[0]
    return situation.types[situation.own if name == "own" else name]


def _count(arguments: tuple[Tree, ...], situation: Situation) -> Value:
    return Fraction(sum(number for _, _, number in situation.choosing(_ids(arguments))))


def _others(arguments: tuple[Tree, ...], situation: Situation) -> Value:
    return Fraction(sum(number for _, _, number in situation.others_choosing(_ids(arguments))))


def _total(arguments: tuple[Tree, ...], situation: Situation) -> Value:
    return _summed(situation.choosing(_ids(arguments[1:])), _ids(arguments)[0])


def _others_total(arguments: tuple[Tree, ...], situation: Situation) -> Value:
    return _summed(situation.others_choosing(_ids(arguments[1:])), _ids(arguments)[0])


def _summed(chosen: Iterator[tuple[Player, Action, int]], attribute: str) -> Fraction:
    return sum((number * attribute_of(player, action, attribute) for player, action, number in chosen), Fraction(0))


def _ids(arguments: tuple[Tree, ...]) -> list[str]:
    return [argument.id for argument in arguments if isinstance(argument, Name)]


_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_FUNCTIONS: dict[str, Callable[[tuple[Tree, ...], Situation], Value]] = {
    "min": _least,
    "max": _largest,
    "abs": _magnitude,
    "if": _choice,
    "type": _type,
    "count": _count,
    "others": _others,
    "total": _total,
    "others_total": _others_total,
}
_RULES: dict[type, Callable[[Any, Situation], Value]] = {
    Number: _number,
    Name: _name,
    Attribute: _attribute,
    Unary: _unary,
    Binary: _binary,
    Membership: _membership,
    Call: _call,
}
