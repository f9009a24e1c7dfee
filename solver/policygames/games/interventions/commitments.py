"""Who has to be bound, or to what a leader has to be, so that the others' best replies are the target."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from policygames.games.interventions.demands import profile_with
from policygames.games.normal_form import NormalFormGame
from policygames.games.profiles import PureProfile, Strategy
from policygames.numerics.least_cost import Row


@dataclass(frozen=True, slots=True)
class CommitmentQuestion:
    """Which commitments bring `target` about in `game`, deviations of the others losing at least `margin`.

    With `leader` he alone commits, to a mix as near to his action in the target as can be, of two players; without one
    all are bound to their actions who would rather do something else.
    """

    game: NormalFormGame
    target: PureProfile
    margin: Fraction
    leader: int | None

    def temptation(self, player: int) -> tuple[Fraction, int] | None:
        """What `player` lacks to prefer his action by the margin to the best other one, and that; None without one."""
        own, others = self.target[player], (*self.target[:player], *self.target[player + 1 :])
        pays = [
            (self.game.payoff(player, profile_with(others, player, action)), -action)
            for action in range(self.game.shape[player])
            if action != own
        ]
        best = max(pays, default=None)
        return None if best is None else (best[0] + self.margin - self.game.payoff(player, self.target), -best[1])

    def bonds(self) -> tuple[Bond, ...]:
        """Those who have to be bound, with what holds them; the rest want nothing else."""
        found = ((player, self.temptation(player)) for player in range(len(self.target)))
        return tuple(Bond(player, lack[1], lack[0]) for player, lack in found if lack is not None and lack[0] > 0)


@dataclass(frozen=True, slots=True)
class Bond:
    """`player` forfeits `amount`, in his payoff units, unless he plays his action; else `lure` would pay."""

    player: int
    lure: int
    amount: Fraction


def mix_rows(question: CommitmentQuestion, leader: int) -> tuple[list[Fraction], list[Row]]:
    """How far the leader departs: a variable for each other action of his, its probability, which is its cost.

    A row for each other action of the follower, in order, says that it is no better reply, by the margin, than the
    target's; the last says that probabilities are at most 1.
    """
    follower, own, reply = 1 - leader, question.target[leader], question.target[1 - leader]
    away = [action for action in range(question.game.shape[leader]) if action != own]
    rows: list[Row] = []
    for other in range(question.game.shape[follower]):
        if other != reply:
            here = _lead(question.game, leader, own, reply, other)
            moved = enumerate(_lead(question.game, leader, action, reply, other) - here for action in away)
            rows.append(({place: factor for place, factor in moved if factor}, question.margin - here))
    rows.append(({place: Fraction(-1) for place in range(len(away))}, Fraction(-1)))
    return [Fraction(1)] * len(away), rows


def _lead(game: NormalFormGame, leader: int, action: int, reply: int, other: int) -> Fraction:
    """How much better `reply` is than `other` for the follower, the leader playing `action`."""
    pays = [game.payoff(1 - leader, (action, one) if leader == 0 else (one, action)) for one in (reply, other)]
    return pays[0] - pays[1]


def committed(question: CommitmentQuestion, strategies: dict[int, Strategy]) -> NormalFormGame:
    """The game in which some players have only one action left: to play their strategy."""
    game = question.game
    actions = [
        (_name(game, player, strategies[player]),) if player in strategies else names
        for player, names in enumerate(game.actions)
    ]
    payoffs = []
    for player in range(len(game.players)):
        table = game.payoffs[player]
        for axis, strategy in strategies.items():
            weighted = (table.take([place], axis=axis) * chance for place, chance in enumerate(strategy) if chance)
            table = sum(weighted)
        payoffs.append(table.tolist())
    return NormalFormGame(payoffs, game.players, actions)


def _name(game: NormalFormGame, player: int, strategy: Strategy) -> str:
    played = [place for place, chance in enumerate(strategy) if chance]
    return game.actions[player][played[0]] if len(played) == 1 else "the mix committed to"


def left_for(question: CommitmentQuestion, bound: Iterator[int] | list[int]) -> PureProfile:
    """The target in the game in which some players have one action left."""
    held = set(bound)
    return tuple(0 if player in held else action for player, action in enumerate(question.target))
