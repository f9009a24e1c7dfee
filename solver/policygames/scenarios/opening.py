"""Formulas read as rational functions of the parameters that are left open, on the piece around one point."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from policygames.errors import GameError, UnsupportedError
from policygames.numerics.exact import exact
from policygames.numerics.forms import Form
from policygames.scenarios.expressions import Situation, Tree, evaluate
from policygames.scenarios.expressions.tree import MAX_POWER, Binary, Call, Membership, Name, Number, Unary
from policygames.scenarios.expressions.words import text_of
from policygames.scenarios.ratios import Ratio, constant

_SIGNS = {"==": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}
"""Comparison → the signs of left less right at which it holds."""


@dataclass(frozen=True, slots=True)
class Breakpoint:
    """A condition on open parameters: what was found at the point holds wherever `form` has one of these `signs`.

    `words` is the condition as a formula; or the quotient whose divisor, positive at the point, must stay so.
    """

    form: Form
    signs: tuple[int, ...]
    words: str
    is_divisor: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """Parameters left open, by index, and where: `point` has a value of each; `values` those of the others.

    `formulas` are the parameters that are formulas of others; `breakpoints` collects every condition that was met.
    """

    names: tuple[str, ...]
    point: tuple[Fraction, ...]
    values: Mapping[str, Fraction]
    formulas: Mapping[str, Tree]
    breakpoints: dict[Breakpoint, None] = field(default_factory=dict)

    def number(self, tree: Tree) -> Ratio:  # noqa: PLR0911 - one for each kind of tree
        """The rational function that `tree` is on this piece. Raises GameError where it is undefined at the point."""
        match tree:
            case Number(value):
                return constant(value, len(self.names))
            case Name(name):
                return self._parameter(name)
            case Unary(_, operand):
                return self.number(operand).negative()
            case Binary():
                return self._binary(tree)
            case Call("if", (condition, yes, no)):
                return self.number(yes if self.truth(condition) else no)
            case Call("abs", (operand,)):
                ratio = self.number(operand)
                return ratio if self._holds(">=", ratio, tree) else ratio.negative()
            case Call("min" | "max", _):
                return self._extreme(tree)
            case Call(_, (operand,)) if not (closed := self.number(operand)).is_open:
                known = Call(tree.function, (Number(closed.at(self.point), 0),), 0)
                return constant(exact(evaluate(known, Situation({}))), len(self.names))
        message = f"{text_of(tree)} is no rational function; allowed: + - * / ** min max abs if"
        raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="parameters")

    def truth(self, tree: Tree) -> bool:
        """Whether the condition holds at the point; what decides it is kept as a breakpoint."""
        match tree:
            case Unary("not", operand):
                return not self.truth(operand)
            case Binary("and", left, right):
                return self.truth(left) and self.truth(right)
            case Binary("or", left, right):
                return self.truth(left) or self.truth(right)
            case Binary(sign, left, right) if sign in _SIGNS:
                return self._holds(sign, self.number(left) + self.number(right).negative(), tree)
            case Membership(item, choices):
                return any(self.truth(Binary("==", item, choice, 0)) for choice in choices)
            case Call("if", (condition, yes, no)):
                return self.truth(yes if self.truth(condition) else no)
        raise UnsupportedError(f"{text_of(tree)} is no condition", reason="UNSUPPORTED_SCENARIO", path="parameters")

    def _parameter(self, name: str) -> Ratio:
        if name in self.names:
            return Ratio(Form.unknown(self.names.index(name), len(self.names)))
        if name in self.formulas:
            return self.number(self.formulas[name])
        return constant(self.values[name], len(self.names))

    def _binary(self, tree: Binary) -> Ratio:
        left = self.number(tree.left)
        if tree.operator == "/":
            return left * self._reciprocal(tree.right, tree)
        right = self.number(tree.right)
        if tree.operator == "**":
            return self._power(left, right, tree)
        operations: dict[str, Callable[[Ratio, Ratio], Ratio]] = {
            "+": operator.add,
            "-": lambda one, other: one + other.negative(),
            "*": operator.mul,
        }
        return operations[tree.operator](left, right)

    def _reciprocal(self, divisor: Tree, tree: Tree) -> Ratio:
        """One divided by `divisor`, whose factors are kept apart: one denominator for all payoffs stays short."""
        match divisor:
            case Binary("*", left, right):
                return self._reciprocal(left, tree) * self._reciprocal(right, tree)
            case Binary("**", base, exponent):
                return self._power(self._reciprocal(base, tree), self.number(exponent), divisor)
        return self._inverse(self.number(divisor), tree)

    def _power(self, base: Ratio, exponent: Ratio, tree: Binary) -> Ratio:
        if exponent.is_open:
            message = f"the exponent of {text_of(tree)} is left open"
            raise UnsupportedError(message, reason="UNSUPPORTED_SCENARIO", path="parameters")
        power = exponent.at(self.point)
        if power.denominator != 1 or abs(power) > MAX_POWER:
            message = (
                f"the power of {text_of(tree)} is {power}; allowed: whole numbers from -{MAX_POWER} to {MAX_POWER}"
            )
            raise GameError(message, reason="BAD_EXPRESSION", path="parameters")
        one = base if power >= 0 else self._inverse(base, tree)
        product = constant(Fraction(1), len(self.names))
        for _ in range(abs(int(power))):
            product = product * one
        return product

    def _inverse(self, ratio: Ratio, tree: Tree) -> Ratio:
        try:
            inverse = ratio.inverse(self.point, len(self.names))
        except ZeroDivisionError as error:
            where = ", ".join(f"{name} = {value}" for name, value in zip(self.names, self.point, strict=True))
            message = f"division by zero in {text_of(tree)} at {where}"
            raise GameError(message, reason="DIVISION_BY_ZERO", path="parameters") from error
        for factor in inverse.factors:
            self._keep(Breakpoint(factor, (1,), text_of(tree), is_divisor=True))
        return inverse

    def _extreme(self, tree: Call) -> Ratio:
        best, *others = map(self.number, tree.arguments)
        for other in others:
            if self._holds("<" if tree.function == "min" else ">", other + best.negative(), tree):
                best = other
        return best

    def _holds(self, comparison: str, difference: Ratio, tree: Tree) -> bool:
        value = difference.at(self.point)
        sign = (value > 0) - (value < 0)
        holds = sign in _SIGNS[comparison]
        if difference.top.is_open:
            signs = tuple(one for one in (-1, 0, 1) if (one in _SIGNS[comparison]) is holds)
            self._keep(Breakpoint(difference.top, signs, text_of(tree)))
        return holds

    def _keep(self, found: Breakpoint) -> None:
        self.breakpoints.setdefault(found, None)
