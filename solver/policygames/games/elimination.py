"""Iterated elimination of dominated actions by exact linear programs: a mix for what goes, a belief for the rest."""

from __future__ import annotations

import math
from collections.abc import Generator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from policygames.games.action_sets import ActionSets, Conjecture, Elimination, Sets
from policygames.games.elimination_proofs import WEAK, Dominance, all_actions, payoff_table, without
from policygames.numerics.mixtures import Best, best_mixture
from policygames.numerics.whole_arrays import Whole, roomy

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame

Judged: TypeAlias = Generator[None, None, Elimination | Conjecture]
MOST_ORDERS_WORK = 10**6
"""Payoffs compared, all programs together, in the search for another order of elimination."""


def surviving(game: NormalFormGame, dominance: Dominance, limit: int | None) -> Generator[None, None, ActionSets]:
    """What is left after all dominated actions are eliminated at once, round after round, up to `limit` rounds.

    Source: Pearce, Econometrica 52 (1984) 1029-1050, lemmas 3 and 4: an action is dominated, strictly or weakly, unless
    it is a best reply to some conjecture, or to one that rules nothing out; Gale, Kuhn and Tucker (1951) by duality.
    """
    found = ActionSets(all_actions(game), 0, limit, (), ())
    while True:
        verdicts = yield from _judgements(game, dominance, found.survivors, found.rounds + 1)
        gone = _eliminations(verdicts)
        ends = not gone or found.rounds + 1 == limit
        kept = _conjectures(verdicts) if dominance.maximal or ends else ()
        found = ActionSets(
            without(found.survivors, gone),
            found.rounds + 1,
            limit,
            (*found.steps, *gone),
            (*found.conjectures, *kept),
        )
        if ends:
            return found


def _judgements(
    game: NormalFormGame, dominance: Dominance, sets: Sets, number: int
) -> Generator[None, None, list[Elimination | Conjecture]]:
    found = []
    for player, actions in enumerate(sets):
        table = payoff_table(game, player, actions, sets)
        for row in range(len(actions)):
            verdict = yield from _judged(table, row, dominance, (number, player, actions), sets)
            found.append(verdict)
    return found


def _judged(
    table: Whole, row: int, dominance: Dominance, where: tuple[int, int, tuple[int, ...]], sets: Sets
) -> Judged:
    """Whether the action of a row goes, and why: pure dominators first, pure conjectures next, programs last."""
    number, player, actions = where
    mix = _pure_dominator(table, row, dominance)
    chances = None if mix or not dominance.strict else _pure_conjecture(table, row)
    if mix is None and chances is None:
        mix, chances = yield from (_strictly(table, row) if dominance.strict else _weakly(table, row))
    yield None
    if mix is not None:
        shares = tuple((actions[own], share) for own, share in enumerate(mix) if share)
        return Elimination(number, player, actions[row], shares)
    profiles = product(*(others for one, others in enumerate(sets) if one != player))
    kept = tuple((profile, chance) for profile, chance in zip(profiles, chances or (), strict=True) if chance)
    return Conjecture(number, player, actions[row], kept)


def _pure_dominator(table: Whole, row: int, dominance: Dominance) -> list[Fraction] | None:
    above = table > table[row]
    able = above.all(axis=1)
    if not (dominance.strict or able.any()):
        able = (table >= table[row]).all(axis=1) & above.any(axis=1)
    return _certain(int(able.argmax()), len(table)) if able.any() else None


def _pure_conjecture(table: Whole, row: int) -> list[Fraction] | None:
    best = table[row] == table.max(axis=0)
    return _certain(int(best.argmax()), table.shape[1]) if best.any() else None


def _certain(place: int, count: int) -> list[Fraction]:
    return [Fraction(int(place == index)) for index in range(count)]


Mixes: TypeAlias = Generator[None, None, tuple[list[Fraction] | None, list[Fraction] | None]]
"""A dominating mix, or a conjecture to which the action is a best reply; the other is None."""


def _strictly(table: Whole, row: int) -> Mixes:
    """A conjecture under which no rival does better; those against which rivals gain least in sum are tried first."""
    table = roomy(table, 4 * len(table))
    rivals = [other for other in range(len(table)) if other != row]
    ahead = table[row] - table[rivals]
    found = yield from best_mixture(ahead.sum(axis=0), ahead)
    if isinstance(found, Best):
        return None, found.mixture
    return _spread(dict(zip(rivals, found.ray, strict=True)), len(table)), None


def _weakly(table: Whole, row: int) -> Mixes:
    """The mix that nowhere does worse and in sum the best; where it is no better, its prices give a conjecture."""
    ahead = roomy(table, 4 * table.shape[1]) - table[row]
    found = yield from best_mixture(ahead.sum(axis=1), np.ascontiguousarray(ahead.T))
    if isinstance(found, Best) and found.value > 0:
        beats, _ = yield from _strictly(table, row)  # where a mix does better everywhere, that is the reason to give
        return beats or found.mixture, None
    return None, _spread(dict(enumerate(1 + price for price in found.prices)), table.shape[1])


def _spread(shares: dict[int, Fraction], count: int) -> list[Fraction]:
    """Shares scaled to sum 1, as a distribution over `count` places."""
    total = sum(shares.values(), Fraction(0))
    return [shares.get(place, Fraction(0)) / total for place in range(count)]


def with_another_order(game: NormalFormGame, found: ActionSets) -> Generator[None, None, tuple[ActionSets, bool]]:
    """The same with an order of single weak eliminations that ends with other sets, if there is one that is found.

    And whether all orders were tried, or one was found. To decide in general whether an order leads somewhere is hard
    (Gilboa, Kalai and Zemel, Mathematics of Operations Research 18 (1993) 553-565): the search is bounded.
    """
    work = MOST_ORDERS_WORK
    seen: set[Sets] = set()
    todo: list[tuple[Sets, tuple[Elimination, ...]]] = [(all_actions(game), ())]
    while todo:
        sets, steps = todo.pop()
        if sets in seen:
            continue
        seen.add(sets)
        number = len(steps) + 1
        work -= sum(map(len, sets)) * len(sets) * math.prod(map(len, sets))
        if work < 0:
            return found, False
        verdicts = yield from _judgements(game, WEAK, sets, number)
        gone = _eliminations(verdicts)
        if not gone and sets != found.survivors:
            other = ActionSets(sets, number, None, steps, _conjectures(verdicts))
            return replace(found, another=other), True
        todo += [(without(sets, [one]), (*steps, one)) for one in gone]
    return found, True


def _eliminations(verdicts: Sequence[Elimination | Conjecture]) -> tuple[Elimination, ...]:
    return tuple(one for one in verdicts if isinstance(one, Elimination))


def _conjectures(verdicts: Sequence[Elimination | Conjecture]) -> tuple[Conjecture, ...]:
    return tuple(one for one in verdicts if isinstance(one, Conjecture))
