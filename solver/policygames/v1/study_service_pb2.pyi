import datetime

from google.longrunning import operations_pb2 as _operations_pb2
from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from policygames.v1 import batch_pb2 as _batch_pb2
from policygames.v1 import solver_service_pb2 as _solver_service_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RunStudyRequest(_message.Message):
    __slots__ = ("request_id", "games", "scenario", "chunk_rows")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    GAMES_FIELD_NUMBER: _ClassVar[int]
    SCENARIO_FIELD_NUMBER: _ClassVar[int]
    CHUNK_ROWS_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    games: GamesStudy
    scenario: ScenarioStudy
    chunk_rows: int
    def __init__(self, request_id: _Optional[str] = ..., games: _Optional[_Union[GamesStudy, _Mapping]] = ..., scenario: _Optional[_Union[ScenarioStudy, _Mapping]] = ..., chunk_rows: _Optional[int] = ...) -> None: ...

class GamesStudy(_message.Message):
    __slots__ = ("games", "concept", "uncertified")
    GAMES_FIELD_NUMBER: _ClassVar[int]
    CONCEPT_FIELD_NUMBER: _ClassVar[int]
    UNCERTIFIED_FIELD_NUMBER: _ClassVar[int]
    games: _batch_pb2.GameColumns
    concept: str
    uncertified: bool
    def __init__(self, games: _Optional[_Union[_batch_pb2.GameColumns, _Mapping]] = ..., concept: _Optional[str] = ..., uncertified: bool = ...) -> None: ...

class ScenarioStudy(_message.Message):
    __slots__ = ("id", "text", "canonical", "draws", "design", "seed", "concept", "fixed", "decimals", "levels", "cases", "findings", "limit")
    class FixedEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    class DecimalsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    class LevelsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    CANONICAL_FIELD_NUMBER: _ClassVar[int]
    DRAWS_FIELD_NUMBER: _ClassVar[int]
    DESIGN_FIELD_NUMBER: _ClassVar[int]
    SEED_FIELD_NUMBER: _ClassVar[int]
    CONCEPT_FIELD_NUMBER: _ClassVar[int]
    FIXED_FIELD_NUMBER: _ClassVar[int]
    DECIMALS_FIELD_NUMBER: _ClassVar[int]
    LEVELS_FIELD_NUMBER: _ClassVar[int]
    CASES_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    LIMIT_FIELD_NUMBER: _ClassVar[int]
    id: str
    text: str
    canonical: str
    draws: int
    design: str
    seed: int
    concept: str
    fixed: _containers.ScalarMap[str, str]
    decimals: _containers.ScalarMap[str, int]
    levels: _containers.ScalarMap[str, int]
    cases: _containers.RepeatedCompositeFieldContainer[ParameterCase]
    findings: FindingNames
    limit: int
    def __init__(self, id: _Optional[str] = ..., text: _Optional[str] = ..., canonical: _Optional[str] = ..., draws: _Optional[int] = ..., design: _Optional[str] = ..., seed: _Optional[int] = ..., concept: _Optional[str] = ..., fixed: _Optional[_Mapping[str, str]] = ..., decimals: _Optional[_Mapping[str, int]] = ..., levels: _Optional[_Mapping[str, int]] = ..., cases: _Optional[_Iterable[_Union[ParameterCase, _Mapping]]] = ..., findings: _Optional[_Union[FindingNames, _Mapping]] = ..., limit: _Optional[int] = ...) -> None: ...

class ParameterCase(_message.Message):
    __slots__ = ("name", "values")
    class ValuesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    NAME_FIELD_NUMBER: _ClassVar[int]
    VALUES_FIELD_NUMBER: _ClassVar[int]
    name: str
    values: _containers.ScalarMap[str, str]
    def __init__(self, name: _Optional[str] = ..., values: _Optional[_Mapping[str, str]] = ...) -> None: ...

class FindingNames(_message.Message):
    __slots__ = ("ids",)
    IDS_FIELD_NUMBER: _ClassVar[int]
    ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, ids: _Optional[_Iterable[str]] = ...) -> None: ...

