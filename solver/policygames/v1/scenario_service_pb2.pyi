from policygames.v1 import analyses_pb2 as _analyses_pb2
from policygames.v1 import candidates_pb2 as _candidates_pb2
from policygames.v1 import games_pb2 as _games_pb2
from policygames.v1 import interventions_pb2 as _interventions_pb2
from policygames.v1 import regimes_pb2 as _regimes_pb2
from policygames.v1 import solutions_pb2 as _solutions_pb2
from policygames.v1 import solver_service_pb2 as _solver_service_pb2
from policygames.v1 import strategies_pb2 as _strategies_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ScenarioSource(_message.Message):
    __slots__ = ("id", "text", "content", "file_name")
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    FILE_NAME_FIELD_NUMBER: _ClassVar[int]
    id: str
    text: str
    content: bytes
    file_name: str
    def __init__(self, id: _Optional[str] = ..., text: _Optional[str] = ..., content: _Optional[bytes] = ..., file_name: _Optional[str] = ...) -> None: ...

class ListScenariosRequest(_message.Message):
    __slots__ = ("page_size", "page_token", "topic")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    TOPIC_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_token: str
    topic: str
    def __init__(self, page_size: _Optional[int] = ..., page_token: _Optional[str] = ..., topic: _Optional[str] = ...) -> None: ...

