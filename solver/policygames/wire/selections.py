"""Potentials, selections and values of information as messages and back, with all that proves them."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from policygames.errors import GameError
from policygames.games import BayesianGame, NormalFormGame, SymmetricGame
from policygames.games.information import revealed
from policygames.results import potential as potentials
from policygames.results import selection as selections
from policygames.results.information_value import InformationValue
from policygames.results.potential import Potential
from policygames.results.selection import Selection
from policygames.v1 import analyses_pb2 as pb
from policygames.wire.numbers import number_text, number_texts, read_number, read_numbers
from policygames.wire.places import under
from policygames.wire.profiles import mixed_message, pure_message, read_mixed, read_pure
from policygames.wire.solutions import (
    check_digest,
    equilibrium_message,
    read_equilibrium,
    read_solution,
    solution_message,
)


def potential_message(potential: Potential) -> pb.Potential:
    exact = potential.exact
    return pb.Potential(
        game_digest=potential.game.digest,
        shape=None if exact is None else exact.shape,
        values=None if exact is None else number_texts(exact.ravel().tolist()),
        cycle=[pure_message(profile) for profile in potential.cycle or ()],
    )


def read_potential(message: pb.Potential, game: NormalFormGame | SymmetricGame) -> Potential:
    """The potential of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `potential.`, where it does not fit, CertificateError for another game's.
    """
    check_digest(message.game_digest, game, "potential.game_digest")
    with under("potential"):
        exact = None
        if message.shape:
            values = read_numbers(message.values, "values")
            if any(size < 0 for size in message.shape) or np.prod(message.shape, dtype=object) != len(values):
                text = f"{len(values)} values for the shape {list(message.shape)}"
                raise GameError(text, reason="SHAPE_DATA_MISMATCH", path="values")
            exact = np.empty(len(values), dtype=object)
            exact[:] = values
            exact = exact.reshape(tuple(message.shape))
        return potentials.checked(Potential(game, exact, tuple(map(read_pure, message.cycle)) or None))


def value_message(value: InformationValue) -> pb.InformationValue:
    game = value.game
    return pb.InformationValue(
        game_digest=game.digest,
        learner=game.players.index(value.learner),
        about=game.players.index(value.about),
        before=solution_message(value.before),
        after=solution_message(value.after),
    )


def read_value(message: pb.InformationValue, game: BayesianGame) -> InformationValue:
    """The value of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `value.`, where it does not fit, CertificateError for another game's.
    """
    check_digest(message.game_digest, game, "value.game_digest")
    with under("value"):
        learner, about = game.player_index(message.learner, "learner"), game.player_index(message.about, "about")
        after = revealed(game, learner, about)
        return InformationValue(
            game=game,
            learner=game.players[learner],
            about=game.players[about],
            before=read_solution(message.before, game),
            after=read_solution(message.after, after),
        )


def selection_message(selection: Selection) -> pb.Selection:
    return pb.Selection(
        game_digest=selection.game.digest,
        by=selection.by,
        equilibria=map(equilibrium_message, selection.equilibria),
        values=map(_said, selection.values),
        complete=selection.complete,
        gap=selection.gap,
        prior=None if selection.prior is None else mixed_message(selection.prior),
        path=[
            pb.TracingStep(weight=number_text(weight), profile=mixed_message(profile))
            for weight, profile in selection.path
        ],
        warnings=selection.warnings,
    )


def _said(value: Fraction | float | None) -> pb.SelectionValue:
    if value is None:
        return pb.SelectionValue()
    return pb.SelectionValue(exact=number_text(value)) if isinstance(value, Fraction) else pb.SelectionValue(real=value)


def read_selection(message: pb.Selection, game: NormalFormGame) -> Selection:
    """The selection of a message about `game`; nothing is believed until its `verify` has passed.

    Raises GameError, its path under `selection.`, where it does not fit, CertificateError for another game's.
    """
    check_digest(message.game_digest, game, "selection.game_digest")
    with under("selection"):
        read = Selection(
            game=game,
            by=message.by,
            equilibria=tuple(read_equilibrium(one, game) for one in message.equilibria),
            values=tuple(_read_said(one, f"values[{index}]") for index, one in enumerate(message.values)),
            complete=message.complete,
            gap=message.gap,
            prior=game.mixed_profile(read_mixed(message.prior, "prior"), "prior")
            if message.HasField("prior")
            else None,
            path=tuple(_read_step(one, f"path[{index}]", game) for index, one in enumerate(message.path)),
            warnings=tuple(message.warnings),
        )
        return selections.checked(read)


def _read_said(message: pb.SelectionValue, path: str) -> Fraction | float | None:
    kind = message.WhichOneof("kind")
    if kind is None:
        return None
    return message.real if kind == "real" else read_number(message.exact, f"{path}.exact")


def _read_step(message: pb.TracingStep, path: str, game: NormalFormGame) -> selections.Step:
    profile = game.mixed_profile(read_mixed(message.profile, f"{path}.profile"), f"{path}.profile")
    return read_number(message.weight, f"{path}.weight"), profile
