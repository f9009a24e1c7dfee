"""The Moran process: one birth and one death at a time in a finite population, until all play the same."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from policygames.analysis.learning import Reals, checked_game, seed_of, whole
from policygames.errors import GameError
from policygames.games import NormalFormGame
from policygames.games.evolution import asymmetry
from policygames.games.spread import MOST, spread_floats
from policygames.games.tensors import opened
from policygames.numerics.deviations import largest_gain
from policygames.results.learning_path import LearningPath

MOST_PEOPLE = 100_000
MOST_EXACT = 2_000


def moran_process(
    game: NormalFormGame, population: Sequence[int], *, steps: int = 100_000, seed: int = 0
) -> LearningPath:
    """Shares over time from a `population`, so many players of each action, until one action is fixed.

    In each step one is drawn to be copied, with odds as average payoffs against the others, and any one to die.
    Payoffs are at least 0. `converged` says whether one action was fixed within `steps`; draws are from `seed`.

    Source: Moran, Mathematical Proceedings of the Cambridge Philosophical Society 54 (1958) 60-71; Nowak, Sasaki,
    Taylor and Fudenberg, Nature 428 (2004) 646-650.
    """
    _fitness(game)
    spread_floats(game)  # refuses what floats cannot hold
    table = game.floats_of(0)
    if table.max() > MOST:
        message = f"a payoff is about {table.max():.1e}; allowed: up to {MOST}"
        raise GameError(message, reason="PAYOFF_RANGE", path="game")
    counts = _people(game, population)
    most, chosen = whole(steps, "steps"), seed_of(seed)
    random = np.random.default_rng(chosen)
    path, step = [counts.copy()], 0
    while counts.max() < counts.sum() and step < most:
        odds = counts * ((table @ counts) - table.diagonal())  # nobody meets themselves
        total = odds.sum()
        odds = odds / total if total else counts / counts.sum()
        born = int(random.choice(len(counts), p=odds))
        died = int(random.choice(len(counts), p=counts / counts.sum()))
        counts[born] += 1
        counts[died] -= 1
        step += 1
        path.append(counts.copy())
    return _path(game, path, chosen, table)


def _path(game: NormalFormGame, path: list[Reals], seed: int, table: Reals) -> LearningPath:
    shares = np.array(path) / path[0].sum()
    fixed = np.flatnonzero(path[-1] == path[0].sum())
    ending = f"“{game.actions[0][fixed[0]]}” was fixed" if len(fixed) else "no action was fixed in so many steps"
    return LearningPath(
        game=game,
        process="Moran process",
        times=np.arange(len(path), dtype=np.float64),
        profiles=(shares,),
        gain=largest_gain([table, table.T], [shares[-1], shares[-1]]),
        converged=bool(len(fixed)),
        ending=ending,
        populations=1,
        seed=seed,
    )


def _fitness(game: Any) -> Any:
    """The exact payoffs of a symmetric game of two players. Raises GameError where one is below 0."""
    checked_game(game, 2)
    if problem := asymmetry(game):
        raise GameError(problem, reason="OPTION_RANGE", path="game")
    table = game.payoffs[0]
    if table.min() < 0:
        message = f"a payoff is {table.min()}; allowed: at least 0, they are odds of being copied"
        raise GameError(message, reason="OPTION_RANGE", path="game")
    return table


def _people(game: NormalFormGame, population: Any) -> Reals:
    entries = opened(population)
    if entries is None or len(entries) != game.shape[0]:
        message = f"a population has {game.shape[0]} counts, one per action"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="population")
    counts = [whole(one, f"population[{action}]", 0, MOST_PEOPLE) for action, one in enumerate(entries)]
    whole(sum(counts), "population", 2, MOST_PEOPLE)
    return np.array(counts, dtype=np.float64)


def fixation_probability(game: NormalFormGame, mutant: str | int, resident: str | int, size: int) -> Fraction:
    """The chance that one mutant among `size` - 1 residents takes over by the Moran process, exactly.

    It is 1 / (1 + sum over k of the product over i up to k of g(i) / f(i)), f and g being what mutants and residents
    earn where there are i mutants. Raises GameError for a payoff below 0, or where nobody can be copied.

    Source: Taylor, Fudenberg, Sasaki and Nowak, Bulletin of Mathematical Biology 66 (2004) 1621-1644, equation 6.
    """
    table = _fitness(game)
    whole(size, "size", 2, MOST_EXACT)
    (new,), (old,) = (
        (game.pure_profile((one, one), path)[0],) for one, path in ((mutant, "mutant"), (resident, "resident"))
    )
    total, term = Fraction(1), Fraction(1)
    for there in range(1, size):
        mutants = (there - 1) * table[new, new] + (size - there) * table[new, old]
        residents = there * table[old, new] + (size - there - 1) * table[old, old]
        if not mutants:
            if residents:
                return Fraction(0)
            message = f"nobody earns anything where there are {there} mutants: nobody can be copied"
            raise GameError(message, reason="OPTION_RANGE", path="game")
        term *= Fraction(residents) / Fraction(mutants)
        total += term
    return 1 / total
