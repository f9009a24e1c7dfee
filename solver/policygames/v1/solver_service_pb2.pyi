from google.rpc import status_pb2 as _status_pb2
from policygames.v1 import analyses_pb2 as _analyses_pb2
from policygames.v1 import batch_pb2 as _batch_pb2
from policygames.v1 import candidates_pb2 as _candidates_pb2
from policygames.v1 import folk_sets_pb2 as _folk_sets_pb2
from policygames.v1 import games_pb2 as _games_pb2
from policygames.v1 import interventions_pb2 as _interventions_pb2
from policygames.v1 import regimes_pb2 as _regimes_pb2
from policygames.v1 import solutions_pb2 as _solutions_pb2
from policygames.v1 import strategies_pb2 as _strategies_pb2
from policygames.v1 import thresholds_pb2 as _thresholds_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ResponseHeader(_message.Message):
    __slots__ = ("solver_version", "method", "seconds", "game_digest")
    SOLVER_VERSION_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    solver_version: str
    method: str
    seconds: float
    game_digest: str
    def __init__(self, solver_version: _Optional[str] = ..., method: _Optional[str] = ..., seconds: _Optional[float] = ..., game_digest: _Optional[str] = ...) -> None: ...

class OptionValue(_message.Message):
    __slots__ = ("text", "number", "flag", "list")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    FLAG_FIELD_NUMBER: _ClassVar[int]
    LIST_FIELD_NUMBER: _ClassVar[int]
    text: str
    number: str
    flag: bool
    list: OptionList
    def __init__(self, text: _Optional[str] = ..., number: _Optional[str] = ..., flag: bool = ..., list: _Optional[_Union[OptionList, _Mapping]] = ...) -> None: ...

class OptionList(_message.Message):
    __slots__ = ("values",)
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _containers.RepeatedCompositeFieldContainer[OptionValue]
    def __init__(self, values: _Optional[_Iterable[_Union[OptionValue, _Mapping]]] = ...) -> None: ...

class SolveRequest(_message.Message):
    __slots__ = ("game", "concept", "method", "max_equilibria", "options", "uncertified")
    class OptionsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: OptionValue
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[OptionValue, _Mapping]] = ...) -> None: ...
    GAME_FIELD_NUMBER: _ClassVar[int]
    CONCEPT_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    MAX_EQUILIBRIA_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    UNCERTIFIED_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    concept: str
    method: str
    max_equilibria: int
    options: _containers.MessageMap[str, OptionValue]
    uncertified: bool
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., concept: _Optional[str] = ..., method: _Optional[str] = ..., max_equilibria: _Optional[int] = ..., options: _Optional[_Mapping[str, OptionValue]] = ..., uncertified: bool = ...) -> None: ...

class SolveResponse(_message.Message):
    __slots__ = ("header", "solution")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    SOLUTION_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    solution: _solutions_pb2.Solution
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., solution: _Optional[_Union[_solutions_pb2.Solution, _Mapping]] = ...) -> None: ...

class SolveStreamRequest(_message.Message):
    __slots__ = ("request",)
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    request: SolveRequest
    def __init__(self, request: _Optional[_Union[SolveRequest, _Mapping]] = ...) -> None: ...

class SolveStreamResponse(_message.Message):
    __slots__ = ("header", "progress", "equilibrium", "solution")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PROGRESS_FIELD_NUMBER: _ClassVar[int]
    EQUILIBRIUM_FIELD_NUMBER: _ClassVar[int]
    SOLUTION_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    progress: Progress
    equilibrium: _solutions_pb2.Equilibrium
    solution: _solutions_pb2.Solution
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., progress: _Optional[_Union[Progress, _Mapping]] = ..., equilibrium: _Optional[_Union[_solutions_pb2.Equilibrium, _Mapping]] = ..., solution: _Optional[_Union[_solutions_pb2.Solution, _Mapping]] = ...) -> None: ...

class SolveBatchRequest(_message.Message):
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[BatchItem]
    def __init__(self, items: _Optional[_Iterable[_Union[BatchItem, _Mapping]]] = ...) -> None: ...

class BatchItem(_message.Message):
    __slots__ = ("key", "request")
    KEY_FIELD_NUMBER: _ClassVar[int]
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    key: str
    request: SolveRequest
    def __init__(self, key: _Optional[str] = ..., request: _Optional[_Union[SolveRequest, _Mapping]] = ...) -> None: ...

