"""Nash equilibrium: nobody gains by changing strategy alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from typing import cast

from policygames.certificates import BasesProof, Certificate, Deviation, Kind, ProfileGraph, Refusal
from policygames.errors import CertificateError
from policygames.games import Candidate, Crowd, Enclosure, MixedProfile, NormalFormGame, Strategy, SymmetricGame
from policygames.games.block_sides import BlockSide
from policygames.games.crowds import changes, crowd_flaw
from policygames.games.enclosures import UNPROVEN, box_flaw, is_proven, losses
from policygames.games.index import perturbed_equilibria
from policygames.games.labels import relabelled, replies
from policygames.games.one_unknown import losses_at, root_in
from policygames.games.profile_block import ProfileBlock, strategy_of
from policygames.games.profiles import flaw, whole_weights
from policygames.games.regular import index_flaw
from policygames.numerics.closure import ClosureError, vertices_of_closed
from policygames.numerics.exact import shown
from policygames.numerics.labelling import Labelled
from policygames.registry import Concept, Verdict
from policygames.results.components import Component, components, graph_of, numbered
from policygames.results.explanations import explain_profiles
from policygames.results.judged import JudgedBlock
from policygames.results.lines import line_components

SOURCE = "Nash, Annals of Mathematics 54 (1951) 286-295"


def certify(game: NormalFormGame | SymmetricGame, candidate: Candidate) -> Certificate | Refusal:
    """A certificate that `candidate` is, or of a box that it holds, a Nash equilibrium; else the best deviation."""
    if isinstance(candidate, Enclosure):
        return _certify_box(game, candidate)
    if isinstance(game, SymmetricGame):
        return _certify_crowd(game, candidate)
    if problem := flaw(candidate, game.shape):
        return Refusal(problem)
    profile = cast("MixedProfile", candidate)  # no flaw was found
    tables = [_gains(game, profile, player) for player in range(len(profile))]
    best = max((_best(*table, player) for player, table in enumerate(tables)), key=lambda deviation: deviation.gain)
    if best.gain > 0:
        return _refusal(game.players[best.player], game.actions[best.player][best.action], best)
    losses = [_least_loss(*table, strategy) for table, strategy in zip(tables, profile, strict=True)]
    return Certificate("nash", game.digest, candidate, Kind.EXACT, _least(losses))


def _refusal(player: str, action: str, deviation: Deviation) -> Refusal:
    return Refusal(f"{player} gains {shown(deviation.gain)} by switching to {action}", deviation)


def _least(losses: Iterable[Fraction | None]) -> Fraction | None:
    return min((loss for loss in losses if loss is not None), default=None)


def _certify_crowd(game: SymmetricGame, candidate: Candidate) -> Certificate | Refusal:
    """The same for what like players do: one player of each faction stands for all of them."""
    if not isinstance(candidate, Crowd):
        return Refusal("this says nothing about how many of each group play what")
    if problem := crowd_flaw(candidate, game):
        return Refusal(problem)
    found = []
    for one in changes(game, candidate):
        chances, scale = whole_weights(one.strategy)
        expected = sum(chance * one.payoffs[action] for action, chance in chances.items())
        table = [payoff * scale - expected for payoff in one.payoffs], one.denominator * scale
        best = _best(*table, one.player)
        if best.gain > 0:
            return _refusal(f"a {game.groups[one.group]}", game.actions[one.group][best.action], best)
        found.append(_least_loss(*table, one.strategy))
    return Certificate("nash", game.digest, candidate, Kind.EXACT, _least(found))


def _certify_box(game: NormalFormGame | SymmetricGame, box: Enclosure) -> Certificate | Refusal:
    """A certificate that a box holds an equilibrium, its slack a lower bound; what bounds leave open is undecided."""
    if problem := box_flaw(box, game.shape):
        return Refusal(problem)
    return _certify_root(game, box) if isinstance(game, SymmetricGame) else _certify_zero(game, box)


def _certify_zero(game: NormalFormGame, box: Enclosure) -> Certificate | Refusal:
    if not is_proven(game, box):
        return Refusal(UNPROVEN, undecided=True)
    bounds = losses(game, box)
    for player, action, (_, most) in bounds:
        if most < 0:
            return _refusal(game.players[player], game.actions[player][action], Deviation(player, action, -most))
    slack = _least(low for _, _, (low, _) in bounds)
    if slack is not None and slack < 0:
        return Refusal("what a change of action would lose may be above or below 0", undecided=True)
    return Certificate("nash", game.digest, box, Kind.INTERVAL, slack)


def _certify_root(game: SymmetricGame, box: Enclosure) -> Certificate | Refusal:
    """By the exact sign, at a root of a polynomial, of what each change would lose."""
    root = root_in(game, box)
    if root is None:
        return Refusal(UNPROVEN, undecided=True)
    bounds = losses_at(game, box.supports(), root)
    for group, action, sign, (_, high) in bounds:
        if sign < 0:
            deviation = Deviation(sum(game.sizes[:group]), action, max(-high, Fraction(0)))
            return _refusal(f"a {game.groups[group]}", game.actions[group][action], deviation)
    slack = _least(max(low, Fraction(0)) for _, _, _, (low, _) in bounds)
    return Certificate("nash", game.digest, box, Kind.INTERVAL, slack)


def certify_many(game: NormalFormGame, block: ProfileBlock) -> Sequence[Verdict]:
    """What `certify` says of every profile of a block, and what each player gets, by one product of matrices a player.

    A profile is an equilibrium if and only if each action is unplayed or a best response. All are checked here; of
    those that are none `certify` says why.
    """
    if not _fits(block, game.shape):
        return [(Refusal(_NO_BLOCK), ()) for _ in block.pairs]
    if not block.pairs:
        return []
    one, other = sides = BlockSide(game, 0, block.weights), BlockSide(game, 1, block.weights)
    wrong = [
        place
        for place, (first, second) in enumerate(block.pairs)
        if one.played[first] & ~one.replies.best[second] or other.played[second] & ~other.replies.best[first]
    ]
    return JudgedBlock(game, block.pairs, sides, {place: _refused(game, block, place) for place in wrong})


def _refused(game: NormalFormGame, block: ProfileBlock, place: int) -> Refusal:
    verdict = certify(game, tuple(map(strategy_of, block.key(block.pairs[place]))))
    if not isinstance(verdict, Refusal):
        raise TypeError("a profile was refused in a block and certified alone")
    return verdict


_NO_BLOCK = "a block holds strategies of two players: whole numbers from 0, one per action, not all of them 0"


def _fits(block: ProfileBlock, shape: tuple[int, ...]) -> bool:
    """Whether the weights are strategies of a two-player game of this shape."""
    return len(shape) == 2 and all(
        len(one) == count and min(one) >= 0 and any(one)
        for own, count in zip(block.weights, shape, strict=True)
        for one in own
    )


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

    Of more players only this is proven again, where all are regular: that their indices sum to 1, as those of all do.
    An odd number of missing ones is found out, and many another; what is left open comes back in words.

    Raises CertificateError where a basis or an equilibrium is missing, or one too many is listed.
    """
    if len(game.shape) > 2:
        if problem := index_flaw(game, list(candidates)):
            raise CertificateError(problem, path="equilibria")
        return _NOT_CUT
    cobases = proof.cobases(sum(game.shape)) if proof else None
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


