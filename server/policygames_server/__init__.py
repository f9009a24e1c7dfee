"""The service: transport, limits and worker processes around the solver; `main.serve` runs it."""
