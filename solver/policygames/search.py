"""The one loop: a method proposes, the concept certifies on the caller's own payoffs, the budget says when to stop."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any, cast

from policygames import registry
from policygames.budget import Budget, Cancelled, budget_for
from policygames.certificates import Certificate, Claim, Coverage, PayoffBounds, Reason, Refusal, Termination
from policygames.errors import GameError, UnsupportedError
from policygames.games import Candidate, Game, NormalFormGame, PayoffPolytope, RepeatedGame
from policygames.games.decimals import decimal_warning
from policygames.numerics.stepwise import finished
from policygames.registry import Concept, Method
from policygames.results import Component, Equilibrium, PayoffSet, Solution
from policygames.results.components import MOST_SUBSETS
from policygames.results.extreme_equilibria import extreme_equilibria
from policygames.results.supporting import unsupported

Found = Generator[Equilibrium, None, Solution]
"""Equilibria as they are certified, and the whole solution at the end."""


def solve(
    game: Game,
    concept: str = "nash",
    *,
    method: str | None = None,
    deadline: float | None = None,
    max_equilibria: int | None = None,
    cancelled: Cancelled | None = None,
    certify: bool = True,
    **options: Any,
) -> Solution:
    """The equilibria of `game` by `concept`, each certified on its exact payoffs.

    `deadline` is in seconds from now; after it, or once `max_equilibria` are found, the solution holds what was found.
    So it does after Ctrl-C. `method` names one of `pg.methods(concept)`; `options` are those of the concept. With
    `certify=False` proofs are skipped where a fast path exists, and the solution says so.

    Raises UnsupportedError for an unknown concept or method and for one that does not take this game; GameError for a
    bad option.
    """
    _require_solver()
    budget = budget_for(deadline, max_equilibria, cancelled)
    if not certify and (fast := unproven(game, concept, method, options)) is not None:
        return fast
    return finished(stream(game, concept, method, budget, options))


def unproven(game: Game, concept: str, method: str | None, options: Mapping[str, Any]) -> Solution | None:
    """What the fast path of the method says, nothing of it proven; None where it has none."""
    wanted = checked_concept(game, concept, options)
    chosen = chosen_method(game, wanted, method)
    if chosen.approximate is None:
        return None
    vertices, warnings = chosen.approximate(game)
    repeated = cast("RepeatedGame", game)  # methods of no other games have such a path
    return Solution(
        game=game,
        concept=wanted.id,
        method=chosen.id,
        equilibria=(),
        coverage=Coverage.SOME,
        termination=Termination(Reason.COMPLETED),
        payoff_set=PayoffSet(repeated, wanted.id, None, vertices),
        warnings=(UNPROVEN, *warnings),
    )


UNPROVEN = "nothing is proven: the set of payoffs was computed in floats, as certify=False asks"


def stream(game: Game, concept: str, method: str | None, budget: Budget, options: Mapping[str, Any]) -> Found:
    """The same search, each equilibrium as soon as it is certified; raises at once what `solve` raises."""
    wanted = checked_concept(game, concept, options)
    return _Search(game, wanted, chosen_method(game, wanted, method, budget.max_equilibria), budget, options).run()


class _Search:
    """A search under way: what was found, what is in doubt, and what the method claims."""

    def __init__(
        self, game: Game, concept: Concept, method: Method, budget: Budget, options: Mapping[str, Any]
    ) -> None:
        self.game, self.concept, self.method, self.budget, self.options = game, concept, method, budget, options
        self.seen: set[Candidate] = set()
        self.found: list[Equilibrium] = []
        self.doubts: list[str] = []
        self.claim = Claim(Coverage.SOME)

    def run(self) -> Found:
        """The loop."""
        proposals = self.method.propose(self.game, self.budget, **self.options)
        termination = self._stop()
        while termination is None:
            try:
                equilibrium = self._judged(next(proposals))
                if equilibrium is not None:
                    self.found.append(equilibrium)
                    yield equilibrium
                termination = self._stop()
            except StopIteration as end:
                self.claim = end.value
                termination = self._ended()
            except KeyboardInterrupt:
                termination = Termination(Reason.CANCELLED, "interrupted at the keyboard")
        proposals.close()
        return self._solution(termination)

    def _judged(self, candidate: Candidate | None) -> Equilibrium | None:
        if candidate is None or candidate in self.seen:
            return None
        self.seen.add(candidate)
        verdict = self.concept.certify(self.game, candidate, **self.options)
        if isinstance(verdict, Certificate):
            return Equilibrium(self.game, verdict, self.game.payoffs_of(candidate))
        if verdict.undecided:
            self.doubts.append(f"one candidate is undecided: {verdict.reason}")
        return None

    def _stop(self) -> Termination | None:
        if self.budget.cancelled.is_set():
            return Termination(Reason.CANCELLED, "the caller went away")
        if self.budget.max_equilibria is not None and len(self.found) >= self.budget.max_equilibria:
            return Termination(Reason.LIMIT, f"{self.budget.max_equilibria} equilibria were asked for")
        if self.budget.remaining() <= 0:
            return Termination(Reason.DEADLINE, "the deadline passed during the search")
        return None

    def _ended(self) -> Termination:
        """A method that ran out of time inside a library call ends without a claim: that is a deadline too."""
        if self.claim.coverage is Coverage.SOME and self.budget.remaining() <= 0:
            return Termination(Reason.DEADLINE, "the deadline passed during the search")
        return Termination(Reason.COMPLETED)

    def _solution(self, termination: Termination) -> Solution:
        payoff_set = None if self.claim.bounds is None else self._payoff_set(self.claim.bounds)
        coverage = self.claim.coverage if not self.doubts else Coverage.SOME
        warnings = [*self.claim.warnings, *self.doubts]
        equilibria = tuple(self.found) if payoff_set is None else extreme_equilibria(payoff_set)
        if coverage is Coverage.ALL and not (equilibria or (payoff_set and payoff_set.exact)):
            coverage = Coverage.NONE_EXIST
        if coverage is Coverage.NONE_EXIST and (self.found or self.concept.always_exists):
            coverage, warnings = Coverage.SOME, [*warnings, _BROKEN_CLAIM]
        components = self._components() if coverage is Coverage.ALL else None
        if self.concept.components and components is None:
            warnings.append(_NO_COMPONENTS if coverage is Coverage.SOME else _TOO_MANY_SUBSETS)
        return Solution(
            game=self.game,
            concept=self.concept.id,
            method=self.method.id,
            equilibria=equilibria,
            coverage=coverage,
            termination=termination,
            components=components,
            payoff_set=payoff_set,
            warnings=(*warnings, *self._not_computed(payoff_set), *_input_warnings(self.game)),
            proof=self.claim.proof if coverage is Coverage.ALL else None,
        )

    def _not_computed(self, payoff_set: PayoffSet | None) -> tuple[str, ...]:
        if payoff_set is None:
            return self.concept.not_computed
        reason = unsupported(payoff_set.game)
        return (f"no equilibria are listed: {reason}",) if reason else ()

    def _payoff_set(self, bounds: PayoffBounds) -> PayoffSet:
        """The set of equilibrium payoffs, its inner bound certified on the caller's own game like any candidate."""
        verdict = self.concept.certify(self.game, PayoffPolytope(bounds.inner)) if bounds.inner else None
        if isinstance(verdict, Refusal):
            self.doubts.append(f"internal error: the inner set is refused: {verdict.reason}")
            bounds = PayoffBounds((), bounds.outer, exact=False, points=bounds.points)
        game = cast("RepeatedGame", self.game)  # methods of no other games claim bounds
        return PayoffSet(game, self.concept.id, bounds)

    def _components(self) -> tuple[Component, ...] | None:
        if self.concept.components is None:
            return None
        found: tuple[Component, ...] | None = self.concept.components(
            self.game, [equilibrium.certificate.candidate for equilibrium in self.found], self.claim.proof
        )
        return found


