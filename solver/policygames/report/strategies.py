"""Who plays what in an equilibrium, how likely, and what that pays: for tables and pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policygames.games import BayesianGame, Crowd, NormalFormGame, SymmetricGame
from policygames.numerics.exact import nearest_float
from policygames.results import Equilibrium
from policygames.results.wording import number

_LONG = 12
"""Characters of a payoff beyond which it is rounded."""


@dataclass(frozen=True, slots=True)
class Line:
    """`who` plays each of the actions called `names` with these `chances`, and gets `paid`, empty where not told."""

    who: str
    names: tuple[str, ...]
    chances: Sequence[float]
    paid: str

    @property
    def words(self) -> str:
        """What is played: one action, or several with their chances in percent."""
        shares = [(name, chance) for name, chance in zip(self.names, self.chances, strict=True) if chance > 0]
        if len(shares) == 1:
            return shares[0][0]
        return ", ".join(f"{name} {100 * chance:.1f}\u00a0%" for name, chance in shares)


def strategies_of(one: Equilibrium) -> Iterator[Line]:
    """A line for each player, each type, or all who do alike; none where no strategies are mixed from actions."""
    game, profile = one.game, one.profile
    crowd = one.certificate.candidate
    if isinstance(game, SymmetricGame) and isinstance(crowd, Crowd):
        yield from _factions(game, crowd, one)
    elif isinstance(game, SymmetricGame):
        yield from _alike(game, one)
    elif isinstance(game, BayesianGame):
        rows = (row for own in profile or () for row in own.tolist())
        for agent, row in zip(game.agents, rows, strict=True):
            yield Line(game.name_of(agent), game.actions[agent[0]], row, "")
    elif isinstance(game, NormalFormGame) and profile is not None:
        for player, own in enumerate(profile):
            yield Line(game.players[player], game.actions[player], own.tolist(), _paid(one, player))


def _factions(game: SymmetricGame, crowd: Crowd, one: Equilibrium) -> Iterator[Line]:
    player = 0
    for group, factions in enumerate(crowd.factions):
        for count, strategy in factions:
            chances = [nearest_float(chance) for chance in strategy]
            yield Line(_many(game, group, count), game.actions[group], chances, _paid(one, player, each=count > 1))
            player += count


def _alike(game: SymmetricGame, one: Equilibrium) -> Iterator[Line]:
    """An equilibrium in a box, in which all of a group play alike."""
    player = 0
    for group, size in enumerate(game.sizes):
        chances = (one.profile or ())[player].tolist()
        yield Line(_many(game, group, size), game.actions[group], chances, _paid(one, player, each=size > 1))
        player += size


def _many(game: SymmetricGame, group: int, count: int) -> str:
    of = f" of “{game.groups[group]}”" if len(game.groups) > 1 else ""
    return f"{count} of {game.sizes[group]} players{of}"


def _paid(one: Equilibrium, player: int, *, each: bool = False) -> str:
    payoff = one.exact_payoffs[player]
    text = number(payoff)
    if len(text) > _LONG or one.enclosure is not None:
        text = f"about {nearest_float(payoff):.4g}"
    return f"{text} each" if each else text
