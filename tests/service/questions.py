"""Games and raw calls that several tests of the service use."""

import grpc
import policygames as pg
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from policygames.wire.requests import Question, solve_request, solve_stream_request

STAG_HUNT = pg.NormalFormGame([[["4/3", 0], [1, 1]], [["4/3", 1], [0, 1]]], ("Hrothgar", "other"))
SERVICE = "/policygames.v1.SolverService/"


def question(method=None, concept="pure_nash"):
    """The bytes of a SolveRequest about the stag hunt."""
    return solve_request(Question(STAG_HUNT, concept, method)).SerializeToString()


def stream_question(method):
    """The bytes of a SolveStreamRequest about the stag hunt."""
    return solve_stream_request(Question(STAG_HUNT, "pure_nash", method)).SerializeToString()


def raw(channel, rpc):
    """An rpc that takes and gives bytes."""
    return channel.unary_unary(SERVICE + rpc)


def raw_stream(channel, rpc="SolveStream"):
    """A streaming rpc that takes and gives bytes."""
    return channel.unary_stream(SERVICE + rpc)


def failure(call, *arguments, **options):
    """The RpcError with which a call ends."""
    try:
        call(*arguments, **options)
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call succeeded")


def details(error):
    """The details of an RpcError's status, by the name of their type."""
    known = [getattr(error_details_pb2, name) for name in ("ErrorInfo", "BadRequest", "RetryInfo")]
    found = {}
    for packed in rpc_status.from_call(error).details:
        for kind in known:
            detail = kind()
            if packed.Unpack(detail):
                found[kind.DESCRIPTOR.name] = detail
    return found


def reason(error):
    """The reason of an RpcError's status."""
    return details(error)["ErrorInfo"].reason
