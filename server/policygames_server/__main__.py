"""`python -m policygames_server`: the server alone, without the other commands."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from policygames_server.main import serve
from policygames_server.settings import Settings


def parsed(arguments: list[str] | None = None) -> Settings:
    """The settings that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m policygames_server", description="Serves games over gRPC.")
    parser.add_argument("--address", default="127.0.0.1:50051", metavar="HOST:PORT", help="port 0 picks a free one")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="a folder for this server alone")
    parser.add_argument("--workers", type=int, metavar="N", help="processes that solve; default: one per core")
    parser.add_argument("--reflection", action="store_true", help="lets callers ask for the schema")
    parser.add_argument("--insecure", action="store_true", help="listens beyond this machine, unencrypted")
    parser.add_argument("--uncompiled", action="store_true", help="is ready before the kernels for larger games are")
    given = {name: value for name, value in vars(parser.parse_args(arguments)).items() if value is not None}
    return Settings(**given)


if __name__ == "__main__":
    sys.exit(serve(parsed()))
