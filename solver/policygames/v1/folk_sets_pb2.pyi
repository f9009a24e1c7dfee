from policygames.v1 import candidates_pb2 as _candidates_pb2
from policygames.v1 import payoff_sets_pb2 as _payoff_sets_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Minmax(_message.Message):
    __slots__ = ("player", "strategies", "low", "high", "punishment", "guarantee", "correlated")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    STRATEGIES_FIELD_NUMBER: _ClassVar[int]
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    PUNISHMENT_FIELD_NUMBER: _ClassVar[int]
    GUARANTEE_FIELD_NUMBER: _ClassVar[int]
    CORRELATED_FIELD_NUMBER: _ClassVar[int]
    player: int
    strategies: str
    low: str
    high: str
    punishment: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.MixedStrategy]
    guarantee: _candidates_pb2.MixedStrategy
    correlated: _containers.RepeatedCompositeFieldContainer[JointAction]
    def __init__(self, player: _Optional[int] = ..., strategies: _Optional[str] = ..., low: _Optional[str] = ..., high: _Optional[str] = ..., punishment: _Optional[_Iterable[_Union[_candidates_pb2.MixedStrategy, _Mapping]]] = ..., guarantee: _Optional[_Union[_candidates_pb2.MixedStrategy, _Mapping]] = ..., correlated: _Optional[_Iterable[_Union[JointAction, _Mapping]]] = ...) -> None: ...

class JointAction(_message.Message):
    __slots__ = ("profile", "probability")
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    profile: _candidates_pb2.PureProfile
    probability: str
    def __init__(self, profile: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., probability: _Optional[str] = ...) -> None: ...

class FolkSet(_message.Message):
    __slots__ = ("game_digest", "strategies", "minmaxes", "bounds")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    STRATEGIES_FIELD_NUMBER: _ClassVar[int]
    MINMAXES_FIELD_NUMBER: _ClassVar[int]
    BOUNDS_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    strategies: str
    minmaxes: _containers.RepeatedCompositeFieldContainer[Minmax]
    bounds: _payoff_sets_pb2.PayoffBounds
    def __init__(self, game_digest: _Optional[str] = ..., strategies: _Optional[str] = ..., minmaxes: _Optional[_Iterable[_Union[Minmax, _Mapping]]] = ..., bounds: _Optional[_Union[_payoff_sets_pb2.PayoffBounds, _Mapping]] = ...) -> None: ...

class TransferSchedule(_message.Message):
    __slots__ = ("game_digest", "steps")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    steps: _containers.RepeatedCompositeFieldContainer[TransferStep]
    def __init__(self, game_digest: _Optional[str] = ..., steps: _Optional[_Iterable[_Union[TransferStep, _Mapping]]] = ...) -> None: ...

class TransferStep(_message.Message):
    __slots__ = ("discount", "joint_maximum", "punishments", "path", "answers")
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    JOINT_MAXIMUM_FIELD_NUMBER: _ClassVar[int]
    PUNISHMENTS_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    discount: str
    joint_maximum: str
    punishments: _payoff_sets_pb2.PayoffVector
    path: _candidates_pb2.PureProfile
    answers: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.PureProfile]
    def __init__(self, discount: _Optional[str] = ..., joint_maximum: _Optional[str] = ..., punishments: _Optional[_Union[_payoff_sets_pb2.PayoffVector, _Mapping]] = ..., path: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., answers: _Optional[_Iterable[_Union[_candidates_pb2.PureProfile, _Mapping]]] = ...) -> None: ...

class LimitPayoffs(_message.Message):
    __slots__ = ("game_digest", "polygon", "identification")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    POLYGON_FIELD_NUMBER: _ClassVar[int]
    IDENTIFICATION_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    polygon: LimitPolygon
    identification: _containers.RepeatedCompositeFieldContainer[Identification]
    def __init__(self, game_digest: _Optional[str] = ..., polygon: _Optional[_Union[LimitPolygon, _Mapping]] = ..., identification: _Optional[_Iterable[_Union[Identification, _Mapping]]] = ...) -> None: ...

class LimitPolygon(_message.Message):
    __slots__ = ("vertices", "exact")
    VERTICES_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    vertices: _containers.RepeatedCompositeFieldContainer[_payoff_sets_pb2.PayoffVector]
    exact: bool
    def __init__(self, vertices: _Optional[_Iterable[_Union[_payoff_sets_pb2.PayoffVector, _Mapping]]] = ..., exact: bool = ...) -> None: ...

class Identification(_message.Message):
    __slots__ = ("profile", "individual", "pairwise")
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    INDIVIDUAL_FIELD_NUMBER: _ClassVar[int]
    PAIRWISE_FIELD_NUMBER: _ClassVar[int]
    profile: _candidates_pb2.PureProfile
    individual: _containers.RepeatedCompositeFieldContainer[Rank]
    pairwise: _containers.RepeatedCompositeFieldContainer[PairRank]
    def __init__(self, profile: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., individual: _Optional[_Iterable[_Union[Rank, _Mapping]]] = ..., pairwise: _Optional[_Iterable[_Union[PairRank, _Mapping]]] = ...) -> None: ...

class Rank(_message.Message):
    __slots__ = ("rank", "full")
    RANK_FIELD_NUMBER: _ClassVar[int]
    FULL_FIELD_NUMBER: _ClassVar[int]
    rank: int
    full: int
    def __init__(self, rank: _Optional[int] = ..., full: _Optional[int] = ...) -> None: ...

class PairRank(_message.Message):
    __slots__ = ("first", "second", "rank")
    FIRST_FIELD_NUMBER: _ClassVar[int]
    SECOND_FIELD_NUMBER: _ClassVar[int]
    RANK_FIELD_NUMBER: _ClassVar[int]
    first: int
    second: int
    rank: Rank
    def __init__(self, first: _Optional[int] = ..., second: _Optional[int] = ..., rank: _Optional[_Union[Rank, _Mapping]] = ...) -> None: ...
