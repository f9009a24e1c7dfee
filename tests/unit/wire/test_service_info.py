"""What a server says about itself, over the wire."""

from dataclasses import astuple

import policygames as pg
from policygames import registry
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.responses import header
from policygames.wire.service_info import (
    ConceptInfo,
    Limits,
    MethodInfo,
    ServerInfo,
    list_concepts_response,
    read_concepts,
    read_server_info,
    server_info_response,
)


def test_version_and_limits_arrive():
    limits = Limits(*range(1, 7), default_deadline=0.5, max_deadline=1.5, max_batch_items=8, max_column_games=9)
    info = ServerInfo("9.9", ("nash", "zero_sum"), limits)
    assert read_server_info(pb.GetServerInfoResponse.FromString(server_info_response(info).SerializeToString())) == info
    assert len(set(astuple(limits))) == 10


def test_concepts_arrive_with_their_methods_best_first():
    known = [(concept, registry.methods(concept.id)) for concept in registry.concepts()]
    arrived = read_concepts(pb.ListConceptsResponse.FromString(list_concepts_response(known).SerializeToString()))
    assert arrived == tuple(
        ConceptInfo(
            concept.id,
            concept.source,
            tuple(concept.options),
            tuple(MethodInfo(method.id, concept.id, method.source) for method in methods),
        )
        for concept, methods in known
    )


def test_a_header_names_the_version_that_answered():
    made = header(1.5, "vertex_enumeration", "ab")
    assert (made.solver_version, made.method, made.seconds, made.game_digest) == (
        pg.__version__,
        "vertex_enumeration",
        1.5,
        "ab",
    )