class SolveBatchResponse(_message.Message):
    __slots__ = ("answers",)
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    answers: _containers.RepeatedCompositeFieldContainer[BatchAnswer]
    def __init__(self, answers: _Optional[_Iterable[_Union[BatchAnswer, _Mapping]]] = ...) -> None: ...

class BatchAnswer(_message.Message):
    __slots__ = ("key", "response", "error")
    KEY_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    key: str
    response: SolveResponse
    error: _status_pb2.Status
    def __init__(self, key: _Optional[str] = ..., response: _Optional[_Union[SolveResponse, _Mapping]] = ..., error: _Optional[_Union[_status_pb2.Status, _Mapping]] = ...) -> None: ...

class SolveColumnsRequest(_message.Message):
    __slots__ = ("games", "concept", "uncertified")
    GAMES_FIELD_NUMBER: _ClassVar[int]
    CONCEPT_FIELD_NUMBER: _ClassVar[int]
    UNCERTIFIED_FIELD_NUMBER: _ClassVar[int]
    games: _batch_pb2.GameColumns
    concept: str
    uncertified: bool
    def __init__(self, games: _Optional[_Union[_batch_pb2.GameColumns, _Mapping]] = ..., concept: _Optional[str] = ..., uncertified: bool = ...) -> None: ...

class SolveColumnsResponse(_message.Message):
    __slots__ = ("header", "columns")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    COLUMNS_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    columns: _batch_pb2.SolvedColumns
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., columns: _Optional[_Union[_batch_pb2.SolvedColumns, _Mapping]] = ...) -> None: ...

class SolveColumnsStreamRequest(_message.Message):
    __slots__ = ("key", "request")
    KEY_FIELD_NUMBER: _ClassVar[int]
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    key: str
    request: SolveColumnsRequest
    def __init__(self, key: _Optional[str] = ..., request: _Optional[_Union[SolveColumnsRequest, _Mapping]] = ...) -> None: ...

class SolveColumnsStreamResponse(_message.Message):
    __slots__ = ("key", "response", "error")
    KEY_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_FIELD_NUMBER: _ClassVar[int]
    ERROR_FIELD_NUMBER: _ClassVar[int]
    key: str
    response: SolveColumnsResponse
    error: _status_pb2.Status
    def __init__(self, key: _Optional[str] = ..., response: _Optional[_Union[SolveColumnsResponse, _Mapping]] = ..., error: _Optional[_Union[_status_pb2.Status, _Mapping]] = ...) -> None: ...

class Progress(_message.Message):
    __slots__ = ("seconds", "equilibria")
    SECONDS_FIELD_NUMBER: _ClassVar[int]
    EQUILIBRIA_FIELD_NUMBER: _ClassVar[int]
    seconds: float
    equilibria: int
    def __init__(self, seconds: _Optional[float] = ..., equilibria: _Optional[int] = ...) -> None: ...

class CriticalDiscountRequest(_message.Message):
    __slots__ = ("game", "path", "named", "profile", "transfers")
    GAME_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    NAMED_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    TRANSFERS_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    path: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.PureProfile]
    named: str
    profile: _candidates_pb2.MixedProfile
    transfers: bool
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., path: _Optional[_Iterable[_Union[_candidates_pb2.PureProfile, _Mapping]]] = ..., named: _Optional[str] = ..., profile: _Optional[_Union[_candidates_pb2.MixedProfile, _Mapping]] = ..., transfers: bool = ...) -> None: ...

class CriticalDiscountResponse(_message.Message):
    __slots__ = ("header", "threshold", "optimal", "transfers")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    THRESHOLD_FIELD_NUMBER: _ClassVar[int]
    OPTIMAL_FIELD_NUMBER: _ClassVar[int]
    TRANSFERS_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    threshold: _thresholds_pb2.Threshold
    optimal: _thresholds_pb2.OptimalThreshold
    transfers: _thresholds_pb2.TransferThreshold
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., threshold: _Optional[_Union[_thresholds_pb2.Threshold, _Mapping]] = ..., optimal: _Optional[_Union[_thresholds_pb2.OptimalThreshold, _Mapping]] = ..., transfers: _Optional[_Union[_thresholds_pb2.TransferThreshold, _Mapping]] = ...) -> None: ...

