"""A scenario that a server compiles: what it says is here, what comes out of it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from policygames.documents import Parameter, ScenarioDocument, Source
from policygames.wire.scenarios import ScenarioDescription, ScenarioSource

from policygames_client import scenario_calls
from policygames_client.asking import Awaiting, Waiting, followed, followed_later
from policygames_client.calls import Call


@dataclass(frozen=True, slots=True, repr=False)
class RemoteScenario:
    """A policy confrontation as `pg.scenario` gives it, compiled by a server; made by `client.scenario`.

    `game`, `findings` and `solve` ask the server: of an asynchronous client they are awaited. Their `deadline` is in
    seconds for the whole call.
    """

    origin: ScenarioSource
    description: ScenarioDescription
    ask: Callable[[Call[Any]], Any] = field(compare=False)

    def __repr__(self) -> str:
        return f"RemoteScenario({self.id!r}, {self.title!r})"

    @property
    def document(self) -> ScenarioDocument:
        """All that its file says, as plain data."""
        return self.description.document

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
    def parameters(self) -> Mapping[str, Parameter]:
        """Id → parameter: value, unit, range, basis, sources."""
        return {parameter.id: parameter for parameter in self.document.parameters}

    @property
    def sources(self) -> Mapping[str, Source]:
        """Id → source."""
        return {source.id: source for source in self.document.sources}

    @property
    def unit(self) -> str:
        """What payoffs are counted in."""
        return self.document.payoffs.unit

    @property
    def is_exact(self) -> bool:
        """Whether payoffs are the rational numbers that the file means."""
        return self.description.is_exact

    @property
    def text(self) -> str:
        """Its file, as YAML, with everything that it inherits."""
        return self.description.text

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form."""
        return self.document.digest

    def game(self, **values: Any) -> Any:
        """The game at the file's parameter values, those in `values` in their place, as `Scenario.game` gives it."""
        return self.ask(scenario_calls.game(self.origin, values, None))

    def findings(self, *, deadline: float | None = None) -> Any:
        """Every stated finding, checked by the server on the game, as `Scenario.findings` gives them."""
        return self.ask(scenario_calls.findings(self.origin, deadline))

    check = findings

    def solve(
        self,
        analyses: Sequence[str] = (),
        *,
        values: Mapping[str, Any] | None = None,
        deadline: float | None = None,
    ) -> Any:
        """The declared analyses, or those named, as `Scenario.solve` gives them; `values` in place of the file's."""
        return self.ask(scenario_calls.solve(self.origin, analyses, values or {}, deadline))


def origin_of(scenario: Any) -> ScenarioSource | None:
    """Which scenario of the server is meant by an id, a file's text or bytes, or a RemoteScenario; None for others."""
    if isinstance(scenario, RemoteScenario):
        return scenario.origin
    return scenario_calls.source(scenario) if isinstance(scenario, (str, bytes, ScenarioSource)) else None


def described(
    client: Waiting, scenario: str | bytes | ScenarioSource, *, file: str | None = None, deadline: float | None = None
) -> RemoteScenario:
    """The scenario of the server's catalogue with this id, or that in the text or the bytes of a file.

    Raises GameError, with the nearest ids, for an unknown one; ScenarioError, which calls
    the text `file`, for mistakes.
    """
    given = scenario_calls.source(scenario, file)
    ask = partial(followed, client.line)
    return RemoteScenario(given, ask(scenario_calls.describe(given, deadline)), ask)


async def described_later(
    client: Awaiting, scenario: str | bytes | ScenarioSource, *, file: str | None = None, deadline: float | None = None
) -> RemoteScenario:
    """The same, awaited, as are its `game`, `findings` and `solve`."""
    given = scenario_calls.source(scenario, file)
    ask = partial(followed_later, client.line)
    return RemoteScenario(given, await ask(scenario_calls.describe(given, deadline)), ask)
