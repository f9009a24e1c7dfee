"""For which discount factors a path of profiles is kept to, when deviators are held to given payoffs ever after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from policygames.games.chances import Chances
from policygames.games.dynamics import Option, Situation
from policygames.games.normal_form import NormalFormGame
from policygames.games.patience import Interval, perfect_discounts
from policygames.games.payoff_polytope import Point
from policygames.games.profiles import PureProfile, pure_as_mixed


def deterring_discounts(
    stage: NormalFormGame, path: Sequence[PureProfile], floors: Sequence[Fraction], players: Sequence[int]
) -> list[Interval]:
    """All discount factors at which none of `players` gains by leaving `path`, played over and over, for `floors`.

    `floors` holds what each deviator gets in every period after the deviation. Intervals in ascending order.
    """
    along = [_situation(stage, path, period, players) for period in range(len(path))]
    stays = Chances.of({len(path): 1}, 1)
    punished = Situation("punished", tuple(floors), stays, ())
    return perfect_discounts([*along, punished], [one.state for one in along], len(stage.players))


def _situation(stage: NormalFormGame, path: Sequence[PureProfile], at: int, players: Sequence[int]) -> Situation:
    profile = path[at]
    payoffs = tuple(stage.payoff(player, profile) for player in range(len(profile)))
    following = Chances.of({(at + 1) % len(path): 1}, 1)
    options = (option for player in players for option in _gaining(stage, profile, player, len(path)))
    return Situation(period_name(at), payoffs, following, tuple(options))


def period_name(at: int) -> str:
    """What the period at this position of a path is called, counted from 1."""
    return f"period {at + 1}"


def _gaining(stage: NormalFormGame, profile: PureProfile, player: int, punished: int) -> Iterator[Option]:
    """The actions that pay a player more at once than those of the profile, each answered for ever."""
    after = Chances.of({punished: 1}, 1)
    for action, payoff in enumerate(stage.deviation_payoffs(player, pure_as_mixed(profile, stage.shape))):
        if payoff > stage.payoff(player, profile):
            yield Option(player, action, payoff, after, followed=False)


def along_the_path(stage: NormalFormGame, path: Sequence[PureProfile], discount: Fraction) -> list[Point]:
    """What each player gets, per period, from each period of the path on."""
    length, players = len(path), range(len(stage.players))
    paid = [tuple(stage.payoff(player, profile) for player in players) for profile in path]
    whole = (1 - discount) / (1 - discount**length)
    now = tuple(whole * _discounted([row[player] for row in paid], discount) for player in players)
    worth = [now]
    for row in reversed(paid[1:]):
        now = tuple((1 - discount) * own + discount * later for own, later in zip(row, now, strict=True))
        worth.append(now)
    return [worth[0], *reversed(worth[1:])]


def _discounted(payoffs: Sequence[Fraction], discount: Fraction) -> Fraction:
    return sum((discount**at * payoff for at, payoff in enumerate(payoffs)), Fraction(0))
