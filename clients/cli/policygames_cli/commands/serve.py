"""`policygames serve`: the gRPC service, on this machine."""

from __future__ import annotations

from policygames_server.command import command

__all__ = ["command"]