class ListScenariosResponse(_message.Message):
    __slots__ = ("scenarios", "next_page_token")
    SCENARIOS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    scenarios: _containers.RepeatedCompositeFieldContainer[ScenarioSummary]
    next_page_token: str
    def __init__(self, scenarios: _Optional[_Iterable[_Union[ScenarioSummary, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ScenarioSummary(_message.Message):
    __slots__ = ("id", "version", "title", "question", "topics")
    ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    TOPICS_FIELD_NUMBER: _ClassVar[int]
    id: str
    version: str
    title: str
    question: str
    topics: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, id: _Optional[str] = ..., version: _Optional[str] = ..., title: _Optional[str] = ..., question: _Optional[str] = ..., topics: _Optional[_Iterable[str]] = ...) -> None: ...

class GetScenarioRequest(_message.Message):
    __slots__ = ("scenario",)
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    scenario: ScenarioSource
    def __init__(self, scenario: _Optional[_Union[ScenarioSource, _Mapping]] = ...) -> None: ...

class GetScenarioResponse(_message.Message):
    __slots__ = ("header", "scenario")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    header: _solver_service_pb2.ResponseHeader
    scenario: Scenario
    def __init__(self, header: _Optional[_Union[_solver_service_pb2.ResponseHeader, _Mapping]] = ..., scenario: _Optional[_Union[Scenario, _Mapping]] = ...) -> None: ...

class Scenario(_message.Message):
    __slots__ = ("about", "summary", "as_of", "unit", "parameters", "sources", "findings", "analyses", "text", "canonical", "digest", "exact")
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    AS_OF_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    ANALYSES_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CANONICAL_FIELD_NUMBER: _ClassVar[int]
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    about: ScenarioSummary
    summary: str
    as_of: str
    unit: str
    parameters: _containers.RepeatedCompositeFieldContainer[ScenarioParameter]
    sources: _containers.RepeatedCompositeFieldContainer[CitedSource]
    findings: _containers.RepeatedCompositeFieldContainer[StatedFinding]
    analyses: _containers.RepeatedCompositeFieldContainer[StatedAnalysis]
    text: str
    canonical: str
    digest: str
    exact: bool
    def __init__(self, about: _Optional[_Union[ScenarioSummary, _Mapping]] = ..., summary: _Optional[str] = ..., as_of: _Optional[str] = ..., unit: _Optional[str] = ..., parameters: _Optional[_Iterable[_Union[ScenarioParameter, _Mapping]]] = ..., sources: _Optional[_Iterable[_Union[CitedSource, _Mapping]]] = ..., findings: _Optional[_Iterable[_Union[StatedFinding, _Mapping]]] = ..., analyses: _Optional[_Iterable[_Union[StatedAnalysis, _Mapping]]] = ..., text: _Optional[str] = ..., canonical: _Optional[str] = ..., digest: _Optional[str] = ..., exact: bool = ...) -> None: ...

class ScenarioParameter(_message.Message):
    __slots__ = ("id", "value", "formula", "unit", "range", "distribution", "basis", "sources", "note", "decimals")
    ID_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    FORMULA_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    RANGE_FIELD_NUMBER: _ClassVar[int]
    DISTRIBUTION_FIELD_NUMBER: _ClassVar[int]
    BASIS_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    DECIMALS_FIELD_NUMBER: _ClassVar[int]
    id: str
    value: str
    formula: str
    unit: str
    range: ParameterRange
    distribution: ParameterDistribution
    basis: str
    sources: _containers.RepeatedScalarFieldContainer[str]
    note: str
    decimals: int
    def __init__(self, id: _Optional[str] = ..., value: _Optional[str] = ..., formula: _Optional[str] = ..., unit: _Optional[str] = ..., range: _Optional[_Union[ParameterRange, _Mapping]] = ..., distribution: _Optional[_Union[ParameterDistribution, _Mapping]] = ..., basis: _Optional[str] = ..., sources: _Optional[_Iterable[str]] = ..., note: _Optional[str] = ..., decimals: _Optional[int] = ...) -> None: ...

class ParameterRange(_message.Message):
    __slots__ = ("low", "high")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    low: str
    high: str
    def __init__(self, low: _Optional[str] = ..., high: _Optional[str] = ...) -> None: ...

class ParameterDistribution(_message.Message):
    __slots__ = ("type", "numbers")
    class NumbersEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    TYPE_FIELD_NUMBER: _ClassVar[int]
    NUMBERS_FIELD_NUMBER: _ClassVar[int]
    type: str
    numbers: _containers.ScalarMap[str, str]
    def __init__(self, type: _Optional[str] = ..., numbers: _Optional[_Mapping[str, str]] = ...) -> None: ...

class CitedSource(_message.Message):
    __slots__ = ("id", "title", "kind", "date", "locator", "url")
    ID_FIELD_NUMBER: _ClassVar[int]
    TITLE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DATE_FIELD_NUMBER: _ClassVar[int]
    LOCATOR_FIELD_NUMBER: _ClassVar[int]
    URL_FIELD_NUMBER: _ClassVar[int]
    id: str
    title: str
    kind: str
    date: str
    locator: str
    url: str
    def __init__(self, id: _Optional[str] = ..., title: _Optional[str] = ..., kind: _Optional[str] = ..., date: _Optional[str] = ..., locator: _Optional[str] = ..., url: _Optional[str] = ...) -> None: ...

class StatedFinding(_message.Message):
    __slots__ = ("id", "claim", "kind", "given")
    class GivenEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    GIVEN_FIELD_NUMBER: _ClassVar[int]
    id: str
    claim: str
    kind: str
    given: _containers.ScalarMap[str, str]
    def __init__(self, id: _Optional[str] = ..., claim: _Optional[str] = ..., kind: _Optional[str] = ..., given: _Optional[_Mapping[str, str]] = ...) -> None: ...

class StatedAnalysis(_message.Message):
    __slots__ = ("id", "analysis")
    ID_FIELD_NUMBER: _ClassVar[int]
    ANALYSIS_FIELD_NUMBER: _ClassVar[int]
    id: str
    analysis: str
    def __init__(self, id: _Optional[str] = ..., analysis: _Optional[str] = ...) -> None: ...

class CheckScenarioRequest(_message.Message):
    __slots__ = ("scenario", "answer_mistakes")
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    ANSWER_MISTAKES_FIELD_NUMBER: _ClassVar[int]
    scenario: ScenarioSource
    answer_mistakes: bool
    def __init__(self, scenario: _Optional[_Union[ScenarioSource, _Mapping]] = ..., answer_mistakes: bool = ...) -> None: ...

class CheckScenarioResponse(_message.Message):
    __slots__ = ("header", "findings", "mistakes", "digest")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    MISTAKES_FIELD_NUMBER: _ClassVar[int]
    DIGEST_FIELD_NUMBER: _ClassVar[int]
    header: _solver_service_pb2.ResponseHeader
    findings: _containers.RepeatedCompositeFieldContainer[CheckedFinding]
    mistakes: FileMistakes
    digest: str
    def __init__(self, header: _Optional[_Union[_solver_service_pb2.ResponseHeader, _Mapping]] = ..., findings: _Optional[_Iterable[_Union[CheckedFinding, _Mapping]]] = ..., mistakes: _Optional[_Union[FileMistakes, _Mapping]] = ..., digest: _Optional[str] = ...) -> None: ...

class CheckedFinding(_message.Message):
    __slots__ = ("id", "claim", "holds", "why")
    ID_FIELD_NUMBER: _ClassVar[int]
    CLAIM_FIELD_NUMBER: _ClassVar[int]
    HOLDS_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    id: str
    claim: str
    holds: bool
    why: str
    def __init__(self, id: _Optional[str] = ..., claim: _Optional[str] = ..., holds: bool = ..., why: _Optional[str] = ...) -> None: ...

class FileMistakes(_message.Message):
    __slots__ = ("file", "line", "column", "path", "reason", "message")
    FILE_FIELD_NUMBER: _ClassVar[int]
    LINE_FIELD_NUMBER: _ClassVar[int]
    COLUMN_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    file: str
    line: int
    column: int
    path: str
    reason: str
    message: str
    def __init__(self, file: _Optional[str] = ..., line: _Optional[int] = ..., column: _Optional[int] = ..., path: _Optional[str] = ..., reason: _Optional[str] = ..., message: _Optional[str] = ...) -> None: ...

class BuildGameRequest(_message.Message):
    __slots__ = ("scenario", "values")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    scenario: ScenarioSource
    values: _containers.ScalarMap[str, str]
    def __init__(self, scenario: _Optional[_Union[ScenarioSource, _Mapping]] = ..., values: _Optional[_Mapping[str, str]] = ...) -> None: ...

class BuildGameResponse(_message.Message):
    __slots__ = ("header", "game")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    GAME_FIELD_NUMBER: _ClassVar[int]
    header: _solver_service_pb2.ResponseHeader
    game: _games_pb2.Game
    def __init__(self, header: _Optional[_Union[_solver_service_pb2.ResponseHeader, _Mapping]] = ..., game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ...) -> None: ...

class SolveScenarioRequest(_message.Message):
    __slots__ = ("scenario", "values", "analyses")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    ANALYSES_FIELD_NUMBER: _ClassVar[int]
    scenario: ScenarioSource
    values: _containers.ScalarMap[str, str]
    analyses: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, scenario: _Optional[_Union[ScenarioSource, _Mapping]] = ..., values: _Optional[_Mapping[str, str]] = ..., analyses: _Optional[_Iterable[str]] = ...) -> None: ...

class SolveScenarioResponse(_message.Message):
    __slots__ = ("header", "answers")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    header: _solver_service_pb2.ResponseHeader
    answers: _containers.RepeatedCompositeFieldContainer[AnalysisAnswer]
    def __init__(self, header: _Optional[_Union[_solver_service_pb2.ResponseHeader, _Mapping]] = ..., answers: _Optional[_Iterable[_Union[AnalysisAnswer, _Mapping]]] = ...) -> None: ...

class AnalysisAnswer(_message.Message):
    __slots__ = ("id", "analysis", "variant", "unsupported", "game", "solution", "critical_discount", "potential", "value_of_information", "intervention", "regimes", "robustness", "welfare", "sustained")
    ID_FIELD_NUMBER: _ClassVar[int]
    ANALYSIS_FIELD_NUMBER: _ClassVar[int]
    VARIANT_FIELD_NUMBER: _ClassVar[int]
    UNSUPPORTED_FIELD_NUMBER: _ClassVar[int]
    GAME_FIELD_NUMBER: _ClassVar[int]
    SOLUTION_FIELD_NUMBER: _ClassVar[int]
    CRITICAL_DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    POTENTIAL_FIELD_NUMBER: _ClassVar[int]
    VALUE_OF_INFORMATION_FIELD_NUMBER: _ClassVar[int]
    INTERVENTION_FIELD_NUMBER: _ClassVar[int]
    REGIMES_FIELD_NUMBER: _ClassVar[int]
    ROBUSTNESS_FIELD_NUMBER: _ClassVar[int]
    WELFARE_FIELD_NUMBER: _ClassVar[int]
    SUSTAINED_FIELD_NUMBER: _ClassVar[int]
    id: str
    analysis: str
    variant: str
    unsupported: str
    game: _games_pb2.Game
    solution: _solutions_pb2.Solution
    critical_discount: _solver_service_pb2.CriticalDiscountResponse
    potential: _analyses_pb2.Potential
    value_of_information: _analyses_pb2.InformationValue
    intervention: InterventionAnswer
    regimes: _solver_service_pb2.RegimesResponse
    robustness: _interventions_pb2.Robustness
    welfare: WelfareAnswer
    sustained: SustainedStrategy
    def __init__(self, id: _Optional[str] = ..., analysis: _Optional[str] = ..., variant: _Optional[str] = ..., unsupported: _Optional[str] = ..., game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., solution: _Optional[_Union[_solutions_pb2.Solution, _Mapping]] = ..., critical_discount: _Optional[_Union[_solver_service_pb2.CriticalDiscountResponse, _Mapping]] = ..., potential: _Optional[_Union[_analyses_pb2.Potential, _Mapping]] = ..., value_of_information: _Optional[_Union[_analyses_pb2.InformationValue, _Mapping]] = ..., intervention: _Optional[_Union[InterventionAnswer, _Mapping]] = ..., regimes: _Optional[_Union[_solver_service_pb2.RegimesResponse, _Mapping]] = ..., robustness: _Optional[_Union[_interventions_pb2.Robustness, _Mapping]] = ..., welfare: _Optional[_Union[WelfareAnswer, _Mapping]] = ..., sustained: _Optional[_Union[SustainedStrategy, _Mapping]] = ...) -> None: ...

class InterventionAnswer(_message.Message):
    __slots__ = ("question", "answer")
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    question: _solver_service_pb2.InterveneRequest
    answer: _solver_service_pb2.InterveneResponse
    def __init__(self, question: _Optional[_Union[_solver_service_pb2.InterveneRequest, _Mapping]] = ..., answer: _Optional[_Union[_solver_service_pb2.InterveneResponse, _Mapping]] = ...) -> None: ...

class WelfareAnswer(_message.Message):
    __slots__ = ("total", "profiles", "words")
    TOTAL_FIELD_NUMBER: _ClassVar[int]
    PROFILES_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    total: str
    profiles: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.PureProfile]
    words: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, total: _Optional[str] = ..., profiles: _Optional[_Iterable[_Union[_candidates_pb2.PureProfile, _Mapping]]] = ..., words: _Optional[_Iterable[str]] = ...) -> None: ...

