from policygames.v1 import candidates_pb2 as _candidates_pb2
from policygames.v1 import solutions_pb2 as _solutions_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Potential(_message.Message):
    __slots__ = ("game_digest", "shape", "values", "cycle")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    SHAPE_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    CYCLE_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    shape: _containers.RepeatedScalarFieldContainer[int]
    values: _containers.RepeatedScalarFieldContainer[str]
    cycle: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.PureProfile]
    def __init__(self, game_digest: _Optional[str] = ..., shape: _Optional[_Iterable[int]] = ..., values: _Optional[_Iterable[str]] = ..., cycle: _Optional[_Iterable[_Union[_candidates_pb2.PureProfile, _Mapping]]] = ...) -> None: ...

class InformationValue(_message.Message):
    __slots__ = ("game_digest", "learner", "about", "before", "after")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    LEARNER_FIELD_NUMBER: _ClassVar[int]
    ABOUT_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    learner: int
    about: int
    before: _solutions_pb2.Solution
    after: _solutions_pb2.Solution
    def __init__(self, game_digest: _Optional[str] = ..., learner: _Optional[int] = ..., about: _Optional[int] = ..., before: _Optional[_Union[_solutions_pb2.Solution, _Mapping]] = ..., after: _Optional[_Union[_solutions_pb2.Solution, _Mapping]] = ...) -> None: ...

class Selection(_message.Message):
    __slots__ = ("game_digest", "by", "equilibria", "values", "complete", "gap", "prior", "path", "warnings")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    BY_FIELD_NUMBER: _ClassVar[int]
    EQUILIBRIA_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    COMPLETE_FIELD_NUMBER: _ClassVar[int]
    GAP_FIELD_NUMBER: _ClassVar[int]
    PRIOR_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    by: str
    equilibria: _containers.RepeatedCompositeFieldContainer[_solutions_pb2.Equilibrium]
    values: _containers.RepeatedCompositeFieldContainer[SelectionValue]
    complete: bool
    gap: float
    prior: _candidates_pb2.MixedProfile
    path: _containers.RepeatedCompositeFieldContainer[TracingStep]
    warnings: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, game_digest: _Optional[str] = ..., by: _Optional[str] = ..., equilibria: _Optional[_Iterable[_Union[_solutions_pb2.Equilibrium, _Mapping]]] = ..., values: _Optional[_Iterable[_Union[SelectionValue, _Mapping]]] = ..., complete: bool = ..., gap: _Optional[float] = ..., prior: _Optional[_Union[_candidates_pb2.MixedProfile, _Mapping]] = ..., path: _Optional[_Iterable[_Union[TracingStep, _Mapping]]] = ..., warnings: _Optional[_Iterable[str]] = ...) -> None: ...

class SelectionValue(_message.Message):
    __slots__ = ("exact", "real")
    EXACT_FIELD_NUMBER: _ClassVar[int]
    REAL_FIELD_NUMBER: _ClassVar[int]
    exact: str
    real: float
    def __init__(self, exact: _Optional[str] = ..., real: _Optional[float] = ...) -> None: ...

class TracingStep(_message.Message):
    __slots__ = ("weight", "profile")
    WEIGHT_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    weight: str
    profile: _candidates_pb2.MixedProfile
    def __init__(self, weight: _Optional[str] = ..., profile: _Optional[_Union[_candidates_pb2.MixedProfile, _Mapping]] = ...) -> None: ...

class Reals(_message.Message):
    __slots__ = ("values",)
    VALUES_FIELD_NUMBER: _ClassVar[int]
    values: _containers.RepeatedScalarFieldContainer[float]
    def __init__(self, values: _Optional[_Iterable[float]] = ...) -> None: ...

class QuantalBranch(_message.Message):
    __slots__ = ("game_digest", "precisions", "profiles", "turning_points", "warnings")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    PRECISIONS_FIELD_NUMBER: _ClassVar[int]
    PROFILES_FIELD_NUMBER: _ClassVar[int]
    TURNING_POINTS_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    precisions: _containers.RepeatedScalarFieldContainer[float]
    profiles: _containers.RepeatedCompositeFieldContainer[Reals]
    turning_points: _containers.RepeatedScalarFieldContainer[int]
    warnings: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, game_digest: _Optional[str] = ..., precisions: _Optional[_Iterable[float]] = ..., profiles: _Optional[_Iterable[_Union[Reals, _Mapping]]] = ..., turning_points: _Optional[_Iterable[int]] = ..., warnings: _Optional[_Iterable[str]] = ...) -> None: ...

