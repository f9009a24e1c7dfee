"""A scenario that can be played: its document, and the games, findings and answers that come out of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from policygames.documents import Parameter, ScenarioDocument, Source, StatedFinding
from policygames.errors import DeadlineError, GameError
from policygames.games.batch import GameBatch
from policygames.games.families import ends_of
from policygames.games.game_cells import GameCell
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import GamePiece
from policygames.numerics.exact import exact
from policygames.scenarios import batches, compiler, drawn, interests, pieces, piecewise, reliance
from policygames.scenarios.analyses import AnalysisResult, Task, run
from policygames.scenarios.cases import Case
from policygames.scenarios.compiler import AnyGame, StageGame
from policygames.scenarios.drawn import Snapped
from policygames.scenarios.findings import Finding, check
from policygames.scenarios.pieces import Piece
from policygames.scenarios.reliance import ParameterReport
from policygames.scenarios.values import parameter_values


@dataclass(frozen=True, slots=True)
class Scenario:
    """A policy confrontation with sources, parameters and stated findings; `game(name=value, …)` builds its game."""

    document: ScenarioDocument

    @property
    def id(self) -> str:
        """The id, which is the file's name in the catalogue."""
        return self.document.id

    @property
    def title(self) -> str:
        """What it is called."""
        return self.document.title

    @property
    def question(self) -> str:
        """What it asks."""
        return self.document.question

    @property
    def topics(self) -> tuple[str, ...]:
        """What it is about, as ids of topics."""
        return self.document.topics

    @property
    def summary(self) -> str:
        """What is played, in a few sentences."""
        return self.document.summary

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Id → parameter: value, unit, range, basis, sources."""
        return {parameter.id: parameter for parameter in self.document.parameters}

    @property
    def sources(self) -> dict[str, Source]:
        """Id → source."""
        return {source.id: source for source in self.document.sources}

    @property
    def unit(self) -> str:
        """What payoffs are counted in."""
        return self.document.payoffs.unit

    @property
    def is_exact(self) -> bool:
        """Whether payoffs and discount factors are the rational numbers that the file means: no exp, log or sqrt in it.

        Else their values are rounded to 30 digits, and what is exact about a game is so of the rounded one.
        """
        return interests.is_exact(self.document)

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the document in canonical form."""
        return self.document.digest

    def game(self, **values: Any) -> AnyGame:
        """The game at the file's parameter values, those in `values` in their place.

        A NormalFormGame; a RepeatedGame; of groups of like players a SymmetricGame; with types a BayesianGame.

        Raises GameError, its path the parameter, for an unknown name or a value outside the range; and where a formula
        divides by zero, naming profile and term.
        """
        return compiler.game(self.document, parameter_values(self.document, values))

    def at(self, **values: Any) -> Scenario:
        """The same scenario with other values of parameters. Raises GameError as `game` does."""
        known = parameter_values(self.document, values)
        parameters = tuple(
            replace(one, value=known[one.id]) if one.id in values else one for one in self.document.parameters
        )
        return Scenario(replace(self.document, parameters=parameters))

    def stage_game(self, **values: Any) -> StageGame:
        """The game of one period. Raises GameError as `game` does."""
        return self._case(values, None).stage

    def batch(self, draws: Mapping[str, Any]) -> GameBatch:
        """The stage games at many draws: parameter → values, one a draw; those not named are as in the file.

        Floats are snapped to the decimals that a parameter declares (`places`); payoffs are exact, the same as one by
        one. Raises GameError as `game` does, and UnsupportedError for groups of like players and for types.
        """
        return batches.batch(self.document, draws)

    def snapped(self, draws: Mapping[str, Any]) -> dict[str, Snapped]:
        """The exact values that `batch` plays at these draws: [k] is the Fraction at draw k."""
        return drawn.snapped(self.document, draws)

    def payoff_forms(self, names: Sequence[str], **values: Any) -> GameForms:
        """The games with the parameters `names` left open: payoffs as exact rational functions of them.

        Other parameters have the given values, else the file's. Raises UnsupportedError, naming the condition, where
        payoffs are in pieces; `payoff_piece` then gives the piece around a point.
        """
        return pieces.payoff_forms(self.document, names, values)

    def payoff_piece(self, names: Sequence[str], **values: Any) -> Piece:
        """The same around a point, with the conditions (`breakpoints`) under which it holds: `.forms`, `.holds_at`."""
        return pieces.payoff_piece(self.document, names, values)

    def payoff_pieces(self, name: str, low: Any, high: Any, **values: Any) -> tuple[GamePiece, ...]:
        """The games from `low` to `high`, as the parameter `name` moves, cut where the form of the payoffs changes.

        Raises GameError where payoffs are undefined, and UnsupportedError where they change at an irrational value.
        """
        return piecewise.payoff_pieces(self.document, name, exact(low), exact(high), values)

    def payoff_cells(self, ranges: Mapping[str, Any], **values: Any) -> tuple[GameCell, ...]:
        """The games as several parameters move in their ranges, (low, high) each: cells in which payoffs keep a form.

        Raises GameError where payoffs are undefined, and UnsupportedError where they change their form on curves.
        """
        box = {name: ends_of(name, ends) for name, ends in ranges.items()}
        return piecewise.payoff_cells(self.document, box, values)

    def parameter_report(self, **values: Any) -> ParameterReport:
        """How much of the payoffs rests on judgement, number by number. Raises GameError as `game` does."""
        return reliance.parameter_report(self.document, parameter_values(self.document, values))

    def findings(self, *, deadline: float | None = None) -> tuple[Finding, ...]:
        """Every stated finding, checked on the game, in the order of the file; `deadline` is in seconds a search.

        What a search could not prove in time is not decided: `holds` is None, and `why` says so. Raises GameError where
        the file's own values make no game: claims about parts of it would hold all the same.
        """
        self.game()
        case = cache(lambda given: self._case(dict(given), deadline))  # findings share their games
        return tuple(_checked(stated, case) for stated in self.document.findings)

    def solve(self, *, deadline: float | None = None) -> tuple[AnalysisResult, ...]:
        """The declared analyses at the file's values; `deadline` is in seconds for each search.

        What is not supported yet is an entry that says so.
        """
        return tuple(self.answers(deadline=deadline))

    def answers(self, *, deadline: float | None = None) -> Iterator[AnalysisResult]:
        """The same one by one, each computed when it is asked for."""
        case, game = self._case({}, deadline), self.game()
        return (result for analysis in self.document.analyses for result in run(Task(analysis, case, game)))

    def _case(self, given: Mapping[str, Any], deadline: float | None) -> Case:
        values = parameter_values(self.document, given)
        return Case(self.document, values, compiler.stage_game(self.document, values), deadline)


def _checked(stated: StatedFinding, case: Callable[[frozenset[tuple[str, Any]]], Case]) -> Finding:
    try:
        verdict = check(case(frozenset(stated.given.items())), stated.kind, stated.options)
    except GameError as error:
        return Finding(stated.id, stated.claim, None, f"there is no such game: {error}")
    except DeadlineError as error:
        return Finding(stated.id, stated.claim, None, error.message)
    return Finding(stated.id, stated.claim, verdict.holds, verdict.why)
