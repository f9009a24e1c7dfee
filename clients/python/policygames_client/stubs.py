"""The calls of all services that a client uses, by their names."""

from __future__ import annotations

from typing import Any

from google.longrunning.operations_pb2_grpc import OperationsStub
from policygames.v1.scenario_service_pb2_grpc import ScenarioServiceStub
from policygames.v1.solver_service_pb2_grpc import SolverServiceStub
from policygames.v1.study_service_pb2_grpc import StudyServiceStub

_SERVICES = (SolverServiceStub, ScenarioServiceStub, StudyServiceStub, OperationsStub)


class Stubs:
    """An attribute per rpc of a channel, sync or async."""

    def __init__(self, channel: Any) -> None:
        for service in _SERVICES:
            vars(self).update(vars(service(channel)))
