"""Answers as plain data, for files: candidates, certificates and what they pay, every number exact."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from policygames.certificates import BasesProof, Certificate, Kind
from policygames.errors import GameError
from policygames.games import Automaton, Candidate, Game
from policygames.numerics.exact import read_back, spelled
from policygames.results.components import Component
from policygames.results.equilibrium import Equilibrium
from policygames.results.plain_structured import plain_structured, read_structured


def plain_equilibrium(equilibrium: Equilibrium) -> dict[str, Any]:
    """The equilibrium as plain data, without its game."""
    plain = plain_certificate(equilibrium.certificate)
    candidate = plain.pop("candidate")
    payoffs = [spelled(payoff) for payoff in equilibrium.exact_payoffs]
    return {"candidate": candidate, "payoffs": payoffs, "certificate": plain}


def plain_certificate(certificate: Certificate) -> dict[str, Any]:
    """The certificate as plain data, with its candidate."""
    return {
        "candidate": _plain_candidate(certificate.candidate),
        "concept": certificate.concept,
        "game": certificate.game,
        "kind": certificate.kind.value,
        "slack": None if certificate.slack is None else spelled(certificate.slack),
    }


def read_certificate(data: Mapping[str, Any], path: str) -> Certificate:
    """The certificate that `plain_certificate` wrote; it proves nothing until its concept has checked it again."""
    slack = data["slack"]
    return Certificate(
        concept=str(data["concept"]),
        game=str(data["game"]),
        candidate=_read_candidate(data["candidate"]),
        kind=Kind(data["kind"]),
        slack=None if slack is None else read_back(slack, f"{path}.slack"),
    )


def read_equilibrium(data: Mapping[str, Any], game: Game, path: str) -> Equilibrium:
    """The equilibrium that `plain_equilibrium` wrote. Raises GameError where a field is missing or bad."""
    try:
        proof = read_certificate({**data["certificate"], "candidate": data["candidate"]}, f"{path}.certificate")
        return Equilibrium(game, proof, _numbers(data["payoffs"], f"{path}.payoffs"))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise GameError(f"no equilibrium can be read here: {error!r}", reason="BAD_RESULT", path=path) from error


def plain_component(component: Component) -> dict[str, Any]:
    """The component as plain data."""
    return {
        "equilibria": list(component.equilibria),
        "subsets": [[_plain_profile(hull) for hull in subset] for subset in component.subsets],
        "index": component.index,
        "dimension": component.dimension,
    }


def read_components(data: Any) -> tuple[Component, ...] | None:
    """The components that `plain_component` wrote, each; None for None."""
    if data is None:
        return None
    return tuple(
        Component(
            equilibria=tuple(map(int, one["equilibria"])),
            subsets=tuple(
                tuple(tuple(_numbers(strategy, "components") for strategy in hull) for hull in subset)
                for subset in one["subsets"]
            ),
            index=None if one["index"] is None else int(one["index"]),
            dimension=int(one["dimension"]),
        )
        for one in data
    )


def plain_proof(proof: BasesProof) -> dict[str, Any]:
    """The proof as plain data."""
    lists = None if proof.lists is None else list(proof.lists)
    return {"counts": list(proof.counts), "sha256": proof.sha256, "bases": lists}


def read_proof(data: Mapping[str, Any] | None) -> BasesProof | None:
    """The proof that `plain_proof` wrote; None for None."""
    if data is None:
        return None
    first, second = map(int, data["counts"])
    if data["bases"] is None:
        return BasesProof((first, second), str(data["sha256"]), None)
    of_first, of_second = map(str, data["bases"])
    return BasesProof((first, second), str(data["sha256"]), (of_first, of_second))


def _plain_candidate(candidate: Candidate) -> dict[str, Any]:
    if isinstance(candidate, Automaton):
        return {"automaton": candidate.to_dict()}
    if isinstance(candidate, tuple):
        return {"profile": _plain_profile(candidate)}
    return plain_structured(candidate)


def _plain_profile(strategies: Sequence[Sequence[Fraction]]) -> list[list[str]]:
    return [[spelled(probability) for probability in strategy] for strategy in strategies]


def _read_candidate(data: Mapping[str, Any]) -> Candidate:
    if "automaton" in data:
        return Automaton.from_dict(data["automaton"])
    if "profile" not in data:
        return read_structured(data, "candidate")
    return tuple(_numbers(strategy, "candidate.profile") for strategy in data["profile"])


def _numbers(texts: Any, path: str) -> tuple[Fraction, ...]:
    return tuple(read_back(text, f"{path}[{index}]") for index, text in enumerate(texts))


def first_difference(data: Any, other: Any, path: str = "") -> str | None:
    """The path of the first place where two pieces of plain data differ, in value or in kind; None where none does."""
    if isinstance(data, Mapping) and isinstance(other, Mapping):
        for key in (*data, *other):
            place = f"{path}.{key}" if path else str(key)
            if key not in data or key not in other:
                return place
            if (inside := first_difference(data[key], other[key], place)) is not None:
                return inside
        return None
    if isinstance(data, list) and isinstance(other, list) and len(data) == len(other):
        places = (
            first_difference(*pair, f"{path}[{index}]") for index, pair in enumerate(zip(data, other, strict=True))
        )
        return next((place for place in places if place is not None), None)
    return None if type(data) is type(other) and data == other else path
