"""All extreme Bayesian equilibria of two players, as completely labelled pairs of vertices."""

from __future__ import annotations

from collections.abc import Iterator

from policygames.games.bayesian import BayesianGame
from policygames.games.profiles import MixedProfile
from policygames.numerics.agent_polyhedra import AgentVertex, vertices
from policygames.numerics.exact import common_denominator


def extreme_profiles(game: BayesianGame) -> Iterator[MixedProfile | None]:
    """Every extreme equilibrium of a two-player Bayesian game, after a None for each step of work.

    A profile is an equilibrium if and only if every action of every agent is unplayed or a best reply. These profiles
    are a union of products of faces of two polyhedra, whose corners are the pairs of vertices that have this property.

    Source: Koller, Megiddo and von Stengel, Games and Economic Behavior 14 (1996) 247-259; Avis, Rosenberg, Savani and
    von Stengel, Economic Theory 42 (2010) 9-37, proposition 2.
    """
    first: list[AgentVertex] = []
    for vertex in _vertices(game, 0):
        yield None
        first += [vertex] if vertex else []
    own, others = (sum(one == player for player, _ in game.agents) * game.shape[one] for one in (0, 1))
    everything = (1 << own + others) - 1
    for other in _vertices(game, 1):
        yield None
        if other is not None:
            turned = (other.labels >> others) | ((other.labels & ((1 << others) - 1)) << own)
            needed = everything & ~turned
            yield from (one.strategies + other.strategies for one in first if one.labels & needed == needed)


def _vertices(game: BayesianGame, player: int) -> Iterator[AgentVertex | None]:
    """Those of the polyhedron of one player's strategies, against the replies of the other's types."""
    sizes = [game.shape[player]] * game.type_counts[player]
    replies = [
        [_reply(game, player, kind, action) for action in range(game.shape[1 - player])]
        for kind in range(game.type_counts[1 - player])
    ]
    return vertices(sizes, replies)


def _reply(game: BayesianGame, player: int, kind: int, action: int) -> list[int]:
    """What `action` pays the other player's type, by the player's types and actions, in whole numbers.

    A type's payoffs are scaled by the chance of that type, which changes none of its best replies.
    """
    scale = common_denominator(game.prior.ravel().tolist())
    row: list[int] = []
    for own in range(game.type_counts[player]):
        types = (own, kind) if player == 0 else (kind, own)
        table = game.numerators[1 - player][types]
        paid = table[:, action] if player == 0 else table[action]
        row += [int(game.prior[types] * scale) * int(value) for value in paid]
    return row