class SustainedStrategy(_message.Message):
    __slots__ = ("strategy", "discounts")
    STRATEGY_FIELD_NUMBER: _ClassVar[int]
    DISCOUNTS_FIELD_NUMBER: _ClassVar[int]
    strategy: _strategies_pb2.Strategy
    discounts: _containers.RepeatedCompositeFieldContainer[_strategies_pb2.DiscountInterval]
    def __init__(self, strategy: _Optional[_Union[_strategies_pb2.Strategy, _Mapping]] = ..., discounts: _Optional[_Iterable[_Union[_strategies_pb2.DiscountInterval, _Mapping]]] = ...) -> None: ...

class OpenParametersRequest(_message.Message):
    __slots__ = ("scenario", "names", "values", "span", "spans")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    class SpansEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: ParameterSpan
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[ParameterSpan, _Mapping]] = ...) -> None: ...
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    NAMES_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    SPAN_FIELD_NUMBER: _ClassVar[int]
    SPANS_FIELD_NUMBER: _ClassVar[int]
    scenario: ScenarioSource
    names: _containers.RepeatedScalarFieldContainer[str]
    values: _containers.ScalarMap[str, str]
    span: ParameterSpan
    spans: _containers.MessageMap[str, ParameterSpan]
    def __init__(self, scenario: _Optional[_Union[ScenarioSource, _Mapping]] = ..., names: _Optional[_Iterable[str]] = ..., values: _Optional[_Mapping[str, str]] = ..., span: _Optional[_Union[ParameterSpan, _Mapping]] = ..., spans: _Optional[_Mapping[str, ParameterSpan]] = ...) -> None: ...

