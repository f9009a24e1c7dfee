"""Scenarios as messages and back: which one is meant, what it says, whether what it claims holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from policygames.documents import Distribution, Parameter, ScenarioDocument, Source, StatedFinding
from policygames.documents.stored import document_from
from policygames.errors import CertificateError, GameError, ScenarioError
from policygames.numerics.exact import exact
from policygames.results.finding import Finding
from policygames.v1 import scenario_service_pb2 as pb
from policygames.wire.numbers import number_text, optional_text, read_number

KINDS = ("id", "text", "content")
FILE_NAME = "scenario.yaml"
_LONGEST_NAME = 256


@dataclass(frozen=True, slots=True)
class ScenarioSource:
    """Which scenario is meant: one by its `id`, or the `text` or the `content` (bytes) of a file.

    `file` is what errors call it; nothing is looked up by that name.
    """

    kind: str
    value: str | bytes
    file: str = FILE_NAME


@dataclass(frozen=True, slots=True)
class ScenarioInfo:
    """A scenario of a catalogue in short."""

    id: str
    version: str
    title: str
    question: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ScenarioDescription:
    """What a scenario says; `text` is its file after inheritance, `is_exact`: no payoff is rounded."""

    document: ScenarioDocument
    text: str
    is_exact: bool


def source_message(source: ScenarioSource) -> pb.ScenarioSource:
    """The message of a source. Raises GameError for a file's name that no line of text takes."""
    _check_name(source.file)
    message = pb.ScenarioSource(file_name="" if source.file == FILE_NAME else source.file)
    setattr(message, source.kind, source.value)
    return message


def read_source(message: pb.ScenarioSource) -> ScenarioSource:
    """The source of a message. Raises GameError where there is none, and for a name that no line of text takes."""
    kind, name = message.WhichOneof("kind"), message.file_name or FILE_NAME
    if kind is None:
        text = f"the scenario is missing; allowed: {', '.join(KINDS)}"
        raise GameError(text, reason="MISSING_GAME", path="scenario")
    _check_name(name)
    return ScenarioSource(kind, getattr(message, kind), name)


def _check_name(name: str) -> None:
    if len(name) > _LONGEST_NAME or not name.isprintable():
        text = f"a file's name has up to {_LONGEST_NAME} printable characters"
        raise GameError(text, reason="BAD_LABEL", path="scenario.file_name")


def value_texts(values: Mapping[str, Any]) -> dict[str, str]:
    """Values of parameters as they travel. Raises GameError, its path the parameter, for what is no number."""
    return {name: number_text(exact(value, name)) for name, value in values.items()}


def read_values(texts: Mapping[str, str]) -> dict[str, Any]:
    """Values of parameters. Raises GameError, its path the parameter, for what is no number."""
    return {name: read_number(text, name) for name, text in texts.items()}


def read_span(message: pb.ParameterSpan, parameter: Parameter) -> tuple[Fraction, Fraction]:
    """From where to where a parameter moves. Raises GameError where an end is neither given nor its own."""
    own = parameter.range or (None, None)
    low = read_number(message.low, "span.low") if message.HasField("low") else own[0]
    high = read_number(message.high, "span.high") if message.HasField("high") else own[1]
    if low is None or high is None:
        text = f"{parameter.id} has no range of its own; give one, as in over={{{parameter.id!r}: (0, 1)}}"
        raise GameError(text, reason="PARAMETER_RANGE", path="over")
    return low, high


def info_message(document: ScenarioDocument) -> pb.ScenarioSummary:
    """The message of a scenario in short."""
    return pb.ScenarioSummary(
        id=document.id,
        version=document.version,
        title=document.title,
        question=document.question,
        topics=document.topics,
    )


def read_info(message: pb.ScenarioSummary) -> ScenarioInfo:
    return ScenarioInfo(message.id, message.version, message.title, message.question, tuple(message.topics))


