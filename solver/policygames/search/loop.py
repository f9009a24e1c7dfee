"""The one loop: a method proposes, the concept certifies on the caller's own payoffs, the budget says when to stop."""

from __future__ import annotations

from collections.abc import Generator, Hashable, Mapping, Sequence
from operator import attrgetter
from typing import Any, cast

from policygames.budget import Budget
from policygames.certificates import Certificate, Claim, Coverage, PayoffBounds, Reason, Refusal, Termination
from policygames.games import Candidate, Game, NormalFormGame, PayoffPolytope, RepeatedGame
from policygames.games.decimals import decimal_warning, discount_warning
from policygames.games.profile_block import ProfileBlock, Weights
from policygames.numerics.stepwise import finished, mapped
from policygames.registry import Concept, Method, Verdict
from policygames.results import Component, Equilibrium, PayoffSet, Solution
from policygames.results.components import MOST_SUBSETS, surely_few
from policygames.results.extreme_equilibria import extreme_equilibria
from policygames.results.judged import JudgedBlock
from policygames.results.later import Later
from policygames.results.supporting import unsupported
from policygames.search.answers import Answer, Answers
from policygames.search.choice import checked_concept, chosen_method

Found = Generator[Equilibrium, None, Solution]
"""Equilibria as they are certified, and the whole solution at the end."""


def stream(game: Game, concept: str, method: str | None, budget: Budget, options: Mapping[str, Any]) -> Found:
    """The same search, each equilibrium as soon as it is certified; raises at once what `solve` raises."""
    return mapped(_search(game, concept, method, budget, options).run(), attrgetter("equilibrium"))


def solution(game: Game, concept: str, method: str | None, budget: Budget, options: Mapping[str, Any]) -> Solution:
    """The whole solution; what is certified, but not looked at, is not spelled out."""
    return finished(_search(game, concept, method, budget, options).run())


def _search(game: Game, concept: str, method: str | None, budget: Budget, options: Mapping[str, Any]) -> _Search:
    wanted = checked_concept(game, concept, options)
    return _Search(game, wanted, chosen_method(game, wanted, method, budget.max_equilibria), budget, options)