class SweepRequest(_message.Message):
    __slots__ = ("request", "discounts")
    REQUEST_FIELD_NUMBER: _ClassVar[int]
    DISCOUNTS_FIELD_NUMBER: _ClassVar[int]
    request: SolveRequest
    discounts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, request: _Optional[_Union[SolveRequest, _Mapping]] = ..., discounts: _Optional[_Iterable[str]] = ...) -> None: ...

class SweepResponse(_message.Message):
    __slots__ = ("header", "solutions")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    SOLUTIONS_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    solutions: _containers.RepeatedCompositeFieldContainer[_solutions_pb2.Solution]
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., solutions: _Optional[_Iterable[_Union[_solutions_pb2.Solution, _Mapping]]] = ...) -> None: ...

class MinmaxRequest(_message.Message):
    __slots__ = ("game", "player", "strategies")
    GAME_FIELD_NUMBER: _ClassVar[int]
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    STRATEGIES_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    player: int
    strategies: str
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., player: _Optional[int] = ..., strategies: _Optional[str] = ...) -> None: ...

class MinmaxResponse(_message.Message):
    __slots__ = ("header", "minmax")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    MINMAX_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    minmax: _folk_sets_pb2.Minmax
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., minmax: _Optional[_Union[_folk_sets_pb2.Minmax, _Mapping]] = ...) -> None: ...

class FolkSetRequest(_message.Message):
    __slots__ = ("game", "strategies")
    GAME_FIELD_NUMBER: _ClassVar[int]
    STRATEGIES_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    strategies: str
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., strategies: _Optional[str] = ...) -> None: ...

class FolkSetResponse(_message.Message):
    __slots__ = ("header", "folk_set")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    FOLK_SET_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    folk_set: _folk_sets_pb2.FolkSet
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., folk_set: _Optional[_Union[_folk_sets_pb2.FolkSet, _Mapping]] = ...) -> None: ...

class TransferScheduleRequest(_message.Message):
    __slots__ = ("game",)
    GAME_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ...) -> None: ...

class TransferScheduleResponse(_message.Message):
    __slots__ = ("header", "schedule")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    SCHEDULE_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    schedule: _folk_sets_pb2.TransferSchedule
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., schedule: _Optional[_Union[_folk_sets_pb2.TransferSchedule, _Mapping]] = ...) -> None: ...

class LimitPayoffsRequest(_message.Message):
    __slots__ = ("game",)
    GAME_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ...) -> None: ...

class LimitPayoffsResponse(_message.Message):
    __slots__ = ("header", "limit")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    limit: _folk_sets_pb2.LimitPayoffs
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., limit: _Optional[_Union[_folk_sets_pb2.LimitPayoffs, _Mapping]] = ...) -> None: ...

class CheckStrategyRequest(_message.Message):
    __slots__ = ("strategy",)
    STRATEGY_FIELD_NUMBER: _ClassVar[int]
    strategy: _strategies_pb2.Strategy
    def __init__(self, strategy: _Optional[_Union[_strategies_pb2.Strategy, _Mapping]] = ...) -> None: ...

class CheckStrategyResponse(_message.Message):
    __slots__ = ("header", "certificate", "refusal")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    REFUSAL_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    certificate: _solutions_pb2.Certificate
    refusal: _solutions_pb2.Refusal
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., certificate: _Optional[_Union[_solutions_pb2.Certificate, _Mapping]] = ..., refusal: _Optional[_Union[_solutions_pb2.Refusal, _Mapping]] = ...) -> None: ...

class StrategyDiscountsRequest(_message.Message):
    __slots__ = ("strategy",)
    STRATEGY_FIELD_NUMBER: _ClassVar[int]
    strategy: _strategies_pb2.Strategy
    def __init__(self, strategy: _Optional[_Union[_strategies_pb2.Strategy, _Mapping]] = ...) -> None: ...

class StrategyDiscountsResponse(_message.Message):
    __slots__ = ("header", "discounts")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DISCOUNTS_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    discounts: _containers.RepeatedCompositeFieldContainer[_strategies_pb2.DiscountInterval]
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., discounts: _Optional[_Iterable[_Union[_strategies_pb2.DiscountInterval, _Mapping]]] = ...) -> None: ...

class PotentialRequest(_message.Message):
    __slots__ = ("game",)
    GAME_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ...) -> None: ...

class PotentialResponse(_message.Message):
    __slots__ = ("header", "potential")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    POTENTIAL_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    potential: _analyses_pb2.Potential
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., potential: _Optional[_Union[_analyses_pb2.Potential, _Mapping]] = ...) -> None: ...

