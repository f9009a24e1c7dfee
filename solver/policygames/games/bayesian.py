"""Games of incomplete information: each player knows their own type, and a common prior says how types are drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from importlib import import_module
from itertools import product
from math import prod
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.games.fields import check_fields
from policygames.games.limits import MAX_PAYOFFS, MAX_PLAYERS, check_shape
from policygames.games.names import index_of, player_names
from policygames.games.nested import flat_numbers
from policygames.games.normal_form import NormalFormGame
from policygames.games.notebooks import repr_html
from policygames.games.profiles import MixedProfile, Strategy
from policygames.games.spelling import digest_of, spelled_rows
from policygames.games.tensors import Integers, read_only, whole_row
from policygames.games.types_and_beliefs import action_counts, names_of, read_prior
from policygames.numerics.exact import spelled

Types: TypeAlias = tuple[int, ...]
"""One type index per player."""
Agent: TypeAlias = tuple[int, int]
"""A player and one of their types: who decides once types are known."""


@dataclass(frozen=True, init=False, eq=False, repr=False)
class BayesianGame:
    """A finite Bayesian game; payoffs and the prior are exact, arrays are read-only, equality is that of digests.

    `prior` has shape (t0, t1, …): the chance of each profile of types; it sums to 1, and every type has a chance.
    `payoffs` has shape (n, t0, t1, …, m0, m1, …): payoffs[player][type of player 0]…[action of player 0]…. Entries are
    ints, Fractions, Decimals, texts or floats as in NormalFormGame. `types` and `actions` name each player's.

    A profile of it is one strategy per agent, that is per player and type: first all types of the first player.
    Raises GameError, naming the place, for anything else.

    Source: Harsanyi, Management Science 14 (1967) 159-182, 320-334, 486-502.
    """

    numerators: tuple[Integers, ...]
    """A player's payoffs times the player's denominator, shape (t0, t1, …, m0, m1, …)."""
    denominators: tuple[int, ...]
    prior: NDArray[Any]
    """Fractions of shape (t0, t1, …)."""
    players: tuple[str, ...]
    types: tuple[tuple[str, ...], ...]
    actions: tuple[tuple[str, ...], ...]

    def __init__(
        self,
        payoffs: Any,
        prior: Any,
        players: Sequence[str] | None = None,
        types: Sequence[Sequence[str]] | None = None,
        actions: Sequence[Sequence[str]] | None = None,
    ) -> None:
        chances, kinds = read_prior(prior)
        count = len(kinds)
        shape = action_counts(payoffs, kinds)
        rows = [
            whole_row(flat_numbers(own, (*kinds, *shape), f"payoffs[{player}]"), lambda _: "payoffs")
            for player, own in enumerate(payoffs)
        ]
        object.__setattr__(self, "numerators", tuple(read_only(row.reshape(*kinds, *shape)) for row, _ in rows))
        object.__setattr__(self, "denominators", tuple(denominator for _, denominator in rows))
        object.__setattr__(self, "prior", chances)
        object.__setattr__(self, "players", player_names(players, count))
        object.__setattr__(self, "types", names_of(types, kinds, "type"))
        object.__setattr__(self, "actions", names_of(actions, shape, "action"))

    @property
    def shape(self) -> tuple[int, ...]:
        """How many actions each player has."""
        return self.numerators[0].shape[len(self.players) :]

    @property
    def type_counts(self) -> tuple[int, ...]:
        """How many types each player has."""
        return self.prior.shape

    @cached_property
    def agents(self) -> tuple[Agent, ...]:
        """Every player with each of their types, in the order of profiles."""
        return tuple((player, kind) for player, count in enumerate(self.type_counts) for kind in range(count))

    @cached_property
    def agent_shape(self) -> tuple[int, ...]:
        """How many actions each agent has."""
        return tuple(self.shape[player] for player, _ in self.agents)

    def name_of(self, agent: Agent) -> str:
        """The player, with the type where there are several."""
        player, kind = agent
        name = self.players[player]
        return f"{name} ({self.types[player][kind]})" if self.type_counts[player] > 1 else name

    @cached_property
    def possible(self) -> tuple[tuple[Types, Fraction], ...]:
        """The profiles of types that can be drawn, with their chances."""
        every = product(*map(range, self.type_counts))
        return tuple((types, self.prior[types]) for types in every if self.prior[types])

    def chance_of(self, agent: Agent) -> Fraction:
        """The chance that the player is of that type."""
        return self._chances[agent]

    @cached_property
    def _chances(self) -> dict[Agent, Fraction]:
        chances = dict.fromkeys(self.agents, Fraction(0))
        for types, chance in self.possible:
            for agent in enumerate(types):
                chances[agent] += chance
        return chances

    def game_at(self, types: Types) -> NormalFormGame:
        """The game that is played where these are the types and all know it."""
        rows = zip(self.numerators, self.denominators, strict=True)
        payoffs = [own[types].astype(object) * Fraction(1, denominator) for own, denominator in rows]
        return NormalFormGame(payoffs, self.players, self.actions)

    def _whole_at(self, types: Types) -> NormalFormGame:
        """The same in whole numbers: each player's payoffs times their denominator."""
        if types not in self._games:
            self._games[types] = NormalFormGame([own[types] for own in self.numerators])
        return self._games[types]

    @cached_property
    def _games(self) -> dict[Types, NormalFormGame]:
        return {}

    def at(self, types: Types, profile: MixedProfile) -> MixedProfile:
        """What is played where these are the types: of every player the strategy of that agent."""
        return tuple(profile[self.agents.index(agent)] for agent in enumerate(types))

    def by_player(self, profile: MixedProfile) -> tuple[tuple[Strategy, ...], ...]:
        """A profile with one strategy per type of each player."""
        strategies = iter(profile)
        return tuple(tuple(next(strategies) for _ in range(count)) for count in self.type_counts)

    def interim_payoffs(self, agent: Agent, profile: MixedProfile) -> Strategy:
        """The expected payoff of each action of `agent`, who knows their own type, while the others play `profile`."""
        player, kind = agent
        sums = [Fraction(0)] * self.shape[player]
        for types, chance in self.possible:
            if types[player] == kind:
                paid = self._whole_at(types).deviation_payoffs(player, self.at(types, profile))
                sums = [total + chance * payoff for total, payoff in zip(sums, paid, strict=True)]
        scale = self.chance_of(agent) * self.denominators[player]
        return tuple(total / scale for total in sums)

    def payoffs_of(self, candidate: Any) -> tuple[Fraction, ...]:
        """What each player can expect before types are drawn, when agents play `candidate`; of a box, its middle."""
        if not isinstance(candidate, tuple):
            paid: tuple[Fraction, ...] = candidate.payoffs_in(self)
            return paid
        sums = [Fraction(0)] * len(self.players)
        for types, chance in self.possible:
            paid = self._whole_at(types).payoffs_of(self.at(types, candidate))
            sums = [total + chance * payoff for total, payoff in zip(sums, paid, strict=True)]
        return tuple(total / denominator for total, denominator in zip(sums, self.denominators, strict=True))

    def followed(self, profile: MixedProfile) -> MixedProfile:
        """The profile itself: each agent follows a strategy of their own."""
        return profile

    @property
    def has_agent_form(self) -> bool:
        """Whether the game between the agents is small enough to be written down."""
        size = len(self.agents) * prod(self.agent_shape)
        return 2 <= len(self.agents) <= MAX_PLAYERS and size <= MAX_PAYOFFS

    def agent_form(self) -> NormalFormGame:
        """The game between the agents, each paid what they can expect knowing their type.

        Raises GameError where it is too large.

        Source: Selten's posterior lottery, in Harsanyi, Management Science 14 (1968) 320-334, section 11.
        """
        check_shape((len(self.agents), *self.agent_shape), "game")
        return NormalFormGame(
            [self._agent_payoffs(agent) for agent in self.agents],
            [self.name_of(agent) for agent in self.agents],
            [self.actions[player] for player, _ in self.agents],
        )

    def _agent_payoffs(self, agent: Agent) -> Any:
        player, kind = agent
        total = np.zeros(self.agent_shape, dtype=object) + Fraction(0)
        scale = self.chance_of(agent) * self.denominators[player]
        for types, chance in self.possible:
            if types[player] == kind:
                axes = [self.agents.index(one) for one in enumerate(types)]
                inserted = [slice(None) if axis in axes else None for axis in range(len(self.agents))]
                own = self.numerators[player][types].astype(object) * (chance / scale)
                total = total + own[tuple(inserted)]  # agents' axes are in the order of players
        return total

    def player_index(self, player: str | int, path: str = "player") -> int:
        """The index of `player`, given by name or index. Raises GameError for an unknown one."""
        return index_of(player, self.players, path)

    def to_dict(self) -> dict[str, Any]:
        """Plain data in canonical form, numbers as "p/q"; `digest` is taken over it."""
        rows = zip(self.numerators, self.denominators, strict=True)
        return {
            "kind": "bayesian",
            "players": list(self.players),
            "types": [list(names) for names in self.types],
            "actions": [list(names) for names in self.actions],
            "prior": np.array([spelled(chance) for chance in self.prior.ravel()]).reshape(self.prior.shape).tolist(),
            "payoffs": [spelled_rows(*one) for one in rows],
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> BayesianGame:
        """The game that `to_dict` wrote. Raises GameError where a field is missing or unknown."""
        fields = ("kind", "players", "types", "actions", "prior", "payoffs")
        check_fields(data, fields, ("prior", "payoffs"))
        names = (data.get(field) for field in ("players", "types", "actions"))
        return cls(data["payoffs"], data["prior"], *names)

    @cached_property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, over the canonical form."""
        return digest_of(self.to_dict())

    def __eq__(self, other: object) -> bool:
        return self.digest == other.digest if isinstance(other, BayesianGame) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.digest)

    def plot(self, ax: Any = None) -> Any:
        """Draws a table of payoffs for all types on matplotlib axes, new ones without `ax`, and gives them.

        Raises UnsupportedError where there are too many cells.
        """
        return import_module("policygames.report.payoff_matrix").plot(self, ax)

    _repr_html_ = repr_html

    def __repr__(self) -> str:
        kinds, shape = (" x ".join(map(str, one)) for one in (self.type_counts, self.shape))
        return f"<BayesianGame {shape}, types {kinds}: {', '.join(self.players)}>"
