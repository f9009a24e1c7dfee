from policygames.v1 import candidates_pb2 as _candidates_pb2
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
