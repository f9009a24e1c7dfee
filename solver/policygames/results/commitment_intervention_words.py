"""Commitments that bring a target about, in words."""

from __future__ import annotations

from fractions import Fraction

from policygames.games.profiles import pure_as_mixed
from policygames.results.commitment_intervention import CommitmentIntervention
from policygames.results.wording import listed, number, payoff_words, profile_words, ratio, strategy_words

_ZERO = Fraction(0)


def explain_commitments(found: CommitmentIntervention) -> str:
    """A paragraph that can be read aloud: who commits to what, what it costs, what is proven."""
    game = found.question.game
    target = profile_words(game, pure_as_mixed(found.question.target, game.shape))
    if found.cost is None:
        leader = game.players[found.question.leader or 0]
        return f"{target}: nothing that {leader} can commit to makes this happen, as prices of replies prove."
    if not found.cost and not found.change:
        return f"{target}: this is an equilibrium without any commitment."
    told = _bonds(found) if found.question.leader is None else _mix(found, found.question.leader)
    return " ".join([f"{target}: {told}", f"Then {payoff_words(game.players, found.payoffs)}.", *_gains(found)])


def _bonds(found: CommitmentIntervention) -> str:
    game = found.question.game
    bound = [
        f"{game.players[one.player]} to “{game.actions[one.player][found.question.target[one.player]]}” (or "
        f"forfeits {number(one.amount)}; “{game.actions[one.player][one.lure]}” would pay otherwise)"
        for one in found.bonds
    ]
    return (
        f"this is what happens once these commit themselves: {listed(bound)}. That costs "
        f"{number(found.cost or _ZERO)}, the sum of what they would forfeit; it is paid only if somebody breaks the "
        "commitment. Nobody else has to, and with less a deviation named here pays."
    )


def _mix(found: CommitmentIntervention, leader: int) -> str:
    game = found.question.game
    words = strategy_words(game, leader, dict(found.change)[leader])
    if not found.cost:
        return f"this is what happens once {game.players[leader]} commits to it; the reply is then best."
    return (
        f"nearest to it is that {words}, once {game.players[leader]} commits to that: "
        f"“{game.actions[1 - leader][found.question.target[1 - leader]]}” is then a best reply. It departs from the "
        f"target with probability {ratio(found.cost or _ZERO)}, and with less another reply pays more."
    )


def _gains(found: CommitmentIntervention) -> list[str]:
    game = found.question.game
    return [
        f"Compared with the equilibrium in which {profile_words(game, pure_as_mixed(one, game.shape))}, "
        + listed([f"{name} gains {number(gain)}" for name, gain in zip(game.players, gains, strict=True)])
        + "."
        for one, gains in found.gains()[:1]
    ]