_NOT_CUT = "that the list is complete was not re-checked: the simplices would have to be cut up again"
_NOT_CHECKED = "that the list is complete was not re-checked: the proof does not list the bases"


def structure(
    game: NormalFormGame | SymmetricGame,
    candidates: Sequence[MixedProfile],
    proof: BasesProof | None,
    graph: ProfileGraph | None = None,
) -> tuple[Component, ...] | None:
    """The components of all equilibria, with their index where the proof lists the bases; of two players.

    Of more players the components as far as equilibria that differ in one strategy show them, with the index of those
    that are one regular equilibrium. None for like players.
    `graph` is read off the candidates and the proof where nobody knows it, or where it is not theirs.
    """
    if isinstance(game, SymmetricGame):
        return None
    if len(game.shape) > 2:
        return line_components(game, candidates)
    known = None if graph is None else numbered(candidates, graph)
    if known is None:
        cobases = proof.cobases(sum(game.shape)) if proof else None
        known = graph_of(candidates, perturbed_equilibria(game, *cobases) if cobases else None)
    return components(candidates, known)


CONCEPT = Concept(
    id="nash",
    name="Nash equilibrium",
    plural="extreme Nash equilibria",
    source=SOURCE,
    games=(NormalFormGame, SymmetricGame),
    certify=certify,
    certify_many=certify_many,
    explain=explain_profiles,
    check_complete=check_complete,
    components=structure,
    always_exists=True,
)