class PrecisionEstimate(_message.Message):
    __slots__ = ("game_digest", "counts", "precision", "profile", "log_likelihood", "random", "standard_error", "warnings")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    PRECISION_FIELD_NUMBER: _ClassVar[int]
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    LOG_LIKELIHOOD_FIELD_NUMBER: _ClassVar[int]
    RANDOM_FIELD_NUMBER: _ClassVar[int]
    STANDARD_ERROR_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    counts: _containers.RepeatedCompositeFieldContainer[Reals]
    precision: float
    profile: _containers.RepeatedCompositeFieldContainer[Reals]
    log_likelihood: float
    random: float
    standard_error: float
    warnings: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, game_digest: _Optional[str] = ..., counts: _Optional[_Iterable[_Union[Reals, _Mapping]]] = ..., precision: _Optional[float] = ..., profile: _Optional[_Iterable[_Union[Reals, _Mapping]]] = ..., log_likelihood: _Optional[float] = ..., random: _Optional[float] = ..., standard_error: _Optional[float] = ..., warnings: _Optional[_Iterable[str]] = ...) -> None: ...

class Counts(_message.Message):
    __slots__ = ("counts",)
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    counts: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, counts: _Optional[_Iterable[str]] = ...) -> None: ...

class ReplicatorDynamics(_message.Message):
    __slots__ = ("start", "times", "populations")
    START_FIELD_NUMBER: _ClassVar[int]
    TIMES_FIELD_NUMBER: _ClassVar[int]
    POPULATIONS_FIELD_NUMBER: _ClassVar[int]
    start: _candidates_pb2.MixedProfile
    times: _containers.RepeatedScalarFieldContainer[float]
    populations: int
    def __init__(self, start: _Optional[_Union[_candidates_pb2.MixedProfile, _Mapping]] = ..., times: _Optional[_Iterable[float]] = ..., populations: _Optional[int] = ...) -> None: ...

class MoranProcess(_message.Message):
    __slots__ = ("population", "steps", "seed")
    POPULATION_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    population: _containers.RepeatedScalarFieldContainer[int]
    steps: int
    seed: int
    def __init__(self, population: _Optional[_Iterable[int]] = ..., steps: _Optional[int] = ..., seed: _Optional[int] = ...) -> None: ...

class FictitiousPlay(_message.Message):
    __slots__ = ("start", "steps", "seed", "tolerance")
    START_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    TOLERANCE_FIELD_NUMBER: _ClassVar[int]
    start: _candidates_pb2.MixedProfile
    steps: int
    seed: int
    tolerance: str
    def __init__(self, start: _Optional[_Union[_candidates_pb2.MixedProfile, _Mapping]] = ..., steps: _Optional[int] = ..., seed: _Optional[int] = ..., tolerance: _Optional[str] = ...) -> None: ...

class RegretMatching(_message.Message):
    __slots__ = ("steps", "seed", "tolerance")
    STEPS_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    TOLERANCE_FIELD_NUMBER: _ClassVar[int]
    steps: int
    seed: int
    tolerance: str
    def __init__(self, steps: _Optional[int] = ..., seed: _Optional[int] = ..., tolerance: _Optional[str] = ...) -> None: ...

class LearningPath(_message.Message):
    __slots__ = ("game_digest", "process", "times", "profiles", "gain", "converged", "ending", "populations", "distribution", "seed", "warnings")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    PROCESS_FIELD_NUMBER: _ClassVar[int]
    TIMES_FIELD_NUMBER: _ClassVar[int]
    PROFILES_FIELD_NUMBER: _ClassVar[int]
    GAIN_FIELD_NUMBER: _ClassVar[int]
    CONVERGED_FIELD_NUMBER: _ClassVar[int]
    ENDING_FIELD_NUMBER: _ClassVar[int]
    POPULATIONS_FIELD_NUMBER: _ClassVar[int]
    DISTRIBUTION_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    process: str
    times: _containers.RepeatedScalarFieldContainer[float]
    profiles: _containers.RepeatedCompositeFieldContainer[Reals]
    gain: float
    converged: bool
    ending: str
    populations: int
    distribution: Reals
    seed: int
    warnings: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, game_digest: _Optional[str] = ..., process: _Optional[str] = ..., times: _Optional[_Iterable[float]] = ..., profiles: _Optional[_Iterable[_Union[Reals, _Mapping]]] = ..., gain: _Optional[float] = ..., converged: bool = ..., ending: _Optional[str] = ..., populations: _Optional[int] = ..., distribution: _Optional[_Union[Reals, _Mapping]] = ..., seed: _Optional[int] = ..., warnings: _Optional[_Iterable[str]] = ...) -> None: ...
