"""What it would take, by whatever lever: the results of `intervene`, and the one that plain data holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from policygames.errors import GameError
from policygames.results.commitment_intervention import CommitmentIntervention
from policygames.results.monitoring_intervention import MonitoringIntervention
from policygames.results.parameter_intervention import ParameterIntervention
from policygames.results.patience_intervention import PatienceIntervention
from policygames.results.payment_intervention import PaymentIntervention

Intervention: TypeAlias = (
    PaymentIntervention | CommitmentIntervention | PatienceIntervention | MonitoringIntervention | ParameterIntervention
)
"""The least change that brings an outcome about; `lever` says what is changed."""

_READERS: dict[str, Callable[[Mapping[str, Any]], Intervention]] = {
    "payment": PaymentIntervention.from_dict,
    "commitment": CommitmentIntervention.from_dict,
    "monitoring": MonitoringIntervention.from_dict,
    "parameters": ParameterIntervention.from_dict,
    "discount": PatienceIntervention.from_dict,
}


def intervention_from_dict(data: Mapping[str, Any]) -> Intervention:
    """The intervention that its `to_dict` wrote; nothing is believed until its `verify` has passed.

    Raises GameError where the lever is unknown, or a field is missing or bad.
    """
    lever = data.get("lever") if isinstance(data, Mapping) else None
    if not isinstance(lever, str) or data.get("kind") != "intervention" or lever not in _READERS:
        message = f"this is no intervention of a lever that is known here: {', '.join(_READERS)}"
        raise GameError(message, reason="BAD_RESULT", path="lever")
    return _READERS[lever](data)
