"""The grammar of formulas, by recursive descent; what it does not name does not exist.

truth      := conjunct { "or" conjunct }
conjunct   := negation { "and" negation }
negation   := "not" negation | comparison
comparison := sum [ ("==" | "!=" | "<" | "<=" | ">" | ">=") sum | ["not"] "in" "[" sum { "," sum } "]" ]
sum        := product { ("+" | "-") product }
product    := signed { ("*" | "/") signed }
signed     := ("-" | "+") signed | power
power      := atom [ "**" signed ]
atom       := number | name | name "." name | function "(" truth { "," truth } ")" | "(" truth ")"
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection
from functools import lru_cache

from policygames.errors import GameError
from policygames.numerics.exact import exact
from policygames.scenarios.expressions.inexact import FUNCTIONS as INEXACT
from policygames.scenarios.expressions.tokens import Token, tokens
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

MAX_NODES = 200
MAX_DEPTH = 25
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
FUNCTIONS = {
    "min": (1, 100),
    "max": (1, 100),
    "abs": (1, 1),
    "if": (3, 3),
    "count": (1, 100),
    "others": (1, 100),
    "total": (2, 100),
    "others_total": (2, 100),
    "type": (1, 1),
    **dict.fromkeys(INEXACT, (1, 1)),
}
"""Per function the least and the largest number of arguments."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Tree:
    """The tree of `text`. Raises ScenarioError, its column the offending character from 1, for anything else."""
    parser = _Parser(tokens(text))
    tree = parser.truth()
    if parser.token.kind != "end":
        raise mistake(f"nothing can follow here, but {parser.token.text!r} does", parser.token.at)
    return tree


class _Parser:
    """Reads tokens from left to right and counts what it builds."""

    def __init__(self, words: list[Token]) -> None:
        self.words, self.position, self.built, self.depth = words, 0, 0, 0

    @property
    def token(self) -> Token:
        return self.words[self.position]

    def taken(self, allowed: Collection[str], kind: str = "sign") -> Token | None:
        """The next token if it is one of `allowed`, read; else None."""
        token = self.token
        if token.kind != kind or token.text not in allowed:
            return None
        self.position += 1
        return token

    def expect(self, sign: str) -> None:
        if not self.taken((sign,)):
            raise mistake(f"{sign!r} is missing {_before(self.token)}", self.token.at)

    def node(self, tree: Tree) -> Tree:
        self.built += 1
        if self.built > MAX_NODES:
            raise mistake(f"the formula has more than {MAX_NODES} parts; split it into terms or parameters", tree.at)
        return tree

    def nested(self, rule: Callable[[], Tree]) -> Tree:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise mistake(f"the formula nests deeper than {MAX_DEPTH} levels", self.token.at)
        tree = rule()
        self.depth -= 1
        return tree

    def chain(self, rule: Callable[[], Tree], operators: Collection[str], kind: str = "sign") -> Tree:
        """Operands read by `rule`, joined from the left."""
        tree = rule()
        while operator := self.taken(operators, kind):
            tree = self.node(Binary(operator.text, tree, rule(), operator.at))
        return tree

    def truth(self) -> Tree:
        return self.chain(self.conjunct, ("or",), "name")

    def conjunct(self) -> Tree:
        return self.chain(self.negation, ("and",), "name")

    def negation(self) -> Tree:
        if operator := self.taken(("not",), "name"):
            return self.node(Unary("not", self.nested(self.negation), operator.at))
        return self.comparison()

    def comparison(self) -> Tree:
        left = self.sum()
        if operator := self.taken(COMPARISONS):
            tree = self.node(Binary(operator.text, left, self.sum(), operator.at))
        elif denied := self.taken(("not",), "name"):
            tree = self.node(Unary("not", self.membership(left), denied.at))
        elif self.token.text == "in":
            tree = self.membership(left)
        else:
            return left
        if self.token.text in (*COMPARISONS, "in"):
            raise mistake("comparisons do not chain; join two by and", self.token.at)
        return tree

    def membership(self, item: Tree) -> Tree:
        operator = self.taken(("in",), "name")
        if operator is None:
            raise mistake("'in' is missing after 'not'", self.token.at)
        self.expect("[")
        choices = self.listed(self.sum, "]")
        return self.node(Membership(item, choices, operator.at))

    def listed(self, rule: Callable[[], Tree], end: str) -> tuple[Tree, ...]:
        """At least one tree by `rule`, commas between, up to the sign `end`."""
        trees = [self.nested(rule)]
        while self.taken((",",)):
            trees.append(self.nested(rule))
        self.expect(end)
        return tuple(trees)

    def sum(self) -> Tree:
        return self.chain(self.product, ("+", "-"))

    def product(self) -> Tree:
        return self.chain(self.signed, ("*", "/"))

    def signed(self) -> Tree:
        if sign := self.taken(("-", "+")):
            operand = self.nested(self.signed)
            return self.node(Unary("-", operand, sign.at)) if sign.text == "-" else operand
        return self.power()

    def power(self) -> Tree:
        left = self.atom()
        if operator := self.taken(("**",)):
            exponent = self.nested(self.signed)
            _check_power(exponent, operator.at)
            return self.node(Binary("**", left, exponent, operator.at))
        return left

    def atom(self) -> Tree:
        token = self.token
        if self.taken(("(",)):
            tree = self.nested(self.truth)
            self.expect(")")
            return tree
        if token.kind not in ("number", "name") or token.text in ("and", "or", "not", "in"):
            raise mistake(f"a number, a name or '(' is missing {_before(token)}", token.at)
        self.position += 1
        return self.node(_literal(token)) if token.kind == "number" else self.named(token)

    def named(self, token: Token) -> Tree:
        if self.taken(("(",)):
            return self.called(token)
        if self.taken((".",)):
            attribute = self.token
            if attribute.kind != "name":
                raise mistake("the name of an attribute is missing after '.'", attribute.at)
            self.position += 1
            return self.node(Attribute(token.text, attribute.text, token.at))
        return self.node(Name(token.text, token.at))

    def called(self, token: Token) -> Tree:
        if token.text not in FUNCTIONS:
            near = difflib.get_close_matches(token.text, FUNCTIONS, n=1)
            hint = f"did you mean {near[0]!r}? " if near else ""
            raise mistake(f"there is no function {token.text!r}; {hint}allowed: {', '.join(FUNCTIONS)}", token.at)
        arguments = self.listed(self.truth, ")")
        least, most = FUNCTIONS[token.text]
        if not least <= len(arguments) <= most:
            wanted = str(least) if least == most else f"{least} to {most}"
            noun = "argument" if wanted == "1" else "arguments"
            raise mistake(f"{token.text} takes {wanted} {noun}, not {len(arguments)}", token.at)
        return self.node(Call(token.text, arguments, token.at))


def _before(token: Token) -> str:
    return f"before {token.text!r}" if token.text else "at the end"


def _check_power(exponent: Tree, at: int) -> None:
    """Refuses a power that no values of parameters can cure."""
    sign, number = (-1, exponent.operand) if isinstance(exponent, Unary) else (1, exponent)
    if isinstance(number, Number):
        check_power(sign * number.value, at)


def _literal(token: Token) -> Number:
    try:
        return Number(exact(token.text), token.at)
    except GameError as error:
        raise mistake(error.message, token.at) from error
