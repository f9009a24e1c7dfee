from policygames.v1 import games_pb2 as _games_pb2
from policygames.v1 import solutions_pb2 as _solutions_pb2
from policygames.v1 import thresholds_pb2 as _thresholds_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Form(_message.Message):
    __slots__ = ("terms",)
    TERMS_FIELD_NUMBER: _ClassVar[int]
    terms: _containers.RepeatedCompositeFieldContainer[FormTerm]
    def __init__(self, terms: _Optional[_Iterable[_Union[FormTerm, _Mapping]]] = ...) -> None: ...

class FormTerm(_message.Message):
    __slots__ = ("powers", "coefficient")
    POWERS_FIELD_NUMBER: _ClassVar[int]
    COEFFICIENT_FIELD_NUMBER: _ClassVar[int]
    powers: _containers.RepeatedScalarFieldContainer[int]
    coefficient: str
    def __init__(self, powers: _Optional[_Iterable[int]] = ..., coefficient: _Optional[str] = ...) -> None: ...

class FormRatios(_message.Message):
    __slots__ = ("numerators", "denominator")
    NUMERATORS_FIELD_NUMBER: _ClassVar[int]
    DENOMINATOR_FIELD_NUMBER: _ClassVar[int]
    numerators: _containers.RepeatedCompositeFieldContainer[Form]
    denominator: Form
    def __init__(self, numerators: _Optional[_Iterable[_Union[Form, _Mapping]]] = ..., denominator: _Optional[_Union[Form, _Mapping]] = ...) -> None: ...

class GameForms(_message.Message):
    __slots__ = ("unknowns", "players", "actions", "payoffs", "discounts")
    UNKNOWNS_FIELD_NUMBER: _ClassVar[int]
    PLAYERS_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    PAYOFFS_FIELD_NUMBER: _ClassVar[int]
    DISCOUNTS_FIELD_NUMBER: _ClassVar[int]
    unknowns: _containers.RepeatedScalarFieldContainer[str]
    players: _containers.RepeatedScalarFieldContainer[str]
    actions: _containers.RepeatedCompositeFieldContainer[_games_pb2.ActionNames]
    payoffs: _containers.RepeatedCompositeFieldContainer[FormRatios]
    discounts: _containers.RepeatedCompositeFieldContainer[FormRatios]
    def __init__(self, unknowns: _Optional[_Iterable[str]] = ..., players: _Optional[_Iterable[str]] = ..., actions: _Optional[_Iterable[_Union[_games_pb2.ActionNames, _Mapping]]] = ..., payoffs: _Optional[_Iterable[_Union[FormRatios, _Mapping]]] = ..., discounts: _Optional[_Iterable[_Union[FormRatios, _Mapping]]] = ...) -> None: ...

class Axis(_message.Message):
    __slots__ = ("name", "unit", "low", "high", "default")
    NAME_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    DEFAULT_FIELD_NUMBER: _ClassVar[int]
    name: str
    unit: str
    low: str
    high: str
    default: str
    def __init__(self, name: _Optional[str] = ..., unit: _Optional[str] = ..., low: _Optional[str] = ..., high: _Optional[str] = ..., default: _Optional[str] = ...) -> None: ...

class RegimeMap(_message.Message):
    __slots__ = ("axis", "payoffs", "patience", "pieces", "solved")
    AXIS_FIELD_NUMBER: _ClassVar[int]
    PAYOFFS_FIELD_NUMBER: _ClassVar[int]
    PATIENCE_FIELD_NUMBER: _ClassVar[int]
    PIECES_FIELD_NUMBER: _ClassVar[int]
    SOLVED_FIELD_NUMBER: _ClassVar[int]
    axis: Axis
    payoffs: PayoffEvidence
    patience: PatienceEvidence
    pieces: PiecewiseEvidence
    solved: _containers.RepeatedCompositeFieldContainer[SolvedRegime]
    def __init__(self, axis: _Optional[_Union[Axis, _Mapping]] = ..., payoffs: _Optional[_Union[PayoffEvidence, _Mapping]] = ..., patience: _Optional[_Union[PatienceEvidence, _Mapping]] = ..., pieces: _Optional[_Union[PiecewiseEvidence, _Mapping]] = ..., solved: _Optional[_Iterable[_Union[SolvedRegime, _Mapping]]] = ...) -> None: ...

