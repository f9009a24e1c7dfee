"""What a server says about itself: its version, its limits, its concepts and methods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields

from policygames.games.limits import MAX_ACTIONS, MAX_LABEL_BYTES, MAX_PAYOFFS, MAX_PLAYERS
from policygames.registry import Concept, Method
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.responses import header

MAX_REQUEST_BYTES = 16 * 2**20
MAX_RESPONSE_BYTES = 64 * 2**20
MAX_BATCH_ITEMS = 1000
"""Games in one message of a batch."""
MAX_COLUMN_GAMES = 2**14
"""Games in one block of columns."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a server takes; deadlines are in seconds, sizes in bytes."""

    max_players: int = MAX_PLAYERS
    max_payoffs: int = MAX_PAYOFFS
    max_actions: int = MAX_ACTIONS
    max_label_bytes: int = MAX_LABEL_BYTES
    max_request_bytes: int = MAX_REQUEST_BYTES
    max_response_bytes: int = MAX_RESPONSE_BYTES
    default_deadline: float = 60.0
    max_deadline: float = 600.0
    max_batch_items: int = MAX_BATCH_ITEMS
    max_column_games: int = MAX_COLUMN_GAMES


@dataclass(frozen=True, slots=True)
class ServerInfo:
    """A server's solver version, the ids of its concepts, and its limits."""

    version: str
    concepts: tuple[str, ...]
    limits: Limits


def server_info_response(info: ServerInfo) -> pb.GetServerInfoResponse:
    limits = pb.Limits(**{one.name: getattr(info.limits, one.name) for one in fields(Limits)})
    head = header()
    head.solver_version = info.version
    return pb.GetServerInfoResponse(header=head, concepts=info.concepts, limits=limits)


def read_server_info(message: pb.GetServerInfoResponse) -> ServerInfo:
    limits = Limits(**{one.name: getattr(message.limits, one.name) for one in fields(Limits)})
    return ServerInfo(message.header.solver_version, tuple(message.concepts), limits)


@dataclass(frozen=True, slots=True)
class MethodInfo:
    """A method that a server knows."""

    id: str
    concept: str
    source: str


@dataclass(frozen=True, slots=True)
class ConceptInfo:
    """A concept that a server knows, with its methods, best first."""

    id: str
    source: str
    options: tuple[str, ...]
    methods: tuple[MethodInfo, ...]


def list_concepts_response(known: Iterable[tuple[Concept, Sequence[Method]]]) -> pb.ListConceptsResponse:
    """The message that lists concepts, each with its methods."""
    return pb.ListConceptsResponse(concepts=[_concept_message(*one) for one in known], header=header())


def _concept_message(concept: Concept, methods: Sequence[Method]) -> pb.Concept:
    found = [pb.Method(id=method.id, source=method.source) for method in methods]
    return pb.Concept(id=concept.id, source=concept.source, options=concept.options, methods=found)


def read_concepts(message: pb.ListConceptsResponse) -> tuple[ConceptInfo, ...]:
    return tuple(_read_concept(one) for one in message.concepts)


def _read_concept(message: pb.Concept) -> ConceptInfo:
    methods = tuple(MethodInfo(one.id, message.id, one.source) for one in message.methods)
    return ConceptInfo(message.id, message.source, tuple(message.options), methods)
