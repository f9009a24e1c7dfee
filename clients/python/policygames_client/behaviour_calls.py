"""What is asked about potentials, selection, news and behaviour: signatures as in `policygames`, with a deadline."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from policygames.budget import budget_for
from policygames.games import BayesianGame, NormalFormGame, SymmetricGame
from policygames.results.information_value import InformationValue
from policygames.results.learning_path import LearningPath
from policygames.results.potential import Potential
from policygames.results.precision_estimate import PrecisionEstimate
from policygames.results.quantal_branch import QuantalBranch
from policygames.results.selection import Selection
from policygames.wire import analysis_questions as questions
from policygames.wire.behaviour import read_branch, read_estimate, read_learning
from policygames.wire.numbers import read_number
from policygames.wire.selections import read_potential, read_selection, read_value

from policygames_client.calls import Call


def potential(game: NormalFormGame | SymmetricGame, *, deadline: float | None = None) -> Call[Potential]:
    """The exact potential of a game, or why there is none, as `pg.potential` gives it."""
    budget_for(deadline)
    request = questions.potential_request(game)
    return Call("Potential", request, lambda response: read_potential(response.potential, game), deadline)


def value_of_information(
    game: BayesianGame, player: str | int, about: str | int, *, deadline: float | None = None
) -> Call[InformationValue]:
    """What `player` gains by learning the type of `about`, as `pg.value_of_information` gives it."""
    budget_for(deadline)
    request = questions.value_request(game, player, about)
    return Call("ValueOfInformation", request, lambda response: read_value(response.value, game), deadline)


def select(
    game: NormalFormGame, by: str = "risk", *, prior: Any = None, deadline: float | None = None
) -> Call[Selection]:
    """The equilibria that a criterion chooses among all, as `pg.select` gives them."""
    budget_for(deadline)
    request = questions.select_request(game, by, prior)
    return Call("Select", request, lambda response: read_selection(response.selection, game), deadline)


def quantal_response_path(
    game: NormalFormGame, *, largest: Any = None, deadline: float | None = None
) -> Call[QuantalBranch]:
    """The principal branch of quantal responses, as `pg.quantal_response_path` gives it."""
    budget_for(deadline)
    request = questions.branch_request(game, largest)
    return Call("QuantalResponsePath", request, lambda response: read_branch(response.branch, game), deadline)


def estimate_precision(game: NormalFormGame, counts: Any, *, deadline: float | None = None) -> Call[PrecisionEstimate]:
    """The precision at which observed choices are likeliest, as `pg.estimate_precision` gives it."""
    budget_for(deadline)
    request = questions.estimate_request(game, counts)
    return Call("EstimatePrecision", request, lambda response: read_estimate(response.estimate, game), deadline)


def replicator_dynamics(
    game: NormalFormGame,
    *,
    start: Any = None,
    times: Any = None,
    populations: int | None = None,
    deadline: float | None = None,
) -> Call[LearningPath]:
    """Shares over time, what does better than average spreading, as `pg.replicator_dynamics` gives them."""
    return _learn(game, "replicator_dynamics", deadline, start=start, times=times, populations=populations)


def moran_process(
    game: NormalFormGame,
    population: Sequence[int],
    *,
    steps: int | None = None,
    seed: int | None = None,
    deadline: float | None = None,
) -> Call[LearningPath]:
    """Shares over time in a finite population, as `pg.moran_process` gives them, with its defaults."""
    return _learn(game, "moran_process", deadline, population=population, steps=steps, seed=seed)


def fictitious_play(
    game: NormalFormGame,
    *,
    steps: int | None = None,
    start: Any = None,
    seed: int | None = None,
    tolerance: Any = None,
    deadline: float | None = None,
) -> Call[LearningPath]:
    """Average play over time, each answering that of the others, as `pg.fictitious_play` gives it."""
    asked = {"steps": steps, "start": start, "seed": seed, "tolerance": tolerance}
    return _learn(game, "fictitious_play", deadline, **asked)


def regret_matching(
    game: NormalFormGame,
    *,
    steps: int | None = None,
    seed: int | None = None,
    tolerance: Any = None,
    deadline: float | None = None,
) -> Call[LearningPath]:
    """Frequencies over time where what is regretted is played more, as `pg.regret_matching` gives them."""
    return _learn(game, "regret_matching", deadline, steps=steps, seed=seed, tolerance=tolerance)


def fixation_probability(
    game: NormalFormGame, mutant: str | int, resident: str | int, size: int, *, deadline: float | None = None
) -> Call[Fraction]:
    """The chance that one mutant takes over by the Moran process, exactly, as `pg.fixation_probability` gives it."""
    budget_for(deadline)
    request = questions.fixation_request(game, mutant, resident, size)
    return Call(
        "FixationProbability", request, lambda response: read_number(response.probability, "probability"), deadline
    )


def _learn(game: NormalFormGame, process: str, deadline: float | None, **asked: Any) -> Call[LearningPath]:
    budget_for(deadline)
    request = questions.learn_request(game, process, **asked)
    return Call("Learn", request, lambda response: read_learning(response.path, game), deadline)