class PayoffEvidence(_message.Message):
    __slots__ = ("forms", "kind")
    FORMS_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    forms: GameForms
    kind: str
    def __init__(self, forms: _Optional[_Union[GameForms, _Mapping]] = ..., kind: _Optional[str] = ...) -> None: ...

class PiecewiseEvidence(_message.Message):
    __slots__ = ("parts", "kind")
    PARTS_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    parts: _containers.RepeatedCompositeFieldContainer[GamePiece]
    kind: str
    def __init__(self, parts: _Optional[_Iterable[_Union[GamePiece, _Mapping]]] = ..., kind: _Optional[str] = ...) -> None: ...

class GamePiece(_message.Message):
    __slots__ = ("forms", "low", "high", "has_low", "has_high")
    FORMS_FIELD_NUMBER: _ClassVar[int]
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    HAS_LOW_FIELD_NUMBER: _ClassVar[int]
    HAS_HIGH_FIELD_NUMBER: _ClassVar[int]
    forms: GameForms
    low: str
    high: str
    has_low: bool
    has_high: bool
    def __init__(self, forms: _Optional[_Union[GameForms, _Mapping]] = ..., low: _Optional[str] = ..., high: _Optional[str] = ..., has_low: bool = ..., has_high: bool = ...) -> None: ...

class PatienceEvidence(_message.Message):
    __slots__ = ("stage_game", "thresholds")
    STAGE_GAME_FIELD_NUMBER: _ClassVar[int]
    THRESHOLDS_FIELD_NUMBER: _ClassVar[int]
    stage_game: _games_pb2.Game
    thresholds: _containers.RepeatedCompositeFieldContainer[_thresholds_pb2.OptimalThreshold]
    def __init__(self, stage_game: _Optional[_Union[_games_pb2.Game, _Mapping]] = ..., thresholds: _Optional[_Iterable[_Union[_thresholds_pb2.OptimalThreshold, _Mapping]]] = ...) -> None: ...

class SolvedRegime(_message.Message):
    __slots__ = ("regime", "solution")
    REGIME_FIELD_NUMBER: _ClassVar[int]
    SOLUTION_FIELD_NUMBER: _ClassVar[int]
    regime: int
    solution: _solutions_pb2.Solution
    def __init__(self, regime: _Optional[int] = ..., solution: _Optional[_Union[_solutions_pb2.Solution, _Mapping]] = ...) -> None: ...

class RegimePlane(_message.Message):
    __slots__ = ("axes", "forms", "kind", "columns", "solved")
    AXES_FIELD_NUMBER: _ClassVar[int]
    FORMS_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    COLUMNS_FIELD_NUMBER: _ClassVar[int]
    SOLVED_FIELD_NUMBER: _ClassVar[int]
    axes: _containers.RepeatedCompositeFieldContainer[Axis]
    forms: GameForms
    kind: str
    columns: _containers.RepeatedCompositeFieldContainer[RegimeColumn]
    solved: _containers.RepeatedCompositeFieldContainer[SolvedRegime]
    def __init__(self, axes: _Optional[_Iterable[_Union[Axis, _Mapping]]] = ..., forms: _Optional[_Union[GameForms, _Mapping]] = ..., kind: _Optional[str] = ..., columns: _Optional[_Iterable[_Union[RegimeColumn, _Mapping]]] = ..., solved: _Optional[_Iterable[_Union[SolvedRegime, _Mapping]]] = ...) -> None: ...

class RegimeColumn(_message.Message):
    __slots__ = ("low", "high", "value", "curves")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    CURVES_FIELD_NUMBER: _ClassVar[int]
    low: RegimeBoundary
    high: RegimeBoundary
    value: str
    curves: _containers.RepeatedCompositeFieldContainer[Form]
    def __init__(self, low: _Optional[_Union[RegimeBoundary, _Mapping]] = ..., high: _Optional[_Union[RegimeBoundary, _Mapping]] = ..., value: _Optional[str] = ..., curves: _Optional[_Iterable[_Union[Form, _Mapping]]] = ...) -> None: ...

class RegimeBoundary(_message.Message):
    __slots__ = ("low", "high")
    LOW_FIELD_NUMBER: _ClassVar[int]
    HIGH_FIELD_NUMBER: _ClassVar[int]
    low: str
    high: str
    def __init__(self, low: _Optional[str] = ..., high: _Optional[str] = ...) -> None: ...
