"""Arithmetic on parameters: it documents a formula, and never backs a claim about the game alone."""

from __future__ import annotations

from collections.abc import Iterator

from policygames.errors import ScenarioError
from policygames.numerics.exact import exact
from policygames.scenarios.cases import Case, number
from policygames.scenarios.checks.check import Check, Options, Verdict
from policygames.scenarios.checks.meanings import Condition
from policygames.scenarios.expressions import Situation, Tree, evaluate, parse
from policygames.scenarios.expressions.tree import Binary
from policygames.scenarios.fields import Record, Words


class Relation(Record):
    """`expr` is a comparison, or several joined by and, or, not."""

    kind: Words
    expr: Condition


def decide(case: Case, options: Options) -> Verdict:
    """By working it out."""
    tree = parse(options["expr"])
    try:
        holds = evaluate(tree, Situation(case.values)) is True
    except ScenarioError as error:
        return Verdict(holds=False, why=f"{error.message} at character {error.column}")
    return Verdict(holds, "; ".join(_sides(tree, case)) or ("it holds" if holds else "it does not hold"))


def _sides(tree: Tree, case: Case) -> Iterator[str]:
    """What both sides of a comparison are worth."""
    if isinstance(tree, Binary) and tree.operator not in ("and", "or"):
        for side, part in (("left", tree.left), ("right", tree.right)):
            yield f"the {side} side is {number(exact(evaluate(part, Situation(case.values))))}"


CHECK = Check("relation", Relation, decide)
