from policygames.v1 import candidates_pb2 as _candidates_pb2
from policygames.v1 import payoff_sets_pb2 as _payoff_sets_pb2
from policygames.v1 import solutions_pb2 as _solutions_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Threshold(_message.Message):
    __slots__ = ("game_digest", "path", "punishment", "punishments", "exact", "by_player", "certificate", "least")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    PUNISHMENT_FIELD_NUMBER: _ClassVar[int]
    PUNISHMENTS_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    BY_PLAYER_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    LEAST_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    path: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.PureProfile]
    punishment: str
    punishments: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.MixedProfile]
    exact: str
    by_player: _containers.RepeatedCompositeFieldContainer[PlayerThreshold]
    certificate: _solutions_pb2.Certificate
    least: Shortfall
    def __init__(self, game_digest: _Optional[str] = ..., path: _Optional[_Iterable[_Union[_candidates_pb2.PureProfile, _Mapping]]] = ..., punishment: _Optional[str] = ..., punishments: _Optional[_Iterable[_Union[_candidates_pb2.MixedProfile, _Mapping]]] = ..., exact: _Optional[str] = ..., by_player: _Optional[_Iterable[_Union[PlayerThreshold, _Mapping]]] = ..., certificate: _Optional[_Union[_solutions_pb2.Certificate, _Mapping]] = ..., least: _Optional[_Union[Shortfall, _Mapping]] = ...) -> None: ...

class PlayerThreshold(_message.Message):
    __slots__ = ("exact",)
    EXACT_FIELD_NUMBER: _ClassVar[int]
    exact: str
    def __init__(self, exact: _Optional[str] = ...) -> None: ...

class Shortfall(_message.Message):
    __slots__ = ("deviation", "loss")
    DEVIATION_FIELD_NUMBER: _ClassVar[int]
    LOSS_FIELD_NUMBER: _ClassVar[int]
    deviation: _solutions_pb2.Deviation
    loss: str
    def __init__(self, deviation: _Optional[_Union[_solutions_pb2.Deviation, _Mapping]] = ..., loss: _Optional[str] = ...) -> None: ...

class OptimalThreshold(_message.Message):
    __slots__ = ("game_digest", "path", "exact", "bracket", "certificate", "reason", "bounds")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    BRACKET_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    BOUNDS_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    path: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.PureProfile]
    exact: str
    bracket: Bracket
    certificate: _solutions_pb2.Certificate
    reason: str
    bounds: _payoff_sets_pb2.PayoffBounds
    def __init__(self, game_digest: _Optional[str] = ..., path: _Optional[_Iterable[_Union[_candidates_pb2.PureProfile, _Mapping]]] = ..., exact: _Optional[str] = ..., bracket: _Optional[_Union[Bracket, _Mapping]] = ..., certificate: _Optional[_Union[_solutions_pb2.Certificate, _Mapping]] = ..., reason: _Optional[str] = ..., bounds: _Optional[_Union[_payoff_sets_pb2.PayoffBounds, _Mapping]] = ...) -> None: ...

class Bracket(_message.Message):
    __slots__ = ("low", "high")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    low: str
    high: str
    def __init__(self, low: _Optional[str] = ..., high: _Optional[str] = ...) -> None: ...

class TransferThreshold(_message.Message):
    __slots__ = ("game_digest", "path", "exact", "by_player", "certificate", "least")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    PATH_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    BY_PLAYER_FIELD_NUMBER: _ClassVar[int]
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    LEAST_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    path: _candidates_pb2.PureProfile
    exact: str
    by_player: _containers.RepeatedCompositeFieldContainer[PlayerThreshold]
    certificate: PaymentPlan
    least: LiquidityShortfall
    def __init__(self, game_digest: _Optional[str] = ..., path: _Optional[_Union[_candidates_pb2.PureProfile, _Mapping]] = ..., exact: _Optional[str] = ..., by_player: _Optional[_Iterable[_Union[PlayerThreshold, _Mapping]]] = ..., certificate: _Optional[_Union[PaymentPlan, _Mapping]] = ..., least: _Optional[_Union[LiquidityShortfall, _Mapping]] = ...) -> None: ...

class PaymentPlan(_message.Message):
    __slots__ = ("discount", "punishments", "each_period", "at_first")
    DISCOUNT_FIELD_NUMBER: _ClassVar[int]
    PUNISHMENTS_FIELD_NUMBER: _ClassVar[int]
    EACH_PERIOD_FIELD_NUMBER: _ClassVar[int]
    AT_FIRST_FIELD_NUMBER: _ClassVar[int]
    discount: str
    punishments: _payoff_sets_pb2.PayoffVector
    each_period: _containers.RepeatedCompositeFieldContainer[Payment]
    at_first: _containers.RepeatedCompositeFieldContainer[Payment]
    def __init__(self, discount: _Optional[str] = ..., punishments: _Optional[_Union[_payoff_sets_pb2.PayoffVector, _Mapping]] = ..., each_period: _Optional[_Iterable[_Union[Payment, _Mapping]]] = ..., at_first: _Optional[_Iterable[_Union[Payment, _Mapping]]] = ...) -> None: ...

class Payment(_message.Message):
    __slots__ = ("payer", "receiver", "amount")
    PAYER_FIELD_NUMBER: _ClassVar[int]
    RECEIVER_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    payer: int
    receiver: int
    amount: str
    def __init__(self, payer: _Optional[int] = ..., receiver: _Optional[int] = ..., amount: _Optional[str] = ...) -> None: ...

class LiquidityShortfall(_message.Message):
    __slots__ = ("deviations", "liquidity", "punishments", "surplus")
    DEVIATIONS_FIELD_NUMBER: _ClassVar[int]
    LIQUIDITY_FIELD_NUMBER: _ClassVar[int]
    PUNISHMENTS_FIELD_NUMBER: _ClassVar[int]
    SURPLUS_FIELD_NUMBER: _ClassVar[int]
    deviations: _containers.RepeatedCompositeFieldContainer[_solutions_pb2.Deviation]
    liquidity: str
    punishments: _payoff_sets_pb2.PayoffVector
    surplus: str
    def __init__(self, deviations: _Optional[_Iterable[_Union[_solutions_pb2.Deviation, _Mapping]]] = ..., liquidity: _Optional[str] = ..., punishments: _Optional[_Union[_payoff_sets_pb2.PayoffVector, _Mapping]] = ..., surplus: _Optional[str] = ...) -> None: ...