_NO_COMPONENTS = "connected components are only known of a complete list: none are given"
_TOO_MANY_SUBSETS = f"a component has more than {MOST_SUBSETS} maximal Nash subsets: no components are given"
_BROKEN_CLAIM = "internal error: the method claims that there is no equilibrium, but there is one"


def checked_concept(game: Game, concept_id: str, options: Mapping[str, Any]) -> Concept:
    """The concept, if it is defined for this game and has these options. Raises UnsupportedError or GameError."""
    concept = registry.concept(concept_id)
    if not isinstance(game, concept.games):
        known = [one.id for one in registry.concepts() if isinstance(game, one.games)]
        if not known:
            message = (
                f"{type(game).__name__} is no kind of game; allowed: NormalFormGame, RepeatedGame (scenario.game())"
            )
            raise GameError(message, reason="MISSING_GAME", path="game")
        message = f"{concept_id} is not defined for a {type(game).__name__}; there are {', '.join(known)}"
        raise UnsupportedError(message, reason="CONCEPT_UNSUITED", path="concept", choices=known)
    for option in options:
        if option not in concept.options:
            allowed = ", ".join(concept.options) or "none"
            message = f"{concept_id} has no option {option!r}; allowed: {allowed}"
            raise GameError(message, reason="OPTION_RANGE", path=f"options.{option}")
    return concept


def chosen_method(game: Game, concept: Concept, method_id: str | None, most: int | None = None) -> Method:
    """The method asked for, else the best that takes the game, `most` equilibria being wanted.

    Raises UnsupportedError for none.
    """
    known = registry.methods(concept.id)
    able = [method for method in known if not method.accepts(game)]
    usual = [method for method in able if not method.single or most == 1]
    if method_id is None and usual:
        return max(usual, key=lambda method: method.single)  # the first of those, in the order of their ranks
    choices = [method.id for method in able]
    if method_id is None:
        reasons = "; ".join(f"{method.id}: {method.accepts(game)}" for method in known)
        raise UnsupportedError(f"no method finds {concept.id} here: {reasons}", reason="METHOD_UNSUITED", path="method")
    wanted = registry.method(method_id)
    if wanted.concept == concept.id and wanted in able:
        return wanted
    why = wanted.accepts(game) if wanted.concept == concept.id else f"it finds {wanted.concept}"
    message = f"{method_id} is unsuited: {why}; there are {', '.join(choices) or 'none'}"
    raise UnsupportedError(message, reason="METHOD_UNSUITED", path="method", choices=choices)


def _input_warnings(game: Game) -> tuple[str, ...]:
    stage_game = game if isinstance(game, NormalFormGame) else getattr(game, "stage_game", None)
    warning = decimal_warning(stage_game) if isinstance(stage_game, NormalFormGame) else ""
    return (warning,) if warning else ()


@cache
def _require_solver() -> None:
    if find_spec("scipy") is None or find_spec("nashpy") is None:
        message = (
            'solving here needs the extra [solver]: pip install "policygames[solver]"; or ask a server: pg.connect'
        )
        raise UnsupportedError(message, reason="SOLVER_NOT_INSTALLED", choices=("policygames[solver]", "pg.connect"))
