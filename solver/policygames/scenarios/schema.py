"""The format of a scenario file, record by record: which keys there are and what they hold."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, ValidationError, ValidationInfo, WrapValidator

from policygames.scenarios.fields import (
    Date,
    Identifier,
    Kept,
    Number,
    OneOrMore,
    Record,
    Truth,
    Version,
    Whole,
    Words,
    bad,
    note,
    one_of,
)
from policygames.scenarios.reading import Reading
from policygames.scenarios.vocabulary import ANALYSES, LATER_CHECKS, LATER_FORMS

Profile = dict[Identifier, Identifier]
"""Player id → action id."""
Attributes = dict[Identifier, Number]


def _pair(numbers: tuple[Fraction, ...]) -> tuple[Fraction, ...]:
    if len(numbers) != 2 or numbers[0] > numbers[1]:
        raise bad("a range is two numbers, the lower one first")
    return numbers


def _periods(value: Any) -> Any:
    return None if value == "infinite" else value


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
    """A number of the scenario: `value` or `formula`."""

    value: Number | None = None
    formula: Words = ""
    unit: Words = ""
    range: Annotated[tuple[Number, ...], AfterValidator(_pair)] = ()
    distribution: Annotated[DistributionRecord | None, Kept] = None
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

    later: ClassVar = {"members": "a symmetric group (members)", "types": "a player of several types (types)"}
    id: Identifier
    name: Words = ""
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

    later: ClassVar = {"table": "the payoff form table"}
    unit: Words = ""
    form: Annotated[str, one_of("terms", "outcomes", later={"table": "the payoff form table"})]
    terms: list[Annotated[TermRecord | None, Kept]] = Field(default_factory=list)
    outcomes: list[Annotated[OutcomeRecord | None, Kept]] = Field(default_factory=list)


class MonitoringRecord(Record):
    """What players see of each other."""

    later: ClassVar = {"signals": "public monitoring (signals)", "probabilities": "public monitoring (probabilities)"}
    type: Annotated[str, one_of("perfect", later={"public": "public monitoring", "private": "private monitoring"})]


class GameRecord(Record):
    """How the payoffs are played for."""

    later: ClassVar = {"symmetry": "symmetry of a group", "types": "a game with types", "transfers": "side payments"}
    type: Annotated[str, one_of("normal", "repeated", later={"bayesian": "a Bayesian game (type: bayesian)"})]
    periods: Annotated[Whole | None, BeforeValidator(_periods)] = None
    discount: dict[Identifier, Words] = Field(default_factory=dict)
    monitoring: Annotated[MonitoringRecord | None, Kept] = None
    public_randomization: Truth | None = None


class AnalysisRecord(Record):
    """A question asked by default; its options depend on the analysis."""

    model_config = ConfigDict(extra="allow")
    id: Identifier
    analysis: Annotated[str, one_of(*ANALYSES)]


class ProfilesCheck(Record):
    """`pure_equilibria` and `welfare_max`: exactly these profiles."""

    kind: Words
    equals: list[Profile]


class ActionCheck(Record):
    """`dominant` and `not_dominant`: an action of a player."""

    kind: Words
    player: Identifier
    action: Identifier


class CountCheck(Record):
    """`equilibrium_count`: how many there are."""

    kind: Words
    equals: Whole


class ComparisonCheck(Record):
    """`pareto_dominates`: all players prefer `profile` to `over`."""

    kind: Words
    profile: Profile
    over: Profile


class RelationCheck(Record):
    """`relation`: arithmetic on parameters."""

    kind: Words
    expr: Words


class ThresholdCheck(Record):
    """`grim_threshold`: the least patience with which `player` keeps to `path`, for fear of `punishment` for ever."""

    kind: Words
    player: Identifier
    path: Profile
    punishment: Profile
    equals: Words


CHECKS: dict[str, type[Record]] = {
    "pure_equilibria": ProfilesCheck,
    "welfare_max": ProfilesCheck,
    "dominant": ActionCheck,
    "not_dominant": ActionCheck,
    "equilibrium_count": CountCheck,
    "pareto_dominates": ComparisonCheck,
    "relation": RelationCheck,
    "grim_threshold": ThresholdCheck,
}


class _AnyCheck(Record):
    model_config = ConfigDict(extra="allow")
    kind: Annotated[str, one_of(*CHECKS, later=LATER_CHECKS)]


def _by_kind(value: Any, _: Any, info: ValidationInfo[Reading]) -> Record | None:
    """The record of the check's own kind; None, with the mistakes noted, where it is none."""
    try:
        kind = _AnyCheck.model_validate(value, context=info.context).kind
        return CHECKS[kind].model_validate(value, context=info.context)
    except ValidationError as error:
        note(error, value, info.context)
        return None


class FindingRecord(Record):
    """A claim and the check that it must pass."""

    id: Identifier
    claim: Words
    given: Attributes = Field(default_factory=dict)
    check: Annotated[Record | None, WrapValidator(_by_kind)]


class ScenarioRecord(Record):
    """A whole file."""

    later: ClassVar = {
        "extends": "inheritance (extends)",
        "set": "inheritance (set)",
        "add": "inheritance (add)",
        "remove": "inheritance (remove)",
        "replace": "inheritance (replace)",
        "groups": "groups of players (groups)",
        "base": "a set of cases (base)",
        "cases": "a set of cases (cases)",
        "draws": "a set of draws (draws)",
    }
    policygames: Annotated[str, one_of("1", later={"2": "version 2 of the format"})]
    kind: Annotated[str, one_of("scenario")]
    id: Identifier
    version: Version
    title: Words
    question: Words
    topics: tuple[Identifier, ...]
    as_of: Date = ""
    summary: Words = ""
    sources: dict[Identifier, Annotated[SourceRecord | None, Kept]] = Field(default_factory=dict)
    players: list[Annotated[PlayerRecord | None, Kept]]
    parameters: dict[Identifier, Annotated[ParameterRecord | None, Kept]] = Field(default_factory=dict)
    payoffs: Annotated[PayoffsRecord | None, Kept]
    game: Annotated[GameRecord | None, Kept]
    analyses: list[Annotated[AnalysisRecord | None, Kept]] = Field(default_factory=list)
    expected: list[Annotated[FindingRecord | None, Kept]] = Field(default_factory=list)
