"""What the options of concepts may be set to, by names, indices, numbers or text, and what they then say."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from policygames.errors import GameError
from policygames.games.distributions import Objective
from policygames.numerics.exact import exact

if TYPE_CHECKING:
    from policygames.games.normal_form import NormalFormGame

WELFARE, EGALITARIAN = "welfare", "egalitarian"


def objective_of(game: NormalFormGame, asked: Any) -> Objective:
    """The objective that `asked` spells: "welfare", "egalitarian", a player by name or index, or a weight per player.

    Weights may be one text as well: "2, 1/3". Raises GameError, naming the place, for anything else.
    """
    count = len(game.players)
    if isinstance(asked, str) and asked in (WELFARE, EGALITARIAN):
        return (Fraction(1),) * count if asked == WELFARE else None
    if isinstance(asked, str) and "," in asked and asked not in game.players:
        return objective_of(game, [part.strip() for part in asked.split(",")])
    if isinstance(asked, str) or hasattr(asked, "__index__"):
        chosen = player_of(game, asked, "options.objective", f"{WELFARE}, {EGALITARIAN}, {count} weights, or a player")
        return tuple(Fraction(int(player == chosen)) for player in range(count))
    if not hasattr(asked, "__len__") or len(asked) != count:
        allowed = f"{WELFARE}, {EGALITARIAN}, a player, or {count} weights"
        raise not_allowed(f"{asked!r} is no objective", "options.objective", asked, allowed)
    return tuple(exact(weight, f"options.objective[{player}]") for player, weight in enumerate(asked))


def player_of(game: NormalFormGame, asked: Any, path: str, allowed: str = "a player") -> int:
    """The player that `asked` names, or whose index it is, as a number or as text. Raises GameError for none."""
    digits = isinstance(asked, str) and asked not in game.players and asked.isascii() and asked.isdigit()
    try:
        return game.player_index(int(asked) if digits and len(asked) < 10 else asked, path)
    except GameError as error:
        named = f"{allowed}: {', '.join(game.players[:20])}"
        raise not_allowed(f"there is no {asked!r}", path, asked, named) from error


def not_allowed(problem: str, path: str, value: Any, allowed: str) -> GameError:
    """The error of a value that is not among those allowed; `problem` says so in words."""
    variables = {"value": value, "allowed": allowed}
    return GameError(f"{problem}; allowed: {allowed}", reason="OPTION_RANGE", path=path, variables=variables)


def one_of(asked: Any, words: tuple[str, ...], path: str) -> str:
    """`asked`, one of `words`. Raises GameError for any other."""
    if asked not in words:
        raise not_allowed(f"there is no {asked!r}", path, asked, ", ".join(words))
    return str(asked)


def precision_of(asked: Any) -> Fraction:
    """The precision of logit choice, at least 0, that `asked` spells. Raises GameError for any other, and for None."""
    if asked is None:
        allowed = "numbers of at least 0, per unit of payoff"
        message = f"the precision of choice is missing; allowed: {allowed}"
        raise GameError(message, reason="OPTION_RANGE", path="options.precision", variables={"allowed": allowed})
    number = exact(asked, "options.precision")
    if number < 0:
        raise not_allowed(f"the precision is {asked}", "options.precision", asked, "numbers of at least 0")
    return number


def whole(number: Any, path: str, least: int, most: int) -> int:
    """The whole number. Raises GameError for any other, and outside these limits."""
    if isinstance(number, bool) or not hasattr(number, "__index__") or not least <= number <= most:
        raise not_allowed(f"{number!r}", path, number, f"whole numbers from {least} to {most}")
    return int(number)


def positive(number: Any, path: str) -> Fraction:
    """The number above 0 that `number` is or spells. Raises GameError for any other."""
    value = exact(number, path)
    if value <= 0:
        raise not_allowed(f"{number!r}", path, number, "numbers above 0")
    return value


def reals(times: Any) -> NDArray[np.float64]:
    """What `times` holds, in floats. Raises GameError for anything but numbers."""
    try:
        return np.asarray(times, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise GameError("times are numbers", reason="OPTION_RANGE", path="times") from error


def count_of(asked: Any, path: str) -> int:
    """The whole number, at least 1, that `asked` is or spells. Raises GameError for any other."""
    number = exact(asked, path)
    if number.denominator != 1 or number < 1:
        message, variables = f"{asked!r} is no whole number of at least 1", {"value": asked, "least": 1}
        raise GameError(message, reason="OPTION_RANGE", path=path, variables=variables)
    return number.numerator
