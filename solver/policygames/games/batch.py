"""Many games of one shape: their payoffs in one array, exact, and each of them as a game when asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from operator import index
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError
from policygames.games.limits import check_axes, check_shape
from policygames.games.normal_form import NormalFormGame
from policygames.games.tensors import located, opened
from policygames.numerics.exact import not_finite

WITHIN = 2**61
"""Whole numbers up to this are small enough for kernels: differences of two of them fit into int64."""


@dataclass(frozen=True, init=False, eq=False, repr=False)
class GameBatch:
    """N games of one shape; payoffs are exact, arrays are read-only.

    `payoffs` has shape (N, n, m0, m1, …): payoffs[game][player][action of player 0]…, an array of ints or floats (taken
    as the dyadic rationals that they are), or anything of which NormalFormGame takes each game. Whole-number payoffs of
    a player stand over `denominators`, shape (n,) or (N, n), 1 without them.

    Raises GameError, naming the game and the place, for anything else.
    """

    payoffs: NDArray[Any]
    """Shape (N, n, m0, m1, …): int64, float64, or Fractions in an object array."""
    denominators: NDArray[np.int64]
    """Shape (N, n): what whole-number payoffs are divided by; 1 for others."""

    def __init__(self, payoffs: Any, denominators: Any = None) -> None:
        numbers = _read(payoffs)
        numbers.flags.writeable = False
        object.__setattr__(self, "payoffs", numbers)
        object.__setattr__(self, "denominators", _denominators(denominators, numbers))

    @classmethod
    def of_whole_numbers(cls, payoffs: NDArray[np.int64], denominators: NDArray[np.int64]) -> GameBatch:
        """The games of an int64 array of shape (N, n, m0, m1, …), which is not copied and no longer written to.

        `denominators` has shape (N, n). Raises GameError for a bad shape.
        """
        batch = cls.__new__(cls)
        _check_shape(payoffs.shape)
        payoffs.flags.writeable = False
        object.__setattr__(batch, "payoffs", payoffs)
        object.__setattr__(batch, "denominators", _denominators(denominators, payoffs))
        return batch

    def __len__(self) -> int:
        return len(self.payoffs)

    def __getitem__(self, game: int) -> NormalFormGame:
        """The game with this number. Raises IndexError where there is none."""
        place = range(len(self))[index(game)]
        payoffs, divisors = self.payoffs[place], self.denominators[place]
        if (divisors == 1).all():
            return NormalFormGame(payoffs)
        rows = [np.vectorize(Fraction, otypes=[object])(row, int(d)) for row, d in zip(payoffs, divisors, strict=True)]
        return NormalFormGame(np.stack(rows))

    def __iter__(self) -> Iterator[NormalFormGame]:
        return (self[game] for game in range(len(self)))

    def __repr__(self) -> str:
        return f"<GameBatch of {len(self)}: {' x '.join(map(str, self.shape))}>"

    @property
    def shape(self) -> tuple[int, ...]:
        """How many actions each player has, in every game."""
        return self.payoffs.shape[2:]

    def floats(self, start: int, stop: int) -> NDArray[np.float64]:
        """The payoffs of games start … stop - 1, rounded to floats."""
        rounded: NDArray[np.float64] = self.payoffs[start:stop].astype(np.float64)
        divisors = self.denominators[start:stop].astype(np.float64)
        return rounded / divisors.reshape(divisors.shape + (1,) * len(self.shape))

    def integers(self, start: int, stop: int) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
        """Games start … stop - 1 with each player's payoffs times a positive number of its own, so that all are whole.

        The first array, C-contiguous and not to be written to, has the shape of the payoffs; the second says of which
        games all lie within ±WITHIN: of the others the first holds nothing of use. Equilibria are the same.
        """
        payoffs = self.payoffs[start:stop]
        if payoffs.dtype == np.int64:
            return payoffs, _within(payoffs)
        if payoffs.dtype == np.float64:
            return _dyadic(payoffs)
        return _whole([self[game] for game in range(start, start + len(payoffs))], payoffs.shape)


def _within(payoffs: NDArray[np.int64]) -> NDArray[np.bool_]:
    if payoffs.size == 0 or max(int(payoffs.max()), -int(payoffs.min())) <= WITHIN:  # much faster than game by game
        return np.ones(len(payoffs), dtype=np.bool_)
    flat = payoffs.reshape(len(payoffs), -1)
    within: NDArray[np.bool_] = (flat.max(axis=1) <= WITHIN) & (flat.min(axis=1) >= -WITHIN)
    return within


def _read(payoffs: Any) -> NDArray[Any]:
    if type(payoffs) is np.ndarray and payoffs.dtype.kind in "iuf" and payoffs.dtype.itemsize <= 8:
        _check_shape(payoffs.shape)
        if payoffs.dtype.kind == "f":
            _check_finite(payoffs)
            return payoffs.astype(np.float64, order="C")
        if payoffs.dtype.kind == "i" or payoffs.size == 0 or int(payoffs.max()) < 2**63:
            return payoffs.astype(np.int64, order="C")
    return _exact(payoffs)


def _check_shape(shape: tuple[int, ...]) -> None:
    if len(shape) < 2:
        variables = {"shape": shape, "wanted": "(games, players, actions of player 0, actions of player 1, …)"}
        message = f"payoffs have shape {shape}; wanted: {variables['wanted']}"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="payoffs", variables=variables)
    check_shape(shape[1:], "payoffs[0]")


def _check_finite(payoffs: NDArray[Any]) -> None:
    finite = np.isfinite(payoffs)
    if not finite.all():
        game, *place = np.unravel_index(int(finite.argmin()), payoffs.shape)
        raise _of_game(int(game), located(not_finite(payoffs[(game, *place)], ""), place))


def _of_game(game: int, error: GameError) -> GameError:
    """The error, which now says in which game."""
    error.path = f"payoffs[{game}]" + error.path.removeprefix("payoffs")
    error.add_variables({"game": game})
    return error


def _exact(payoffs: Any) -> NDArray[Any]:
    """Games written in any way that NormalFormGame takes, one by one: int64 where all are, else Fractions."""
    items = opened(payoffs)
    if not items:
        message = "there are no games here; wanted: games of one shape, or an array of shape (0, n, m0, m1, …)"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="payoffs")
    games = [_game_at(game, payoffs) for game, payoffs in enumerate(items)]
    for game, one in enumerate(games):
        if one.shape != games[0].shape:
            message = f"the game has shape {one.shape}, the first one {games[0].shape}; all must have the same"
            variables = {"game": game, "shape": one.shape, "wanted": games[0].shape}
            raise GameError(message, reason="SHAPE_DATA_MISMATCH", path=f"payoffs[{game}]", variables=variables)
    check_axes(len(games[0].shape), 2, "payoffs[0]")
    whole = all(set(one.denominators) == {1} and _fits(one, 2**63 - 1) for one in games)
    return np.stack([np.stack(tuple(one.numerators)) if whole else one.payoffs for one in games])


def _fits(game: NormalFormGame, most: int) -> bool:
    """Whether all numerators are int64 within ±most."""
    return all(rows.dtype == np.int64 and max(int(rows.max()), -int(rows.min())) <= most for rows in game.numerators)


def _game_at(game: int, payoffs: Any) -> NormalFormGame:
    try:
        return NormalFormGame(payoffs)
    except GameError as error:
        _of_game(game, error)
        raise


def _denominators(denominators: Any, payoffs: NDArray[Any]) -> NDArray[np.int64]:
    if denominators is None:
        return np.broadcast_to(np.int64(1), payoffs.shape[:2])
    given = np.asarray(denominators)
    if payoffs.dtype != np.int64 or given.dtype.kind not in "iu" or (given < 1).any():
        message = "denominators are whole numbers from 1, of whole-number payoffs"
        raise GameError(message, reason="NOT_A_NUMBER", path="denominators")
    try:
        return np.broadcast_to(given.astype(np.int64), payoffs.shape[:2])
    except ValueError as error:
        variables = {"shape": given.shape, "allowed": f"{payoffs.shape[1:2]} or {payoffs.shape[:2]}"}
        message = f"denominators have shape {given.shape}; allowed: {variables['allowed']}"
        raise GameError(message, reason="SHAPE_DATA_MISMATCH", path="denominators", variables=variables) from error


def _dyadic(payoffs: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Floats times the power of two per game and player that brings the largest just below WITHIN, where all are whole.

    Common factors 2 are taken out again. Scaling is by powers of two and checked by scaling back, so it is exact.
    """
    rows = payoffs.reshape(*payoffs.shape[:2], -1)
    _, exponents = np.frexp(np.abs(rows).max(axis=2, keepdims=True))
    shifts = 61 - exponents
    whole = np.ldexp(rows, shifts).astype(np.int64)
    fits = (np.ldexp(whole.astype(np.float64), -shifts) == rows).all(axis=(1, 2))
    bits = np.bitwise_or.reduce(np.abs(whole), axis=2, keepdims=True)
    _, places = np.frexp((bits & -bits).astype(np.float64))
    return (whole >> np.maximum(places - 1, 0)).reshape(payoffs.shape), fits


def _whole(games: list[NormalFormGame], shape: tuple[int, ...]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    numbers, fits = np.zeros(shape, dtype=np.int64), np.zeros(len(games), dtype=np.bool_)
    for game, one in enumerate(games):
        if _fits(one, WITHIN):
            numbers[game], fits[game] = np.stack(tuple(one.numerators)), True
    return numbers, fits
