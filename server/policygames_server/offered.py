"""What a server offers on its ports: services with their handlers, and their health."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import grpc
from google.protobuf.descriptor import ServiceDescriptor
from grpc_health.v1 import health, health_pb2, health_pb2_grpc
from grpc_reflection.v1alpha import reflection

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


def offer(server: grpc.aio.Server, services: Sequence[Offered], health_of_all: Health, *, schema: bool) -> None:
    """Adds the services and their health to a server, and reflection where the `schema` may be asked for."""
    server.add_generic_rpc_handlers(tuple(one.handlers for one in services))
    health_pb2_grpc.add_HealthServicer_to_server(health_of_all.servicer, server)
    if schema:
        names = (one.descriptor.full_name for one in services)
        reflection.enable_server_reflection((*names, health.SERVICE_NAME, reflection.SERVICE_NAME), server)
