"""The rows of a study of a scenario: draws solved together where that can be, and every failure a row of its own."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from policygames.certificates import Coverage
from policygames.documents import StatedFinding
from policygames.errors import PolicyGamesError
from policygames.games import NormalFormGame
from policygames.scenarios.cases import Case
from policygames.scenarios.compiler import stage_game
from policygames.scenarios.roster import written_out
from policygames.scenarios.values import parameter_values
from policygames.studies import parts
from policygames.studies.answers import FIELDS, described, failure, is_fast, solved_games
from policygames.studies.chunks import Failures
from policygames.studies.drawn_games import single_games, tables_of
from policygames.studies.draws import Draws, column_type
from policygames.studies.findings import Tables, held, is_decided_together
from policygames.studies.one_by_one import Question, solved_one_by_one
from policygames.studies.outcomes import FAILED, Plays, labels
from policygames.studies.senses import held_apart, sense_of

if TYPE_CHECKING:
    from policygames.studies.spec import StudySpec

OUTCOME, FINDING = "outcome", "finding:"


def solved_draws(spec: StudySpec, draws: Draws, failed: Failures) -> pa.Table:
    """A row for each of `draws`; those in `failed` are not tried."""
    last, pieces = 0, []
    for row in [*sorted(number - draws.first for number in failed), len(draws)]:
        pieces += [_results(spec, draws[last:row])] if row > last else []
        pieces += [_lost(spec, failed[draws.first + row])] if row < len(draws) else []
        last = row + 1
    results = pa.concat_tables(pieces)
    numbers = pa.array(np.arange(draws.first, draws.first + len(draws)), pa.int64())
    named = [] if not spec.names else [pa.array(spec.names[draws.first : draws.first + len(draws)])]
    return pa.Table.from_arrays(
        [numbers, *named, *draws.columns(), *results.combine_chunks().columns], schema=_schema(spec, draws)
    )


def _schema(spec: StudySpec, draws: Draws) -> pa.Schema:
    units = {parameter.id: parameter.unit for parameter in spec.played.document.parameters}
    numbered = [pa.field("draw", pa.int64())]
    named = [pa.field("case", pa.string())] if spec.names else []
    drawn = [
        pa.field(name, column_type(scale), metadata={"unit": units.get(name, "")})
        for name, scale in zip(draws.names, draws.denominators, strict=True)
    ]
    paid = {"unit": spec.played.document.payoffs.unit}
    answers = [one.with_metadata({**one.metadata, **paid}) if one.name == "payoffs" else one for one in FIELDS]
    fields = [*numbered, *named, *drawn, *answers, *_judged(spec)]
    return pa.schema(fields, {parts.STUDY: spec.digest.encode(), b"solver_version": spec.solver_version.encode()})


def _judged(spec: StudySpec) -> list[pa.Field]:
    stated = {finding.id: finding for finding in spec.played.document.findings}
    findings = [pa.field(FINDING + one, pa.bool_(), metadata=_told(stated[one])) for one in spec.findings]
    return [
        pa.field(
            OUTCOME,
            pa.string(),
            metadata={"what": "the equilibria by who plays what; of repeated games which profiles can be played"},
        ),
        *findings,
    ]


def _told(stated: StatedFinding) -> dict[str, str]:
    return {"what": stated.claim, "asked": sense_of(stated)}


def _lost(spec: StudySpec, error: str) -> pa.Table:
    """The results of a draw that is not solved."""
    row = failure(error).append_column(OUTCOME, pa.array([FAILED + error.partition(":")[0]]))
    for one in spec.findings:
        row = row.append_column(FINDING + one, pa.nulls(1, pa.bool_()))
    return row


def _results(spec: StudySpec, draws: Draws) -> pa.Table:
    """Answers, outcome and findings of `draws`; where one of them breaks all, halves are tried, down to that one."""
    try:
        return _together(spec, draws)
    except Exception as error:  # noqa: BLE001 - the border: one draw's failure is a row, and the run goes on
        if len(draws) == 1:
            return _lost(spec, described(error))
    middle = len(draws) // 2
    return pa.concat_tables([_results(spec, draws[:middle]), _results(spec, draws[middle:])])


def _together(spec: StudySpec, draws: Draws) -> pa.Table:
    if is_together(spec):
        games = tables_of(spec.played, draws)
        answers, special = solved_games(games, spec.concept, certify=True, first=0, failed={}), None
    else:
        single = single_games(spec.played, draws, spec.concept)
        answers, special = solved_one_by_one(single, Question(spec.concept, spec.limit), _plays(spec).actions)
    table = answers.append_column(OUTCOME, labels(answers, _plays(spec), special))
    apart = _apart(spec, draws)
    for stated in spec.played.document.findings:
        if stated.id in spec.findings:
            found = apart[stated.id] if stated.id in apart else _held(spec, draws, stated, answers)
            table = table.append_column(FINDING + stated.id, found)
    return table


def _apart(spec: StudySpec, draws: Draws) -> dict[str, pa.Array]:
    """Finding → whether it holds, draw by draw, of those that are decided one by one."""
    findings = [one for one in spec.played.document.findings if one.id in spec.findings]
    single = [one for one in findings if not is_decided_together(one, _case(spec).stage)]
    if not single:
        return {}
    rows = [held_apart(single, _case(spec), draws.values(row)) for row in range(len(draws))]
    return {one.id: pa.array([row[one.id] for row in rows], pa.bool_()) for one in single}


def _held(spec: StudySpec, draws: Draws, stated: StatedFinding, answers: pa.Table) -> pa.Array:
    """Whether the finding holds, draw by draw, what it takes as given in place of what is drawn; null: no such game."""
    try:
        games = tables_of(spec.played, draws.having(stated.given))
    except PolicyGamesError:
        if len(draws) == 1:
            return pa.nulls(1, pa.bool_())
        middle = len(draws) // 2
        halves = ((draws[:middle], answers[:middle]), (draws[middle:], answers[middle:]))
        return pa.concat_arrays([_held(spec, half, stated, own) for half, own in halves])
    known = _lists(answers) if spec.concept == "nash" and not stated.given else None
    return pa.array(held(stated, Tables(_case(spec), games, known)), pa.bool_())


def _lists(answers: pa.Table) -> tuple[NDArray[np.int64], NDArray[np.bool_]] | None:
    """How many equilibria each game has, and whether the list is proven; None where one was not solved."""
    if answers["equilibria"].null_count:
        return None
    return np.asarray(answers["equilibria"]), np.asarray(pc.equal(answers["coverage"], Coverage.ALL.value))


def is_together(spec: StudySpec) -> bool:
    """Whether all draws are answered together, by a fast path."""
    game = _case(spec).stage
    return isinstance(game, NormalFormGame) and is_fast(game.shape, spec.concept)


def is_decided_in_bulk(spec: StudySpec) -> bool:
    """Whether every finding is decided in many draws at once."""
    wanted = [one for one in spec.played.document.findings if one.id in spec.findings]
    return all(is_decided_together(one, _case(spec).stage) for one in wanted)


@lru_cache(maxsize=4)
def _case(spec: StudySpec) -> Case:
    """The names of the scenario, at the file's values."""
    document = spec.played.document
    values = parameter_values(document, {})
    return Case(document, values, stage_game(document, values))


def _plays(spec: StudySpec) -> Plays:
    document = written_out(spec.played.document)
    return Plays(tuple(tuple(action.id for action in player.actions) for player in document.players))
