"""Which numbers a formula's value rests on: parameters, attributes, and literals that are no mere structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from policygames.scenarios.expressions.evaluation import Situation, attribute_of, evaluate
from policygames.scenarios.expressions.parser import COMPARISONS
from policygames.scenarios.expressions.tree import Attribute, Binary, Call, Name, Number, Tree, children, nodes

STRUCTURE = (0, 1, -1)
"""Numbers that say nothing about the world: they switch, negate or complement."""
_COUNTS = ("count", "others")
_TOTALS = ("total", "others_total")


@dataclass(frozen=True, slots=True)
class Used:
    """A number that counts: a `parameter` by id, a `literal` by its value, an `attribute` as OWNER.NAME."""

    kind: str
    name: str


def numbers_used(tree: Tree, situation: Situation) -> Iterator[Used]:
    """Every number that enters the value of `tree` in `situation`; of `if`, the branch that counts.

    Exponents and numbers that a count of players is compared with are structure, as are 0 and 1.
    """
    match tree:
        case Number(value):
            yield from _literal(value)
        case Name(name) if name in situation.parameters:
            yield Used("parameter", name)
        case Attribute(owner, name):
            yield from _attribute(situation.own if owner == "own" else owner, name, situation)
        case Call("if", (condition, yes, no)):
            yield from numbers_used(condition, situation)
            yield from numbers_used(yes if evaluate(condition, situation) else no, situation)
        case Call(function, (attribute, *actions)) if function in _TOTALS:
            yield from _totalled(attribute, actions, situation)
        case Binary("**", base, _):
            yield from numbers_used(base, situation)
        case _:
            for child in _counting(tree):
                yield from numbers_used(child, situation)


def _literal(value: Fraction) -> Iterator[Used]:
    if value not in STRUCTURE:
        yield Used("literal", str(value))


def _attribute(player_id: str, name: str, situation: Situation) -> Iterator[Used]:
    player = next(one for one in situation.players if one.id == player_id)
    action = situation.play[player_id]
    if attribute_of(player, action, name) not in STRUCTURE:
        yield Used("attribute", f"{action.id if name in action.attributes else player_id}.{name}")


def _totalled(attribute: Tree, actions: list[Tree], situation: Situation) -> Iterator[Used]:
    names = [action.id for action in actions if isinstance(action, Name)]
    key = attribute.id if isinstance(attribute, Name) else ""
    for player, action, number in situation.choosing(names):
        if number and attribute_of(player, action, key) not in STRUCTURE:
            yield Used("attribute", f"{action.id if key in action.attributes else player.id}.{key}")


def _counting(tree: Tree) -> tuple[Tree, ...]:
    """The parts of a formula that may hold numbers that count."""
    parts = children(tree)
    if isinstance(tree, Binary) and tree.operator in COMPARISONS and any(map(_counts, parts)):
        return tuple(part for part in parts if not isinstance(part, Number))
    return parts


def _counts(tree: Tree) -> bool:
    return any(isinstance(node, Call) and node.function in _COUNTS for node in nodes(tree))
