"""Equilibria of like players: pure ones by counts, and all in which a group mixes two actions alike, by exact roots."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from fractions import Fraction

from policygames.budget import Budget
from policygames.certificates import Claim, Coverage
from policygames.games import Candidate, Crowd, Enclosure, Game, Strategy, SymmetricGame
from policygames.games.one_unknown import gains, power_form
from policygames.games.profiles import pure_strategy
from policygames.numerics.like_players import pure_counts
from policygames.numerics.roots import Root, roots_between
from policygames.registry import Method, Proposals

WIDTH = Fraction(1, 2**80)
"""How far apart the bounds of an irrational probability are."""


def accepts(game: Game) -> str:
    """Empty for a symmetric game."""
    return "" if isinstance(game, SymmetricGame) else "it takes symmetric games"


def propose(game: SymmetricGame, budget: Budget) -> Proposals:
    """All pure equilibria up to exchanging like players; then all chances at which two actions tie.

    What one action gains over another is a polynomial in the chance: its roots are isolated exactly.
    """
    for counts in pure_counts(game.numerators, game.sizes):
        yield counts and Crowd.of_counts(counts)
    continua = []
    for used in _pairs(game):
        group = next(index for index, own in enumerate(used) if len(own) == 2)
        poly = power_form(gains(game, used, group, (used[group][0], used[group][1])))
        if not poly:
            continua.append(used)
            yield _alike(game, used, Fraction(1, 2))
        for root in roots_between(poly, Fraction(0), Fraction(1)) if poly else ():
            yield None
            yield _mixed(game, used, root.rational())
    return Claim(Coverage.SOME, warnings=_warnings(game, bool(continua)))


def _pairs(game: SymmetricGame) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Two actions in use in one group, one in each other."""
    for group in range(len(game.sizes)):
        choices: list[list[tuple[int, ...]]] = [[(action,) for action in range(count)] for count in game.shape]
        choices[group] = list(itertools.combinations(range(game.shape[group]), 2))
        yield from itertools.product(*choices)


def _alike(game: SymmetricGame, used: tuple[tuple[int, ...], ...], chance: Fraction) -> Candidate:
    """The crowd in which the mixing group plays its first action in use with this chance."""
    return Crowd.alike(game.sizes, [_strategy(own, chance, game.shape[group]) for group, own in enumerate(used)])


def _strategy(own: tuple[int, ...], chance: Fraction, count: int) -> Strategy:
    if len(own) == 1:
        return pure_strategy(own[0], count)
    return tuple({own[0]: chance, own[1]: 1 - chance}.get(action, Fraction(0)) for action in range(count))


def _mixed(game: SymmetricGame, used: tuple[tuple[int, ...], ...], root: Root) -> Candidate:
    if root.is_exact:
        return _alike(game, used, root.low)
    root = _inside(root)
    if root.is_exact:
        return _alike(game, used, root.low)
    pairs = [
        [_strategy(own, end, game.shape[group]) for end in (root.low, root.high)] for group, own in enumerate(used)
    ]
    low, high = (tuple(tuple(map(end, *pair)) for pair in pairs) for end in (min, max))
    return Enclosure(low, high)


def _inside(root: Root) -> Root:
    """The same root in a narrow interval within (0, 1)."""
    root = root.within(WIDTH)
    while not root.is_exact and not 0 < root.low < root.high < 1:
        root = root.halved()
    return root


def _warnings(game: SymmetricGame, continuum: bool) -> tuple[str, ...]:  # noqa: FBT001
    told = [_LISTED, "equilibria in which like players mix differently are not sought"]
    if max(game.shape) > 2:
        told.append("equilibria in which a group mixes more than two actions are not sought")
    if len(game.sizes) > 1:
        told.append("equilibria in which several groups mix are not sought")
    if continuum:
        told.append("two actions tie at every chance: one mix stands for a continuum of them")
    return tuple(told)


_LISTED = (
    "listed are all pure equilibria up to exchanging like players, and all in which one group mixes two actions alike"
)


METHOD = Method(
    id="symmetric_roots",
    concept="nash",
    source="Nash, Annals of Mathematics 54 (1951) 286-295, section 4; Collins and Akritas, SYMSAC 1976, 272-275",
    accepts=accepts,
    propose=propose,
)
