from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Game(_message.Message):
    __slots__ = ("normal_form", "repeated", "bayesian", "symmetric")
    NORMAL_FORM_FIELD_NUMBER: _ClassVar[int]
    REPEATED_FIELD_NUMBER: _ClassVar[int]
    BAYESIAN_FIELD_NUMBER: _ClassVar[int]
    SYMMETRIC_FIELD_NUMBER: _ClassVar[int]
    normal_form: NormalFormGame
    repeated: RepeatedGame
    bayesian: BayesianGame
    symmetric: SymmetricGame
    def __init__(self, normal_form: _Optional[_Union[NormalFormGame, _Mapping]] = ..., repeated: _Optional[_Union[RepeatedGame, _Mapping]] = ..., bayesian: _Optional[_Union[BayesianGame, _Mapping]] = ..., symmetric: _Optional[_Union[SymmetricGame, _Mapping]] = ...) -> None: ...

class NormalFormGame(_message.Message):
    __slots__ = ("shape", "payoffs", "exact_payoffs", "players", "actions")
    SHAPE_FIELD_NUMBER: _ClassVar[int]
    PAYOFFS_FIELD_NUMBER: _ClassVar[int]
    EXACT_PAYOFFS_FIELD_NUMBER: _ClassVar[int]
    PLAYERS_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    shape: _containers.RepeatedScalarFieldContainer[int]
    payoffs: _containers.RepeatedScalarFieldContainer[float]
    exact_payoffs: _containers.RepeatedScalarFieldContainer[str]
    players: _containers.RepeatedScalarFieldContainer[str]
    actions: _containers.RepeatedCompositeFieldContainer[ActionNames]
    def __init__(self, shape: _Optional[_Iterable[int]] = ..., payoffs: _Optional[_Iterable[float]] = ..., exact_payoffs: _Optional[_Iterable[str]] = ..., players: _Optional[_Iterable[str]] = ..., actions: _Optional[_Iterable[_Union[ActionNames, _Mapping]]] = ...) -> None: ...

class ActionNames(_message.Message):
    __slots__ = ("names",)
    NAMES_FIELD_NUMBER: _ClassVar[int]
    names: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, names: _Optional[_Iterable[str]] = ...) -> None: ...

class BayesianGame(_message.Message):
    __slots__ = ("type_counts", "shape", "prior", "payoffs", "players", "types", "actions")
    TYPE_COUNTS_FIELD_NUMBER: _ClassVar[int]
    SHAPE_FIELD_NUMBER: _ClassVar[int]
    PRIOR_FIELD_NUMBER: _ClassVar[int]
    PAYOFFS_FIELD_NUMBER: _ClassVar[int]
    PLAYERS_FIELD_NUMBER: _ClassVar[int]
    TYPES_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    type_counts: _containers.RepeatedScalarFieldContainer[int]
    shape: _containers.RepeatedScalarFieldContainer[int]
    prior: _containers.RepeatedScalarFieldContainer[str]
    payoffs: _containers.RepeatedScalarFieldContainer[str]
    players: _containers.RepeatedScalarFieldContainer[str]
    types: _containers.RepeatedCompositeFieldContainer[ActionNames]
    actions: _containers.RepeatedCompositeFieldContainer[ActionNames]
    def __init__(self, type_counts: _Optional[_Iterable[int]] = ..., shape: _Optional[_Iterable[int]] = ..., prior: _Optional[_Iterable[str]] = ..., payoffs: _Optional[_Iterable[str]] = ..., players: _Optional[_Iterable[str]] = ..., types: _Optional[_Iterable[_Union[ActionNames, _Mapping]]] = ..., actions: _Optional[_Iterable[_Union[ActionNames, _Mapping]]] = ...) -> None: ...

class RepeatedGame(_message.Message):
    __slots__ = ("stage_game", "discount", "perfect", "public", "public_randomization", "transfers", "periods")
    STAGE_GAME_FIELD_NUMBER: _ClassVar[int]
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    PERFECT_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_FIELD_NUMBER: _ClassVar[int]
    PUBLIC_RANDOMIZATION_FIELD_NUMBER: _ClassVar[int]
    TRANSFERS_FIELD_NUMBER: _ClassVar[int]
    PERIODS_FIELD_NUMBER: _ClassVar[int]
    stage_game: NormalFormGame
    discount: _containers.RepeatedScalarFieldContainer[str]
    perfect: PerfectMonitoring
    public: PublicMonitoring
    public_randomization: bool
    transfers: bool
    periods: int
    def __init__(self, stage_game: _Optional[_Union[NormalFormGame, _Mapping]] = ..., discount: _Optional[_Iterable[str]] = ..., perfect: _Optional[_Union[PerfectMonitoring, _Mapping]] = ..., public: _Optional[_Union[PublicMonitoring, _Mapping]] = ..., public_randomization: bool = ..., transfers: bool = ..., periods: _Optional[int] = ...) -> None: ...

class PerfectMonitoring(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class PublicMonitoring(_message.Message):
    __slots__ = ("signals", "probabilities")
    SIGNALS_FIELD_NUMBER: _ClassVar[int]
    PROBABILITIES_FIELD_NUMBER: _ClassVar[int]
    signals: _containers.RepeatedScalarFieldContainer[str]
    probabilities: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, signals: _Optional[_Iterable[str]] = ..., probabilities: _Optional[_Iterable[str]] = ...) -> None: ...

class SymmetricGame(_message.Message):
    __slots__ = ("groups",)
    GROUPS_FIELD_NUMBER: _ClassVar[int]
    groups: _containers.RepeatedCompositeFieldContainer[LikePlayers]
    def __init__(self, groups: _Optional[_Iterable[_Union[LikePlayers, _Mapping]]] = ...) -> None: ...

class LikePlayers(_message.Message):
    __slots__ = ("name", "players", "actions", "payoffs")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PLAYERS_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    PAYOFFS_FIELD_NUMBER: _ClassVar[int]
    name: str
    players: int
    actions: _containers.RepeatedScalarFieldContainer[str]
    payoffs: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, name: _Optional[str] = ..., players: _Optional[int] = ..., actions: _Optional[_Iterable[str]] = ..., payoffs: _Optional[_Iterable[str]] = ...) -> None: ...
