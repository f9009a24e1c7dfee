"""How much payoffs may err before a profile, or its support, is no equilibrium any more: exact for two players."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from policygames.budget import UNLIMITED, Budget
from policygames.games.interventions.errors_made import Decision, OnceGame, Played, decisions, with_errors
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import MixedProfile, Strategy, support
from policygames.numerics.linear import SingularError, solved

_ZERO, _ONE = Fraction(0), Fraction(1)
DEVIATION, PROBABILITY, INDIFFERENCE = "deviation", "probability", "indifference"


@dataclass(frozen=True, slots=True)
class Break:
    """What gives way first once the payoffs of `player` err by more than `radius`, and the errors that do it.

    `player` is a place in the profile: of a player, of the first of many who do alike, or of a player of some type.
    `signs` holds actions of `player` with 1 or -1: so many times the error is added to what the action pays against
    everything that the others play. `kind` says what happens: a "deviation" to `action` of `player` pays; the
    "probability" with which the other player takes `action` has to be negative; or the "indifference" of `player` among
    the actions played cannot be kept, whatever the other does; `action` is then one of them.
    """

    radius: Fraction
    player: int
    kind: str
    action: int
    signs: tuple[tuple[int, int], ...]


def weakest_deviation(game: OnceGame, played: Played) -> Break | None:
    """The error from which on the equilibrium itself may be none, with what breaks it; None for never.

    It is half the least loss from a deviation, as an error lowers what is played and raises what is not: 0 where
    anybody mixes or is indifferent. Exact, for any number of players: no error of just that size breaks it. What like
    players get by counts, and what a type gets by the others' types, has two entries for two actions as well, and what
    is expected of entries errs by no more than they do.
    """
    breaks = (one for decision in decisions(game, played) for one in _deviations(decision))
    return min(breaks, key=_radius, default=None)


def _deviations(one: Decision) -> Iterator[Break]:
    played = support(one.strategy)
    for action, payoff in enumerate(one.payoffs):
        if played != (action,):
            kept = next(other for other in played if other != action)
            loss = one.payoffs[kept] - payoff
            yield Break(loss / 2, one.place, DEVIATION, action, tuple(sorted([(kept, -1), (action, 1)])))


def weakest_support(game: NormalFormGame, profile: MixedProfile, budget: Budget = UNLIMITED) -> Break | None:
    """The error up to which some equilibrium plays within the same support, with what breaks it; None for never.

    Of two players. Exact: within this error there is one, by Brouwer's theorem, since the error of a payoff against a
    mix is at most the error of an entry; and errors that are the same against all that the other plays attain it.
    Raises DeadlineError once the time of the budget is over.
    """
    breaks = (one for player in (0, 1) for one in _of_payoffs(game, profile, player, budget))
    return min(breaks, key=_radius, default=None)


def _radius(found: Break) -> Fraction:
    return found.radius


def _of_payoffs(game: NormalFormGame, profile: MixedProfile, player: int, budget: Budget) -> Iterator[Break]:
    """What errors in the payoffs of `player` do to the strategy of the other, which keeps `player` indifferent."""
    own, others = support(profile[player]), support(profile[1 - player])
    table = _table(game, player)
    bordered = [[*(table[action][other] for other in others), -_ONE] for action in own]
    bordered.append([*([_ONE] * len(others)), _ZERO])
    responses = _inverse(bordered, budget)
    if responses is None:
        weights = _dependent(bordered)
        if weights is not None:  # else it is the other side whose rows are dependent
            yield Break(_ZERO, player, INDIFFERENCE, own[0], _signed(own, weights[:-1]))
        return
    yield from _emptied(profile[1 - player], player, own, others, responses)
    yield from _tempted(table, profile, player, responses)


def _table(game: NormalFormGame, player: int) -> list[list[Fraction]]:
    rows = game.payoffs[player] if player == 0 else game.payoffs[player].T
    found: list[list[Fraction]] = rows.tolist()
    return found


def _inverse(matrix: Sequence[Sequence[Fraction]], budget: Budget) -> list[list[Fraction]] | None:
    """The columns of the inverse; None where there is none."""
    size = len(matrix)
    if len(matrix[0]) != size:
        return None
    columns = []
    try:
        for column in range(size):
            budget.check("what ends the support was not found")
            columns.append(solved(matrix, [_ONE if row == column else _ZERO for row in range(size)]))
    except SingularError:
        return None
    return columns


def _emptied(
    strategy: Strategy, player: int, own: Sequence[int], others: Sequence[int], responses: Sequence[Sequence[Fraction]]
) -> Iterator[Break]:
    """When the other's probability of an action comes to 0."""
    if len(others) == 1:
        return
    for place, action in enumerate(others):
        pulls = [responses[row][place] for row in range(len(own))]
        force = sum(map(abs, pulls), _ZERO)
        if force:
            yield Break(strategy[action] / force, player, PROBABILITY, action, _signed(own, pulls))


def _tempted(
    table: Sequence[Sequence[Fraction]], profile: MixedProfile, player: int, responses: Sequence[Sequence[Fraction]]
) -> Iterator[Break]:
    """When an action that `player` does not play becomes as good as those played."""
    own, others = support(profile[player]), support(profile[1 - player])
    chances = [profile[1 - player][other] for other in others]
    value = _dot([table[own[0]][other] for other in others], chances)
    for action in range(len(table)):
        if action not in own:
            row = [table[action][other] for other in others]
            pulls = [-(_dot(row, response[:-1]) - response[-1]) for response in responses[: len(own)]]
            force = 1 + sum(map(abs, pulls), _ZERO)
            signs = tuple(sorted([*_signed(own, pulls), (action, 1)]))
            yield Break((value - _dot(row, chances)) / force, player, DEVIATION, action, signs)


def _dependent(rows: Sequence[Sequence[Fraction]]) -> list[Fraction] | None:
    """Weights, not all 0, with which the rows sum to 0; None where there are none.

    Errors with their signs leave no strategy of the other that keeps all rows alike, however small they are.
    """
    kept: list[Sequence[Fraction]] = []
    for index, row in enumerate(rows):
        try:
            columns = [list(column) for column in zip(*kept, strict=True)] if kept else []
            found = solved(columns, list(row)) if kept else None
        except SingularError:
            found = None
        if found is not None or not any(row):
            return [*(-one for one in found or [_ZERO] * index), _ONE, *([_ZERO] * (len(rows) - index - 1))]
        kept.append(row)
    return None


def _signed(actions: Sequence[int], pulls: Sequence[Fraction]) -> tuple[tuple[int, int], ...]:
    return tuple((action, 1 if pull > 0 else -1) for action, pull in zip(actions, pulls, strict=True) if pull)


def _dot(row: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    return sum((entry * weight for entry, weight in zip(row, weights, strict=True)), _ZERO)


def broken(game: OnceGame, played: Played, found: Break, error: Fraction) -> OnceGame:
    """The game with the errors of `found`, each of size `error`."""
    return with_errors(game, played, found.player, {action: sign * error for action, sign in found.signs})
