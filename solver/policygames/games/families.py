"""Games with something left open: parameters of a family, payoffs of a game, patience."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Protocol, TypeAlias, runtime_checkable

import numpy as np

from policygames.errors import GameError, UnsupportedError
from policygames.games import NormalFormGame, RepeatedGame
from policygames.games.game_forms import GameForms
from policygames.games.names import index_of
from policygames.games.regimes.conditions import Box
from policygames.numerics.exact import exact, shown
from policygames.numerics.forms import Form

Ends: TypeAlias = tuple[Fraction, Fraction]
PATIENCE = "patience"
_AXES = 2


@runtime_checkable
class GameFamily(Protocol):
    """Games that depend on parameters: a scenario is one."""

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The parameters by name, each with its `value` and `unit`."""

    def payoff_forms(self, names: Sequence[str], **values: Any) -> GameForms:
        """The games in which the named parameters are left open and others have these values."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Something left open: what it is called, where it begins, ends, and stands (None: nowhere)."""

    name: str
    unit: str
    low: Fraction
    high: Fraction
    default: Fraction | None


def box_of(axes: Sequence[Axis]) -> Box:
    """The corners of what lies within all axes: the least and the greatest."""
    return tuple(axis.low for axis in axes), tuple(axis.high for axis in axes)


def on_axis(value: Any, axis: Axis) -> Fraction:
    """The number that `value` spells. Raises GameError where it does not lie on the axis."""
    found = exact(value, axis.name)
    if not axis.low <= found <= axis.high:
        message = f"{value} is not on the map; allowed: {axis.low} to {axis.high}"
        raise GameError(
            message,
            reason="PARAMETER_RANGE",
            path=axis.name,
            variables={"value": value, "allowed": f"{axis.low} to {axis.high}"},
        )
    return found


def opened(subject: Any, over: Mapping[Any, Any], values: Mapping[str, Any]) -> tuple[GameForms, tuple[Axis, ...]]:
    """The games in which what `over` names is left open, and an axis for each. Raises GameError for a bad name."""
    check_over(over)
    if isinstance(subject, GameFamily):
        return _of_family(subject, over, values)
    if values:
        raise GameError(
            f"a game has no parameter {next(iter(values))!r}",
            reason="OPTION_RANGE",
            path="values",
            variables={"parameter": next(iter(values))},
        )
    if isinstance(subject, NormalFormGame):
        return _of_payoffs(subject, over)
    if isinstance(subject, RepeatedGame):
        return _of_patience(subject, over)
    message = f"there are no regimes of a {type(subject).__name__}; wanted: a scenario, or a game in normal form"
    raise UnsupportedError(message, reason="CONCEPT_UNSUITED", path="game", variables={"kind": type(subject).__name__})


def check_over(over: Any) -> None:
    """Raises GameError for what does not name one or two things that move."""
    if not isinstance(over, Mapping) or not 0 < len(over) <= _AXES:
        message = "one or two parameters move, each between two ends, as in over={'leverage': (6, 12)}"
        raise GameError(message, reason="OPTION_RANGE", path="over")


def ends_of(name: Any, ends: Any) -> Ends:
    """The two ends of a range. Raises GameError for anything else."""
    path = f"over[{name!r}]"
    try:
        low, high = ends
    except (TypeError, ValueError):
        message = f"{ends!r} is no range; wanted: its two ends, as in (0, 1)"
        raise GameError(message, reason="PARAMETER_RANGE", path=path) from None
    found = exact(low, path), exact(high, path)
    if not found[0] < found[1]:
        message = f"{low} to {high} is no range; the first end is the lesser one"
        raise GameError(message, reason="PARAMETER_RANGE", path=path, variables={"low": low, "high": high})
    return found


def _of_family(
    family: GameFamily, over: Mapping[Any, Any], values: Mapping[str, Any]
) -> tuple[GameForms, tuple[Axis, ...]]:
    forms = family.payoff_forms(tuple(over), **values)
    known = family.parameters
    return forms, tuple(
        Axis(name, str(known[name].unit or ""), *ends_of(name, ends), exact(known[name].value, name))
        for name, ends in over.items()
    )


