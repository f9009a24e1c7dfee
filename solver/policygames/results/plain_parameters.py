"""Changes of parameters as plain data, with the games in which they are left open, every number exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from policygames.errors import GameError
from policygames.games.families import Axis
from policygames.games.game_cells import CONVEX, GameCell
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import GamePiece
from policygames.games.interventions.parameters import ParameterQuestion
from policygames.numerics.exact import read_back, spelled
from policygames.numerics.forms import Form
from policygames.results.parameter_intervention import ParameterIntervention
from policygames.results.plain import plain_certificate, read_certificate
from policygames.results.plain_points import plain_number, read_number
from policygames.results.saved import reading


def plain_parameters(found: ParameterIntervention) -> dict[str, Any]:
    """The intervention as plain data, with its words."""
    demands = found.question.every_demand()
    return {
        "kind": "intervention",
        "lever": found.lever,
        "question": _plain_question(found.question),
        "values": None if found.values is None else [spelled(one) for one in found.values],
        "cost": plain_number(found.cost),
        "low": plain_number(found.low),
        "change": {name: [spelled(one), spelled(two)] for name, (one, two) in found.change.items()},
        "certificate": None if found.certificate is None else plain_certificate(found.certificate),
        "least": [demands.index(one) for one in found.least],
        "prices": [spelled(price) for price in found.prices],
        "attained": found.is_attained,
        "warnings": list(found.warnings),
        "explanation": found.explain(),
    }


def read_parameters(data: Mapping[str, Any]) -> ParameterIntervention:
    """The intervention that `plain_parameters` wrote. Raises GameError where a field is missing or bad."""
    with reading("intervention"):
        question = _read_question(data["question"])
        demands, values, certificate = question.every_demand(), data["values"], data["certificate"]
        return ParameterIntervention(
            question=question,
            values=None if values is None else tuple(read_back(one, "values") for one in values),
            cost=read_number(data["cost"], "cost"),
            low=read_number(data["low"], "low"),
            certificate=None if certificate is None else read_certificate(certificate, "certificate"),
            least=tuple(demands[int(place)] for place in data["least"]),
            prices=tuple(read_back(price, "prices") for price in data["prices"]),
            is_attained=bool(data.get("attained", True)),
        )


def _plain_question(question: ParameterQuestion) -> dict[str, Any]:
    return {
        "forms": plain_forms(question.forms),
        "axes": [
            [axis.name, axis.unit, spelled(axis.low), spelled(axis.high), plain_number(axis.default)]
            for axis in question.axes
        ],
        "target": list(question.target),
        "margin": spelled(question.margin),
        "norm": question.norm,
        "punishment": None if question.punishment is None else list(question.punishment),
        "pieces": [_plain_piece(piece) for piece in question.parts],
        "cells": [_plain_cell(cell) for cell in question.cells],
    }


def _read_question(data: Mapping[str, Any]) -> ParameterQuestion:
    punishment = data["punishment"]
    return ParameterQuestion(
        forms=read_forms(data["forms"]),
        axes=tuple(
            Axis(str(name), str(unit), read_back(low, "axes"), read_back(high, "axes"), read_number(stood, "axes"))
            for name, unit, low, high, stood in data["axes"]
        ),
        target=tuple(map(int, data["target"])),
        margin=read_back(data["margin"], "margin"),
        norm=str(data["norm"]),
        punishment=None if punishment is None else tuple(map(int, punishment)),
        parts=tuple(map(_read_piece, data.get("pieces", ()))),
        cells=tuple(map(_read_cell, data.get("cells", ()))),
    )


def _plain_piece(piece: GamePiece) -> dict[str, Any]:
    return {
        "forms": plain_forms(piece.forms),
        "low": spelled(piece.low),
        "high": spelled(piece.high),
        "has_low": piece.has_low,
        "has_high": piece.has_high,
    }


def _read_piece(data: Mapping[str, Any]) -> GamePiece:
    ends = read_back(data["low"], "pieces"), read_back(data["high"], "pieces")
    return GamePiece(read_forms(data["forms"]), *ends, bool(data["has_low"]), bool(data["has_high"]))


def _plain_cell(cell: GameCell) -> dict[str, Any]:
    guards = [[_plain_form(form), list(signs)] for form, signs in cell.guards]
    return {"forms": plain_forms(cell.forms), "guards": guards}


def _read_cell(data: Mapping[str, Any]) -> GameCell:
    guards = tuple((_read_form(form), tuple(map(int, signs))) for form, signs in data["guards"])
    if any(signs not in CONVEX for _, signs in guards):
        raise GameError("signs are -1, 0 or 1, ascending", reason="BAD_RESULT", path="cells")
    return GameCell(read_forms(data["forms"]), guards)


def plain_forms(forms: GameForms) -> dict[str, Any]:
    """Games with something left open as plain data: of each player numerators, in the order of profiles, and bottom."""
    return {
        "unknowns": list(forms.unknowns),
        "players": list(forms.players),
        "actions": [list(names) for names in forms.actions],
        "payoffs": [
            [[_plain_form(one) for one in table.ravel()], _plain_form(base)]
            for table, base in zip(forms.payoffs, forms.denominators, strict=True)
        ],
        "discounts": forms.discounts and [[_plain_form(top), _plain_form(base)] for top, base in forms.discounts],
    }


def read_forms(data: Mapping[str, Any]) -> GameForms:
    """The games that `plain_forms` wrote."""
    actions = tuple(tuple(map(str, names)) for names in data["actions"])
    discounts = data["discounts"]
    return GameForms(
        tuple(map(str, data["unknowns"])),
        tuple(map(str, data["players"])),
        actions,
        tuple(_table(entries, tuple(map(len, actions))) for entries, _ in data["payoffs"]),
        tuple(_read_form(base) for _, base in data["payoffs"]),
        discounts and tuple((_read_form(top), _read_form(base)) for top, base in discounts),
    )


def _table(entries: Sequence[Any], shape: tuple[int, ...]) -> Any:
    table = np.empty(len(entries), dtype=object)
    table[:] = [_read_form(one) for one in entries]
    return table.reshape(shape)


def _plain_form(form: Form) -> list[Any]:
    return [[list(powers), spelled(Fraction(coefficient))] for powers, coefficient in form.terms]


def _read_form(terms: Any) -> Form:
    return Form.of({tuple(map(int, powers)): int(read_back(one, "forms")) for powers, one in terms})
