from policygames.v1 import candidates_pb2 as _candidates_pb2
from policygames.v1 import games_pb2 as _games_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Strategy(_message.Message):
    __slots__ = ("game", "automaton")
    GAME_FIELD_NUMBER: _ClassVar[int]
    AUTOMATON_FIELD_NUMBER: _ClassVar[int]
    game: _games_pb2.Game
    automaton: _candidates_pb2.Automaton
    def __init__(self, game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., automaton: _Optional[_Union[_candidates_pb2.Automaton, _Mapping]] = ...) -> None: ...

class DiscountInterval(_message.Message):
    __slots__ = ("lower", "upper")
    LOWER_FIELD_NUMBER: _ClassVar[int]
    UPPER_FIELD_NUMBER: _ClassVar[int]
    lower: DiscountBound
    upper: DiscountBound
    def __init__(self, lower: _Optional[_Union[DiscountBound, _Mapping]] = ..., upper: _Optional[_Union[DiscountBound, _Mapping]] = ...) -> None: ...

class DiscountBound(_message.Message):
    __slots__ = ("polynomial", "low", "high")
    POLYNOMIAL_FIELD_NUMBER: _ClassVar[int]
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    polynomial: _containers.RepeatedScalarFieldContainer[str]
    low: str
    high: str
    def __init__(self, polynomial: _Optional[_Iterable[str]] = ..., low: _Optional[str] = ..., high: _Optional[str] = ...) -> None: ...
