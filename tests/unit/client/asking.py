"""A server in this process, and two ways of asking it."""
# ruff: noqa: N802 - rpcs have the names that the contract gives them

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import grpc
import policygames as pg
import policygames_client
from grpc_status import rpc_status
from policygames import registry
from policygames.analysis.critical_discount import critical_discount
from policygames.budget import budget_for
from policygames.errors import PolicyGamesError
from policygames.search import stream
from policygames.v1 import solver_service_pb2 as pb
from policygames.v1.solver_service_pb2_grpc import SolverServiceServicer, add_SolverServiceServicer_to_server
from policygames.wire import requests
from policygames.wire.responses import critical_discount_response, header, progress_event, verify_response
from policygames.wire.service_info import Limits, ServerInfo, list_concepts_response, server_info_response
from policygames.wire.solutions import conclusion_message, equilibrium_message, solution_message
from policygames.wire.status import status_of


@contextmanager
def refusing(context):
    """Ends the call with the status of an error raised inside."""
    try:
        yield
    except PolicyGamesError as error:
        context.abort_with_status(rpc_status.to_status(status_of(error)))


class Solver(SolverServiceServicer):
    """Answers in the thread of the call; keeps the last call's headers and time limit."""

    def __init__(self):
        self.headers, self.seconds = {}, None

    def noted(self, context):
        """The same, once headers and time are noted."""
        self.headers, self.seconds = dict(context.invocation_metadata()), context.time_remaining()
        return context

    def Solve(self, request, context):
        with refusing(self.noted(context)):
            asked = requests.read_solve_request(request)
            limits = {"method": asked.method, "max_equilibria": asked.max_equilibria}
            solution = pg.solve(asked.game, asked.concept, **limits, **asked.options)
            return pb.SolveResponse(header=header(), solution=solution_message(solution))

    def SolveStream(self, request, context):
        with refusing(self.noted(context)):
            asked = requests.read_solve_request(request.request)
            budget = budget_for(None, asked.max_equilibria)
            found = stream(asked.game, asked.concept, asked.method, budget, asked.options)
            yield progress_event(0.0, 0)
            solution = yield from self.events(found)
            yield pb.SolveStreamResponse(header=header(), solution=conclusion_message(solution))

    def events(self, found):
        """An event for each equilibrium; returns the solution."""
        while True:
            try:
                yield pb.SolveStreamResponse(equilibrium=equilibrium_message(next(found)))
            except StopIteration as end:
                return end.value

    def CriticalDiscount(self, request, context):
        with refusing(self.noted(context)):
            asked = requests.read_critical_discount_request(request)
            answer = critical_discount(asked.game, asked.path, punishment=asked.punishment, transfers=asked.transfers)
            return critical_discount_response(answer, 0.0)

    def Verify(self, request, context):
        with refusing(self.noted(context)):
            solution = requests.read_verify_request(request)
            return verify_response(solution, solution.verify(), 0.0)

    def ListConcepts(self, request, context):
        self.noted(context)
        return list_concepts_response((concept, registry.methods(concept.id)) for concept in registry.concepts())

    def GetServerInfo(self, request, context):
        self.noted(context)
        return server_info_response(ServerInfo(pg.__version__, ("nash",), Limits(max_players=7)))


@contextmanager
def serving(servicer, credentials=None):
    """The address at which `servicer` answers."""
    server = grpc.server(ThreadPoolExecutor(4), options=[("grpc.max_receive_message_length", 2**24)])
    add_SolverServiceServicer_to_server(servicer, server)
    port = (
        server.add_secure_port("localhost:0", credentials) if credentials else server.add_insecure_port("127.0.0.1:0")
    )
    server.start()
    try:
        yield f"{'localhost' if credentials else '127.0.0.1'}:{port}"
    finally:
        server.stop(None).wait()


def asked(address, name, *args, token=None, tls=None, **fields):
    """What the synchronous client answers; a stream as a list."""
    with policygames_client.connect(address, token=token, tls=tls) as client:
        answer = getattr(client, name)(*args, **fields)
        return list(answer) if name == "stream" else answer


def awaited(address, name, *args, token=None, tls=None, **fields):
    """What the asynchronous client answers; a stream as a list."""

    async def conversation():
        async with policygames_client.connect_async(address, token=token, tls=tls) as client:
            answer = getattr(client, name)(*args, **fields)
            return [item async for item in answer] if name == "stream" else await answer

    return asyncio.run(conversation())
