"""Perfect public equilibrium of a repeated game whose players see a public signal: automata, and sets of payoffs."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from policygames.certificates import Certificate, Kind, PayoffBounds, Refusal
from policygames.concepts.subgame_perfect import certify_automaton
from policygames.errors import CertificateError
from policygames.games import Automaton, Candidate, PayoffPolytope, RepeatedGame
from policygames.games.public_signals.directions import Polygon
from policygames.games.public_signals.enclosure import MOST_ROUNDS, ROUNDS, contained
from policygames.games.public_signals.frame import Frame
from policygames.games.public_signals.incentives import Incentives, pure_incentives
from policygames.games.public_signals.limits import unsuited
from policygames.games.public_signals.operator import PublicGame, self_generating
from policygames.numerics.polygons import hull, includes
from policygames.numerics.stepwise import finished
from policygames.registry import Concept
from policygames.results.explanations import explain_automata
from policygames.results.wording import number, ratio

if TYPE_CHECKING:
    from policygames.results.solution import Solution

SOURCE = (
    "Abreu, Pearce and Stacchetti, Econometrica 58 (1990) 1041-1063; Fudenberg, Levine and Maskin, Econometrica 62 "
    "(1994) 997-1039; Mailath and Samuelson, Repeated Games and Reputations (2006), chapters 7-9"
)


def certify(game: RepeatedGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that no deviation from an automaton pays, or that all payoffs of a polygon are equilibrium payoffs.

    An automaton moved by the public signal is a profile of public strategies: that no single deviation pays in any
    state makes it perfect. A polygon is certified by generating itself, its decompositions found again exactly.
    """
    if isinstance(candidate, PayoffPolytope):
        return _certify_polygon(game, candidate)
    if game.monitoring is None:
        return Refusal("actions are seen perfectly: ask for subgame_perfect")
    if game.periods is not None or game.transfers or not isinstance(candidate, Automaton):
        return Refusal("automata are certified, and sets of payoffs, of endless games without transfers")
    return certify_automaton("public_perfect", game, candidate)


def _certify_polygon(game: RepeatedGame, candidate: PayoffPolytope) -> Certificate | Refusal:
    if reason := unsuited(game):
        return Refusal(f"sets of payoffs are not certified here: {reason}")
    points = _planar(candidate.vertices)
    if not points or not finished(self_generating(PublicGame(game), hull(points))):
        return Refusal("the set does not generate itself: some payoff in it needs a continuation outside")
    return Certificate("public_perfect", game.digest, candidate, Kind.EXACT, None)


def _planar(points: tuple[tuple[Fraction, ...], ...]) -> Polygon:
    """The payoffs of two players; empty where some are of more or fewer."""
    return [(point[0], point[1]) for point in points] if all(len(point) == 2 for point in points) else []


def check_bounds(game: RepeatedGame, bounds: PayoffBounds) -> str:
    """Proves again that the inner polygon is sustained and that nothing outside the outer one is.

    Gives words where the outer one could not be proven again within MOST_ROUNDS. Raises CertificateError where a bound
    does not hold.
    """
    if unsuited(game):
        raise CertificateError("no bounds are proven for such a game", path="payoff_set")
    inner, outer = _planar(bounds.inner), hull(_planar(bounds.outer))
    verdict = certify(game, PayoffPolytope(bounds.inner)) if bounds.inner else None
    if isinstance(verdict, Refusal):
        raise CertificateError(f"the inner set is refused: {verdict.reason}", path="payoff_set.inner")
    if len(inner) != len(bounds.inner) or (inner and not includes(outer, inner)):
        raise CertificateError("the inner set is not within the outer one", path="payoff_set.outer")
    if bounds.exact and hull(inner) != outer:
        raise CertificateError("what is exact has one polygon", path="payoff_set.exact")
    frame = Frame.of(game)
    target, rounds = hull(_planar(frame.moved(outer))), MOST_ROUNDS if bounds.exact or not outer else ROUNDS
    if finished(contained(PublicGame(frame.framed(game)), target, rounds)):
        return ""
    if bounds.exact:
        raise CertificateError("the inner set is not proven to be all there is", path="payoff_set.exact")
    return "that nothing outside the outer set is sustained was not proven again within the rounds that are tried"


def explain(solution: Solution) -> str:
    """The set of payoffs, then what tempts players away from the best profile and how well that can be told."""
    game, told = solution.game, explain_automata(solution)
    if not isinstance(game, RepeatedGame) or game.monitoring is None or solution.payoff_set is None:
        return told
    return "\n".join([told, *_noise_words(game, solution)])


def _noise_words(game: RepeatedGame, solution: Solution) -> list[str]:
    """The largest sum next to that of the stage game, and the deviation from the latter that is hardest to tell."""
    stage, found = game.stage_game, solution.payoff_set.joint_maximum if solution.payoff_set else None
    cells = [divmod(index, stage.shape[1]) for index in range(stage.shape[0] * stage.shape[1])]
    best = max(cells, key=lambda cell: sum(stage.payoff(player, cell) for player in (0, 1)))
    total = sum((stage.payoff(player, best) for player in (0, 1)), Fraction(0))
    names = " and ".join(f"“{stage.actions[player][action]}”" for player, action in enumerate(best))
    words = (
        []
        if found is None
        else [f"{names} would give {number(total)} in all in each period; {number(found)} is sustained."]
    )
    return words + _detection(game, pure_incentives(game, best))


def _detection(game: RepeatedGame, one: Incentives) -> list[str]:
    tempting = [each for each in one.temptations if each.gain > 0]
    if not tempting:
        return ["Nobody gains by leaving it even once."]

    def told(shift: tuple[Fraction, ...]) -> Fraction:
        return sum((max(each, Fraction(0)) for each in shift), Fraction(0))

    worst = max(tempting, key=lambda each: each.gain / told(each.shift) if any(each.shift) else each.gain * 10**9)
    player, action = game.players[worst.player], game.stage_game.actions[worst.player][worst.action]
    gain, shown = number(worst.gain), told(worst.shift)
    if not shown:
        return [f"{player} gains {gain} by “{action}”, which no signal shows: no patience holds that."]
    return [f"{player} gains {gain} by “{action}”, which shifts the signals with probability {ratio(shown)}."]


CONCEPT = Concept(
    id="public_perfect",
    name="perfect public equilibrium",
    plural="perfect public equilibria",
    source=SOURCE,
    games=(RepeatedGame,),
    certify=certify,
    check_bounds=check_bounds,
    explain=explain,
)