def description_message(document: ScenarioDocument, text: str, *, exactly: bool) -> pb.Scenario:
    """The message of a document and of its file's `text` after inheritance; `exactly`: no payoff is rounded."""
    return pb.Scenario(
        about=info_message(document),
        summary=document.summary,
        as_of=document.as_of,
        unit=document.payoffs.unit,
        parameters=map(parameter_message, document.parameters),
        sources=[_cited(source) for source in document.sources],
        findings=[_stated(finding) for finding in document.findings],
        analyses=[pb.StatedAnalysis(id=one.id, analysis=one.analysis) for one in document.analyses],
        text=text,
        canonical=document.canonical,
        digest=document.digest,
        exact=exactly,
    )


def read_description(message: pb.Scenario) -> ScenarioDescription:
    """What a message says of a scenario. Raises CertificateError where its digest is that of another one."""
    document = document_from(message.canonical)
    if document.digest != message.digest:
        raise CertificateError("the digest is not that of the scenario", path="scenario.digest")
    return ScenarioDescription(document, message.text, message.exact)


def _cited(source: Source) -> pb.CitedSource:
    return pb.CitedSource(
        id=source.id,
        title=source.title,
        kind=source.kind,
        date=source.date,
        locator=source.locator,
        url=source.url,
    )


def _stated(finding: StatedFinding) -> pb.StatedFinding:
    given = {name: number_text(value) for name, value in finding.given.items()}
    return pb.StatedFinding(id=finding.id, claim=finding.claim, kind=finding.kind, given=given)


def parameter_message(parameter: Parameter) -> pb.ScenarioParameter:
    """The message of a parameter."""
    drawn, ends = parameter.distribution, parameter.range
    return pb.ScenarioParameter(
        id=parameter.id,
        value=optional_text(parameter.value),
        formula=parameter.formula,
        unit=parameter.unit,
        range=ends and pb.ParameterRange(low=number_text(ends[0]), high=number_text(ends[1])),
        distribution=None if drawn is None else _distribution(drawn),
        basis=parameter.basis,
        sources=parameter.sources,
        note=parameter.note,
        decimals=parameter.decimals,
    )


def _distribution(drawn: Distribution) -> pb.ParameterDistribution:
    return pb.ParameterDistribution(type=drawn.type, numbers=value_texts(drawn.numbers))


def read_parameters(messages: Iterable[pb.ScenarioParameter]) -> dict[str, Parameter]:
    """The parameters of messages, by id. Raises GameError for numbers that are none."""
    return {one.id: _read_parameter(one) for one in messages}


def _read_parameter(message: pb.ScenarioParameter) -> Parameter:
    path, ends, drawn = f"parameters.{message.id}", message.range, message.distribution
    return Parameter(
        id=message.id,
        value=read_number(message.value, path) if message.HasField("value") else None,
        formula=message.formula,
        unit=message.unit,
        range=(read_number(ends.low, path), read_number(ends.high, path)) if message.HasField("range") else None,
        distribution=Distribution(drawn.type, read_values(drawn.numbers)) if message.HasField("distribution") else None,
        basis=message.basis,
        sources=tuple(message.sources),
        note=message.note,
        decimals=message.decimals if message.HasField("decimals") else None,
    )


def finding_message(finding: Finding) -> pb.CheckedFinding:
    message = pb.CheckedFinding(id=finding.id, claim=finding.claim, why=finding.why)
    if finding.holds is not None:
        message.holds = finding.holds
    return message


def mistakes_message(error: ScenarioError) -> pb.FileMistakes:
    """The message of what is wrong with a file."""
    return pb.FileMistakes(
        file=error.file,
        line=error.line,
        column=error.column,
        path=error.path,
        reason=error.reason,
        message=error.message,
    )


def read_check_response(message: pb.CheckScenarioResponse) -> tuple[Finding, ...]:
    """The findings of a response. Raises ScenarioError where it tells of mistakes in the file."""
    if message.HasField("mistakes"):
        found = message.mistakes
        raise ScenarioError(
            found.message,
            reason=found.reason,
            path=found.path,
            file=found.file,
            line=found.line,
            column=found.column,
        )
    return tuple(map(_read_finding, message.findings))


def _read_finding(message: pb.CheckedFinding) -> Finding:
    return Finding(message.id, message.claim, message.holds if message.HasField("holds") else None, message.why)
