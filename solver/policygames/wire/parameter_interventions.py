"""Changes of parameters that bring a target about as messages and back; the reader brings the question."""

from __future__ import annotations

from dataclasses import replace

from policygames.errors import GameError
from policygames.games.game_cells import forms_in
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import forms_at
from policygames.games.interventions.parameters import ParameterQuestion
from policygames.games.names import index_of
from policygames.games.profiles import PureProfile
from policygames.results.parameter_intervention import ParameterIntervention
from policygames.v1 import candidates_pb2
from policygames.v1 import interventions_pb2 as pb
from policygames.wire.certificates import certificate_message, read_certificate
from policygames.wire.game_cells import cell_message, read_covering
from policygames.wire.game_forms import forms_message, read_forms
from policygames.wire.game_pieces import piece_message
from policygames.wire.numbers import number_text, number_texts, optional_text, read_number, read_numbers
from policygames.wire.other_interventions import optional_number
from policygames.wire.places import under
from policygames.wire.profiles import pure_message, read_pure
from policygames.wire.regimes import axis_message, read_along, read_axes

Questions = tuple[ParameterQuestion, ...]


def parameter_question_message(questions: Questions) -> pb.ParameterQuestion:
    first = questions[0]
    return pb.ParameterQuestion(
        forms=None if first.parts or first.cells else forms_message(first.forms),
        pieces=map(piece_message, first.parts),
        cells=map(cell_message, first.cells),
        axes=map(axis_message, first.axes),
        target=pure_message(first.target),
        margin=number_text(first.margin),
        norm=first.norm,
        punishments=[pure_message(one.punishment) for one in questions if one.punishment is not None],
    )


def read_parameter_question(message: pb.ParameterQuestion) -> Questions:
    """The questions of a message, one for each punishment. Raises GameError, naming the field, for what is none."""
    first = _read_games(message)
    forms = first.forms
    asked = replace(
        first,
        target=_read_profile(message.target, forms, "target"),
        margin=read_number(message.margin, "margin"),
        norm=message.norm,
    )
    answers: list[PureProfile | None] = [
        _read_profile(one, forms, f"punishments[{place}]") for place, one in enumerate(message.punishments)
    ]
    return tuple(replace(asked, punishment=answer) for answer in answers or [None])


def _read_games(message: pb.ParameterQuestion) -> ParameterQuestion:
    """The question but for what is asked: games and axes, and the pieces or cells of which there are several."""
    if message.cells:
        cells, axes = read_covering(message)
        stood = [axis.low if axis.default is None else axis.default for axis in axes]
        return ParameterQuestion(forms_in(cells, stood), axes, (), cells=cells)
    if not message.pieces:
        forms = read_forms(message.forms, "forms")
        return ParameterQuestion(forms, read_axes(message.axes, forms), ())
    pieces, axis = read_along(message.pieces, message.axes)
    start = axis.low if axis.default is None else axis.default
    return ParameterQuestion(forms_at(pieces, start), (axis,), (), parts=pieces)


def _read_profile(message: candidates_pb2.PureProfile, forms: GameForms, path: str) -> PureProfile:
    profile = read_pure(message)
    if len(profile) != len(forms.shape):
        text = f"a profile names {len(forms.shape)} actions, one per player"
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path=path)
    return tuple(index_of(action, forms.actions[player], f"{path}[{player}]") for player, action in enumerate(profile))


def parameter_message(found: ParameterIntervention) -> pb.ParameterIntervention:
    demands, answer = found.question.every_demand(), found.question.punishment
    return pb.ParameterIntervention(
        punishment=None if answer is None else pure_message(answer),
        values=number_texts(found.values or ()),
        cost=optional_text(found.cost),
        low=optional_text(found.low),
        certificate=None if found.certificate is None else certificate_message(found.certificate),
        least=[demands.index(one) for one in found.least],
        prices=number_texts(found.prices),
        unattained=not found.is_attained,
    )


def read_parameters(message: pb.ParameterIntervention, questions: Questions) -> ParameterIntervention:
    """The intervention of a message about `questions`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `intervention.`, for anything that is none.
    """
    with under("intervention"):
        answer = read_pure(message.punishment) if message.HasField("punishment") else None
        question = next((one for one in questions if one.punishment == answer), None)
        if question is None:
            raise GameError("this answers another question", reason="BAD_RESULT", path="punishment")
        demands = question.every_demand()
        if any(not 0 <= place < len(demands) for place in message.least):
            raise GameError("there is no such demand", reason="BAD_RESULT", path="least")
        return ParameterIntervention(
            question=question,
            values=read_numbers(message.values, "values") or None,
            cost=optional_number(message, "cost"),
            low=optional_number(message, "low"),
            certificate=read_certificate(message.certificate) if message.HasField("certificate") else None,
            least=tuple(demands[place] for place in message.least),
            prices=read_numbers(message.prices, "prices"),
            is_attained=not message.unattained,
        )
