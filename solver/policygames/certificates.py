"""Proofs and their refusals: what was checked about a candidate, how, and what is proven about all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from policygames.games import Candidate


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
class Claim:
    """What a method's ending proves about the list of its proposals, and what a careful reader should know."""

    coverage: Coverage
    proof: Mapping[str, Any] | None = None
    warnings: tuple[str, ...] = ()
