from policygames.v1 import candidates_pb2 as _candidates_pb2
from policygames.v1 import payoff_sets_pb2 as _payoff_sets_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Coverage(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COVERAGE_UNSPECIFIED: _ClassVar[Coverage]
    COVERAGE_ALL: _ClassVar[Coverage]
    COVERAGE_SOME: _ClassVar[Coverage]
    COVERAGE_NONE_EXIST: _ClassVar[Coverage]

class TerminationReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    TERMINATION_REASON_UNSPECIFIED: _ClassVar[TerminationReason]
    TERMINATION_REASON_COMPLETED: _ClassVar[TerminationReason]
    TERMINATION_REASON_DEADLINE: _ClassVar[TerminationReason]
    TERMINATION_REASON_CANCELLED: _ClassVar[TerminationReason]
    TERMINATION_REASON_LIMIT: _ClassVar[TerminationReason]

class CertificateKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CERTIFICATE_KIND_UNSPECIFIED: _ClassVar[CertificateKind]
    CERTIFICATE_KIND_EXACT: _ClassVar[CertificateKind]
    CERTIFICATE_KIND_INTERVAL: _ClassVar[CertificateKind]
    CERTIFICATE_KIND_BOUND: _ClassVar[CertificateKind]
COVERAGE_UNSPECIFIED: Coverage
COVERAGE_ALL: Coverage
COVERAGE_SOME: Coverage
COVERAGE_NONE_EXIST: Coverage
TERMINATION_REASON_UNSPECIFIED: TerminationReason
TERMINATION_REASON_COMPLETED: TerminationReason
TERMINATION_REASON_DEADLINE: TerminationReason
TERMINATION_REASON_CANCELLED: TerminationReason
TERMINATION_REASON_LIMIT: TerminationReason
CERTIFICATE_KIND_UNSPECIFIED: CertificateKind
CERTIFICATE_KIND_EXACT: CertificateKind
CERTIFICATE_KIND_INTERVAL: CertificateKind
CERTIFICATE_KIND_BOUND: CertificateKind

class Certificate(_message.Message):
    __slots__ = ("concept", "game_digest", "candidate", "kind", "slack")
    CONCEPT_FIELD_NUMBER: _ClassVar[int]
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    CANDIDATE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SLACK_FIELD_NUMBER: _ClassVar[int]
    concept: str
    game_digest: str
    candidate: _candidates_pb2.Candidate
    kind: CertificateKind
    slack: str
    def __init__(self, concept: _Optional[str] = ..., game_digest: _Optional[str] = ..., candidate: _Optional[_Union[_candidates_pb2.Candidate, _Mapping]] = ..., kind: _Optional[_Union[CertificateKind, str]] = ..., slack: _Optional[str] = ...) -> None: ...

class Deviation(_message.Message):
    __slots__ = ("player", "action", "gain", "state")
    PLAYER_FIELD_NUMBER: _ClassVar[int]
    ACTION_FIELD_NUMBER: _ClassVar[int]
    GAIN_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    player: int
    action: int
    gain: str
    state: str
    def __init__(self, player: _Optional[int] = ..., action: _Optional[int] = ..., gain: _Optional[str] = ..., state: _Optional[str] = ...) -> None: ...

class Refusal(_message.Message):
    __slots__ = ("reason", "deviation", "undecided")
    REASON_FIELD_NUMBER: _ClassVar[int]
    DEVIATION_FIELD_NUMBER: _ClassVar[int]
    UNDECIDED_FIELD_NUMBER: _ClassVar[int]
    reason: str
    deviation: Deviation
    undecided: bool
    def __init__(self, reason: _Optional[str] = ..., deviation: _Optional[_Union[Deviation, _Mapping]] = ..., undecided: bool = ...) -> None: ...

class Equilibrium(_message.Message):
    __slots__ = ("certificate", "payoffs")
    CERTIFICATE_FIELD_NUMBER: _ClassVar[int]
    PAYOFFS_FIELD_NUMBER: _ClassVar[int]
    certificate: Certificate
    payoffs: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, certificate: _Optional[_Union[Certificate, _Mapping]] = ..., payoffs: _Optional[_Iterable[str]] = ...) -> None: ...

class Termination(_message.Message):
    __slots__ = ("reason", "detail")
    REASON_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    reason: TerminationReason
    detail: str
    def __init__(self, reason: _Optional[_Union[TerminationReason, str]] = ..., detail: _Optional[str] = ...) -> None: ...

