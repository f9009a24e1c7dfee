"""Proofs and their refusals: what was checked about a candidate, how, and what is proven about all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from policygames.errors import CertificateError
from policygames.games import Candidate, Point
from policygames.games.profile_block import Weights

Cobases: TypeAlias = Collection[int] | NDArray[Any]
"""Bases of a polytope, each as the bitmask of its nonbasic variables: whole numbers of any length."""


class Kind(StrEnum):
    """How a certificate was checked: in exact arithmetic, by intervals, or as a bound on the gain of a deviation."""

    EXACT = "exact"
    INTERVAL = "interval"
    BOUND = "bound"


class Coverage(StrEnum):
    """What is proven about the list of answers: it holds all there are, it holds some, or there are none."""

    ALL = "ALL"
    SOME = "SOME"
    NONE_EXIST = "NONE_EXIST"


class Reason(StrEnum):
    """Why a search ended."""

    COMPLETED = "COMPLETED"
    DEADLINE = "DEADLINE"
    CANCELLED = "CANCELLED"
    LIMIT = "LIMIT"


@dataclass(frozen=True, slots=True)
class Termination:
    """Why a search ended, with a detail in words; what it proved is the coverage, a separate statement."""

    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A unilateral change of action and what it gains, in payoff units; `state` is that of an automaton, if any."""

    player: int
    action: int
    gain: Fraction
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """The proof that `candidate` satisfies `concept` in the game with digest `game`.

    `slack` is the least loss, in payoff units of the game, from a deviation that the candidate does not itself play; 0
    means a tie, None that there is no such deviation. For the kind BOUND it may be negative: no deviation gains more
    than -slack.
    """

    concept: str
    game: str
    candidate: Candidate
    kind: Kind
    slack: Fraction | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a candidate is none; with `undecided` the check could not tell, so that nobody may claim to have them all."""

    reason: str
    deviation: Deviation | None = None
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class BasesProof:
    """The proof that all extreme equilibria of a two-player game are listed: all bases of both best-response polytopes.

    `counts` says how many there are of either player's, `sha256` is the digest of both lists. `lists` holds them, the
    bitmasks of the nonbasic variables in hexadecimal, ascending, each of the same width; it is None where there are
    more than MOST_LISTED_BASES: such a proof can only be checked by enumerating the bases again.
    """

    counts: tuple[int, int]
    sha256: str
    lists: tuple[str, str] | None

    @classmethod
    def of(cls, cobases: tuple[Cobases, Cobases], labels: int) -> BasesProof:
        """The proof that the bases with these bitmasks of `labels` bits are."""
        first, second = (_spelled(one, -(-labels // 4)) for one in cobases)
        counts = (len(cobases[0]), len(cobases[1]))
        listed = (first, second) if sum(counts) <= MOST_LISTED_BASES else None
        return cls(counts, _bases_digest(first, second), listed)

    def cobases(self, labels: int) -> tuple[list[int], list[int]] | None:
        """Both lists as bitmasks of `labels` bits; None where they are not listed.

        Raises CertificateError where the lists are not those that were counted and digested.
        """
        if self.lists is None:
            return None
        width = -(-labels // 4)
        fits = all(len(text) == count * width for text, count in zip(self.lists, self.counts, strict=True))
        if not fits or _bases_digest(*self.lists) != self.sha256 or not set("".join(self.lists)) <= _HEXADECIMAL:
            raise CertificateError("the listed bases are not those that were counted", path="proof")
        first, second = ([int(text[at : at + width], 16) for at in range(0, len(text), width)] for text in self.lists)
        return first, second


MOST_LISTED_BASES = 50_000
_WORD_DIGITS = 16
_HEXADECIMAL = frozenset("0123456789abcdef")


def _spelled(cobases: Cobases, width: int) -> str:
    """The bitmasks in ascending order, in hexadecimal, each of `width` digits."""
    if width > _WORD_DIGITS or len(cobases) < _FEW:
        return "".join([f"{cobasis:0{width}x}" for cobasis in sorted(cobases)])
    words = np.sort(np.array(cobases if isinstance(cobases, np.ndarray) else [*cobases], dtype=np.uint64))
    size = -(-width // 2)  # bytes
    digits = words.astype(">u8").view(np.uint8).reshape(-1, 8)[:, 8 - size :].tobytes().hex()
    if width % 2 == 0:
        return digits
    odd = np.frombuffer(digits.encode(), dtype=np.uint8).reshape(-1, width + 1)[:, 1:]
    return odd.tobytes().decode()


_FEW = 64  # so many are spelled sooner as an array


def _bases_digest(first: str, second: str) -> str:
    return hashlib.sha256(f"{first}|{second}".encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class PayoffBounds:
    """Two polytopes between which a set of equilibrium payoffs lies, each given by its exact vertices.

    `inner` lies in the set: () where nothing is proven to. `outer` contains it: () where it is proven empty. With
    `exact` the set is proven to be `inner`. With `points` both are finite lists of payoffs, not their hulls.
    """

    inner: tuple[Point, ...]
    outer: tuple[Point, ...]
    exact: bool
    points: bool = False


@dataclass(frozen=True, slots=True)
class ProfileGraph:
    """How the profiles of a list share strategies: one edge per profile, between the numbers of its two strategies.

    `weights` are the strategies of each player by number, up to positive factors. `indices` sum the indices of the
    perturbed equilibria that tend to a profile, by its position, where there are any; None where they are not known.
    """

    edges: Sequence[tuple[int, int]]
    weights: tuple[Sequence[Weights], Sequence[Weights]]
    indices: Mapping[int, int] | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a method's ending proves about the list of its proposals, and what a careful reader should know.

    `bounds` are those of the set of equilibrium payoffs; the coverage is then about them: ALL where they are exact,
    SOME where they enclose the set. `graph` is that of all proposals in their order, if the method knows it. It is
    `hurried` where the method stopped early, with time left to certify what it claims only.
    """

    coverage: Coverage
    proof: BasesProof | None = None
    warnings: tuple[str, ...] = ()
    bounds: PayoffBounds | None = None
    graph: ProfileGraph | None = None
    hurried: bool = False
