"""Bayesian Nash equilibrium: whatever their type, nobody gains by another action, given what that type tells them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from typing import cast

from policygames.certificates import Certificate, Deviation, Kind, Refusal
from policygames.concepts.nash import certify as certify_nash
from policygames.errors import CertificateError
from policygames.games import BayesianGame, Candidate, Enclosure, MixedProfile
from policygames.games.agent_vertices import extreme_profiles
from policygames.games.bayesian import Agent
from policygames.games.profiles import flaw
from policygames.numerics.exact import shown
from policygames.registry import Concept
from policygames.results.bayesian_words import explain_types

SOURCE = "Harsanyi, Management Science 14 (1967) 159-182, 320-334, 486-502"


def certify(game: BayesianGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that every agent's strategy is an interim best reply, or the best deviation and its type.

    `candidate` holds one exact strategy per agent, or encloses them in a box, proven in the game between the agents.
    Gains are what a player can expect who knows their type.
    """
    if isinstance(candidate, Enclosure):
        return _certify_box(game, candidate)
    if problem := flaw(candidate, game.agent_shape):
        return Refusal(problem)
    profile = cast("MixedProfile", candidate)  # no flaw was found
    gains = {agent: _gains(game, agent, profile) for agent in game.agents}
    worst = max(gains, key=lambda agent: max(gains[agent]))
    if max(gains[worst]) > 0:
        return _tempted(game, worst, gains[worst])
    losses = [
        -gain
        for agent, strategy in zip(game.agents, profile, strict=True)
        for gain, chance in zip(gains[agent], strategy, strict=True)
        if not chance
    ]
    return Certificate("bayes_nash", game.digest, profile, Kind.EXACT, min(losses, default=None))


def _certify_box(game: BayesianGame, box: Enclosure) -> Certificate | Refusal:
    if not game.has_agent_form:
        return Refusal("the game between the types is too large to be written down")
    verdict = certify_nash(game.agent_form(), box)
    if isinstance(verdict, Refusal):
        return verdict
    return replace(verdict, concept="bayes_nash", game=game.digest)


def _gains(game: BayesianGame, agent: Agent, profile: MixedProfile) -> list[Fraction]:
    paid = game.interim_payoffs(agent, profile)
    strategy = profile[game.agents.index(agent)]
    expected = sum((chance * payoff for chance, payoff in zip(strategy, paid, strict=True)), Fraction(0))
    return [payoff - expected for payoff in paid]


def _tempted(game: BayesianGame, agent: Agent, gains: list[Fraction]) -> Refusal:
    player, kind = agent
    gain = max(gains)
    deviation = Deviation(player, gains.index(gain), gain, game.types[player][kind])
    action = game.actions[player][deviation.action]
    return Refusal(f"{game.name_of(agent)} gains {shown(gain)} by switching to {action}", deviation)


def check_complete(game: BayesianGame, candidates: Collection[Candidate], proof: object) -> str:  # noqa: ARG001
    """Empty: all extreme equilibria of two players are found again. Raises CertificateError where they are others."""
    if len(game.players) != 2:
        return _NOT_CUT
    found = {profile for profile in extreme_profiles(game) if profile}
    if found != set(candidates):
        message = f"there are {len(found)} extreme equilibria, {len(candidates)} are listed: they are not the same"
        raise CertificateError(message, path="equilibria")
    return ""


_NOT_CUT = "that the list is complete was not re-checked: the simplices would have to be cut up again"

CONCEPT = Concept(
    id="bayes_nash",
    name="Bayesian Nash equilibrium",
    plural="extreme Bayesian Nash equilibria",
    source=SOURCE,
    games=(BayesianGame,),
    certify=certify,
    explain=explain_types,
    check_complete=check_complete,
    always_exists=True,
)
