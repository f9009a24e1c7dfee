"""Games with payoffs left open as messages and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod
from typing import Any

import numpy as np

from policygames.errors import GameError
from policygames.games.game_forms import GameForms
from policygames.games.limits import check_shape
from policygames.games.names import action_names, player_names
from policygames.numerics.forms import Form
from policygames.v1 import games_pb2
from policygames.v1 import regimes_pb2 as pb
from policygames.wire.numbers import read_number

MOST_POWER = 64
"""The highest power of an unknown, and the most of them in a term."""


def forms_message(forms: GameForms) -> pb.GameForms:
    """The message of games with payoffs left open."""
    return pb.GameForms(
        unknowns=forms.unknowns,
        players=forms.players,
        actions=[games_pb2.ActionNames(names=names) for names in forms.actions],
        payoffs=[
            _ratios_message(table.ravel(), base) for table, base in zip(forms.payoffs, forms.denominators, strict=True)
        ],
        discounts=[_ratios_message([top], bottom) for top, bottom in forms.discounts or ()],
    )


def _ratios_message(numerators: Any, denominator: Form) -> pb.FormRatios:
    return pb.FormRatios(numerators=map(form_message, numerators), denominator=form_message(denominator))


def form_message(form: Form) -> pb.Form:
    """The message of a form."""
    return pb.Form(terms=[pb.FormTerm(powers=powers, coefficient=str(one)) for powers, one in form.terms])


def read_forms(message: pb.GameForms, path: str) -> GameForms:
    """The games of a message. Raises GameError, its path under `path`, for anything that is none."""
    unknowns, shape = tuple(message.unknowns), tuple(len(names.names) for names in message.actions)
    check_shape((len(shape), *shape), f"{path}.actions")
    players = player_names(message.players, len(shape))
    actions = action_names([names.names for names in message.actions], shape)
    payoffs = [_read_ratios(one, len(unknowns), f"{path}.payoffs[{i}]") for i, one in enumerate(message.payoffs)]
    discounts = [_read_ratios(one, len(unknowns), f"{path}.discounts[{i}]") for i, one in enumerate(message.discounts)]
    if len(payoffs) != len(shape) or any(len(forms) != prod(shape) for forms, _ in payoffs):
        raise GameError(
            f"the payoffs are not of shape {shape}",
            reason="SHAPE_DATA_MISMATCH",
            path=f"{path}.payoffs",
            variables={"shape": shape},
        )
    if discounts and (len(discounts) != len(shape) or any(len(forms) != 1 for forms, _ in discounts)):
        raise GameError("there is not one discount factor for each player", path=f"{path}.discounts")
    return GameForms(
        unknowns,
        players,
        actions,
        tuple(_table(forms, shape) for forms, _ in payoffs),
        tuple(base for _, base in payoffs),
        tuple((forms[0], base) for forms, base in discounts) or None,
    )


def alike(several: Iterable[GameForms]) -> bool:
    """Whether all have the same players, actions and unknowns, and all are repeated or none is."""
    return len({(one.players, one.actions, one.unknowns, one.discounts is None) for one in several}) <= 1


def _table(forms: Sequence[Form], shape: tuple[int, ...]) -> Any:
    table = np.empty(len(forms), dtype=object)
    table[:] = forms
    return table.reshape(shape)


def _read_ratios(message: pb.FormRatios, unknowns: int, path: str) -> tuple[list[Form], Form]:
    forms = [read_form(one, unknowns, path) for one in message.numerators]
    return forms, read_form(message.denominator, unknowns, f"{path}.denominator")


def read_form(message: pb.Form, unknowns: int, path: str) -> Form:
    """The form of a message in so many unknowns. Raises GameError at `path` for anything that is none."""
    terms = {}
    for term in message.terms:
        powers = tuple(term.powers)
        if len(powers) != unknowns or min(powers, default=0) < 0 or sum(powers) > MOST_POWER:
            text = f"powers {list(powers)} of {unknowns} unknowns; allowed: one each from 0, {MOST_POWER} in all"
            raise GameError(text, reason="OPTION_RANGE", path=path)
        terms[powers] = _whole(term.coefficient, path)
    return Form.of(terms)


def _whole(text: str, path: str) -> int:
    value = read_number(text, path)
    if value.denominator != 1:
        raise GameError(f"{text} is no whole number", reason="NOT_A_NUMBER", path=path)
    return value.numerator
