"""What can be played in equilibria of a repeated game: of each pure profile that it can, that it cannot, or neither.

A search for equilibrium payoffs lists few equilibria or none, and where it is cut off its sets are bounds. What can be
played is a matter of the game: it is proven by the inner set, disproven by the outer one, and else left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from policygames.games import NormalFormGame, Point, PureProfile, RepeatedGame
from policygames.games.public_signals.decomposition import Decomposition
from policygames.games.public_signals.incentives import Incentives, pure_incentives
from policygames.numerics.stepwise import finished
from policygames.results import Solution

_MOST_CELLS, _FEW_CELLS, _MOST_ASKED = 4096, 8, 64
"""Profiles of a stage game that are gone through, those of which each is asked about, and the most that are."""
_Floors = Sequence[Fraction | None]


def is_for_ever(solution: Solution) -> bool:
    """Whether what is asked is what can be played for ever; else, under signals, what can be played at some time."""
    return solution.concept == "subgame_perfect"


def lasting(solution: Solution) -> dict[PureProfile, bool | None] | None:
    """Profile → whether it can be played, in an equilibrium by the concept of the solution, in pure strategies.

    Of many profiles those are asked about in which players with the same actions do the same. None for games that end,
    with transfers, or too large.
    """
    game = solution.game
    if not isinstance(game, RepeatedGame) or game.periods is not None or game.transfers:
        return None
    asked = list(_asked(game.stage_game, solution.concept))
    if not asked or prod(game.stage_game.shape) > _MOST_CELLS:
        return None
    if is_for_ever(solution):
        return _for_ever(solution, game, asked)
    return {profile: _at_some_time(solution, game, profile) for profile in asked}


def _asked(stage: NormalFormGame, concept: str) -> Iterator[PureProfile]:
    kinds = list(dict.fromkeys(stage.actions))
    alike = concept == "strongly_symmetric" or prod(stage.shape) > _FEW_CELLS
    groups = [kinds.index(names) for names in stage.actions] if alike else list(range(len(stage.shape)))
    sizes = [stage.shape[groups.index(group)] for group in range(max(groups) + 1)]
    if prod(sizes) <= _MOST_ASKED:
        for chosen in product(*map(range, sizes)):
            yield tuple(chosen[group] for group in groups)


def _for_ever(solution: Solution, game: RepeatedGame, asked: Sequence[PureProfile]) -> dict[PureProfile, bool | None]:
    """A profile lasts where no deviation pays that the deviator's worst equilibrium follows, and only there.

    Source: Abreu, Econometrica 56 (1988) 383-396, propositions 2 and 5.
    """
    stage = Stage(game)
    worst, least = _sustained(solution, stage), _least(solution, stage)
    return {
        profile: True if stage.keeps(profile, worst) else None if stage.keeps(profile, least) else False
        for profile in asked
    }


class Stage:
    """The stage of a repeated game, with what each profile pays, and what the best reply to it does."""

    def __init__(self, game: RepeatedGame) -> None:
        stage = game.stage_game
        self.discount, self.players = game.discount, range(len(stage.shape))
        self.cells = list(product(*map(range, stage.shape)))
        self.paid = {cell: [stage.payoff(player, cell) for player in self.players] for cell in self.cells}
        self.best = {cell: [self._best(stage, player, cell) for player in self.players] for cell in self.cells}

    def _best(self, stage: NormalFormGame, player: int, cell: PureProfile) -> Fraction:
        actions = range(stage.shape[player])
        return max(self.paid[(*cell[:player], action, *cell[player + 1 :])][player] for action in actions)

    @property
    def equilibria(self) -> list[PureProfile]:
        """The pure equilibria of one period."""
        return [cell for cell in self.cells if self.paid[cell] == self.best[cell]]

    def keeps(self, cell: PureProfile, floors: _Floors) -> bool:
        """Whether nobody gains by leaving the profile for once, where it lasts and `floors` follow; None: no answer."""
        trios = zip(self.discount, self.paid[cell], self.best[cell], strict=True)
        pairs = zip(trios, floors, strict=True)
        return all(
            now == most or (floor is not None and (1 - d) * most + d * floor <= now) for (d, now, most), floor in pairs
        )

    def bounds(self) -> list[Fraction]:
        """What no equilibrium pays less than: the least that a best reply gets to a profile that can be begun with.

        Who loses by keeping to a profile must be promised no more than what can be promised, and be threatened by no
        less than these bounds: profiles for which that is too little are left out, until none is.
        """
        cells = self.cells
        while True:
            floors = [min(self.best[cell][player] for cell in cells) for player in self.players]
            tops = [max(self.paid[cell][player] for cell in cells) for player in self.players]
            kept = [cell for cell in cells if self._may_begin(cell, tops, floors)]
            if len(kept) in (len(cells), 0):
                return floors
            cells = kept

    def _may_begin(self, cell: PureProfile, tops: Sequence[Fraction], floors: Sequence[Fraction]) -> bool:
        return all(
            (1 - d) * (most - now) <= d * (top - floor)
            for d, now, most, top, floor in zip(
                self.discount, self.paid[cell], self.best[cell], tops, floors, strict=True
            )
        )


def _sustained(solution: Solution, stage: Stage) -> _Floors:
    """Per player the least payoff that is proven to be one of an equilibrium."""
    bounds = None if solution.payoff_set is None else solution.payoff_set.bounds
    known = [list(one.exact_payoffs) for one in solution.equilibria]
    known += [stage.paid[cell] for cell in stage.equilibria]
    known += [list(point) for point in bounds.inner] if bounds else []
    return [min((point[player] for point in known), default=None) for player in stage.players]


def _least(solution: Solution, stage: Stage) -> list[Fraction]:
    """Per player a payoff that no equilibrium in pure strategies is worth less than."""
    bounds, floors = None if solution.payoff_set is None else solution.payoff_set.bounds, stage.bounds()
    if bounds is None or not bounds.outer:
        return floors
    return [max(floor, min(own)) for floor, own in zip(floors, zip(*bounds.outer, strict=True), strict=True)]


def _at_some_time(solution: Solution, game: RepeatedGame, profile: PureProfile) -> bool | None:
    """Whether equilibrium payoffs, one after each signal, hold all players to the profile now.

    Source: Abreu, Pearce and Stacchetti, Econometrica 58 (1990) 1041-1063, theorems 1 and 2: some equilibrium begins
    with such a profile, and none plays another, ever.
    """
    incentives = pure_incentives(game, profile)
    if all(one.gain <= 0 for one in incentives.temptations):
        return True
    bounds = None if solution.payoff_set is None else solution.payoff_set.bounds
    if not incentives.enforceable or (bounds is not None and not bounds.outer):
        return False
    if bounds is None:
        return None
    coin = game.public_randomization  # without, what lies between two equilibrium payoffs need not be one
    if bounds.inner and coin and _is_held(incentives, game, bounds.inner):
        return True
    return None if _is_held(incentives, game, bounds.outer) else False


def _is_held(incentives: Incentives, game: RepeatedGame, later: Sequence[Point]) -> bool:
    """Whether payoffs in the hull of `later`, one after each signal, hold all to the profile."""
    return finished(Decomposition(incentives, game.discount, later).feasible())
