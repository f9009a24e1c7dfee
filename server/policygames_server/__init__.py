"""The service: transport, limits and worker processes around the solver; `main.serve` runs it."""

import os

os.environ.setdefault("GRPC_VERBOSITY", "NONE")  # before grpc is imported: what it says of its own accord is no JSON
