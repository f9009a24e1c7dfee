"""What is asked about scenarios and how the answers are read: the server has the reader of their files."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from policygames.budget import budget_for
from policygames.errors import GameError
from policygames.games import Game
from policygames.results.analysis_result import AnalysisResult
from policygames.results.finding import Finding
from policygames.v1 import scenario_service_pb2 as pb
from policygames.wire import scenarios as wire
from policygames.wire.games import read_game
from policygames.wire.scenario_answers import read_answer
from policygames.wire.scenarios import FILE_NAME, ScenarioDescription, ScenarioInfo, ScenarioSource

from policygames_client.calls import Call, Further

PAGE = 1000


def source(scenario: Any, file: str | None = None) -> ScenarioSource:
    """Which scenario is meant by its id, or by the text or the bytes of a file, which errors call `file`.

    Raises GameError for anything else.
    """
    if isinstance(scenario, ScenarioSource):
        return scenario
    if isinstance(scenario, bytes) or (isinstance(scenario, str) and "\n" in scenario):
        return file_source(scenario, file)
    if isinstance(scenario, str):
        return ScenarioSource("id", _clean(scenario))
    message = f"type {type(scenario).__name__}; allowed: a scenario's id, or the text or the bytes of its file"
    raise GameError(message, reason="MISSING_GAME", path="scenario")


def file_source(text: str | bytes, file: str | None) -> ScenarioSource:
    """The scenario in a file's text, which travels as bytes where no encoding has its characters."""
    content: str | bytes = text
    if isinstance(text, str) and _clean(text) != text:
        content = text.encode("utf-8", "surrogatepass")
    return ScenarioSource("content" if isinstance(content, bytes) else "text", content, file or FILE_NAME)


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def catalogue(topic: str | None = None, *, deadline: float | None = None) -> Call[tuple[ScenarioInfo, ...]]:
    """What is in the server's catalogue, in the order of ids: all, or what is on one topic.

    Raises GameError, with those that there are, for a topic that no scenario is on.
    """
    return _paged(topic, deadline, "", ())


def listed(topic: str | None = None, *, deadline: float | None = None) -> Call[tuple[str, ...]]:
    """The ids in the server's catalogue, in order: all, or of scenarios on one topic."""
    return _ids(catalogue(topic, deadline=deadline))


def _ids(call: Call[Any]) -> Call[Any]:
    """The same call, whose answer is ids; or the same of the next page's."""

    def read(response: pb.ListScenariosResponse) -> Any:
        found = call.reader(response)
        return _ids(found) if isinstance(found, Call) else tuple(one.id for one in found)

    return replace(call, reader=read)


def _paged(topic: str | None, deadline: float | None, token: str, before: Sequence[ScenarioInfo]) -> Call[Any]:
    """Asks for a page; the answer is all that was found, or the call for the next page."""
    budget_for(deadline)

    def read(response: pb.ListScenariosResponse) -> Any:
        found = (*before, *map(wire.read_info, response.scenarios))
        return _paged(topic, deadline, response.next_page_token, found) if response.next_page_token else found

    request = pb.ListScenariosRequest(page_size=PAGE, page_token=token, topic=topic or "")
    return Call("ListScenarios", request, read, deadline)


def describe(given: ScenarioSource, deadline: float | None) -> Call[ScenarioDescription]:
    """Asks what a scenario says."""
    budget_for(deadline)
    request = pb.GetScenarioRequest(scenario=wire.source_message(given))
    return Call("GetScenario", request, lambda response: wire.read_description(response.scenario), deadline)


def check(
    text: str | bytes | ScenarioSource, *, file: str | None = None, deadline: float | None = None
) -> Call[tuple[Finding, ...]]:
    """Whether what a scenario file claims holds: its findings, checked; `file` is what errors call it.

    What cannot be decided within `deadline` seconds has `holds` None. Raises ScenarioError, its text beginning
    FILE:LINE:COLUMN, with every mistake in the file.
    """
    return findings(text if isinstance(text, ScenarioSource) else file_source(text, file), deadline)


def findings(given: ScenarioSource, deadline: float | None) -> Call[tuple[Finding, ...]]:
    """Asks whether what a scenario claims holds."""
    budget_for(deadline)
    request = pb.CheckScenarioRequest(scenario=wire.source_message(given), answer_mistakes=True)

    def read(response: pb.CheckScenarioResponse) -> Any:  # mistakes in the file make no bad answer
        return Further(partial(wire.read_check_response, response))

    return Call("CheckScenario", request, read, deadline)


def game(given: ScenarioSource, values: Mapping[str, Any], deadline: float | None) -> Call[Game]:
    """Asks for the game at values of parameters."""
    budget_for(deadline)
    request = pb.BuildGameRequest(scenario=wire.source_message(given), values=wire.value_texts(values))
    return Call("BuildGame", request, lambda response: read_game(response.game), deadline)


def solve(
    given: ScenarioSource, analyses: Sequence[str], values: Mapping[str, Any], deadline: float | None
) -> Call[tuple[AnalysisResult, ...]]:
    """Asks for the answers to declared analyses, all of them where none is named."""
    budget_for(deadline)
    request = pb.SolveScenarioRequest(
        scenario=wire.source_message(given), values=wire.value_texts(values), analyses=analyses
    )
    return Call("SolveScenario", request, lambda response: tuple(map(read_answer, response.answers)), deadline)


def then(call: Call[Any], following: Callable[[Any, float | None], Call[Any]]) -> Call[Any]:
    """The call whose answer is the next call, given the first one's answer and the seconds that are left."""
    start, deadline = time.monotonic(), call.timeout

    def read(response: Any) -> Further:
        left = None if deadline is None else max(deadline - (time.monotonic() - start), 1e-3)
        return Further(partial(following, call.reader(response), left))

    return replace(call, reader=read)
