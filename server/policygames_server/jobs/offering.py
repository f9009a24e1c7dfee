"""The services of jobs, as a server offers them."""

from __future__ import annotations

from google.longrunning import operations_pb2
from policygames.v1 import study_service_pb2

from policygames_server.jobs.desk import Desk
from policygames_server.jobs.operations import Operations
from policygames_server.jobs.studies import Ask, StudyService
from policygames_server.offered import Offered


def offered(desk: Desk, ask: Ask) -> list[Offered]:
    """StudyService and google.longrunning.Operations."""
    studies = study_service_pb2.DESCRIPTOR.services_by_name["StudyService"]
    operations = operations_pb2.DESCRIPTOR.services_by_name["Operations"]
    return [
        Offered(studies, StudyService(desk, ask).handlers()),
        Offered(operations, Operations(desk).handlers()),
    ]
