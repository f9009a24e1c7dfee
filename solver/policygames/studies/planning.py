"""What a caller asks for, as a spec: every default written out, and every mistake named before anything runs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

import policygames
from policygames import registry
from policygames.errors import GameError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.numerics.exact import exact, spelled
from policygames.scenarios import Scenario
from policygames.scenarios.reading import nearest
from policygames.scenarios.values import parameter_values
from policygames.scenarios.vocabulary import PLAYED_REPEATEDLY
from policygames.studies.answers import is_fast
from policygames.studies.axes import MOST_PLACES, axes_of
from policygames.studies.chunk_sizes import SMALL_STAGE, draws_a_chunk
from policygames.studies.designs import DESIGNS
from policygames.studies.findings import is_decided_together
from policygames.studies.given_rows import given_rows
from policygames.studies.one_by_one import DEFAULT_LIMIT, LARGE_REPEATED_LIMIT, REPEATED_LIMIT, SIGNAL_LIMIT
from policygames.studies.spec import FEW, StudySpec
from policygames.studies.stored_document import canonical

NAMED = (*DESIGNS, "grid", "csv", "cases")
ALL = "all"
_MOST_DRAWS = 10**12


@dataclass(frozen=True, slots=True)
class Wish:
    """A study as a caller describes it; what is left out gets a default."""

    concept: str = ""
    draws: int | None = None
    design: str = "sobol"
    seed: int = 0
    fixed: Mapping[str, Any] = field(default_factory=dict)
    decimals: Mapping[str, int] = field(default_factory=dict)
    levels: int | Mapping[str, int] | None = None
    table: str | Path | None = None
    cases: Mapping[str, Mapping[str, Any]] | None = None
    findings: Sequence[str] | None = None
    limit: int | None = None
    chunk_size: int | None = None


def spec_of(scenario: Scenario, wish: Wish) -> StudySpec:
    """The spec of the study. Raises GameError, naming the option, for what cannot be."""
    if wish.design not in NAMED:
        message = f"there is no design {wish.design!r}; {nearest(wish.design, NAMED)}"
        raise GameError(message, reason="OPTION_RANGE", path="design")
    _whole(wish.seed, "seed", 0, 2**63 - 1)
    fixed = _fixed(scenario, wish)
    table = given_rows(scenario, wish, fixed)
    axes = () if table.rows else axes_of(scenario.document, fixed, _decimals(scenario, wish))
    levels = _levels(wish, [axis.name for axis in axes]) if wish.design == "grid" else ()
    game = scenario.game()
    concept = registry.concept(wish.concept or default_concept(game)).id
    draws = _size(wish, len(axes), levels, len(table.rows))
    fast = isinstance(game, NormalFormGame) and is_fast(game.shape, concept)
    findings, apart = _decided(scenario, wish, quickly=fast and draws > FEW)
    solved = game if concept in PLAYED_REPEATEDLY else scenario.stage_game()
    limit = _limit(wish, game)
    return StudySpec(
        scenario=canonical(scenario.document),
        scenario_sha256=scenario.digest,
        concept=concept,
        design=wish.design,
        draws=draws,
        seed=wish.seed,
        decimals=tuple((axis.name, axis.places) for axis in axes),
        fixed=tuple((name, spelled(value)) for name, value in sorted(fixed.items())),
        findings=findings,
        columns=table.columns,
        given=table.rows,
        names=table.names,
        levels=levels,
        limit=limit,
        chunk_size=_chunk_size(wish) or draws_a_chunk(solved, draws, limit=limit, together=fast, apart=apart),
        solver_version=policygames.__version__,
    )


def _decided(scenario: Scenario, wish: Wish, *, quickly: bool) -> tuple[tuple[str, ...], int]:
    """The findings to decide in every draw, by default the quick ones if so wanted; and how many of them are not."""
    stage = scenario.stage_game()
    quick = {one.id for one in scenario.document.findings if is_decided_together(one, stage)}
    findings = _findings(scenario, wish, quick if quickly else None)
    return findings, len(set(findings) - quick)


def default_concept(game: Any) -> str:
    """What is asked of a game of this kind by default."""
    if isinstance(game, NormalFormGame):
        return "nash"
    if isinstance(game, RepeatedGame) and game.monitoring is not None:
        return "public_perfect"
    fitting = [one.id for one in registry.concepts() if isinstance(game, one.games)]
    return next(
        (name for name in ("nash", "bayes_nash", "subgame_perfect", "public_perfect") if name in fitting), fitting[0]
    )


def _limit(wish: Wish, game: Any) -> int:
    """Steps of the search for one game. A step over payoffs of repeated play takes milliseconds, or far more."""
    if wish.limit is not None:
        return _whole(wish.limit, "limit", 0, 2**63 - 1)
    if not isinstance(game, RepeatedGame):
        return DEFAULT_LIMIT
    if game.monitoring is not None:
        return SIGNAL_LIMIT
    return REPEATED_LIMIT if math.prod(game.stage_game.shape) <= SMALL_STAGE else LARGE_REPEATED_LIMIT


def _whole(value: Any, name: str, least: int, most: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        message = f"{value!r} is not allowed; allowed: whole numbers from {least} to {most}"
        raise GameError(message, reason="OPTION_RANGE", path=name)
    return value


def _fixed(scenario: Scenario, wish: Wish) -> dict[str, Fraction]:
    """The values of parameters that are not drawn, checked as `scenario.game` checks them."""
    parameter_values(scenario.document, wish.fixed)
    return {name: exact(value, name) for name, value in wish.fixed.items()}


def _decimals(scenario: Scenario, wish: Wish) -> Mapping[str, int]:
    for name, places in wish.decimals.items():
        if name not in scenario.parameters:
            raise GameError(f"there is no parameter {name!r}", reason="UNKNOWN_NAME", path=f"decimals.{name}")
        _whole(places, f"decimals.{name}", 0, MOST_PLACES)
    return wish.decimals


def _size(wish: Wish, axes: int, levels: tuple[int, ...], given: int) -> int:
    """How many draws there are: those of a grid and of a table count themselves."""
    if given:
        return given
    if wish.design == "grid":
        return _whole(math.prod(levels), "levels", 1, _MOST_DRAWS)
    draws = _whole(4096 if wish.draws is None else wish.draws, "draws", 1, _MOST_DRAWS)
    return _power(-(-draws // (axes + 2))) * (axes + 2) if wish.design == "saltelli" else draws


def _power(number: int) -> int:
    """The least power of two that is no less: scipy's indices take no other number of points."""
    return 1 << (number - 1).bit_length()


