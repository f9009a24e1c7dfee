"""A strategy: an automaton in its stage game, asked for which patience nobody gains by leaving it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from policygames import registry
from policygames.certificates import Certificate, Refusal
from policygames.errors import GameError
from policygames.games import Automaton, NormalFormGame, PublicMonitoring, RepeatedGame
from policygames.games.automaton import State
from policygames.games.dynamics import check_moves, played, reachable, situations
from policygames.games.fields import check_fields
from policygames.games.mistakes import trembling
from policygames.games.notebooks import repr_html
from policygames.games.patience import perfect_discounts
from policygames.games.tensors import read_only
from policygames.games.values import values
from policygames.numerics.exact import nearest_float
from policygames.results.discounts import DiscountBound, DiscountInterval
from policygames.results.strategy_words import explain_strategy


@dataclass(frozen=True, slots=True)
class Strategy:
    """What `policygames.automaton` gives; all players follow `automaton`, moved by all actions or by public signals.

    Raises GameError, naming the place by names of actions, where the automaton does not fit the game.
    """

    stage_game: NormalFormGame
    automaton: Automaton
    monitoring: PublicMonitoring | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.stage_game, NormalFormGame):
            raise GameError("the stage game is a NormalFormGame", reason="MISSING_GAME", path="game")
        if not isinstance(self.automaton, Automaton):
            raise GameError("the automaton is an Automaton", reason="MISSING_CANDIDATE", path="automaton")
        played(self.stage_game, self.automaton)
        check_moves(self.stage_game, self.monitoring, self.automaton)

    def game(self, discount: Any) -> RepeatedGame:
        """The endless game with this discount factor, or these, one per player. Raises GameError for a bad one."""
        return RepeatedGame(self.stage_game, discount, self.monitoring)

    def check(self, discount: Any) -> Certificate | Refusal:
        """Whether nobody gains by one deviation in any state that can be reached: a proof, or the best deviation.

        `discount` is one factor or one per player, each in [0, 1). Where all actions are seen the proof is of subgame
        perfection, with public signals that it is a perfect public equilibrium. A refusal's `deviation` holds the
        state, player, action and exact gain. Raises GameError for a bad discount factor.
        """
        concept = registry.concept("public_perfect" if self.monitoring else "subgame_perfect")
        return concept.certify(self.game(discount), self.automaton)

    def discounts(self) -> tuple[DiscountInterval, ...]:
        """Every common discount factor at which `check` proves it, as intervals in ascending order; empty: never.

        The ends are exact, or roots in brackets; isolated discount factors are intervals of one point. Raises GameError
        where too many states lead to one another at random.
        """
        found = situations(self.stage_game, self.monitoring, self.automaton)
        reached = reachable(self.stage_game, self.monitoring, self.automaton)
        intervals = perfect_discounts(found, reached, len(self.stage_game.players))
        return tuple(DiscountInterval(DiscountBound.of(low), DiscountBound.of(high)) for low, high in intervals)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, to be read back by `from_dict`."""
        monitoring = self.monitoring.to_dict() if self.monitoring else None
        return {
            "stage_game": self.stage_game.to_dict(),
            "automaton": self.automaton.to_dict(),
            "monitoring": monitoring,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Strategy:
        """The strategy that `to_dict` wrote. Raises GameError, naming the place, where a part is missing or bad."""
        check_fields(data, ("stage_game", "automaton", "monitoring"), ("stage_game", "automaton"))
        monitoring = data.get("monitoring")
        return cls(
            NormalFormGame.from_dict(data["stage_game"]),
            Automaton.from_dict(data["automaton"]),
            PublicMonitoring.from_dict(monitoring) if monitoring else None,
        )

    _repr_html_ = repr_html

    def explain(self) -> str:
        """A paragraph that can be read aloud: what is played, what answers a deviation, for which patience it holds."""
        return explain_strategy(self)

    def exact_payoffs(self, discount: Any) -> tuple[Fraction, ...]:
        """What each player gets per period when all follow the strategy."""
        return self.game(discount).payoffs_of(self.automaton)

    def payoffs(self, discount: Any) -> NDArray[np.float64]:
        """The same in floats, shape (n,)."""
        return read_only(np.array([nearest_float(value) for value in self.exact_payoffs(discount)]))

    def with_mistakes(self, mistakes: Any) -> Strategy:
        """The same strategy where hands tremble: a strategy about what is intended, to be checked like any other.

        `mistakes` is the probability that an action fails, every other action being done as likely then; or one such
        entry per player, or {player: entry}; an entry may also be probabilities[action intended][action done]. In what
        comes back, profiles are what players intend and pay what is expected, and what is done is seen as a public
        signal: `check` proves that nobody gains by intending something else, after any history, while all tremble.
        Raises GameError, naming the place, for anything else.
        """
        game, monitoring, automaton = trembling(self.stage_game, self.monitoring, self.automaton, mistakes)
        return Strategy(game, automaton, monitoring)

    def is_weakly_renegotiation_proof(self, discount: Any) -> bool:
        """Whether it is an equilibrium that nobody wants to renegotiate: `check` proves it, and no state beats another.

        See `ranked_states` for the counterexample.

        Source: Farrell and Maskin, Games and Economic Behavior 1 (1989) 327-360.
        """
        return isinstance(self.check(discount), Certificate) and self.ranked_states(discount) is None

    def ranked_states(self, discount: Any) -> tuple[State, State] | None:
        """Two states that can be reached, of which the first gives every player more than the second; None: no such.

        All would agree to go on as if in the first when they are in the second.
        """
        worth = values(self.game(discount), self.automaton)
        reached = sorted(reachable(self.stage_game, self.monitoring, self.automaton))
        pairs = ((better, worse) for better in reached for worse in reached)
        return next((pair for pair in pairs if _beats(worth[pair[0]], worth[pair[1]])), None)


def _beats(better: tuple[Fraction, ...], worse: tuple[Fraction, ...]) -> bool:
    return all(one > other for one, other in zip(better, worse, strict=True))
