"""Formulas of parameters as one list of steps that is done for many draws at once; what is alike is done once."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np

from policygames.scenarios.expressions import columns
from policygames.scenarios.expressions.columns import Column, Mask, constant, either
from policygames.scenarios.expressions.tree import MAX_POWER, Binary, Call, Membership, Name, Number, Tree, Unary

Truths: TypeAlias = tuple[Mask, Mask]
"""Where a condition holds, and where it is undefined."""
Step: TypeAlias = tuple[str, tuple[Any, ...]]
"""What is done, with which results of earlier steps."""


class NoProgramError(ArithmeticError):
    """A formula that cannot be done for many draws at once: an exponent that is drawn, exp, log or sqrt."""


@dataclass(frozen=True, slots=True)
class Program:
    """Steps, each a number or a truth a draw, and which of them give the formulas that were compiled."""

    steps: tuple[Step, ...]
    results: tuple[int, ...]

    def run(self, parameters: Mapping[str, Column]) -> list[Column]:
        """The value of each formula. Raises TooWideError, NoProgramError."""
        found: list[Any] = []
        for name, arguments in self.steps:
            found.append(_STEPS[name](found, parameters, *arguments))
        return [found[result] for result in self.results]


def compiled(trees: Sequence[Tree], formulas: Mapping[str, Tree]) -> Program:
    """The program of `trees`, which speak of parameters only; some of these stand for `formulas` of others."""
    compiler = _Compiler({}, formulas)
    results = tuple(compiler.place(tree) for tree in trees)
    return Program(tuple(compiler.steps), results)


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Places of steps, in the order in which they are done."""

    steps: dict[Step, int]
    formulas: Mapping[str, Tree]

    def place(self, tree: Tree) -> int:
        """The place of the step that gives `tree`."""
        if isinstance(tree, Name) and tree.id in self.formulas:
            return self.place(self.formulas[tree.id])
        step = self.step(tree)
        return self.steps.setdefault(step, len(self.steps))

    def step(self, tree: Tree) -> Step:
        match tree:
            case Number(value):
                return "number", (value,)
            case Name(name):
                return "parameter", (name,)
            case Unary(sign, operand):
                return sign, (self.place(operand),)
            case Binary(sign, left, right):
                return ("minus" if sign == "-" else sign), (self.place(left), self.place(right))
            case Membership(item, choices):
                return "in", (self.place(item), *map(self.place, choices))
            case Call(function, arguments) if function in _STEPS:
                return function, tuple(map(self.place, arguments))
        raise NoProgramError(tree)


Results: TypeAlias = list[Any]
Parameters: TypeAlias = Mapping[str, Column]


def _number(_: Results, __: Parameters, value: Fraction) -> Column:
    return constant(value.numerator, value.denominator)


def _parameter(_: Results, parameters: Parameters, name: str) -> Column:
    return parameters[name]


def _negative(found: Results, _: Parameters, operand: int) -> Column:
    return columns.negated(found[operand])


def _not(found: Results, _: Parameters, operand: int) -> Truths:
    truth, undefined = found[operand]
    return _denied(truth), undefined


def _denied(truth: Mask) -> Mask:
    return not truth if isinstance(truth, bool) else ~truth


def _sum(found: Results, _: Parameters, left: int, right: int) -> Column:
    return columns.summed(found[left], found[right])


def _difference(found: Results, _: Parameters, left: int, right: int) -> Column:
    return columns.summed(found[left], columns.negated(found[right]))


def _product(found: Results, _: Parameters, left: int, right: int) -> Column:
    return columns.multiplied(found[left], found[right])


def _quotient(found: Results, _: Parameters, left: int, right: int) -> Column:
    return columns.multiplied(found[left], columns.inverted(found[right]))


def _power(found: Results, _: Parameters, left: int, right: int) -> Column:
    exponent = found[right]
    whole = isinstance(exponent.numerator, int) and exponent.denominator == 1
    if not whole or abs(exponent.numerator) > MAX_POWER:
        raise NoProgramError
    return columns.raised(found[left], exponent.numerator)


def _comparison(compare: Callable[[Any, Any], Any]) -> Callable[..., Truths]:
    return lambda found, _, left, right: columns.compared(found[left], found[right], compare)


def _and(found: Results, _: Parameters, left: int, right: int) -> Truths:
    (first, undefined), (second, later) = found[left], found[right]
    return first & second, either(undefined, first & later)


def _or(found: Results, _: Parameters, left: int, right: int) -> Truths:
    return _one_holds(found[left], found[right])


def _one_holds(left: Truths, right: Truths) -> Truths:
    (first, undefined), (second, later) = left, right
    return first | second, either(undefined, _denied(first) & later)


def _in(found: Results, parameters: Parameters, item: int, *choices: int) -> Truths:
    truth = _EQUAL(found, parameters, item, choices[0])
    for choice in choices[1:]:
        truth = _one_holds(truth, _EQUAL(found, parameters, item, choice))
    return truth


def _if(found: Results, _: Parameters, condition: int, yes: int, no: int) -> Any:
    truth, undefined = found[condition]
    if isinstance(found[yes], tuple):
        first, second = found[yes], found[no]
        inverse = _denied(truth)
        holds = (truth & first[0]) | (inverse & second[0])
        return holds, either(undefined, (truth & first[1]) | (inverse & second[1]))
    picked = columns.picked(truth, found[yes], found[no])
    return replace(picked, undefined=either(undefined, picked.undefined))


def _extreme(compare: Callable[[Any, Any], Any]) -> Callable[..., Column]:
    def extreme(found: Results, _: Parameters, first: int, *others: int) -> Column:
        best: Column = found[first]
        for other in others:
            truth, undefined = columns.compared(found[other], best, compare)
            picked = columns.picked(truth, found[other], best)
            best = replace(picked, undefined=undefined)
        return best

    return extreme


def _magnitude(found: Results, _: Parameters, operand: int) -> Column:
    column: Column = found[operand]
    numerator = abs(column.numerator) if isinstance(column.numerator, int) else np.abs(column.numerator)
    return replace(column, numerator=numerator)


_EQUAL = _comparison(operator.eq)
_STEPS: dict[str, Callable[..., Any]] = {
    "number": _number,
    "parameter": _parameter,
    "-": _negative,
    "not": _not,
    "+": _sum,
    "minus": _difference,
    "*": _product,
    "/": _quotient,
    "**": _power,
    "==": _EQUAL,
    "!=": _comparison(operator.ne),
    "<": _comparison(operator.lt),
    "<=": _comparison(operator.le),
    ">": _comparison(operator.gt),
    ">=": _comparison(operator.ge),
    "and": _and,
    "or": _or,
    "in": _in,
    "if": _if,
    "min": _extreme(operator.lt),
    "max": _extreme(operator.gt),
    "abs": _magnitude,
}