class StudyProgress(_message.Message):
    __slots__ = ("state", "rows", "rows_done", "rows_failed", "chunks", "chunks_done", "create_time", "end_time", "expire_time", "solver_version")
    STATE_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    ROWS_DONE_FIELD_NUMBER: _ClassVar[int]
    ROWS_FAILED_FIELD_NUMBER: _ClassVar[int]
    CHUNKS_FIELD_NUMBER: _ClassVar[int]
    CHUNKS_DONE_FIELD_NUMBER: _ClassVar[int]
    CREATE_TIME_FIELD_NUMBER: _ClassVar[int]
    END_TIME_FIELD_NUMBER: _ClassVar[int]
    EXPIRE_TIME_FIELD_NUMBER: _ClassVar[int]
    SOLVER_VERSION_FIELD_NUMBER: _ClassVar[int]
    state: str
    rows: int
    rows_done: int
    rows_failed: int
    chunks: int
    chunks_done: int
    create_time: _timestamp_pb2.Timestamp
    end_time: _timestamp_pb2.Timestamp
    expire_time: _timestamp_pb2.Timestamp
    solver_version: str
    def __init__(self, state: _Optional[str] = ..., rows: _Optional[int] = ..., rows_done: _Optional[int] = ..., rows_failed: _Optional[int] = ..., chunks: _Optional[int] = ..., chunks_done: _Optional[int] = ..., create_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., end_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., expire_time: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., solver_version: _Optional[str] = ...) -> None: ...

class RunStudyResponse(_message.Message):
    __slots__ = ("header", "rows", "rows_failed")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ROWS_FIELD_NUMBER: _ClassVar[int]
    ROWS_FAILED_FIELD_NUMBER: _ClassVar[int]
    header: _solver_service_pb2.ResponseHeader
    rows: int
    rows_failed: int
    def __init__(self, header: _Optional[_Union[_solver_service_pb2.ResponseHeader, _Mapping]] = ..., rows: _Optional[int] = ..., rows_failed: _Optional[int] = ...) -> None: ...

class ReadResultsRequest(_message.Message):
    __slots__ = ("name", "page_size", "page_token")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    page_size: int
    page_token: str
    def __init__(self, name: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ReadResultsResponse(_message.Message):
    __slots__ = ("rows", "next_page_token", "whole_columns")
    ROWS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    WHOLE_COLUMNS_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[_struct_pb2.Struct]
    next_page_token: str
    whole_columns: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, rows: _Optional[_Iterable[_Union[_struct_pb2.Struct, _Mapping]]] = ..., next_page_token: _Optional[str] = ..., whole_columns: _Optional[_Iterable[str]] = ...) -> None: ...

class StreamResultsRequest(_message.Message):
    __slots__ = ("name", "part", "offset", "without_data")
    NAME_FIELD_NUMBER: _ClassVar[int]
    PART_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    WITHOUT_DATA_FIELD_NUMBER: _ClassVar[int]
    name: str
    part: int
    offset: int
    without_data: bool
    def __init__(self, name: _Optional[str] = ..., part: _Optional[int] = ..., offset: _Optional[int] = ..., without_data: bool = ...) -> None: ...

class StreamResultsResponse(_message.Message):
    __slots__ = ("part", "offset", "data", "part_bytes", "part_sha256", "spec", "part_rows")
    PART_FIELD_NUMBER: _ClassVar[int]
    OFFSET_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    PART_BYTES_FIELD_NUMBER: _ClassVar[int]
    PART_SHA256_FIELD_NUMBER: _ClassVar[int]
    SPEC_FIELD_NUMBER: _ClassVar[int]
    PART_ROWS_FIELD_NUMBER: _ClassVar[int]
    part: int
    offset: int
    data: bytes
    part_bytes: int
    part_sha256: str
    spec: str
    part_rows: int
    def __init__(self, part: _Optional[int] = ..., offset: _Optional[int] = ..., data: _Optional[bytes] = ..., part_bytes: _Optional[int] = ..., part_sha256: _Optional[str] = ..., spec: _Optional[str] = ..., part_rows: _Optional[int] = ...) -> None: ...
