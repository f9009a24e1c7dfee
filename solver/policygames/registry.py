"""Concepts and methods, found by the file that holds them: to add one, add a file."""

from __future__ import annotations

import difflib
import pkgutil
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

from policygames.certificates import Certificate, Claim, Refusal
from policygames.errors import UnsupportedError
from policygames.games import Candidate
from policygames.games.profile_block import ProfileBlock

Proposals: TypeAlias = Generator[Candidate | ProfileBlock | Claim | None, None, Claim]
"""Candidates as a method finds them, None where it merely worked on for a while, and at the end what that proves.

A claim on the way is what stands where the search is stopped.

Many profiles at once, in a block, are cheaper to certify; no profile is proposed both in a block and alone.
"""
Verdict: TypeAlias = tuple[Certificate | Refusal, tuple[Fraction, ...]]
"""A certificate and what each player gets, or a refusal and nothing."""


@dataclass(frozen=True, slots=True)
class Concept:
    """A solution concept: what counts as an answer, called `name` in sentences, and how one is checked.

    `certify(game, candidate, **options)` gives a Certificate or a Refusal, with numpy and the standard library only,
    and `explain(solution)` words for a solution. `check_complete(game, candidates, proof)` proves again that a list is
    complete: it raises CertificateError where it is not, and says in words what it could not check.
    `certify_many(game, block)` does for every profile of a block what `certify` does, and adds what each player gets.
    `components(game, candidates, proof, graph)` gives the structure of a complete list, None where that is too large;
    it reads `graph` off the proof where no method knows it.
    `check_bounds(game, bounds)` does for a set of equilibrium payoffs what `check_complete` does for a list.

    `games` holds the kinds of game that the concept is defined for, `source` where it is defined. With `always_exists`
    an empty list is never complete; of an `optimum` one answer is all that is sought; `not_computed` warns of what its
    solutions lack.
    """

    id: str
    name: str
    plural: str
    source: str
    games: tuple[type, ...]
    certify: Callable[..., Certificate | Refusal]
    explain: Callable[..., str]
    options: tuple[str, ...] = ()
    certify_many: Callable[..., Sequence[Verdict]] | None = None
    check_complete: Callable[..., str] | None = None
    components: Callable[..., Any] | None = None
    check_bounds: Callable[..., str] | None = None
    always_exists: bool = False
    optimum: bool = False
    not_computed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Method:
    """A way of finding candidates for one concept.

    `accepts(game)` is empty where the method takes the game, else the reason in words. `propose(game, budget,
    **options)` is a generator that checks no clock and no certificate. Of the methods that accept a game the one of
    lowest `rank` is taken; where one answer is wanted, one that is `single` before others, and only there.
    `approximate(game)` is its fast path without proofs: float vertices of a set of payoffs, shape (k, n), and warnings;
    `sweep(game, discounts)` the same at many discount factors: offsets, vertices, and warnings for each.
    """

    id: str
    concept: str
    source: str
    accepts: Callable[[Any], str]
    propose: Callable[..., Proposals]
    rank: int = 100
    single: bool = False
    approximate: Callable[[Any], tuple[Any, tuple[str, ...]]] | None = None
    sweep: Callable[[Any, Any], tuple[Any, Any, Any]] | None = None


def concept(concept_id: str) -> Concept:
    """The concept with this id. Raises UnsupportedError, with the nearest names, for an unknown one."""
    found: Concept = _named(concept_id, "concept")
    return found


def method(method_id: str) -> Method:
    """The method with this id. Raises UnsupportedError, with the nearest names, for an unknown one."""
    found: Method = _named(method_id, "method")
    return found


def concepts() -> tuple[Concept, ...]:
    """All concepts, in alphabetical order."""
    return tuple(concept(name) for name in _names("concepts"))


def methods(concept_id: str) -> tuple[Method, ...]:
    """All methods for a concept, best first. Raises UnsupportedError for an unknown concept."""
    return methods_of(concept(concept_id))


def methods_of(concept: Concept) -> tuple[Method, ...]:
    """All methods for a concept, best first."""
    return _ranked(concept.id, _names("methods"))


@cache
def _ranked(concept_id: str, names: tuple[str, ...]) -> tuple[Method, ...]:
    """Of the methods with these names those for the concept: to look at each file takes longer than a small solve."""
    found = (one for one in map(method, names) if one.concept == concept_id)
    return tuple(sorted(found, key=lambda one: (one.rank, one.id)))


def _named(name: str, kind: str) -> Any:
    known = _names(f"{kind}s")
    if name not in known:
        near = difflib.get_close_matches(str(name), known, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        message = f"there is no {kind} {name!r}{hint or ';'} there are {', '.join(known)}"
        variables = {kind: name} | ({"nearest": near[0]} if near else {})
        raise UnsupportedError(message, reason=f"UNKNOWN_{kind.upper()}", path=kind, variables=variables, choices=known)
    return _entry(name, kind)


@cache
def _entry(name: str, kind: str) -> Concept | Method:
    """The one that its file holds: to search the file takes longer than a small solve."""
    wanted = Concept if kind == "concept" else Method
    found: Iterable[object] = vars(import_module(f"policygames.{kind}s.{name}")).values()
    (entry,) = (one for one in found if isinstance(one, wanted))
    return entry


def _names(folder: str) -> tuple[str, ...]:
    name = f"policygames.{folder}"
    package = sys.modules.get(name) or import_module(name)
    return _files(tuple(package.__path__))


@cache
def _files(folders: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(found.name for found in pkgutil.iter_modules(folders)))
