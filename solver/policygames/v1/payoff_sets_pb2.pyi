from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PayoffSet(_message.Message):
    __slots__ = ("bounds", "approximate")
    BOUNDS_FIELD_NUMBER: _ClassVar[int]
    APPROXIMATE_FIELD_NUMBER: _ClassVar[int]
    bounds: PayoffBounds
    approximate: ApproximateVertices
    def __init__(self, bounds: _Optional[_Union[PayoffBounds, _Mapping]] = ..., approximate: _Optional[_Union[ApproximateVertices, _Mapping]] = ...) -> None: ...

class PayoffBounds(_message.Message):
    __slots__ = ("inner", "outer", "exact", "points")
    INNER_FIELD_NUMBER: _ClassVar[int]
    OUTER_FIELD_NUMBER: _ClassVar[int]
    EXACT_FIELD_NUMBER: _ClassVar[int]
    POINTS_FIELD_NUMBER: _ClassVar[int]
    inner: _containers.RepeatedCompositeFieldContainer[PayoffVector]
    outer: _containers.RepeatedCompositeFieldContainer[PayoffVector]
    exact: bool
    points: bool
    def __init__(self, inner: _Optional[_Iterable[_Union[PayoffVector, _Mapping]]] = ..., outer: _Optional[_Iterable[_Union[PayoffVector, _Mapping]]] = ..., exact: bool = ..., points: bool = ...) -> None: ...

class PayoffVector(_message.Message):
    __slots__ = ("payoffs",)
    PAYOFFS_FIELD_NUMBER: _ClassVar[int]
    payoffs: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, payoffs: _Optional[_Iterable[str]] = ...) -> None: ...

class ApproximateVertices(_message.Message):
    __slots__ = ("payoffs",)
    PAYOFFS_FIELD_NUMBER: _ClassVar[int]
    payoffs: _containers.RepeatedScalarFieldContainer[float]
    def __init__(self, payoffs: _Optional[_Iterable[float]] = ...) -> None: ...