class ValueOfInformationRequest(_message.Message):
    __slots__ = ("game", "player", "about")
    GAME_FIELD_NUMBER: _ClassVar[int]
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    player: int
    about: int
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., player: _Optional[int] = ..., about: _Optional[int] = ...) -> None: ...

class ValueOfInformationResponse(_message.Message):
    __slots__ = ("header", "value")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    value: _analyses_pb2.InformationValue
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., value: _Optional[_Union[_analyses_pb2.InformationValue, _Mapping]] = ...) -> None: ...

class SelectRequest(_message.Message):
    __slots__ = ("game", "by", "prior")
    GAME_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    PRIOR_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    by: str
    prior: _candidates_pb2.MixedProfile
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., by: _Optional[str] = ..., prior: _Optional[_Union[_candidates_pb2.MixedProfile, _Mapping]] = ...) -> None: ...

class SelectResponse(_message.Message):
    __slots__ = ("header", "selection")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    SELECTION_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    selection: _analyses_pb2.Selection
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., selection: _Optional[_Union[_analyses_pb2.Selection, _Mapping]] = ...) -> None: ...

class QuantalResponsePathRequest(_message.Message):
    __slots__ = ("game", "largest")
    GAME_FIELD_NUMBER: _ClassVar[int]
    LARGEST_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    largest: str
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., largest: _Optional[str] = ...) -> None: ...

class QuantalResponsePathResponse(_message.Message):
    __slots__ = ("header", "branch")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    BRANCH_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    branch: _analyses_pb2.QuantalBranch
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., branch: _Optional[_Union[_analyses_pb2.QuantalBranch, _Mapping]] = ...) -> None: ...

class EstimatePrecisionRequest(_message.Message):
    __slots__ = ("game", "counts")
    GAME_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    counts: _containers.RepeatedCompositeFieldContainer[_analyses_pb2.Counts]
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., counts: _Optional[_Iterable[_Union[_analyses_pb2.Counts, _Mapping]]] = ...) -> None: ...

class EstimatePrecisionResponse(_message.Message):
    __slots__ = ("header", "estimate")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ESTIMATE_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    estimate: _analyses_pb2.PrecisionEstimate
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., estimate: _Optional[_Union[_analyses_pb2.PrecisionEstimate, _Mapping]] = ...) -> None: ...

class LearnRequest(_message.Message):
    __slots__ = ("game", "replicator_dynamics", "moran_process", "fictitious_play", "regret_matching")
    GAME_FIELD_NUMBER: _ClassVar[int]
    REPLICATOR_DYNAMICS_FIELD_NUMBER: _ClassVar[int]
    MORAN_PROCESS_FIELD_NUMBER: _ClassVar[int]
    FICTITIOUS_PLAY_FIELD_NUMBER: _ClassVar[int]
    REGRET_MATCHING_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    replicator_dynamics: _analyses_pb2.ReplicatorDynamics
    moran_process: _analyses_pb2.MoranProcess
    fictitious_play: _analyses_pb2.FictitiousPlay
    regret_matching: _analyses_pb2.RegretMatching
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., replicator_dynamics: _Optional[_Union[_analyses_pb2.ReplicatorDynamics, _Mapping]] = ..., moran_process: _Optional[_Union[_analyses_pb2.MoranProcess, _Mapping]] = ..., fictitious_play: _Optional[_Union[_analyses_pb2.FictitiousPlay, _Mapping]] = ..., regret_matching: _Optional[_Union[_analyses_pb2.RegretMatching, _Mapping]] = ...) -> None: ...

class LearnResponse(_message.Message):
    __slots__ = ("header", "path")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    path: _analyses_pb2.LearningPath
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., path: _Optional[_Union[_analyses_pb2.LearningPath, _Mapping]] = ...) -> None: ...

class FixationProbabilityRequest(_message.Message):
    __slots__ = ("game", "mutant", "resident", "size")
    GAME_FIELD_NUMBER: _ClassVar[int]
    MUTANT_FIELD_NUMBER: _ClassVar[int]
    RESIDENT_FIELD_NUMBER: _ClassVar[int]
    SIZE_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    mutant: int
    resident: int
    size: int
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., mutant: _Optional[int] = ..., resident: _Optional[int] = ..., size: _Optional[int] = ...) -> None: ...

