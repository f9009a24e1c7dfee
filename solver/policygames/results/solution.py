"""The answer to a question about one game: its equilibria, what is proven about the list, why the search ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from policygames import registry
from policygames.certificates import BasesProof, Coverage, Reason, Termination
from policygames.errors import CertificateError, GameError, not_installed
from policygames.games import BayesianGame, Game, NormalFormGame, game_from_dict
from policygames.games.notebooks import repr_html
from policygames.games.profiles import support
from policygames.results.components import Component, confirmed
from policygames.results.equilibrium import Equilibrium, check_equilibrium, plays
from policygames.results.extreme_equilibria import extreme_equilibria
from policygames.results.later import made_when_read
from policygames.results.payoff_set import PayoffSet
from policygames.results.plain import (
    first_difference,
    plain_component,
    plain_equilibrium,
    plain_proof,
    read_components,
    read_equilibrium,
    read_proof,
)
from policygames.results.plain_sets import plain_payoff_set, read_payoff_set

if TYPE_CHECKING:
    import pandas as pd

FORMAT = 1
"""The version of the saved form."""


@dataclass(frozen=True, slots=True)
class Solution:
    """What a search found.

    `coverage` says what is proven about the list, `termination` why the search ended: separate statements.
    `components`, `payoff_set` and `proof` are None where nothing computed them; `warnings` then says so.
    """

    game: Game
    concept: str
    method: str
    equilibria: Sequence[Equilibrium]
    coverage: Coverage
    termination: Termination
    components: tuple[Component, ...] | None = None
    payoff_set: PayoffSet | None = None
    warnings: tuple[str, ...] = ()
    proof: BasesProof | None = None

    def verify(self) -> tuple[str, ...]:
        """Checks every certificate again, from the game alone; what could not be re-checked comes back in words.

        Raises CertificateError for the first equilibrium that is none, or whose certificate or payoffs are others.
        """
        self._check_statements()
        if self.payoff_set is not None:
            return self._checked_set(self.payoff_set)
        for index, equilibrium in enumerate(self.equilibria):
            check_equilibrium(equilibrium, self.game, self.concept, f"equilibria[{index}]")
        if self.coverage is Coverage.SOME:
            return tuple(self._checked_components())
        return self._check_structure()

    def _checked_set(self, payoff_set: PayoffSet) -> tuple[str, ...]:
        """The same for a set of payoffs; its equilibria are made from it, and certified as they are made."""
        if payoff_set.game != self.game or payoff_set.concept != self.concept:
            raise CertificateError("this is the set of another game or concept", path="payoff_set")
        stated = Coverage.NONE_EXIST if payoff_set.is_empty else Coverage.ALL if payoff_set.is_exact else Coverage.SOME
        if self.coverage is not stated:
            message = f"coverage {self.coverage} does not go with a payoff set that is {stated}"
            raise CertificateError(message, path="coverage")
        return payoff_set.verify()

    def _check_structure(self) -> tuple[str, ...]:
        """Proves again that the list is complete, and that the components are those of the list."""
        concept = registry.concept(self.concept)
        candidates = [equilibrium.certificate.candidate for equilibrium in self.equilibria]
        if concept.check_complete is None:
            raise CertificateError(f"nothing proves a list of {concept.plural} complete", path="coverage")
        note = concept.check_complete(self.game, candidates, self.proof)
        return (*([note] if note else ()), *self._checked_components())

    def _checked_components(self) -> Iterator[str]:
        """What could not be re-checked; of a list that may be incomplete only where components are given."""
        concept = registry.concept(self.concept)
        if concept.components is None or (self.components is None and self.coverage is Coverage.SOME):
            return
        candidates = [equilibrium.certificate.candidate for equilibrium in self.equilibria]
        found = concept.components(self.game, candidates, self.proof)
        if note := confirmed(self.components, found, complete=self.coverage is not Coverage.SOME):
            yield note

    def _check_statements(self) -> None:
        if not self.method:
            raise CertificateError("no method is named", path="method")
        found, concept = self._found_any(), registry.concept(self.concept)
        if not isinstance(self.game, concept.games):
            message = f"{self.concept} is not defined for a {type(self.game).__name__}"
            raise CertificateError(message, path="concept")
        if (self.coverage is Coverage.NONE_EXIST and (found or concept.always_exists)) or (
            self.coverage is Coverage.ALL and not found
        ):
            message = f"coverage {self.coverage} does not go with {len(self.equilibria)} equilibria of {self.concept}"
            raise CertificateError(message, path="coverage")
        if self.coverage is not Coverage.SOME and self.termination.reason is not Reason.COMPLETED:
            message = f"a search that ended by {self.termination.reason} proves nothing about the whole list"
            raise CertificateError(message, path="termination")
        if self.payoff_set is None and self._any_twice():
            raise CertificateError("an equilibrium is listed twice", path="equilibria")

    def _found_any(self) -> bool:
        return bool(self.equilibria or (self.payoff_set is not None and self.payoff_set.exact))

    def _any_twice(self) -> bool:
        return len({equilibrium.certificate.candidate for equilibrium in self.equilibria}) < len(self.equilibria)

    @property
    def action_sets(self) -> tuple[tuple[str, ...], ...] | None:
        """The names of the actions that survive elimination, per player; None where nothing computed them."""
        return self.equilibria[0].action_sets if self.equilibria else None

    def explain(self) -> str:
        """A paragraph that can be read aloud: what holds, what each would lose by deviating, what is proven and how."""
        return registry.concept(self.concept).explain(self)

    def to_dict(self) -> dict[str, Any]:
        """Plain data, every number exact, to be saved as JSON and read back by `from_dict`."""
        return {
            "policygames": FORMAT,
            "kind": "solution",
            "game": self.game.to_dict(),
            "digest": self.game.digest,
            "concept": self.concept,
            "method": self.method,
            "equilibria": None if self.payoff_set else [plain_equilibrium(one) for one in self.equilibria],
            "coverage": self.coverage.value,
            "termination": {"reason": self.termination.reason.value, "detail": self.termination.detail},
            "components": None if self.components is None else [plain_component(one) for one in self.components],
            "payoff_set": None if self.payoff_set is None else plain_payoff_set(self.payoff_set),
            "warnings": list(self.warnings),
            "proof": None if self.proof is None else plain_proof(self.proof),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Solution:
        """The solution that `to_dict` wrote; nothing is believed until `verify` has passed.

        Raises GameError, naming the field, where one is missing or bad; CertificateError where the digest is another
        game's.
        """
        if not isinstance(data, Mapping) or data.get("kind") != "solution" or data.get("policygames") != FORMAT:
            message = f"this is no saved solution of format {FORMAT}"
            raise GameError(message, reason="BAD_RESULT", path="kind")
        game = game_from_dict(data.get("game", {}))
        if data.get("digest") != game.digest:
            message = f"the digest is {data.get('digest')}, that of the game is {game.digest}"
            raise CertificateError(message, path="digest")
        try:
            payoff_set = read_payoff_set(data["payoff_set"], game, str(data["concept"]))
            solution = cls(
                game=game,
                concept=str(data["concept"]),
                method=str(data["method"]),
                equilibria=_read_equilibria(data["equilibria"], payoff_set, game),
                coverage=Coverage(data["coverage"]),
                termination=Termination(Reason(data["termination"]["reason"]), str(data["termination"]["detail"])),
                components=read_components(data.get("components")),
                payoff_set=payoff_set,
                proof=read_proof(data.get("proof")),
                warnings=tuple(map(str, data["warnings"])),
            )
        except (KeyError, TypeError, ValueError) as error:
            raise GameError(f"no solution can be read here: {error!r}", reason="BAD_RESULT") from error
        if (place := first_difference(data, solution.to_dict())) is not None:
            message = "this is not as it was saved: a field was added, left out or changed"
            raise GameError(message, reason="BAD_RESULT", path=place)
        return solution

    def plot(self, ax: Any = None) -> Any:
        """Draws the set of payoffs that can be sustained, or else the equilibria as bars; gives matplotlib axes.

        `ax` are axes to draw on, new ones without. Raises UnsupportedError where there is nothing to draw.
        """
        return import_module("policygames.report.solution_pictures").plot(self, ax)

    _repr_html_ = repr_html

    def to_frame(self) -> pd.DataFrame:
        """A row per equilibrium, state, player and action that is played: its probability, and the player's payoff.

        A mediator's draws stand in place of states; actions that survive elimination have no probability.
        """
        try:
            import pandas as pd
        except ModuleNotFoundError as error:
            raise not_installed(error) from error
        columns = ["equilibrium", "state", "player", "action", "probability", "payoff"]
        return pd.DataFrame(list(_rows(self)), columns=columns)


made_when_read(Solution, "equilibria", "components")


def _read_equilibria(data: Any, payoff_set: PayoffSet | None, game: Game) -> Sequence[Equilibrium]:
    if data is None and payoff_set is not None:
        return extreme_equilibria(payoff_set)
    return tuple(read_equilibrium(one, game, f"equilibria[{index}]") for index, one in enumerate(data))


def _rows(solution: Solution) -> Iterator[tuple[Any, ...]]:
    for index, equilibrium in enumerate(solution.equilibria):
        if isinstance(equilibrium.game, BayesianGame):
            yield from ((index, *row) for row in _rows_of_types(equilibrium.game, equilibrium))
        yield from ((index, *row) for row in _rows_of_sets(equilibrium))
        for state, stage_game, profile in plays(equilibrium):
            for player, strategy in enumerate(profile):
                for action in support(strategy):
                    name, payoff = stage_game.actions[player][action], equilibrium.payoffs[player]
                    yield index, state, stage_game.players[player], name, float(strategy[action]), payoff


def _rows_of_sets(equilibrium: Equilibrium) -> Iterator[tuple[Any, ...]]:
    """A row per draw of a mediator, in place of a state, and player told; or per action that survives elimination."""
    game, payoffs = equilibrium.game, equilibrium.payoffs
    if equilibrium.advice is not None and isinstance(game, NormalFormGame):
        for number, (profile, chance) in enumerate(equilibrium.advice.chances):
            for player, action in enumerate(profile):
                told = f"draw {number}", game.players[player], game.actions[player][action]
                yield *told, float(chance), payoffs[player]
    for player, names in enumerate(equilibrium.action_sets or ()):
        yield from ((None, game.players[player], name, None, payoffs[player]) for name in names)


def _rows_of_types(game: BayesianGame, equilibrium: Equilibrium) -> Iterator[tuple[Any, ...]]:
    """A row per type, its name in place of a state, and action that it plays."""
    strategies = (strategy for own in equilibrium.profile or () for strategy in own.tolist())
    for (player, kind), strategy in zip(game.agents, strategies, strict=True):
        for action in support(strategy):
            names = game.types[player][kind], game.players[player], game.actions[player][action]
            yield *names, strategy[action], equilibrium.payoffs[player]
