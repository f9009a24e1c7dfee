"""`python -m policygames_server`: the server alone, without the other commands."""

from __future__ import annotations

from policygames_server.command import command

if __name__ == "__main__":
    command(prog_name="python -m policygames_server")
