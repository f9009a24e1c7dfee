"""Studies of scenarios as messages and back; what the words in them mean is judged by whoever runs the study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policygames.errors import GameError
from policygames.numerics.exact import exact
from policygames.v1 import study_service_pb2 as pb
from policygames.wire.numbers import number_text
from policygames.wire.places import unrepeated


@dataclass(frozen=True, slots=True)
class ScenarioQuestion:
    """A scenario, to be solved at many draws, as `pg.study` is asked.

    `source` says how it is given: by its `id` in the catalogue, as the `text` of its file, or in `canonical` form.
    """

    scenario: str
    source: str = "id"
    concept: str = ""
    draws: int | None = None
    design: str = ""
    seed: int = 0
    fixed: Mapping[str, Any] = field(default_factory=dict)
    decimals: Mapping[str, int] = field(default_factory=dict)
    levels: int | Mapping[str, int] | None = None
    cases: Mapping[str, Mapping[str, Any]] | None = None
    findings: Sequence[str] | None = None
    limit: int | None = None
    chunk_rows: int = 0


def scenario_message(question: ScenarioQuestion) -> pb.ScenarioStudy:
    """The message of a question. Raises GameError for values that are no numbers."""
    cases = (question.cases or {}).items()
    message = pb.ScenarioStudy(
        draws=question.draws,
        design=question.design,
        seed=question.seed,
        concept=question.concept,
        fixed=_texts(question.fixed, "fixed"),
        decimals=question.decimals,
        levels=_levels(question.levels),
        cases=[pb.ParameterCase(name=name, values=_texts(values, f"cases.{name}")) for name, values in cases],
        findings=None if question.findings is None else pb.FindingNames(ids=question.findings),
        limit=question.limit,
    )
    setattr(message, question.source, question.scenario)
    return message


def _texts(values: Mapping[str, Any], path: str) -> dict[str, str]:
    return {name: number_text(exact(value, f"{path}.{name}")) for name, value in values.items()}


def _levels(levels: int | Mapping[str, int] | None) -> Mapping[str, int]:
    if levels is None:
        return {}
    return {"": levels} if isinstance(levels, int) else levels


def read_scenario(message: pb.ScenarioStudy, chunk_rows: int) -> ScenarioQuestion:
    """The question of a message. Raises GameError where the scenario is missing, or a case comes twice."""
    source = message.WhichOneof("scenario")
    if source is None:
        raise GameError("the scenario is missing; allowed: id, text, canonical", reason="MISSING_GAME", path="scenario")
    cases = unrepeated(((case.name, dict(case.values)) for case in message.cases), "cases")
    levels = dict(message.levels)
    return ScenarioQuestion(
        scenario=getattr(message, source),
        source=source,
        concept=message.concept,
        draws=message.draws or None,
        design=message.design,
        seed=message.seed,
        fixed=dict(message.fixed),
        decimals=dict(message.decimals),
        levels=levels.get("", levels) if levels else None,
        cases=cases or None,
        findings=tuple(message.findings.ids) if message.HasField("findings") else None,
        limit=message.limit if message.HasField("limit") else None,
        chunk_rows=chunk_rows,
    )
