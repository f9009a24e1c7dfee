"""What a job asks for as a spec of `policygames.studies`, kept in the job's folder."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
from policygames.batch import solve_many
from policygames.errors import UnsupportedError
from policygames.studies import GamesSpec, Spec, parts
from policygames.wire.studies import GamesQuestion, ScenarioQuestion

FILE = "spec.json"


def made(question: GamesQuestion | ScenarioQuestion, folder: Path) -> Spec:
    """The spec of a question, written into `folder`. Raises PolicyGamesError, naming the field, for a bad question."""
    spec = _of_games(question, folder) if isinstance(question, GamesQuestion) else _of_scenario(question)
    parts.put_text(folder, FILE, spec.to_json())
    return spec


def read(folder: Path) -> Spec:
    """The spec that was written into `folder`."""
    text = (folder / FILE).read_text(encoding="utf-8")
    return _READERS[json.loads(text).get("kind", "")](text, folder)


def _of_games(question: GamesQuestion, folder: Path) -> Spec:
    none = np.zeros((0, *question.games.payoffs.shape[1:]), dtype=np.int64)
    solve_many(none, question.concept)  # what is wrong with the concept is said before the job begins
    return GamesSpec.create(
        folder, question.games, question.concept, certify=question.certify, chunk_size=question.chunk_rows
    )


def _of_scenario(question: ScenarioQuestion) -> Spec:  # noqa: ARG001
    raise UnsupportedError("studies of scenarios are not offered yet", reason="UNSUPPORTED", path="scenario")


_READERS: dict[str, Callable[[str, Path], Spec]] = {"games": GamesSpec.from_json}
