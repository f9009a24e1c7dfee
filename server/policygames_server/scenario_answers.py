"""What a worker answers about scenarios. Text names no file: what it extends is looked up in the catalogue alone."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from google.protobuf.message import Message
from policygames.budget import Cancelled
from policygames.documents import ScenarioDocument
from policygames.errors import GameError, ScenarioError, UnsupportedError
from policygames.games.families import ends_of
from policygames.games.game_pieces import GamePiece
from policygames.results.analysis_result import AnalysisResult
from policygames.results.finding import Finding
from policygames.scenarios import Scenario, compiler, pieces, piecewise, scenarios
from policygames.scenarios.catalogue_files import catalogue_file
from policygames.scenarios.library import in_catalogue, parsed
from policygames.scenarios.reading import nearest, shortened
from policygames.scenarios.resolved_text import resolved_text
from policygames.scenarios.values import free_parameter, parameter_values
from policygames.v1 import scenario_service_pb2 as pb
from policygames.wire import scenarios as wire
from policygames.wire.game_cells import cell_message
from policygames.wire.game_forms import forms_message
from policygames.wire.game_pieces import piece_message
from policygames.wire.games import game_message
from policygames.wire.responses import header
from policygames.wire.scenario_answers import answer_message

from policygames_server.frames import Frame, Kind, Request, Task

SHARE = 1 / 3
"""Of the time that is left to a call, what one search may take: analyses and findings have several."""
Answered = Iterator[Message | dict[str, str]]
"""A note for the log, if there is one, and the response."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When the work on a call began, and when it has to end: seconds of the monotonic clock."""

    start: float
    end: float

    @property
    def spent(self) -> float:
        """Seconds of work so far."""
        return time.monotonic() - self.start

    @property
    def search(self) -> float:
        """Seconds that the next search may take."""
        return max(SHARE * (self.end - time.monotonic()), 1e-3)


def _listed(asked: pb.ListScenariosRequest, _: Clock) -> Answered:
    documents = [in_catalogue(name).document for name in scenarios()]
    topics = sorted({topic for document in documents for topic in document.topics})
    if asked.topic and asked.topic not in topics:
        message = f"no scenario is about {shortened(asked.topic)}; {nearest(asked.topic, topics)}"
        raise GameError(message, reason="UNKNOWN_NAME", path="topic")
    found = [one for one in documents if not asked.topic or asked.topic in one.topics]
    yield pb.ListScenariosResponse(scenarios=map(wire.info_message, found))


def _described(asked: pb.GetScenarioRequest, clock: Clock) -> Answered:
    scenario = _read(asked.scenario)
    yield _note(scenario.digest)
    text = resolved_text(*_file(asked.scenario), catalogue_file)
    description = wire.description_message(scenario.document, text, exactly=scenario.is_exact)
    yield pb.GetScenarioResponse(header=header(clock.spent), scenario=description)


def _checked(asked: pb.CheckScenarioRequest, clock: Clock) -> Answered:
    try:
        scenario = _read(asked.scenario)
    except ScenarioError as error:
        if not asked.answer_mistakes:
            raise
        yield pb.CheckScenarioResponse(header=header(clock.spent), mistakes=wire.mistakes_message(error))
        return
    yield _note(scenario.digest)
    findings = [wire.finding_message(one) for one in _findings(scenario.document, clock)]
    yield pb.CheckScenarioResponse(header=header(clock.spent), findings=findings, digest=scenario.digest)


def _findings(document: ScenarioDocument, clock: Clock) -> Iterator[Finding]:
    """Finding by finding, so that each has its share of the time that is left."""
    for stated in document.findings:
        yield from Scenario(replace(document, findings=(stated,))).findings(deadline=clock.search)


def _built(asked: pb.BuildGameRequest, clock: Clock) -> Answered:
    document = _read(asked.scenario).document
    game = compiler.game(document, parameter_values(document, wire.read_values(asked.values)))
    yield _note(game.digest)
    yield pb.BuildGameResponse(header=header(clock.spent, game_digest=game.digest), game=game_message(game))


def _solved(asked: pb.SolveScenarioRequest, clock: Clock) -> Answered:
    document = _read(asked.scenario).document
    changed = _with_values(document, wire.read_values(asked.values))
    yield _note(changed.digest)
    answers = [answer_message(one) for one in _answers(_only(changed, asked.analyses), clock)]
    yield pb.SolveScenarioResponse(header=header(clock.spent), answers=answers)


