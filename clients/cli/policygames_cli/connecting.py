"""How commands reach a server: its address as an option, secrets by the environment, where nobody lists them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from policygames_client import Client

TOKEN = "POLICYGAMES_TOKEN"  # noqa: S105 - the variable's name
CA = "POLICYGAMES_TLS_CA"
"""A file of certificate authorities, or "system" for those that the system trusts."""
CERTIFICATE, KEY = "POLICYGAMES_TLS_CERT", "POLICYGAMES_TLS_KEY"

server_option = click.option(
    "--server",
    metavar="HOST:PORT",
    help=f"Ask this server instead of solving here; {TOKEN}, {CA}, {CERTIFICATE} and {KEY} say who asks, and how.",
)

scenario_server_option = click.option(
    "--server", metavar="HOST:PORT", help="Take the scenario from this server; what is asked of it is worked out here."
)


def connected(address: str) -> Client:
    """A client of the server, with the token and the certificates that the environment names.

    Raises GameError for a file that is none, and ServiceError where a token would travel unencrypted.
    """
    import policygames as pg

    trusted, certificate, key = (os.environ.get(name) for name in (CA, CERTIFICATE, KEY))
    token = os.environ.get(TOKEN)
    if trusted and certificate and key:
        return pg.connect(address, token=token, tls=(trusted, certificate, key))
    return pg.connect(address, token=token, tls=True if trusted == "system" else trusted)
