"""Words for what many like players do, and for equilibria that are known within a box."""

from __future__ import annotations

from fractions import Fraction

from policygames.games import Crowd, Enclosure, NormalFormGame, Strategy, SymmetricGame
from policygames.games.profiles import support
from policygames.results.equilibrium import Equilibrium
from policygames.results.wording import listed, number, ratio


def crowd_sentences(equilibrium: Equilibrium) -> str:
    """How many players of each group do what, what that pays them, and what a change would cost."""
    game = equilibrium.game
    if not isinstance(game, SymmetricGame):
        return ""
    candidate = equilibrium.certificate.candidate
    crowd = game.followed(candidate.midpoint()) if isinstance(candidate, Enclosure) else candidate
    if not isinstance(crowd, Crowd):
        return ""
    about = "about " if isinstance(candidate, Enclosure) else ""
    paid, player = [], 0
    for group, factions in enumerate(crowd.factions):
        for count, _ in factions:
            who = _who(game, group, count)
            amount = f"{about}{_payoff(equilibrium.exact_payoffs[player], about)}"
            paid.append(f"{who} get {amount} each" if count > 1 else f"{who} gets {amount}")
            player += count
    told = crowd_words(game, crowd, about)
    return f"{told}. By this {listed(paid)}. {_change_words(equilibrium.certificate.slack)}"


def crowd_words(game: SymmetricGame, crowd: Crowd, about: str = "") -> str:
    """How many players of each group do what; `about` stands before probabilities that are rounded."""
    told = "; ".join(
        f"{_who(game, group, count)} {_does(game, group, count, strategy, about)}"
        for group, factions in enumerate(crowd.factions)
        for count, strategy in factions
    )
    return f"{told[:1].upper()}{told[1:]}"


def _who(game: SymmetricGame, group: int, count: int) -> str:
    size, name = game.sizes[group], game.groups[group]
    name = f"players of group “{name}”" if len(game.groups) > 1 else "players"
    return f"all {size} {name}" if count == size > 1 else f"{count} of the {size} {name}"


def _does(game: SymmetricGame, group: int, count: int, strategy: Strategy, about: str) -> str:
    names, played = game.actions[group], support(strategy)
    if len(played) == 1:
        return f"{'choose' if count > 1 else 'chooses'} “{names[played[0]]}”"
    return f"{'mix' if count > 1 else 'mixes'} {_odds(names, strategy, about)}"


def _odds(names: tuple[str, ...], strategy: Strategy, about: str) -> str:
    return listed(
        [f"“{names[action]}” with probability {_chance(strategy[action], about)}" for action in support(strategy)]
    )


def _own(actions: tuple[str, ...], strategy: Strategy) -> str:
    played = support(strategy)
    return f"plays “{actions[played[0]]}”" if len(played) == 1 else f"mixes {_odds(actions, strategy, 'about ')}"


def _chance(chance: Fraction, about: str) -> str:
    return f"about {float(chance):.6g}" if about else ratio(chance)


def _payoff(payoff: Fraction, about: str) -> str:
    return f"{float(payoff):.6g}" if about else number(payoff)


def _change_words(slack: Fraction | None) -> str:
    if slack is None:
        return "There is no other action to change to."
    if slack == 0:
        return "Some change of action would lose nothing, or less than the bounds can tell: a tie."
    least = number(slack) if slack.denominator <= _SHORT else f"{float(slack):.6g}"
    return f"Who changes to an action that is not their own would lose at least {least}."


_SHORT = 10**6


def box_sentences(equilibrium: Equilibrium) -> str:
    """What each player does in an equilibrium that is known within a box, and what that pays."""
    game, box = equilibrium.game, equilibrium.enclosure
    if box is None or not isinstance(game, NormalFormGame):
        return ""
    rows = zip(game.players, game.actions, box.midpoint(), strict=True)
    words = [f"{name} {_own(actions, strategy)}" for name, actions, strategy in rows]
    pairs = zip(game.players, equilibrium.exact_payoffs, strict=True)
    paid = listed([f"{name} gets about {float(payoff):.6g}" for name, payoff in pairs])
    slack = equilibrium.certificate.slack
    change = "" if slack is None else f" {_change_words(slack)}"
    return f"{'; '.join(words)}; {paid}. These probabilities are irrational or were not found to be rational.{change}"
