"""The client of a policygames server: the same questions and answers as `policygames`, and no solver to install."""

from policygames_client.asynchronous import AsyncClient
from policygames_client.asynchronous import connect as connect_async
from policygames_client.synchronous import Client, connect

__all__ = ["AsyncClient", "Client", "connect", "connect_async"]
