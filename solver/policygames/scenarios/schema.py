"""The format of a scenario file, record by record: which keys there are and what they hold."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, WrapValidator

from policygames.scenarios.check_schema import by_kind
from policygames.scenarios.fields import (
    Date,
    Identifier,
    Kept,
    Number,
    OneOrMore,
    Record,
    Truth,
    Version,
    Words,
    one_of,
)
from policygames.scenarios.schema_values import ByPlayer, Members, Periods, Places, Range, Table
from policygames.scenarios.vocabulary import ANALYSES, LATER_FORMS, TOLD, TOPICS

Attributes = dict[Identifier, Number]


class SourceRecord(Record):
    """Where numbers come from."""

    title: Words
    kind: Words
    date: Date = ""
    locator: Words = ""
    url: Words = ""


class DistributionRecord(Record):
    """How a parameter is drawn."""

    type: Annotated[str, one_of("uniform", "triangular", "normal", "discrete", later=LATER_FORMS)]
    low: Number | None = None
    mode: Number | None = None
    high: Number | None = None
    mean: Number | None = None
    deviation: Number | None = None


class ParameterRecord(Record):
    """A number of the scenario: `value` or `formula`; sentences call it by its `name`."""

    name: Words = ""
    value: Number | None = None
    formula: Words = ""
    unit: Words = ""
    range: Range = ()
    distribution: Annotated[DistributionRecord | None, Kept] = None
    decimals: Places = None
    basis: Annotated[str, one_of("sourced", "derived", "judgement")]
    sources: tuple[Identifier, ...] = ()
    note: Words = ""


class ActionRecord(Record):
    """What a player can do."""

    id: Identifier
    name: Words = ""
    attributes: Attributes = Field(default_factory=dict)


class PlayerRecord(Record):
    """Who plays."""

    later: ClassVar = {"types": "types within a player (they stand in game: types)"}
    id: Identifier
    name: Words = ""
    members: Members = None
    attributes: Attributes = Field(default_factory=dict)
    actions: Annotated[list[Annotated[ActionRecord | None, Kept]], Field(min_length=1)]


class TermRecord(Record):
    """An additive interest."""

    id: Identifier
    to: Annotated[tuple[Words, ...], OneOrMore]
    when: Words = ""
    value: Words
    why: Words = ""


class OutcomeRecord(Record):
    """The payoffs at the profiles that match a pattern."""

    at: dict[Identifier, Annotated[tuple[Identifier, ...], OneOrMore]]
    payoff: dict[Identifier, Words]


class PayoffsRecord(Record):
    """Payoffs, in one of the forms."""

    unit: Words = ""
    form: Annotated[str, one_of("terms", "outcomes", "table")]
    terms: list[Annotated[TermRecord | None, Kept]] = Field(default_factory=list)
    outcomes: list[Annotated[OutcomeRecord | None, Kept]] = Field(default_factory=list)
    table: dict[Identifier, Table] = Field(default_factory=dict)


class MonitoringRecord(Record):
    """What players see of each other; a rule gives each signal's chance wherever its `when` holds."""

    type: Annotated[str, one_of("perfect", "public", later={"private": "private monitoring"})]
    signals: tuple[Identifier, ...] = ()
    probabilities: list[dict[Identifier, Words]] = Field(default_factory=list)


class TypeRecord(Record):
    """A type that a player can be of."""

    id: Identifier
    name: Words = ""
    probability: Words = ""


class TypesDrawnRecord(Record):
    """The probability of a profile of types."""

    types: dict[Identifier, Identifier]
    probability: Words


class GameRecord(Record):
    """How the payoffs are played for."""

    type: Annotated[str, one_of("normal", "repeated", "bayesian")]
    symmetry: tuple[Identifier, ...] = ()
    periods: Periods = None
    discount: ByPlayer = Field(default_factory=dict)
    monitoring: Annotated[MonitoringRecord | None, Kept] = None
    public_randomization: Truth | None = None
    transfers: Truth | None = None
    mistakes: ByPlayer = Field(default_factory=dict)
    types: dict[Identifier, list[Annotated[TypeRecord | None, Kept]]] = Field(default_factory=dict)
    prior: list[Annotated[TypesDrawnRecord | None, Kept]] = Field(default_factory=list)


class AnalysisRecord(Record):
    """A question asked by default; its options depend on the analysis."""

    model_config = ConfigDict(extra="allow")
    id: Identifier
    analysis: Annotated[str, one_of(*ANALYSES)]


class FindingRecord(Record):
    """A claim and the check that it must pass; `tells` marks what answers the question of the file."""

    id: Identifier
    claim: Words
    given: Attributes = Field(default_factory=dict)
    tells: Annotated[str, one_of(*TOLD)] = ""
    check: Annotated[Record | None, WrapValidator(by_kind)]


class ScenarioRecord(Record):
    """A whole file."""

    later: ClassVar = {
        "groups": "groups of players (groups)",
    }
    policygames: Annotated[str, one_of("1", later={"2": "version 2 of the format"})]
    kind: Annotated[str, one_of("scenario")]
    id: Identifier
    version: Version
    title: Words
    question: Words
    topics: tuple[Annotated[str, one_of(*TOPICS)], ...]
    as_of: Date = ""
    summary: Words = ""
    sources: dict[Identifier, Annotated[SourceRecord | None, Kept]] = Field(default_factory=dict)
    players: list[Annotated[PlayerRecord | None, Kept]]
    parameters: dict[Identifier, Annotated[ParameterRecord | None, Kept]] = Field(default_factory=dict)
    payoffs: Annotated[PayoffsRecord | None, Kept]
    game: Annotated[GameRecord | None, Kept]
    analyses: list[Annotated[AnalysisRecord | None, Kept]] = Field(default_factory=list)
    expected: list[Annotated[FindingRecord | None, Kept]] = Field(default_factory=list)
