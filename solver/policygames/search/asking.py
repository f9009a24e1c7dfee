"""Questions about games: the loop for one game, fast paths without proofs, one game at many discount factors."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, cast, overload

from policygames.budget import Budget, Cancelled, budget_for
from policygames.certificates import Coverage, Reason, Termination
from policygames.errors import GameError, UnsupportedError
from policygames.games import Game, RepeatedGame
from policygames.games.tensors import opened
from policygames.registry import Method
from policygames.results import PayoffSet, Solution, Sweep
from policygames.search.choice import checked_concept, chosen_method
from policygames.search.loop import solution

if TYPE_CHECKING:
    from numpy.typing import NDArray


@overload
def solve(
    game: Game,
    concept: str = "nash",
    *,
    method: str | None = None,
    deadline: float | None = None,
    max_equilibria: int | None = None,
    cancelled: Cancelled | None = None,
    certify: bool = True,
    discounts: None = None,
    **options: Any,
) -> Solution: ...
@overload
def solve(
    game: Game,
    concept: str = "nash",
    *,
    method: str | None = None,
    deadline: float | None = None,
    max_equilibria: int | None = None,
    cancelled: Cancelled | None = None,
    certify: bool = True,
    discounts: Sequence[Any] | NDArray[Any],
    **options: Any,
) -> Sweep: ...
def solve(
    game: Game,
    concept: str = "nash",
    *,
    method: str | None = None,
    deadline: float | None = None,
    max_equilibria: int | None = None,
    cancelled: Cancelled | None = None,
    certify: bool = True,
    discounts: Any = None,
    **options: Any,
) -> Solution | Sweep:
    """The equilibria of `game` by `concept`, each certified on its exact payoffs.

    `deadline` is in seconds from now; after it, or once `max_equilibria` are found, the solution holds what was found.
    So it does after Ctrl-C. `method` names one of `pg.methods(concept)`; `options` are those of the concept. With
    `certify=False` proofs are skipped where a fast path exists, and the solution says so. With `discounts`, a list or
    array of factors in place of that of a repeated game, the answer is a Sweep: a solution for each of them.

    Raises UnsupportedError for an unknown concept or method and for one that does not take this game; GameError for a
    bad option.
    """
    _require_solver()
    asked = _Asked(concept, method, budget_for(deadline, max_equilibria, cancelled), options, certify)
    return asked.of(game) if discounts is None else asked.swept(game, discounts)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question about any game."""

    concept: str
    method: str | None
    budget: Budget
    options: Mapping[str, Any]
    certify: bool

    def of(self, game: Game) -> Solution:
        """Its answer for one game."""
        if not self.certify and (fast := unproven(game, self.concept, self.method, self.options)) is not None:
            return fast
        return solution(game, self.concept, self.method, self.budget, self.options)

    def swept(self, game: Game, discounts: Any) -> Sweep:
        """Its answers at many discount factors; without proofs by the method's fast path for them, if it has one."""
        if not isinstance(game, RepeatedGame):
            kind = type(game).__name__
            message = f"a {kind} has no discount factor; discounts= is for a RepeatedGame"
            raise GameError(message, reason="OPTION_RANGE", path="discounts", variables={"kind": kind})
        factors = _listed(discounts)
        fast = self._fast(game.at_each(factors[:1])[0]) if factors and not self.certify else None
        if fast is None or fast.sweep is None:
            return Sweep.of(factors, [self.of(one) for one in game.at_each(factors)], len(game.players))
        offsets, vertices, warnings = fast.sweep(game, factors)

        def at(place: int) -> Solution:
            rows = vertices[offsets[place] : offsets[place + 1]]
            return approximated(game.at(factors[place]), self.concept, fast.id, rows, warnings[place])

        return Sweep(factors, offsets, vertices, at)

    def _fast(self, game: Game) -> Method:
        return chosen_method(game, checked_concept(game, self.concept, self.options), self.method)


def _listed(discounts: Any) -> list[Any]:
    entries = opened(discounts)
    if entries is None:
        wanted = "a list or an array of discount factors"
        variables = {"value": discounts, "wanted": wanted}
        raise GameError(
            f"{discounts!r}; wanted: {wanted}", reason="OPTION_RANGE", path="discounts", variables=variables
        )
    return list(entries)


def unproven(game: Game, concept: str, method: str | None, options: Mapping[str, Any]) -> Solution | None:
    """What the fast path of the method says, nothing of it proven; None where it has none."""
    wanted = checked_concept(game, concept, options)
    chosen = chosen_method(game, wanted, method)
    if chosen.approximate is None:
        return None
    vertices, warnings = chosen.approximate(game)
    repeated = cast("RepeatedGame", game)  # methods of no other games have such a path
    return approximated(repeated, wanted.id, chosen.id, vertices, warnings)


def approximated(game: RepeatedGame, concept: str, method: str, vertices: Any, warnings: tuple[str, ...]) -> Solution:
    """The solution that has these float vertices, shape (k, n), and proves nothing."""
    return Solution(
        game=game,
        concept=concept,
        method=method,
        equilibria=(),
        coverage=Coverage.SOME,
        termination=_COMPLETED,
        payoff_set=PayoffSet(game, concept, None, vertices),
        warnings=(UNPROVEN, *warnings),
    )


_COMPLETED = Termination(Reason.COMPLETED)
UNPROVEN = "nothing is proven: the set of payoffs was computed in floats, as certify=False asks"


@cache
def _require_solver() -> None:
    if find_spec("scipy") is None or find_spec("nashpy") is None:
        message = (
            'solving here needs the extra [solver]: pip install "policygames[solver]"; or ask a server: pg.connect'
        )
        raise UnsupportedError(message, reason="SOLVER_NOT_INSTALLED", choices=("policygames[solver]", "pg.connect"))