def _of_payoffs(game: NormalFormGame, over: Mapping[Any, Any]) -> tuple[GameForms, tuple[Axis, ...]]:
    """Keys are (player, profile): what the player gets there is left open."""
    count = len(over)
    places = [_place(game, key) for key in over]
    payoffs = []
    for player, (table, base) in enumerate(zip(game.numerators, game.denominators, strict=True)):
        forms = np.array([Form.constant(int(one), count) for one in table.ravel()], dtype=object).reshape(game.shape)
        for index, (owner, profile) in enumerate(places):
            if owner == player:
                forms[profile] = Form.unknown(index, count).times(base)
        payoffs.append(forms)
    names = tuple(_payoff_name(game, *place) for place in places)
    bases = tuple(Form.constant(base, count) for base in game.denominators)
    axes = tuple(
        Axis(name, "", *ends_of(key, ends), game.payoff(*place))
        for name, place, (key, ends) in zip(names, places, over.items(), strict=True)
    )
    return GameForms(names, game.players, game.actions, tuple(payoffs), bases), axes


def _place(game: NormalFormGame, key: Any) -> tuple[int, tuple[int, ...]]:
    try:
        player, profile = key
    except (TypeError, ValueError):
        message = f"{key!r} names no payoff; wanted: (player, profile), as in ('China', ('trade', 'buy'))"
        raise GameError(message, reason="UNKNOWN_PARAMETER", path=f"over[{key!r}]") from None
    return index_of(player, game.players, f"over[{key!r}]"), game.pure_profile(profile, f"over[{key!r}]")


def _payoff_name(game: NormalFormGame, player: int, profile: Sequence[int]) -> str:
    actions = ", ".join(names[action] for names, action in zip(game.actions, profile, strict=True))
    return f"{game.players[player]}'s payoff at ({actions})"


def _of_patience(game: RepeatedGame, over: Mapping[Any, Any]) -> tuple[GameForms, tuple[Axis, ...]]:
    if game.monitoring is not None or game.periods is not None or game.transfers or not game.public_randomization:
        message = "maps are drawn of games that are repeated for ever, all actions seen, with a coin, without transfers"
        raise UnsupportedError(message, reason="METHOD_UNSUITED", path="game")
    if list(over) != [PATIENCE]:
        message = f"of a repeated game {PATIENCE!r} can be left open, not {', '.join(map(repr, over))}"
        raise GameError(
            message, reason="UNKNOWN_PARAMETER", path="over", variables={"given": list(over), "allowed": PATIENCE}
        )
    stage = game.stage_game
    payoffs = tuple(
        np.array([Form.constant(int(one), 1) for one in table.ravel()], dtype=object).reshape(stage.shape)
        for table in stage.numerators
    )
    bases = tuple(Form.constant(base, 1) for base in stage.denominators)
    discounts = ((Form.unknown(0, 1), Form.constant(1, 1)),) * len(stage.players)
    default = game.discount[0] if len(set(game.discount)) == 1 else None
    axis = Axis(PATIENCE, "discount factor per period", *ends_of(PATIENCE, over[PATIENCE]), default)
    return GameForms((PATIENCE,), stage.players, stage.actions, payoffs, bases, discounts), (axis,)


def checked_discounts(forms: GameForms, axes: Sequence[Axis]) -> None:
    """Raises GameError for discount factors outside of [0, 1) at a corner of the range."""
    if forms.discounts is None:
        return
    corners: list[tuple[Fraction, ...]] = [()]
    for axis in axes:
        corners = [(*corner, end) for corner in corners for end in (axis.low, axis.high)]
    for corner in corners:
        for top, bottom in forms.discounts:
            value = top.at(corner) / bottom.at(corner)
            if not 0 <= value < 1:
                message = f"the discount factor is {shown(value)} at an end of the range; allowed: [0, 1)"
                variables = {"value": shown(value), "allowed": "[0, 1)"}
                raise GameError(message, reason="DISCOUNT_RANGE", path="over", variables=variables)