class _Search:
    """A search under way: what was found, what is in doubt, and what the method claims."""

    def __init__(
        self, game: Game, concept: Concept, method: Method, budget: Budget, options: Mapping[str, Any]
    ) -> None:
        self.game, self.concept, self.method, self.budget, self.options = game, concept, method, budget, options
        self.seen: set[Hashable] = set()
        self.numbers: tuple[dict[Weights, int], dict[Weights, int]] = {}, {}
        """Each player's strategies of blocks, numbered: numbers are told apart sooner than long tuples."""
        self.seen_pairs: set[tuple[int, int]] = set()
        self.found: list[Answer] = []
        self.doubts: list[str] = []
        self.claim = Claim(Coverage.SOME)

    def run(self) -> Generator[Answer, None, Solution]:
        """The loop."""
        proposals = self.method.propose(self.game, self.budget, **self.options)
        termination = self._stop()
        while termination is None:
            try:
                for answer in self._judged(next(proposals)):
                    self.found.append(answer)
                    yield answer
                    if termination := self._stop():
                        break
                termination = termination or self._stop()
            except StopIteration as end:
                self.claim = end.value
                termination = self._ended()
            except KeyboardInterrupt:
                termination = Termination(Reason.CANCELLED, "interrupted at the keyboard")
        proposals.close()
        return self._solution(termination)

    def _judged(self, proposal: Candidate | ProfileBlock | Claim | None) -> Sequence[Answer]:
        if isinstance(proposal, Claim):  # what stands where the search is stopped from here on
            self.claim = proposal
            return ()
        if isinstance(proposal, ProfileBlock):
            return self._accepted(self._verdicts(proposal))
        if proposal is None or proposal in self.seen:
            return ()
        self.seen.add(proposal)
        verdict = self.concept.certify(self.game, proposal, **self.options)
        payoffs = self.game.payoffs_of(proposal) if isinstance(verdict, Certificate) else ()
        return self._accepted([(verdict, payoffs)])

    def _verdicts(self, block: ProfileBlock) -> Sequence[Verdict]:
        if self.concept.certify_many is None:
            raise TypeError(f"{self.concept.id} certifies no blocks, and {self.method.id} proposes one")
        first, second = (
            [known.setdefault(one, len(known)) for one in own]
            for known, own in zip(self.numbers, block.weights, strict=True)
        )
        pairs = {(first[one], second[other]): (one, other) for one, other in block.pairs}
        new = [pair for numbers, pair in pairs.items() if numbers not in self.seen_pairs]
        self.seen_pairs.update(pairs)
        return self.concept.certify_many(self.game, ProfileBlock(block.weights, new))

    def _accepted(self, verdicts: Sequence[Verdict]) -> Sequence[Answer]:
        refusals = verdicts.refusals if isinstance(verdicts, JudgedBlock) else _refusals(verdicts)
        self.doubts += [f"one candidate is undecided: {one.reason}" for one in refusals.values() if one.undecided]
        return [Answer(self.game, verdicts, place) for place in range(len(verdicts)) if place not in refusals]

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
        if self.claim.coverage is Coverage.SOME and (self.claim.hurried or self.budget.remaining() <= 0):
            return Termination(Reason.DEADLINE, "the deadline passed during the search")
        return Termination(Reason.COMPLETED)

    def _solution(self, termination: Termination) -> Solution:
        payoff_set = None if self.claim.bounds is None else self._payoff_set(self.claim.bounds)
        coverage = self.claim.coverage if not self.doubts else Coverage.SOME
        warnings = [*self.claim.warnings, *self.doubts]
        answers = Answers(self.game, self.concept, tuple(self.found), self.claim)
        equilibria = Later(answers.equilibria) if payoff_set is None else extreme_equilibria(payoff_set)
        if coverage is Coverage.ALL and not (self.found or (payoff_set and payoff_set.exact)):
            coverage = Coverage.NONE_EXIST
        if coverage is Coverage.NONE_EXIST and (self.found or self.concept.always_exists):
            coverage, warnings = Coverage.SOME, [*warnings, _BROKEN_CLAIM]
        components = self._components(answers) if coverage is Coverage.ALL else self._continua(answers)
        if self.concept.components and components is None:
            warnings.append(_NO_COMPONENTS if coverage is Coverage.SOME else _TOO_MANY_SUBSETS)
        return Solution(
            game=self.game,
            concept=self.concept.id,
            method=self.method.id,
            equilibria=cast("Sequence[Equilibrium]", equilibria),
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

    def _continua(self, answers: Answers) -> tuple[Component, ...] | None:
        """The components that an incomplete list of more than two players shows, if one is no single equilibrium."""
        if not isinstance(self.game, NormalFormGame) or len(self.game.shape) == 2:
            return None
        known = answers.components() or ()
        return known if any(one.dimension for one in known) else None

    def _components(self, answers: Answers) -> tuple[Component, ...] | None:
        """Those of a complete list: later, where it is certain that they can be listed."""
        blocks_of_two = self.seen_pairs and not self.seen
        if blocks_of_two and self.found and self.concept.components and surely_few(self.seen_pairs):
            return cast("tuple[Component, ...]", Later(answers.components))
        return answers.components()


def _refusals(verdicts: Sequence[Verdict]) -> dict[int, Refusal]:
    return {place: verdict for place, (verdict, _) in enumerate(verdicts) if isinstance(verdict, Refusal)}


_NO_COMPONENTS = "connected components are only known of a complete list: none are given"
_TOO_MANY_SUBSETS = f"a component has more than {MOST_SUBSETS} maximal Nash subsets: no components are given"
_BROKEN_CLAIM = "internal error: the method claims that there is no equilibrium, but there is one"


def _input_warnings(game: Game) -> tuple[str, ...]:
    stage_game = game if isinstance(game, NormalFormGame) else getattr(game, "stage_game", None)
    payoffs = decimal_warning(stage_game) if isinstance(stage_game, NormalFormGame) else ""
    patience = discount_warning(game) if isinstance(game, RepeatedGame) else ""
    return tuple(filter(None, (payoffs, patience)))