class Solution(_message.Message):
    __slots__ = ("game_digest", "concept", "method", "equilibria", "coverage", "termination", "warnings", "components", "proof", "payoff_set")
    GAME_DIGEST_FIELD_NUMBER: _ClassVar[int]
    CONCEPT_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    EQUILIBRIA_FIELD_NUMBER: _ClassVar[int]
    COVERAGE_FIELD_NUMBER: _ClassVar[int]
    TERMINATION_FIELD_NUMBER: _ClassVar[int]
    WARNINGS_FIELD_NUMBER: _ClassVar[int]
    COMPONENTS_FIELD_NUMBER: _ClassVar[int]
    PROOF_FIELD_NUMBER: _ClassVar[int]
    PAYOFF_SET_FIELD_NUMBER: _ClassVar[int]
    game_digest: str
    concept: str
    method: str
    equilibria: _containers.RepeatedCompositeFieldContainer[Equilibrium]
    coverage: Coverage
    termination: Termination
    warnings: _containers.RepeatedScalarFieldContainer[str]
    components: Components
    proof: BasesProof
    payoff_set: _payoff_sets_pb2.PayoffSet
    def __init__(self, game_digest: _Optional[str] = ..., concept: _Optional[str] = ..., method: _Optional[str] = ..., equilibria: _Optional[_Iterable[_Union[Equilibrium, _Mapping]]] = ..., coverage: _Optional[_Union[Coverage, str]] = ..., termination: _Optional[_Union[Termination, _Mapping]] = ..., warnings: _Optional[_Iterable[str]] = ..., components: _Optional[_Union[Components, _Mapping]] = ..., proof: _Optional[_Union[BasesProof, _Mapping]] = ..., payoff_set: _Optional[_Union[_payoff_sets_pb2.PayoffSet, _Mapping]] = ...) -> None: ...

class Components(_message.Message):
    __slots__ = ("components",)
    COMPONENTS_FIELD_NUMBER: _ClassVar[int]
    components: _containers.RepeatedCompositeFieldContainer[Component]
    def __init__(self, components: _Optional[_Iterable[_Union[Component, _Mapping]]] = ...) -> None: ...

class Component(_message.Message):
    __slots__ = ("equilibria", "subsets", "index", "dimension")
    EQUILIBRIA_FIELD_NUMBER: _ClassVar[int]
    SUBSETS_FIELD_NUMBER: _ClassVar[int]
    INDEX_FIELD_NUMBER: _ClassVar[int]
    DIMENSION_FIELD_NUMBER: _ClassVar[int]
    equilibria: _containers.RepeatedScalarFieldContainer[int]
    subsets: _containers.RepeatedCompositeFieldContainer[NashSubset]
    index: int
    dimension: int
    def __init__(self, equilibria: _Optional[_Iterable[int]] = ..., subsets: _Optional[_Iterable[_Union[NashSubset, _Mapping]]] = ..., index: _Optional[int] = ..., dimension: _Optional[int] = ...) -> None: ...

class NashSubset(_message.Message):
    __slots__ = ("hulls",)
    HULLS_FIELD_NUMBER: _ClassVar[int]
    hulls: _containers.RepeatedCompositeFieldContainer[Hull]
    def __init__(self, hulls: _Optional[_Iterable[_Union[Hull, _Mapping]]] = ...) -> None: ...

class Hull(_message.Message):
    __slots__ = ("strategies",)
    STRATEGIES_FIELD_NUMBER: _ClassVar[int]
    strategies: _containers.RepeatedCompositeFieldContainer[_candidates_pb2.MixedStrategy]
    def __init__(self, strategies: _Optional[_Iterable[_Union[_candidates_pb2.MixedStrategy, _Mapping]]] = ...) -> None: ...

class BasesProof(_message.Message):
    __slots__ = ("counts", "sha256", "lists")
    COUNTS_FIELD_NUMBER: _ClassVar[int]
    SHA256_FIELD_NUMBER: _ClassVar[int]
    LISTS_FIELD_NUMBER: _ClassVar[int]
    counts: _containers.RepeatedScalarFieldContainer[int]
    sha256: str
    lists: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, counts: _Optional[_Iterable[int]] = ..., sha256: _Optional[str] = ..., lists: _Optional[_Iterable[str]] = ...) -> None: ...
