"""The index of a regular equilibrium of any number of players: the sign of a determinant that is proven not to be 0."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, cast

from policygames.games.enclosures import Enclosure, losses
from policygames.games.profiles import MixedProfile, support
from policygames.numerics.ties import Ties, unknowns

if TYPE_CHECKING:
    from policygames.games.game import Candidate
    from policygames.games.normal_form import NormalFormGame


def regular_index(game: NormalFormGame, candidate: Candidate) -> int | None:
    """1 or -1 for a certified equilibrium that is regular; None where a tie or a singular matrix leaves that open.

    Regular is one at which every action that is not played loses, and the derivatives of the equations that make those
    in use tie are not singular: it is isolated, and moves by little where payoffs change by little. Its index is the
    sign of the determinant of the derivatives, each times -1. In a box proven by Krawczyk's test that of the
    preconditioner has the same sign: their product is nearer to 1 than 1 is to a singular matrix.

    Source: Harsanyi, International Journal of Game Theory 2 (1973) 235-250; Ritzberger, International Journal of Game
    Theory 23 (1994) 207-236, theorem 3, for the index.
    """
    if isinstance(candidate, Enclosure):
        matrix: Sequence[Sequence[Fraction]] = candidate.preconditioner
        strict = all(low > 0 for _, _, (low, _) in losses(game, candidate))
    else:
        profile = cast("MixedProfile", candidate)
        matrix, strict = (
            _derivatives(game, profile),
            all(_is_strict(game, player, profile) for player in range(len(profile))),
        )
    sign = _sign(matrix) if strict else 0
    return sign * (-1) ** len(matrix) if sign else None


def index_flaw(game: NormalFormGame, candidates: Sequence[Candidate]) -> str:
    """Why these cannot be all equilibria, in words: indices of regular ones that do not sum to 1; else empty."""
    indices = [regular_index(game, candidate) for candidate in candidates]
    known = [index for index in indices if index is not None]
    if len(known) < len(indices) or sum(known) == 1:
        return ""
    return f"the indices of these {len(known)} equilibria sum to {sum(known)}, those of all sum to 1"


def _is_strict(game: NormalFormGame, player: int, profile: MixedProfile) -> bool:
    """Whether only what is played is a best response."""
    paid = game.deviation_payoffs(player, profile)
    return [action for action, payoff in enumerate(paid) if payoff == max(paid)] == list(support(profile[player]))


def _derivatives(game: NormalFormGame, profile: MixedProfile) -> list[list[Fraction]]:
    supports = tuple(tuple(support(strategy)) for strategy in profile)
    if not unknowns(supports):
        return []
    points = [[(chance, chance) for chance in strategy] for strategy in profile]
    return [[low for low, _ in row] for row in Ties(game.numerators, supports).slopes(points)]


def _sign(matrix: Sequence[Sequence[Fraction]]) -> int:
    """The sign of a determinant, by elimination; that of no rows is 1."""
    rows, sign = [list(row) for row in matrix], 1
    while rows:
        place = next((index for index, row in enumerate(rows) if row[0]), None)
        if place is None:
            return 0
        head = rows.pop(place)
        sign *= (-1) ** place * (1 if head[0] > 0 else -1)
        rows = [
            [entry - row[0] / head[0] * above for entry, above in zip(row[1:], head[1:], strict=True)] for row in rows
        ]
    return sign
