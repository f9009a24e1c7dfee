"""Strategies made to order: automata that pay given vectors of an exactly self-generating polytope."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from policygames.games.automaton import Automaton, State
from policygames.games.dynamics import observations
from policygames.games.grim import PATH
from policygames.games.payoff_polytope import PayoffPolytope, Point
from policygames.games.phases import check_size
from policygames.games.profiles import PureProfile
from policygames.games.promises import Lottery, Plan
from policygames.games.repeated import RepeatedGame
from policygames.numerics.exact import exact

States = dict[State, Fraction]


def strategy_for(game: RepeatedGame, polytope: PayoffPolytope, payoffs: Sequence[object]) -> Automaton:
    """An automaton that pays exactly `payoffs`, a subgame-perfect equilibrium of `game`: endless, with a public coin.

    Each vertex v of the polytope, which generates itself, is (1 - d) g(a) + d w for a profile a and a continuation w in
    the polytope, or a lottery over such points: it becomes a state that plays a, or a lottery over such states. A
    lottery over vertices continues; after a deviation of player i the vertex follows that pays i least. Payoffs that
    are no vertex begin with a public coin before the first period, the automaton's lottery of starts. For any number of
    players. Nothing here is a proof: the concept certifies the automaton.

    Raises GameError for payoffs outside the polytope, and where it does not generate itself.

    Source: Abreu, Pearce and Stacchetti, Econometrica 58 (1990) 1041-1063, for self-generation; Abreu (1988).
    """
    target = tuple(exact(value, f"payoffs[{player}]") for player, value in enumerate(payoffs))
    plan = Plan(game, polytope.vertices)
    return _Writer(plan, plan.worst).automaton(plan.require(target, "payoffs"))


def path_and_answers(
    game: RepeatedGame, path: Sequence[PureProfile], polytope: PayoffPolytope, answers: Sequence[Point]
) -> Automaton:
    """The automaton that plays `path` over and over and answers a deviation of player i by what pays answers[i].

    The answers lie in the polytope and are made as by `strategy_for`, whose errors are raised here too.
    """
    plan = Plan(game, polytope.vertices)
    lotteries = [plan.require(point, f"answers[{player}]") for player, point in enumerate(answers)]
    return _Writer(plan, lotteries).automaton_along(path)


class _Writer:
    """Writes the states that a plan needs; answers[i] is the lottery that follows a deviation of player i."""

    def __init__(self, plan: Plan, answers: Sequence[Lottery]) -> None:
        self.plan, self.answers = plan, answers
        self.play: dict[State, PureProfile] = {}
        self.later: dict[State, Lottery] = {}
        self.along: dict[State, State] = {}

    def automaton(self, start: Lottery) -> Automaton:
        """The automaton that begins with a lottery over vertices."""
        self._add([*start, *self._answering()])
        return self._written(self._states(start))

    def automaton_along(self, path: Sequence[PureProfile]) -> Automaton:
        """The automaton that plays `path` over and over until somebody deviates."""
        self._add(self._answering())
        names = [PATH if not at else f"{PATH}, period {at + 1}" for at in range(len(path))]
        self.play |= dict(zip(names, path, strict=True))
        self.along = dict(zip(names, [*names[1:], names[0]], strict=True))
        return self._written({PATH: Fraction(1)})

    def _answering(self) -> list[int]:
        return [vertex for lottery in self.answers for vertex in lottery]

    def _add(self, vertices: Sequence[int]) -> None:
        """Adds the states of vertices and of all that follow them."""
        todo, known = list(vertices), set(vertices)
        while todo:
            vertex = todo.pop()
            for name, (_, promise) in zip(self._names(vertex), self.plan.promises(vertex), strict=True):
                self.play[name], self.later[name] = promise.profile, promise.later
                fresh = set(promise.later) - known
                known |= fresh
                todo.extend(fresh)

    def _names(self, vertex: int) -> list[State]:
        count = len(self.plan.promises(vertex))
        return [f"promise {vertex}"] if count == 1 else [f"promise {vertex}, {part}" for part in range(count)]

    def _states(self, lottery: Lottery) -> States:
        """The lottery over states that a lottery over vertices is."""
        chances: States = {}
        for vertex, chance in lottery.items():
            for name, (share, _) in zip(self._names(vertex), self.plan.promises(vertex), strict=True):
                chances[name] = chances.get(name, Fraction(0)) + chance * share
        return chances

    def _written(self, start: States) -> Automaton:
        check_size(self.plan.game.stage_game, len(self.play))
        answers = [self._states(lottery) for lottery in self.answers]
        moves = {}
        for state, profile in self.play.items():
            kept = self._states(self.later[state]) if state in self.later else {self.along[state]: Fraction(1)}
            for seen in observations(self.plan.game.stage_game, None):
                left = [i for i, (due, done) in enumerate(zip(profile, seen, strict=True)) if due != done]
                moves[state, seen] = answers[left[0]] if left else kept
        return Automaton(start, self.play, moves)