class FixationProbabilityResponse(_message.Message):
    __slots__ = ("header", "probability")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    probability: str
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., probability: _Optional[str] = ...) -> None: ...

class InterveneRequest(_message.Message):
    __slots__ = ("game", "payment", "commitment", "discount", "monitoring", "parameters")
    GAME_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    COMMITMENT_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    MONITORING_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    payment: _interventions_pb2.PaymentQuestion
    commitment: _interventions_pb2.CommitmentQuestion
    discount: CriticalDiscountRequest
    monitoring: _interventions_pb2.AlarmQuestion
    parameters: _interventions_pb2.ParameterQuestion
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., payment: _Optional[_Union[_interventions_pb2.PaymentQuestion, _Mapping]] = ..., commitment: _Optional[_Union[_interventions_pb2.CommitmentQuestion, _Mapping]] = ..., discount: _Optional[_Union[CriticalDiscountRequest, _Mapping]] = ..., monitoring: _Optional[_Union[_interventions_pb2.AlarmQuestion, _Mapping]] = ..., parameters: _Optional[_Union[_interventions_pb2.ParameterQuestion, _Mapping]] = ...) -> None: ...

class InterveneResponse(_message.Message):
    __slots__ = ("header", "payment", "commitment", "discount", "monitoring", "parameters")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    COMMITMENT_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    MONITORING_FIELD_NUMBER: _ClassVar[int]
    PARAMETERS_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    payment: _interventions_pb2.PaymentIntervention
    commitment: _interventions_pb2.CommitmentIntervention
    discount: CriticalDiscountResponse
    monitoring: _interventions_pb2.MonitoringIntervention
    parameters: _interventions_pb2.ParameterIntervention
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., payment: _Optional[_Union[_interventions_pb2.PaymentIntervention, _Mapping]] = ..., commitment: _Optional[_Union[_interventions_pb2.CommitmentIntervention, _Mapping]] = ..., discount: _Optional[_Union[CriticalDiscountResponse, _Mapping]] = ..., monitoring: _Optional[_Union[_interventions_pb2.MonitoringIntervention, _Mapping]] = ..., parameters: _Optional[_Union[_interventions_pb2.ParameterIntervention, _Mapping]] = ...) -> None: ...

class RobustnessRequest(_message.Message):
    __slots__ = ("game", "equilibrium")
    GAME_FIELD_NUMBER: _ClassVar[int]
    EQUILIBRIUM_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    equilibrium: _solutions_pb2.Equilibrium
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., equilibrium: _Optional[_Union[_solutions_pb2.Equilibrium, _Mapping]] = ...) -> None: ...

class RobustnessResponse(_message.Message):
    __slots__ = ("header", "robustness")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ROBUSTNESS_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    robustness: _interventions_pb2.Robustness
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., robustness: _Optional[_Union[_interventions_pb2.Robustness, _Mapping]] = ...) -> None: ...

class VerifyRequest(_message.Message):
    __slots__ = ("game", "solution")
    GAME_FIELD_NUMBER: _ClassVar[int]
    SOLUTION_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    solution: _solutions_pb2.Solution
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., solution: _Optional[_Union[_solutions_pb2.Solution, _Mapping]] = ...) -> None: ...

class VerifyResponse(_message.Message):
    __slots__ = ("header", "unchecked")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    UNCHECKED_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    unchecked: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., unchecked: _Optional[_Iterable[str]] = ...) -> None: ...

class ListConceptsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListConceptsResponse(_message.Message):
    __slots__ = ("concepts", "header")
    CONCEPTS_FIELD_NUMBER: _ClassVar[int]
    HEADER_FIELD_NUMBER: _ClassVar[int]
    concepts: _containers.RepeatedCompositeFieldContainer[Concept]
    header: ResponseHeader
    def __init__(self, concepts: _Optional[_Iterable[_Union[Concept, _Mapping]]] = ..., header: _Optional[_Union[ResponseHeader, _Mapping]] = ...) -> None: ...

class Concept(_message.Message):
    __slots__ = ("id", "source", "options", "methods")
    ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    OPTIONS_FIELD_NUMBER: _ClassVar[int]
    METHODS_FIELD_NUMBER: _ClassVar[int]
    id: str
    source: str
    options: _containers.RepeatedScalarFieldContainer[str]
    methods: _containers.RepeatedCompositeFieldContainer[Method]
    def __init__(self, id: _Optional[str] = ..., source: _Optional[str] = ..., options: _Optional[_Iterable[str]] = ..., methods: _Optional[_Iterable[_Union[Method, _Mapping]]] = ...) -> None: ...

