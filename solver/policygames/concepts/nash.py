"""Nash equilibrium: nobody gains by changing strategy alone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from fractions import Fraction
from typing import cast

from policygames.certificates import BasesProof, Certificate, Deviation, Kind, Refusal
from policygames.errors import CertificateError
from policygames.games import Candidate, MixedProfile, NormalFormGame, Strategy
from policygames.games.index import perturbed_equilibria
from policygames.games.labels import relabelled, replies
from policygames.games.profiles import flaw, whole_weights
from policygames.numerics.closure import ClosureError, vertices_of_closed
from policygames.numerics.exact import shown
from policygames.numerics.labelling import Labelled
from policygames.registry import Concept
from policygames.results.components import Component, components
from policygames.results.explanations import explain_profiles

SOURCE = "Nash, Annals of Mathematics 54 (1951) 286-295"


def certify(game: NormalFormGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that the exact mixed profile `candidate` is a Nash equilibrium, or the best deviation."""
    if problem := flaw(candidate, game.shape):
        return Refusal(problem)
    profile = cast("MixedProfile", candidate)  # no flaw was found
    tables = [_gains(game, profile, player) for player in range(len(profile))]
    best = max((_best(*table, player) for player, table in enumerate(tables)), key=lambda deviation: deviation.gain)
    if best.gain > 0:
        player, action = game.players[best.player], game.actions[best.player][best.action]
        return Refusal(f"{player} gains {shown(best.gain)} by switching to {action}", best)
    losses = [_least_loss(*table, strategy) for table, strategy in zip(tables, profile, strict=True)]
    slack = min((loss for loss in losses if loss is not None), default=None)
    return Certificate("nash", game.digest, candidate, Kind.EXACT, slack)


def _gains(game: NormalFormGame, profile: MixedProfile, player: int) -> tuple[list[int], int]:
    """What each change to a pure action gains (negative for a loss), as whole numbers over one denominator.

    Only what is compared between players is brought to lowest terms: numerators may have thousands of digits.
    """
    payoffs, denominator = game.deviation_numerators(player, profile)
    chances, scale = whole_weights(profile[player])
    expected = sum(chance * payoffs[action] for action, chance in chances.items())
    return [payoff * scale - expected for payoff in payoffs], denominator * scale


def _best(gains: Sequence[int], denominator: int, player: int) -> Deviation:
    action = gains.index(max(gains))
    return Deviation(player, action, Fraction(gains[action], denominator))


def _least_loss(gains: Sequence[int], denominator: int, strategy: Strategy) -> Fraction | None:
    losses = [-gain for gain, probability in zip(gains, strategy, strict=True) if not probability]
    return Fraction(min(losses), denominator) if losses else None


def check_complete(game: NormalFormGame, candidates: Collection[MixedProfile], proof: BasesProof | None) -> str:
    """Empty once it is proven again that `candidates` are all extreme equilibria of a two-player game.

    All vertices of both best-response polytopes are found again from the listed bases; an extreme equilibrium is a
    pair of vertices in which every action is unplayed or a best response (Mangasarian, SIAM Journal 12 (1964) 778-780).

    Raises CertificateError where a basis or an equilibrium is missing, or one too many is listed.
    """
    cobases = proof.cobases(sum(game.shape)) if proof and len(game.shape) == 2 else None
    if cobases is None:
        return _NOT_CHECKED
    try:
        first, second = (vertices_of_closed(replies(game, 1 - player), cobases[player]) for player in (0, 1))
    except ClosureError as error:
        raise CertificateError(str(error), path="proof") from error
    everything, labelled = (1 << sum(game.shape)) - 1, Labelled(first)
    found = {
        (one.strategy(), other.strategy())
        for other in second
        for one in labelled.having(everything & ~relabelled(other.labels, game.shape))
    }
    if found != set(candidates):
        message = f"the proof gives {len(found)} extreme equilibria; the {len(candidates)} listed are not the same"
        raise CertificateError(message, path="equilibria")
    return ""


_NOT_CHECKED = "that the list is complete was not re-checked: the proof does not list the bases"


def structure(
    game: NormalFormGame, candidates: Sequence[MixedProfile], proof: BasesProof | None
) -> tuple[Component, ...] | None:
    """The components of all equilibria, with their index where the proof lists the bases; two players only."""
    cobases = proof.cobases(sum(game.shape)) if proof else None
    return components(candidates, perturbed_equilibria(game, *cobases) if cobases else None)


CONCEPT = Concept(
    id="nash",
    name="Nash equilibrium",
    plural="extreme Nash equilibria",
    source=SOURCE,
    games=(NormalFormGame,),
    certify=certify,
    explain=explain_profiles,
    check_complete=check_complete,
    components=structure,
    always_exists=True,
)