def _levels(wish: Wish, axes: Sequence[str]) -> tuple[int, ...]:
    """Levels per axis; of a number of draws as many as it has room for, at least 2."""
    if isinstance(wish.levels, Mapping):
        unknown = set(wish.levels) - set(axes)
        if unknown:
            raise GameError("this parameter is not drawn", reason="UNKNOWN_NAME", path=f"levels.{min(unknown)}")
        return tuple(_whole(wish.levels.get(name, 2), f"levels.{name}", 1, 10**6) for name in axes)
    if wish.levels is not None:
        return (_whole(wish.levels, "levels", 1, 10**6),) * len(axes)
    draws = _whole(4096 if wish.draws is None else wish.draws, "draws", 1, _MOST_DRAWS)
    level = round(draws ** (1 / len(axes)))
    return (max(2, level if level ** len(axes) <= draws else level - 1),) * len(axes)


def _findings(scenario: Scenario, wish: Wish, quick: set[str] | None) -> tuple[str, ...]:
    """The findings that are decided in every draw: unless some are named, the `quick` ones, all where that is None."""
    known = [one.id for one in scenario.document.findings]
    if wish.findings is None:
        return tuple(name for name in known if quick is None or name in quick)
    for name in wish.findings:
        if name not in (*known, ALL):
            message = f"there is no finding {name!r}; {nearest(name, (*known, ALL))}"
            raise GameError(message, reason="UNKNOWN_NAME", path="findings")
    return tuple(name for name in known if name in wish.findings or ALL in wish.findings)


def _chunk_size(wish: Wish) -> int:
    """The rows a chunk that are wished for, 0 for what suits."""
    return 0 if wish.chunk_size is None else _whole(wish.chunk_size, "chunk_size", 1, 2**24)