def _only(document: ScenarioDocument, names: Any) -> ScenarioDocument:
    """The document with the analyses of these names, or all. Raises GameError for an unknown one."""
    known = [one.id for one in document.analyses]
    for name in names:
        if name not in known:
            message = f"there is no analysis {shortened(name)}; {nearest(name, known)}"
            raise GameError(message, reason="UNKNOWN_NAME", path="analyses")
    return replace(document, analyses=tuple(one for one in document.analyses if not names or one.id in names))


def _answers(document: ScenarioDocument, clock: Clock) -> Iterator[AnalysisResult]:
    for one in document.analyses:
        yield from Scenario(replace(document, analyses=(one,))).answers(deadline=clock.search)


def _with_values(document: ScenarioDocument, given: dict[str, Any]) -> ScenarioDocument:
    """The document with these values in place of the file's: what an analysis leaves open stands there, too.

    Raises GameError as `Scenario.game` does.
    """
    parameter_values(document, given)
    changed = (replace(one, value=given[one.id]) if one.id in given else one for one in document.parameters)
    return replace(document, parameters=tuple(changed))


def _opened(asked: pb.OpenParametersRequest, clock: Clock) -> Answered:
    document, values = _read(asked.scenario).document, wire.read_values(asked.values)
    response = pb.OpenParametersResponse(parameters=map(wire.parameter_message, document.parameters))
    if asked.HasField("span"):
        response.pieces.extend(map(piece_message, _pieces(document, asked, values)))
    elif asked.spans:
        _open_several(response, document, asked, values)
    else:
        response.forms.CopyFrom(forms_message(pieces.payoff_forms(document, tuple(asked.names), values)))
    yield _note(document.digest)
    response.header.CopyFrom(header(clock.spent))
    yield response


def _open_several(
    response: pb.OpenParametersResponse,
    document: ScenarioDocument,
    asked: pb.OpenParametersRequest,
    values: Mapping[str, Any],
) -> None:
    """Adds the games along several parameters to the response: in one form, or cell by cell."""
    try:
        response.forms.CopyFrom(forms_message(pieces.payoff_forms(document, tuple(asked.names), values)))
    except UnsupportedError as error:
        if error.reason != "UNSUPPORTED_SCENARIO":
            raise
        ranges = {
            name: ends_of(name, wire.read_span(asked.spans[name], free_parameter(document, name)))
            for name in asked.names
        }
        response.cells.extend(map(cell_message, piecewise.payoff_cells(document, ranges, values)))


def _pieces(
    document: ScenarioDocument, asked: pb.OpenParametersRequest, values: Mapping[str, Any]
) -> tuple[GamePiece, ...]:
    """The games along the span of one parameter. Raises GameError where it is none."""
    if len(asked.names) != 1:
        message = "a span is that of one parameter"
        raise GameError(message, reason="OPTION_RANGE", path="span")
    (name,) = asked.names
    low, high = ends_of(name, wire.read_span(asked.span, free_parameter(document, name)))
    fixed = {key: one for key, one in values.items() if key != name}
    return piecewise.payoff_pieces(document, name, low, high, fixed)


def _read(message: pb.ScenarioSource) -> Scenario:
    source = wire.read_source(message)
    return in_catalogue(str(source.value)) if source.kind == "id" else parsed(source.value, source.file)


def _file(message: pb.ScenarioSource) -> tuple[bytes, str]:
    """The content and the name of a file that was read already."""
    source = wire.read_source(message)
    if source.kind == "id":
        return catalogue_file(str(source.value)) or (b"", "")
    return source.value.encode() if isinstance(source.value, str) else source.value, source.file


def _note(digest: str) -> dict[str, str]:
    return {"digest": digest}


def _answer(kind: type[Message], run: Callable[[Any, Clock], Answered], task: Task, _: Cancelled) -> Iterator[Frame]:
    asked = kind.FromString(task.body)
    for one in run(asked, Clock(time.monotonic(), task.expires)):
        if isinstance(one, dict):
            yield Frame(Kind.NOTE, json.dumps(one).encode())
        else:
            yield Frame(Kind.RESULT, one.SerializeToString())


SCENARIOS: dict[Request, Callable[[Task, Cancelled], Iterator[Frame]]] = {
    Request.LIST_SCENARIOS: partial(_answer, pb.ListScenariosRequest, _listed),
    Request.GET_SCENARIO: partial(_answer, pb.GetScenarioRequest, _described),
    Request.CHECK_SCENARIO: partial(_answer, pb.CheckScenarioRequest, _checked),
    Request.BUILD_GAME: partial(_answer, pb.BuildGameRequest, _built),
    Request.SOLVE_SCENARIO: partial(_answer, pb.SolveScenarioRequest, _solved),
    Request.OPEN_PARAMETERS: partial(_answer, pb.OpenParametersRequest, _opened),
}
