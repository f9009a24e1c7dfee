"""Results in sentences: what is played, what each player would lose by deviating, what is proven and how."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from policygames import registry
from policygames.certificates import Coverage, Kind, Reason
from policygames.games import Automaton, MixedProfile, NormalFormGame, RepeatedGame, SymmetricGame
from policygames.games.profiles import pure_as_mixed
from policygames.results.automaton_words import automaton_words
from policygames.results.continua import component_words
from policygames.results.crowd_words import box_sentences, crowd_sentences
from policygames.results.equilibrium import Equilibrium
from policygames.results.payoff_set import PayoffSet
from policygames.results.set_words import set_words
from policygames.results.strategy import Strategy
from policygames.results.strategy_words import conduct_words
from policygames.results.wording import listed, number, payoff_words, profile_words, ratio

if TYPE_CHECKING:
    from policygames.results.solution import Solution
    from policygames.results.threshold import Threshold

_ENDED = {
    Reason.DEADLINE: "The search was stopped by its deadline",
    Reason.CANCELLED: "The search was cancelled",
    Reason.LIMIT: "The search stopped at the number that was asked for",
}


def explain_profiles(solution: Solution) -> str:
    """Each equilibrium of a one-shot game in a sentence or two, then what is proven and how."""
    lines = [_profile_line(equilibrium) for equilibrium in solution.equilibria]
    return _told(solution, [line for line in lines if line], _continua(solution))


def _profile_line(equilibrium: Equilibrium) -> str:
    game = equilibrium.game
    if not isinstance(game, NormalFormGame):
        return crowd_sentences(equilibrium)
    if equilibrium.exact is None:
        return box_sentences(equilibrium)
    line = f"{profile_words(game, equilibrium.exact)}; {payoff_words(game.players, equilibrium.exact_payoffs)}."
    return " ".join([line, *_losses(game, equilibrium.exact)])


def _continua(solution: Solution) -> list[str]:
    """A sentence for each component that is no single equilibrium."""
    if not isinstance(solution.game, NormalFormGame):
        return []
    return [component_words(solution.game, one) for one in solution.components or () if one.dimension]


def explain_automata(solution: Solution) -> str:
    """What each automaton has the players do, what it pays per period, then what is proven and how.

    Of a set of payoffs what it is, its best and its worst points, and what supports the best.
    """
    if solution.payoff_set is not None:
        return _set_told(solution, solution.payoff_set)
    return _told(solution, [_automaton_words(equilibrium) for equilibrium in solution.equilibria])


def _set_told(solution: Solution, payoff_set: PayoffSet) -> str:
    support = [f"One way to the largest sum: {_conduct(_best(solution))}"] if solution.equilibria else []
    notes = [f"Note: {text}." for text in solution.warnings]
    return "\n".join([*set_words(solution, payoff_set), *support, *notes])


def _conduct(equilibrium: Equilibrium) -> str:
    """What supports a corner: in a sentence where it is a path for ever and one answer, else state by state."""
    automaton, game = equilibrium.strategy, equilibrium.game
    if automaton is None or not isinstance(game, RepeatedGame):
        return ""
    if len(automaton.plan) <= 2 and _stays(automaton):
        return _automaton_words(equilibrium)
    return conduct_words(Strategy(game.stage_game, automaton, game.monitoring))


def _stays(automaton: Automaton) -> bool:
    """Whether all go on for ever with the pure profile that they begin with."""
    starts = {state for state, _ in automaton.starts}
    seen = {
        state: tuple(int(action) for action in automaton.plan[state] if isinstance(action, int)) for state in starts
    }
    follow = [automaton.transitions.get((state, profile), ()) for state, profile in seen.items()]
    return len(starts) == 1 and {after for lottery in follow for after, _ in lottery} == starts


def _best(solution: Solution) -> Equilibrium:
    """The equilibrium with the largest sum of payoffs: equilibria are listed in the order of the corners."""
    corners = (solution.payoff_set and solution.payoff_set.exact) or ()
    return solution.equilibria[max(range(len(corners)), key=lambda index: sum(corners[index], Fraction(0)))]


def _automaton_words(equilibrium: Equilibrium) -> str:
    game, strategy = equilibrium.game, equilibrium.strategy
    if strategy is None or not isinstance(game, RepeatedGame):
        return f"Per period {payoff_words(game.players, equilibrium.exact_payoffs)}."
    return automaton_words(game.stage_game, strategy, equilibrium.exact_payoffs)


def _losses(game: NormalFormGame, profile: MixedProfile) -> list[str]:
    """For each player the cheapest change of action that is not played already, and what it would cost."""
    sentences = []
    for player, strategy in enumerate(profile):
        payoffs = game.deviation_payoffs(player, profile)
        paid = sum((chance * payoff for chance, payoff in zip(strategy, payoffs, strict=True)), Fraction(0))
        losses = {action: paid - payoffs[action] for action, chance in enumerate(strategy) if not chance}
        if losses:
            action = min(losses, key=lambda one: losses[one])
            sentences.append(_loss_words(game, player, action, losses[action]))
    return sentences


def _loss_words(game: NormalFormGame, player: int, action: int, loss: Fraction) -> str:
    name, other = game.players[player], f"“{game.actions[player][action]}”"
    if loss == 0:
        return f"{name} would lose nothing by changing to {other}: a tie."
    verb, amount = ("lose", loss) if loss > 0 else ("still gain", -loss)
    return f"{name} would {verb} {number(amount)} by changing to {other}."


def _told(solution: Solution, lines: Sequence[str], structure: Sequence[str] = ()) -> str:
    numbered = [f"{index}. {line}" for index, line in enumerate(lines, 1)] if len(lines) > 1 else lines
    return "\n".join(
        [_counted(solution), *numbered, *structure, _proof(solution), *(f"Note: {text}." for text in solution.warnings)]
    )


def _counted(solution: Solution) -> str:
    count, concept = len(solution.equilibria), registry.concept(solution.concept)
    if solution.coverage is Coverage.NONE_EXIST:
        return f"There is no {concept.name}."
    if solution.coverage is Coverage.SOME:
        return f"Found: {count} {concept.name if count == 1 else concept.plural}; there may be others."
    if concept.optimum:
        return f"There is a {concept.name}."
    told = f"There is exactly one {concept.name}" if count == 1 else f"There are exactly {count} {concept.plural}"
    return f"{told}{', up to exchanging like players' if isinstance(solution.game, SymmetricGame) else ''}."


def _proof(solution: Solution) -> str:
    kinds = {equilibrium.certificate.kind for equilibrium in solution.equilibria}
    checked = {
        Kind.EXACT: "each answer was checked against every deviation in exact arithmetic on the payoffs as given",
        Kind.INTERVAL: "each answer was checked in interval arithmetic",
        Kind.BOUND: "some answers are only proven to leave a bounded gain from deviating",
    }
    proven = [checked[kind] for kind in Kind if kind in kinds]
    ended = f" {_ENDED[solution.termination.reason]}." if solution.termination.reason in _ENDED else ""
    return f"Proven: {'; '.join([*proven, _completeness(solution)])} (method {solution.method}).{ended}"


def _completeness(solution: Solution) -> str:
    if solution.coverage is Coverage.SOME:
        return "nothing is proven about others"
    if solution.coverage is Coverage.NONE_EXIST:
        return "every possibility was excluded"
    return "it is optimal" if registry.concept(solution.concept).optimum else "the list is complete"


def explain_threshold(threshold: Threshold) -> str:
    """The least patience, each player's own, the weak link, and why nothing less does."""
    game = threshold.stage_game
    path = profile_words(game, pure_as_mixed(threshold.path, game.shape))
    answers = [profile_words(game, profile) for profile in dict.fromkeys(threshold.punishments)]
    claim = f"{path} for ever, every deviation being answered for ever after by this: {listed(answers)}"
    if threshold.exact is None:
        return " ".join([f"No patience sustains this: {claim}.", _why(threshold)])
    most = "" if threshold.ceiling is None else f" and at most {ratio(threshold.ceiling)}"
    needs = f"This holds exactly when the discount factor is at least {ratio(threshold.exact)}{most}: {claim}."
    return " ".join([needs, f"{listed(_own_needs(threshold))}.", _why(threshold), _PROVEN])


def _own_needs(threshold: Threshold) -> list[str]:
    return [
        f"{name} needs {'more than any' if needed is None else ratio(needed)}"
        for name, needed in zip(threshold.stage_game.players, threshold.by_player, strict=True)
    ]


_PROVEN = "Proven: at that value no deviation in any state pays, checked exactly; below it, the named one does."


def _why(threshold: Threshold) -> str:
    if threshold.least is None:
        return "Nobody gains by deviating even once, so no patience is needed."
    game, deviation = threshold.stage_game, threshold.least.deviation
    name, action = game.players[deviation.player], game.actions[deviation.player][deviation.action]
    loss = threshold.least.loss
    if threshold.least.ceiling is not None:
        once = f"“{action}” costs {number(-deviation.gain)} once, but what answers it pays {number(-loss)} more"
        return f"{name} is the weak link: {once} in each period than the path, too much for players as patient as this."
    after = f"and then loses {number(loss)} in each period" if loss > 0 else "and loses nothing afterwards"
    return f"{name} is the weak link: “{action}” gains {number(deviation.gain)} once, {after}."
