from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Candidate(_message.Message):
    __slots__ = ("mixed_profile", "automaton")
    MIXED_PROFILE_FIELD_NUMBER: _ClassVar[int]
    AUTOMATON_FIELD_NUMBER: _ClassVar[int]
    mixed_profile: MixedProfile
    automaton: Automaton
    def __init__(self, mixed_profile: _Optional[_Union[MixedProfile, _Mapping]] = ..., automaton: _Optional[_Union[Automaton, _Mapping]] = ...) -> None: ...

class PureProfile(_message.Message):
    __slots__ = ("actions",)
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    actions: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, actions: _Optional[_Iterable[int]] = ...) -> None: ...

class MixedProfile(_message.Message):
    __slots__ = ("strategies",)
    STRATEGIES_FIELD_NUMBER: _ClassVar[int]
    strategies: _containers.RepeatedCompositeFieldContainer[MixedStrategy]
    def __init__(self, strategies: _Optional[_Iterable[_Union[MixedStrategy, _Mapping]]] = ...) -> None: ...

class MixedStrategy(_message.Message):
    __slots__ = ("probabilities",)
    PROBABILITIES_FIELD_NUMBER: _ClassVar[int]
    probabilities: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, probabilities: _Optional[_Iterable[str]] = ...) -> None: ...

class Automaton(_message.Message):
    __slots__ = ("start", "states", "starts")
    START_FIELD_NUMBER: _ClassVar[int]
    STATES_FIELD_NUMBER: _ClassVar[int]
    STARTS_FIELD_NUMBER: _ClassVar[int]
    start: str
    states: _containers.RepeatedCompositeFieldContainer[State]
    starts: _containers.RepeatedCompositeFieldContainer[Target]
    def __init__(self, start: _Optional[str] = ..., states: _Optional[_Iterable[_Union[State, _Mapping]]] = ..., starts: _Optional[_Iterable[_Union[Target, _Mapping]]] = ...) -> None: ...

class State(_message.Message):
    __slots__ = ("name", "pure", "mixed", "moves")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PURE_FIELD_NUMBER: _ClassVar[int]
    MIXED_FIELD_NUMBER: _ClassVar[int]
    MOVES_FIELD_NUMBER: _ClassVar[int]
    name: str
    pure: PureProfile
    mixed: MixedProfile
    moves: _containers.RepeatedCompositeFieldContainer[Move]
    def __init__(self, name: _Optional[str] = ..., pure: _Optional[_Union[PureProfile, _Mapping]] = ..., mixed: _Optional[_Union[MixedProfile, _Mapping]] = ..., moves: _Optional[_Iterable[_Union[Move, _Mapping]]] = ...) -> None: ...

class Move(_message.Message):
    __slots__ = ("profile", "signal", "targets")
    PROFILE_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    TARGETS_FIELD_NUMBER: _ClassVar[int]
    profile: PureProfile
    signal: str
    targets: _containers.RepeatedCompositeFieldContainer[Target]
    def __init__(self, profile: _Optional[_Union[PureProfile, _Mapping]] = ..., signal: _Optional[str] = ..., targets: _Optional[_Iterable[_Union[Target, _Mapping]]] = ...) -> None: ...

class Target(_message.Message):
    __slots__ = ("state", "probability")
    STATE_FIELD_NUMBER: _ClassVar[int]
    PROBABILITY_FIELD_NUMBER: _ClassVar[int]
    state: str
    probability: str
    def __init__(self, state: _Optional[str] = ..., probability: _Optional[str] = ...) -> None: ...