class ParameterSpan(_message.Message):
    __slots__ = ("low", "high")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    low: str
    high: str
    def __init__(self, low: _Optional[str] = ..., high: _Optional[str] = ...) -> None: ...

class OpenParametersResponse(_message.Message):
    __slots__ = ("header", "forms", "parameters", "pieces", "cells")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    FORMS_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_FIELD_NUMBER: _ClassVar[int]
    PIECES_FIELD_NUMBER: _ClassVar[int]
    CELLS_FIELD_NUMBER: _ClassVar[int]
    header: _solver_service_pb2.ResponseHeader
    forms: _regimes_pb2.GameForms
    parameters: _containers.RepeatedCompositeFieldContainer[ScenarioParameter]
    pieces: _containers.RepeatedCompositeFieldContainer[_regimes_pb2.GamePiece]
    cells: _containers.RepeatedCompositeFieldContainer[_interventions_pb2.GameCell]
    def __init__(self, header: _Optional[_Union[_solver_service_pb2.ResponseHeader, _Mapping]] = ..., forms: _Optional[_Union[_regimes_pb2.GameForms, _Mapping]] = ..., parameters: _Optional[_Iterable[_Union[ScenarioParameter, _Mapping]]] = ..., pieces: _Optional[_Iterable[_Union[_regimes_pb2.GamePiece, _Mapping]]] = ..., cells: _Optional[_Iterable[_Union[_interventions_pb2.GameCell, _Mapping]]] = ...) -> None: ...