class Method(_message.Message):
    __slots__ = ("id", "source")
    ID_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    id: str
    source: str
    def __init__(self, id: _Optional[str] = ..., source: _Optional[str] = ...) -> None: ...

class GetServerInfoRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetServerInfoResponse(_message.Message):
    __slots__ = ("header", "concepts", "limits")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    CONCEPTS_FIELD_NUMBER: _ClassVar[int]
    LIMITS_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    concepts: _containers.RepeatedScalarFieldContainer[str]
    limits: Limits
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., concepts: _Optional[_Iterable[str]] = ..., limits: _Optional[_Union[Limits, _Mapping]] = ...) -> None: ...

class Limits(_message.Message):
    __slots__ = ("max_players", "max_payoffs", "max_actions", "max_label_bytes", "max_request_bytes", "max_response_bytes", "default_deadline", "max_deadline", "max_batch_items", "max_column_games")
    MAX_PLAYERS_FIELD_NUMBER: _ClassVar[int]
    MAX_PAYOFFS_FIELD_NUMBER: _ClassVar[int]
    MAX_ACTIONS_FIELD_NUMBER: _ClassVar[int]
    MAX_LABEL_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_REQUEST_BYTES_FIELD_NUMBER: _ClassVar[int]
    MAX_RESPONSE_BYTES_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_DEADLINE_FIELD_NUMBER: _ClassVar[int]
    MAX_DEADLINE_FIELD_NUMBER: _ClassVar[int]
    MAX_BATCH_ITEMS_FIELD_NUMBER: _ClassVar[int]
    MAX_COLUMN_GAMES_FIELD_NUMBER: _ClassVar[int]
    max_players: int
    max_payoffs: int
    max_actions: int
    max_label_bytes: int
    max_request_bytes: int
    max_response_bytes: int
    default_deadline: float
    max_deadline: float
    max_batch_items: int
    max_column_games: int
    def __init__(self, max_players: _Optional[int] = ..., max_payoffs: _Optional[int] = ..., max_actions: _Optional[int] = ..., max_label_bytes: _Optional[int] = ..., max_request_bytes: _Optional[int] = ..., max_response_bytes: _Optional[int] = ..., default_deadline: _Optional[float] = ..., max_deadline: _Optional[float] = ..., max_batch_items: _Optional[int] = ..., max_column_games: _Optional[int] = ...) -> None: ...

class RegimesRequest(_message.Message):
    __slots__ = ("forms", "axes", "concept", "punishment", "pieces")
    FORMS_FIELD_NUMBER: _ClassVar[int]
    AXES_FIELD_NUMBER: _ClassVar[int]
    CONCEPT_FIELD_NUMBER: _ClassVar[int]
    PUNISHMENT_FIELD_NUMBER: _ClassVar[int]
    PIECES_FIELD_NUMBER: _ClassVar[int]
    forms: _regimes_pb2.GameForms
    axes: _containers.RepeatedCompositeFieldContainer[_regimes_pb2.Axis]
    concept: str
    punishment: str
    pieces: _containers.RepeatedCompositeFieldContainer[_regimes_pb2.GamePiece]
    def __init__(self, forms: _Optional[_Union[_regimes_pb2.GameForms, _Mapping]] = ..., axes: _Optional[_Iterable[_Union[_regimes_pb2.Axis, _Mapping]]] = ..., concept: _Optional[str] = ..., punishment: _Optional[str] = ..., pieces: _Optional[_Iterable[_Union[_regimes_pb2.GamePiece, _Mapping]]] = ...) -> None: ...

class RegimesResponse(_message.Message):
    __slots__ = ("header", "map", "plane")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    MAP_FIELD_NUMBER: _ClassVar[int]
    PLANE_FIELD_NUMBER: _ClassVar[int]
    header: ResponseHeader
    map: _regimes_pb2.RegimeMap
    plane: _regimes_pb2.RegimePlane
    def __init__(self, header: _Optional[_Union[ResponseHeader, _Mapping]] = ..., map: _Optional[_Union[_regimes_pb2.RegimeMap, _Mapping]] = ..., plane: _Optional[_Union[_regimes_pb2.RegimePlane, _Mapping]] = ...) -> None: ...
