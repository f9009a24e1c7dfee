"""Equilibria of a repeated game of players who are alike and who all do the same after every public history."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.certificates import Certificate, Kind, PayoffBounds, Refusal
from policygames.concepts.subgame_perfect import certify_automaton
from policygames.errors import CertificateError
from policygames.games import Automaton, Candidate, PayoffPolytope, RepeatedGame
from policygames.games.dynamics import played
from policygames.games.public_signals.incentives import Incentives
from policygames.games.public_signals.symmetric import Interval, asymmetry, generates, interval
from policygames.numerics.stepwise import finished
from policygames.registry import Concept
from policygames.results.explanations import explain_automata
from policygames.results.wording import number, ratio

if TYPE_CHECKING:
    from policygames.results.solution import Solution

SOURCE = (
    "Abreu, Pearce and Stacchetti, Journal of Economic Theory 39 (1986) 251-269; Mailath and Samuelson, Repeated Games "
    "and Reputations (2006), chapters 7 and 11"
)


def certify(game: RepeatedGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that an automaton is such an equilibrium, or that all payoffs of an interval are those of some.

    An interval is a PayoffPolytope of one or two points, at each of which all players get the same.
    """
    if reason := _unsuited(game):
        return Refusal(reason)
    if isinstance(candidate, PayoffPolytope):
        return _certify_interval(game, candidate)
    if not isinstance(candidate, Automaton):
        return Refusal("the candidate is neither an automaton nor an interval of payoffs")
    verdict = certify_automaton("strongly_symmetric", game, candidate)
    if isinstance(verdict, Certificate):
        for state, profile in played(game.stage_game, candidate).items():
            if len(set(profile)) > 1:
                return Refusal(f"in state {state} the players do not all do the same")
    return verdict


def _unsuited(game: RepeatedGame) -> str:
    if game.periods is not None or game.transfers:
        return "strongly symmetric equilibria are certified for endless games without transfers"
    return asymmetry(game)


def _certify_interval(game: RepeatedGame, candidate: PayoffPolytope) -> Certificate | Refusal:
    if not game.public_randomization:
        return Refusal("intervals of payoffs are certified for games with public randomization")
    points = candidate.vertices
    if len(points) not in (1, 2) or any(len(point) != len(game.players) or len(set(point)) > 1 for point in points):
        return Refusal("an interval has one or two ends, and at each all players get the same")
    low, high = min(points)[0], max(points)[0]
    if finished(generates(game, low, high)):
        return Certificate("strongly_symmetric", game.digest, candidate, Kind.EXACT, None)
    return Refusal("an end of the interval is worth more or less than anything that the interval can hold")


def check_bounds(game: RepeatedGame, bounds: PayoffBounds) -> str:
    """Empty: both bounds are proven again, by the largest width of an interval that can generate itself.

    Raises CertificateError where a bound does not hold.
    """
    if _unsuited(game) or not game.public_randomization:
        raise CertificateError("no bounds are proven for such a game", path="payoff_set")
    found = finished(interval(game))
    truth = ends(game, found)
    inner, outer = ([point[0] for point in points] for points in (bounds.inner, bounds.outer))
    if any(len(set(point)) > 1 or len(point) != len(game.players) for point in (*bounds.inner, *bounds.outer)):
        raise CertificateError("players who are alike and do the same get the same", path="payoff_set")
    if inner and (found is None or not found.low <= min(inner) <= max(inner) <= found.high):
        raise CertificateError("the inner interval is not sustained", path="payoff_set.inner")
    if found and not (outer and min(outer) <= found.low and found.high <= max(outer)):
        raise CertificateError("payoffs outside the outer interval are sustained", path="payoff_set.outer")
    if bounds.exact and {*bounds.inner} != {*truth}:
        raise CertificateError("the inner interval is not all there is", path="payoff_set.exact")
    return ""


def ends(game: RepeatedGame, found: Interval | None) -> tuple[tuple[Fraction, ...], ...]:
    """The vertices of the interval as payoffs to all players; none where there is no interval."""
    values = [] if found is None else sorted({found.low, found.high})
    return tuple((value,) * len(game.players) for value in values)


def explain(solution: Solution) -> str:
    """The interval, what is done at its top, what a deviation gains and how it shows, and the price of noise."""
    game = solution.game
    told = explain_automata(solution)
    if not isinstance(game, RepeatedGame) or solution.payoff_set is None or _unsuited(game):
        return told
    found = finished(interval(game))
    return told if found is None else "\n".join([told, *_incentive_words(game, found), *_noise_words(game, found)])


def _incentive_words(game: RepeatedGame, found: Interval) -> list[str]:
    action = game.stage_game.actions[0][_action(found.best)]
    words = [f"The most that each can have is {number(found.high)} per period: all begin with “{action}”."]
    tempting = [one for one in found.best.temptations if one.gain > 0]
    for one in tempting[:1]:
        paid = sum((chance * kind for chance, kind in zip(found.best.chances, found.kind, strict=True)), Fraction(0))
        lost = -sum((shift * kind for shift, kind in zip(one.shift, found.kind, strict=True)), Fraction(0))
        other, spread = game.stage_game.actions[0][one.action], number(found.high - found.low - paid)
        once = (
            f"Who plays “{other}” gains {number(one.gain)} once and expects to lose {number(lost)} per period from then"
        )
        words.append(
            f"{once} on: bad signals become likelier. By accident they come too, which costs all {spread} per period."
        )
    return words


def _action(one: Incentives) -> int:
    return one.profile[0].index(Fraction(1))


def _noise_words(game: RepeatedGame, found: Interval) -> list[str]:
    if game.monitoring is None:
        return []
    seen = finished(interval(RepeatedGame(game.stage_game, game.discount)))
    most = f"at a discount factor of {ratio(game.discount[0])}"
    if seen is None or seen.high <= found.high:
        return [f"Were actions seen, they could not have more {most}: noise costs nothing here."]
    loss = number(seen.high - found.high)
    return [f"Were actions seen, each could have {number(seen.high)} {most}: noise costs each {loss} per period."]


CONCEPT = Concept(
    id="strongly_symmetric",
    name="strongly symmetric equilibrium",
    plural="strongly symmetric equilibria",
    source=SOURCE,
    games=(RepeatedGame,),
    certify=certify,
    check_bounds=check_bounds,
    explain=explain,
)
