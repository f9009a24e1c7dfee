"""What a job asks for as a spec of `policygames.studies`; a job's folder is that of a study."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from policygames.batch import solve_many
from policygames.scenarios import Scenario, library
from policygames.studies import GamesSpec, Spec, StudySpec, parts
from policygames.studies.folder import SPEC, read_spec
from policygames.studies.planning import Wish, spec_of
from policygames.studies.stored_document import document_from
from policygames.wire.scenario_studies import ScenarioQuestion
from policygames.wire.studies import GamesQuestion, StudyQuestion

_WISHES = ("concept", "draws", "seed", "fixed", "decimals", "levels", "cases", "findings")


def made(question: StudyQuestion, folder: Path) -> Spec:
    """The spec of a question, written into `folder`. Raises PolicyGamesError, naming the field, for a bad question."""
    spec = _of_games(question, folder) if isinstance(question, GamesQuestion) else _of_scenario(question)
    parts.put_text(folder, SPEC, spec.to_json())
    return spec


def read(folder: Path) -> Spec:
    """The spec that was written into `folder`."""
    return read_spec(folder)


def _of_games(question: GamesQuestion, folder: Path) -> GamesSpec:
    none = np.zeros((0, *question.games.payoffs.shape[1:]), dtype=np.int64)
    solve_many(none, question.concept)  # what is wrong with the concept is said before the job begins
    return GamesSpec.create(
        folder, question.games, question.concept, certify=question.certify, chunk_size=question.chunk_rows
    )


def _of_scenario(question: ScenarioQuestion) -> StudySpec:
    wishes = {name: getattr(question, name) for name in _WISHES}
    given = {"design": question.design or None, "limit": question.limit, "chunk_size": question.chunk_rows or None}
    wishes |= {name: value for name, value in given.items() if value is not None}
    return spec_of(_scenario(question), Wish(**wishes))


def _scenario(question: ScenarioQuestion) -> Scenario:
    if question.source == "id":
        return library.in_catalogue(question.scenario)
    if question.source == "text":
        return library.parsed(question.scenario)
    return Scenario(document_from(question.scenario))
