"""Answers as plain data, for files: candidates, certificates and what they pay, every number exact."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from policygames.certificates import Certificate, Kind
from policygames.errors import GameError
from policygames.games import Automaton, Candidate, Game
from policygames.numerics.exact import read_back, spelled
from policygames.results.equilibrium import Equilibrium


def plain_equilibrium(equilibrium: Equilibrium) -> dict[str, Any]:
    """The equilibrium as plain data, without its game."""
    certificate = equilibrium.certificate
    return {
        "candidate": _plain_candidate(certificate.candidate),
        "payoffs": [spelled(payoff) for payoff in equilibrium.exact_payoffs],
        "certificate": {
            "concept": certificate.concept,
            "game": certificate.game,
            "kind": certificate.kind.value,
            "slack": None if certificate.slack is None else spelled(certificate.slack),
        },
    }


def read_equilibrium(data: Mapping[str, Any], game: Game, path: str) -> Equilibrium:
    """The equilibrium that `plain_equilibrium` wrote. Raises GameError where a field is missing or bad."""
    try:
        certificate = data["certificate"]
        slack = certificate["slack"]
        proof = Certificate(
            concept=str(certificate["concept"]),
            game=str(certificate["game"]),
            candidate=_read_candidate(data["candidate"]),
            kind=Kind(certificate["kind"]),
            slack=None if slack is None else read_back(slack, f"{path}.certificate.slack"),
        )
        return Equilibrium(game, proof, _numbers(data["payoffs"], f"{path}.payoffs"))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GameError(f"no equilibrium can be read here: {error!r}", reason="BAD_RESULT", path=path) from error


def _plain_candidate(candidate: Candidate) -> dict[str, Any]:
    if isinstance(candidate, Automaton):
        return {"automaton": candidate.to_dict()}
    if isinstance(candidate, tuple):
        return {"profile": [[spelled(probability) for probability in strategy] for strategy in candidate]}
    raise TypeError(f"a {type(candidate).__name__} has no plain form")


def _read_candidate(data: Mapping[str, Any]) -> Candidate:
    if "automaton" in data:
        return Automaton.from_dict(data["automaton"])
    return tuple(_numbers(strategy, "candidate.profile") for strategy in data["profile"])


def _numbers(texts: Any, path: str) -> tuple[Fraction, ...]:
    return tuple(read_back(text, f"{path}[{index}]") for index, text in enumerate(texts))
