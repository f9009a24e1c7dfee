"""Stated findings in every draw: claims about payoffs and equilibria, decided for many games at once, exactly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.batch import SolutionBatch, solve_many
from policygames.certificates import Coverage
from policygames.documents import StatedFinding
from policygames.games import NormalFormGame, PureProfile
from policygames.games.batch import GameBatch
from policygames.numerics.best_responses import pure_equilibria_of_many
from policygames.scenarios.cases import Case
from policygames.scenarios.checks.answers import seat
from policygames.scenarios.compiler import StageGame
from policygames.studies.answers import check_uninterrupted

Holds: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Tables:
    """Games of one shape, and the names in them as `case` knows them; `lists` says how many equilibria each has.

    `lists` holds the numbers of all extreme equilibria, shape (N,), and where they are proven complete; None: unknown.
    """

    case: Case
    games: GameBatch
    lists: tuple[NDArray[np.int64], Holds] | None = None

    def pays(self, player: int, profile: PureProfile) -> NDArray[Any]:
        """What `profile` pays to `player` in each game, times the game's denominator."""
        own = self.games.payoffs[:, player].reshape(len(self.games), -1)
        paid: NDArray[Any] = own[:, np.ravel_multi_index(profile, self.games.shape)]
        return paid


def held(finding: StatedFinding, tables: Tables) -> Holds:
    """In which games the finding holds, shape (N,). Raises GameError where it names what is not there."""
    return KINDS[finding.kind](tables, finding.options)


def _pure_equilibria(tables: Tables, options: Mapping[str, Any]) -> Holds:
    """Whether the pure equilibria are these and no others."""
    claimed = {tables.case.profile(profile) for profile in options["equals"]}
    games, profiles = pure_equilibria_of_many(tables.games.payoffs)
    shape = tables.games.shape
    codes = np.ravel_multi_index(tuple(profiles.T), shape)
    wanted = np.isin(codes, [np.ravel_multi_index(profile, shape) for profile in claimed])
    size = len(tables.games)
    matched = np.bincount(games[wanted], minlength=size)
    return np.asarray((matched == len(claimed)) & (np.bincount(games, minlength=size) == len(claimed)))


def _equilibrium_count(tables: Tables, options: Mapping[str, Any]) -> Holds:
    """Whether there are so many extreme equilibria, and the list is proven complete."""
    counts, complete = tables.lists or _lists(solve_many(tables.games, "nash"))
    return np.asarray((counts == int(options["equals"])) & complete)


def _lists(found: SolutionBatch) -> tuple[NDArray[np.int64], Holds]:
    check_uninterrupted(found.termination)
    return found.counts, np.asarray(found.coverage == Coverage.ALL)


def _dominant(tables: Tables, options: Mapping[str, Any]) -> Holds:
    """Whether the action pays more than any other, whatever the others do."""
    player = seat(tables.case, options["player"])
    action = tables.case.action(player, options["action"])
    own = np.moveaxis(tables.games.payoffs[:, player], 1 + player, 1)
    others = np.delete(own, action, axis=1)
    return np.asarray((own[:, [action]] > others).reshape(len(own), -1).all(axis=1))


def _not_dominant(tables: Tables, options: Mapping[str, Any]) -> Holds:
    return np.asarray(~_dominant(tables, options))


def _pareto_dominates(tables: Tables, options: Mapping[str, Any]) -> Holds:
    """Whether every player gets more at one profile than at the other."""
    better, worse = tables.case.profile(options["profile"]), tables.case.profile(options["over"])
    gains = [tables.pays(player, better) > tables.pays(player, worse) for player in range(len(tables.games.shape))]
    return np.asarray(np.logical_and.reduce(gains))


KINDS: dict[str, Callable[[Tables, Mapping[str, Any]], Holds]] = {
    "pure_equilibria": _pure_equilibria,
    "equilibrium_count": _equilibrium_count,
    "dominant": _dominant,
    "not_dominant": _not_dominant,
    "pareto_dominates": _pareto_dominates,
}
"""Kinds of checks that are decided in many draws at once."""


def is_decided_together(finding: StatedFinding, stage: StageGame) -> bool:
    """Whether the finding is decided in many draws at once: claims about tables of payoffs, of one period too."""
    return finding.kind in KINDS and isinstance(stage, NormalFormGame)
