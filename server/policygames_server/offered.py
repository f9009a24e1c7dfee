"""What a server offers on its ports: services with their handlers, and their health."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import grpc
from google.protobuf.descriptor import ServiceDescriptor
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection, reflection_pb2_grpc

from policygames_server.guard import Guard

STATUS = health_pb2.HealthCheckResponse


@dataclass(frozen=True, slots=True)
class Offered:
    """A service and the handlers of its calls."""

    descriptor: ServiceDescriptor
    handlers: grpc.GenericRpcHandler


class Health:
    """What every service says of its health: serving once workers are warm, and until the server drains."""

    def __init__(self, services: Sequence[Offered]) -> None:
        self.serving = False
        self.servicer = health.aio.HealthServicer()
        self._names = ("", *(one.descriptor.full_name for one in services))

    async def say(self, *, serving: bool) -> None:
        """Says it of all services."""
        self.serving = serving
        for name in self._names:
            await self.servicer.set(name, STATUS.SERVING if serving else STATUS.NOT_SERVING)

    async def end(self) -> None:
        """Says that nothing is served any more, for good."""
        self.serving = False
        await self.servicer.enter_graceful_shutdown()


def offer(
    server: grpc.aio.Server, guard: Guard, services: Sequence[Offered], health_of_all: Health, *, schema: bool
) -> None:
    """Adds the guarded services and their health to a server, and reflection where the `schema` may be asked for."""
    guarded: Any = _Guarded(server, guard)
    guarded.add_generic_rpc_handlers(tuple(one.handlers for one in services))
    health_pb2_grpc.add_HealthServicer_to_server(health_of_all.servicer, guarded)
    if schema:
        names = (*(one.descriptor.full_name for one in services), health.SERVICE_NAME, reflection.SERVICE_NAME)
        add: Any = reflection_pb2_grpc.add_ServerReflectionServicer_to_server  # its package has no types
        add(reflection.aio.ReflectionServicer(names), guarded)


@dataclass(frozen=True, slots=True)
class _Guarded:
    """The part of a server to which generated code adds handlers: all of them get the guard around them."""

    server: grpc.aio.Server
    guard: Guard

    def add_generic_rpc_handlers(self, handlers: Iterable[grpc.GenericRpcHandler]) -> None:
        self.server.add_generic_rpc_handlers(tuple(self.guard.around_all(one) for one in handlers))

    def add_registered_method_handlers(self, service: str, handlers: object) -> None:
        """Nothing: grpc.aio has no such handlers, and finds the generic ones."""
