"""What a server is started with."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

GIBIBYTE = 2**30
MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Settings:
    """How to serve: where, with what, and within which limits.

    `address` is HOST:PORT, port 0 picking a free one, `http` the same for HTTP, empty for none; `data` is a folder that
    this server alone uses; `store` is the URL of a PostgreSQL database for jobs, None for SQLite in that folder. Times
    are in seconds, sizes in bytes, a principal's rate in calls a second, `max_work` in vertices or supports. With
    `uncompiled` the server is ready before its kernels are compiled or loaded, and the first larger games wait for
    that. `preload` names modules that the server and its workers import first, for methods that are kept elsewhere.
    """

    data: Path
    address: str = "127.0.0.1:50051"
    workers: int = field(default_factory=lambda: os.cpu_count() or 1)
    http: str = ""
    store: str | None = None
    tokens: Path | None = None
    tls_cert: Path | None = None
    tls_key: Path | None = None
    tls_client_ca: Path | None = None
    reflection: bool = False
    insecure: bool = False
    uncompiled: bool = False
    max_in_flight: int = 64
    principal_in_flight: int | None = None
    principal_workers: int | None = None
    principal_rate: float | None = None
    principal_burst: int = 20
    default_deadline: float = 60.0
    max_deadline: float = 600.0
    grace: float = 30.0
    max_work: float = 1e12
    worker_memory: int = 2 * GIBIBYTE
    max_receive: int = 16 * MEBIBYTE
    max_send: int = 64 * MEBIBYTE
    max_metadata: int = 8192
    max_http: int = 8 * MEBIBYTE
    preload: tuple[str, ...] = ()
