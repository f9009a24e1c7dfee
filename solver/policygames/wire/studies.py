"""Studies as messages and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from policygames.errors import GameError
from policygames.games.batch import GameBatch
from policygames.v1 import study_service_pb2 as pb
from policygames.wire.game_columns import columns_message, read_columns
from policygames.wire.places import under
from policygames.wire.scenario_studies import ScenarioQuestion, read_scenario, scenario_message

MAX_CHUNK = 2**24
"""Rows of a chunk."""


@dataclass(frozen=True, slots=True)
class GamesQuestion:
    """All of some games are to be solved; a chunk of 0 rows is one that suits them."""

    games: GameBatch
    concept: str = "nash"
    certify: bool = True
    chunk_rows: int = 0


StudyQuestion: TypeAlias = "GamesQuestion | ScenarioQuestion"


def study_request(question: StudyQuestion, request_id: str = "") -> pb.RunStudyRequest:
    """The message of a question. Raises UnsupportedError for payoffs that are no numbers of 64 bits."""
    if isinstance(question, ScenarioQuestion):
        study = scenario_message(question)
        return pb.RunStudyRequest(request_id=request_id, chunk_rows=question.chunk_rows, scenario=study)
    games = pb.GamesStudy(
        games=columns_message(question.games), concept=question.concept, uncertified=not question.certify
    )
    return pb.RunStudyRequest(request_id=request_id, chunk_rows=question.chunk_rows, games=games)


def read_study(message: pb.RunStudyRequest) -> StudyQuestion:
    """The question of a message. Raises GameError, naming the field, for anything that is none."""
    kind = message.WhichOneof("study")
    if not 0 <= message.chunk_rows <= MAX_CHUNK:
        text = f"{message.chunk_rows} rows; allowed: 0 to {MAX_CHUNK}"
        variables = {"value": message.chunk_rows, "allowed": f"0 to {MAX_CHUNK}"}
        raise GameError(text, reason="OPTION_RANGE", path="chunk_rows", variables=variables)
    if kind == "games":
        with under("games"):
            games = read_columns(message.games.games)
        return GamesQuestion(games, message.games.concept, not message.games.uncertified, message.chunk_rows)
    if kind == "scenario":
        return read_scenario(message.scenario, message.chunk_rows)
    variables = {"allowed": "games, scenario"}
    text = "the study is missing; allowed: games, scenario"
    raise GameError(text, reason="MISSING_GAME", path="study", variables=variables)
