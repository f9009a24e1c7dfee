from policygames.v1 import solutions_pb2 as _solutions_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class GameColumns(_message.Message):
    __slots__ = ("shape", "int8", "int16", "int32", "int64", "float64", "denominators")
    SHAPE_FIELD_NUMBER: _ClassVar[int]
    INT8_FIELD_NUMBER: _ClassVar[int]
    INT16_FIELD_NUMBER: _ClassVar[int]
    INT32_FIELD_NUMBER: _ClassVar[int]
    INT64_FIELD_NUMBER: _ClassVar[int]
    FLOAT64_FIELD_NUMBER: _ClassVar[int]
    DENOMINATORS_FIELD_NUMBER: _ClassVar[int]
    shape: _containers.RepeatedScalarFieldContainer[int]
    int8: bytes
    int16: bytes
    int32: bytes
    int64: bytes
    float64: bytes
    denominators: _containers.RepeatedScalarFieldContainer[int]
    def __init__(self, shape: _Optional[_Iterable[int]] = ..., int8: _Optional[bytes] = ..., int16: _Optional[bytes] = ..., int32: _Optional[bytes] = ..., int64: _Optional[bytes] = ..., float64: _Optional[bytes] = ..., denominators: _Optional[_Iterable[int]] = ...) -> None: ...

class WholeNumbers(_message.Message):
    __slots__ = ("int8", "int16", "int32", "int64")
    INT8_FIELD_NUMBER: _ClassVar[int]
    INT16_FIELD_NUMBER: _ClassVar[int]
    INT32_FIELD_NUMBER: _ClassVar[int]
    INT64_FIELD_NUMBER: _ClassVar[int]
    int8: bytes
    int16: bytes
    int32: bytes
    int64: bytes
    def __init__(self, int8: _Optional[bytes] = ..., int16: _Optional[bytes] = ..., int32: _Optional[bytes] = ..., int64: _Optional[bytes] = ...) -> None: ...

class SolvedColumns(_message.Message):
    __slots__ = ("concept", "counts", "numerators", "long_rows", "coverage", "routes", "route_names", "termination", "warnings")
    CONCEPT_FIELD_NUMBER: _ClassVar[int]
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    NUMERATORS_FIELD_NUMBER: _ClassVar[int]
    LONG_ROWS_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_FIELD_NUMBER: _ClassVar[int]
    ROUTES_FIELD_NUMBER: _ClassVar[int]
    ROUTE_NAMES_FIELD_NUMBER: _ClassVar[int]
    TERMINATION_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    concept: str
    counts: WholeNumbers
    numerators: WholeNumbers
    long_rows: _containers.RepeatedCompositeFieldContainer[LongRow]
    coverage: bytes
    routes: bytes
    route_names: _containers.RepeatedScalarFieldContainer[str]
    termination: _solutions_pb2.Termination
    warnings: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, concept: _Optional[str] = ..., counts: _Optional[_Union[WholeNumbers, _Mapping]] = ..., numerators: _Optional[_Union[WholeNumbers, _Mapping]] = ..., long_rows: _Optional[_Iterable[_Union[LongRow, _Mapping]]] = ..., coverage: _Optional[bytes] = ..., routes: _Optional[bytes] = ..., route_names: _Optional[_Iterable[str]] = ..., termination: _Optional[_Union[_solutions_pb2.Termination, _Mapping]] = ..., warnings: _Optional[_Iterable[str]] = ...) -> None: ...

class LongRow(_message.Message):
    __slots__ = ("row", "numerators")
    ROW_FIELD_NUMBER: _ClassVar[int]
    NUMERATORS_FIELD_NUMBER: _ClassVar[int]
    row: int
    numerators: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, row: _Optional[int] = ..., numerators: _Optional[_Iterable[str]] = ...) -> None: ...
