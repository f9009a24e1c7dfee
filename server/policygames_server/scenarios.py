"""ScenarioService: scenarios are read, checked and solved by workers; this side hands out the catalogue in pages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any, TypeAlias

import grpc
from policygames.v1 import scenario_service_pb2 as pb

from policygames_server.frames import Request
from policygames_server.jobs import pages
from policygames_server.offered import Offered

DESCRIPTOR = pb.DESCRIPTOR.services_by_name["ScenarioService"]
DEFAULT, MOST = 100, 1000
"""Scenarios a page."""
Ask: TypeAlias = Callable[[Request, bytes, Any], Awaitable[bytes]]
"""Has a worker answer a request in one piece, within the limits of the call."""
WHOLE = {
    "GetScenario": Request.GET_SCENARIO,
    "CheckScenario": Request.CHECK_SCENARIO,
    "BuildGame": Request.BUILD_GAME,
    "SolveScenario": Request.SOLVE_SCENARIO,
    "OpenParameters": Request.OPEN_PARAMETERS,
}
"""The rpcs that a worker answers alone."""


class ScenarioService:
    """The handlers of all rpcs; each takes and gives bytes, and raises what the guard turns into a status."""

    def __init__(self, ask: Ask, tokens: pages.Tokens) -> None:
        self._ask, self._tokens = ask, tokens

    def offered(self) -> Offered:
        """The service with its handlers."""
        unary = grpc.unary_unary_rpc_method_handler
        handlers: dict[str, grpc.RpcMethodHandler[bytes, bytes]] = {
            "ListScenarios": unary(self.list_scenarios),
            **{name: unary(partial(self._ask, request)) for name, request in WHOLE.items()},
        }
        return Offered(DESCRIPTOR, grpc.method_handlers_generic_handler(DESCRIPTOR.full_name, handlers))

    async def list_scenarios(self, request: bytes, context: Any) -> bytes:
        """A ListScenariosResponse."""
        asked = pb.ListScenariosRequest.FromString(request)
        count, scope = pages.size(asked.page_size, DEFAULT, MOST), f"scenarios {asked.topic}"
        after = self._tokens.place(scope, asked.page_token) or [""]
        every = pb.ListScenariosResponse.FromString(await self._ask(Request.LIST_SCENARIOS, request, context))
        left = [one for one in every.scenarios if one.id > after[0]]
        response = pb.ListScenariosResponse(scenarios=left[:count])
        if len(left) > count:
            response.next_page_token = self._tokens.token(scope, [left[count - 1].id])
        return response.SerializeToString()
