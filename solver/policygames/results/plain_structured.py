"""Advice, commitments and sets of actions as plain data, for files, with all that proves them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from policygames.games import (
    ActionSets,
    Advice,
    Candidate,
    Commitment,
    Crowd,
    Enclosure,
)
from policygames.games.action_sets import Conjecture, Elimination
from policygames.games.commitments import Limit, ReplyBound
from policygames.games.distributions import Price
from policygames.games.quantal import QuantalResponse
from policygames.numerics.exact import read_back, spelled


def plain_structured(candidate: Candidate) -> dict[str, Any]:
    """A candidate that carries its own proof as plain data. Raises TypeError for any other."""
    if isinstance(candidate, Advice):
        return {"advice": _plain_advice(candidate)}
    if isinstance(candidate, Commitment):
        return {"commitment": _plain_commitment(candidate)}
    if isinstance(candidate, ActionSets):
        return {"action_sets": _plain_sets(candidate)}
    if isinstance(candidate, QuantalResponse):
        return {"quantal_response": _plain_quantal(candidate)}
    if isinstance(candidate, Crowd):
        groups = candidate.factions
        return {"crowd": [[[count, _texts(strategy)] for count, strategy in factions] for factions in groups]}
    if isinstance(candidate, Enclosure):
        return {"enclosure": {name: list(map(_texts, getattr(candidate, name))) for name in _BOX}}
    raise TypeError(f"a {type(candidate).__name__} has no plain form")


def read_structured(data: Mapping[str, Any], path: str) -> Candidate:
    """The candidate that `plain_structured` wrote. Raises KeyError, TypeError or ValueError for anything else."""
    if "advice" in data:
        return _read_advice(data["advice"], f"{path}.advice")
    if "commitment" in data:
        return _read_commitment(data["commitment"], f"{path}.commitment")
    if "quantal_response" in data:
        return _read_quantal(data["quantal_response"], f"{path}.quantal_response")
    if "crowd" in data:
        return Crowd(
            tuple(
                tuple((int(count), _read_texts(strategy, path)) for count, strategy in factions)
                for factions in data["crowd"]
            )
        )
    if "enclosure" in data:
        box = data["enclosure"]
        return Enclosure(*(tuple(_read_texts(row, path) for row in box[name]) for name in _BOX))
    return _read_sets(data["action_sets"], f"{path}.action_sets")


_BOX = ("low", "high", "preconditioner")


def _plain_advice(advice: Advice) -> dict[str, Any]:
    return {
        "shape": list(advice.shape),
        "chances": _plain_pairs(advice.chances),
        "objective": None if advice.objective is None else _texts(advice.objective),
        "weights": _texts(advice.weights),
        "prices": [
            {"player": one.player, "advised": one.advised, "deviation": one.deviation, "price": spelled(one.price)}
            for one in advice.prices
        ],
    }


def _read_advice(data: Mapping[str, Any], path: str) -> Advice:
    objective = data["objective"]
    return Advice(
        shape=_read_actions(data["shape"]),
        chances=_read_chances(data["chances"], path),
        objective=None if objective is None else _read_texts(objective, path),
        weights=_read_texts(data["weights"], path),
        prices=tuple(
            Price(int(one["player"]), _optional(one["advised"]), int(one["deviation"]), read_back(one["price"], path))
            for one in data["prices"]
        ),
    )


def _plain_commitment(commitment: Commitment) -> dict[str, Any]:
    limit = commitment.limit
    return {
        "leader": commitment.leader,
        "followers": commitment.followers,
        "profile": [_texts(strategy) for strategy in commitment.profile],
        "supremum": spelled(commitment.supremum),
        "bounds": [
            {"reply": one.reply, "weights": _plain_pairs(one.weights), "prices": _plain_pairs(one.prices)}
            for one in commitment.bounds
        ],
        "limit": None if limit is None else [_texts(limit.commitment), _texts(limit.strict)],
    }


def _read_commitment(data: Mapping[str, Any], path: str) -> Commitment:
    limit = data["limit"]
    return Commitment(
        leader=int(data["leader"]),
        followers=str(data["followers"]),
        profile=tuple(_read_texts(strategy, path) for strategy in data["profile"]),
        supremum=read_back(data["supremum"], path),
        bounds=tuple(
            ReplyBound(int(one["reply"]), _read_shares(one["weights"], path), _read_shares(one["prices"], path))
            for one in data["bounds"]
        ),
        limit=None if limit is None else Limit(*(_read_texts(strategy, path) for strategy in limit)),
    )


def _plain_sets(sets: ActionSets) -> dict[str, Any]:
    return {
        "survivors": [list(actions) for actions in sets.survivors],
        "rounds": sets.rounds,
        "limit": sets.limit,
        "steps": [
            {"round": one.round, "player": one.player, "action": one.action, "mix": _plain_pairs(one.mix)}
            for one in sets.steps
        ],
        "conjectures": [
            {"round": one.round, "player": one.player, "action": one.action, "chances": _plain_pairs(one.chances)}
            for one in sets.conjectures
        ],
        "another": None if sets.another is None else _plain_sets(sets.another),
    }


def _read_sets(data: Mapping[str, Any], path: str) -> ActionSets:
    return ActionSets(
        survivors=tuple(_read_actions(actions) for actions in data["survivors"]),
        rounds=int(data["rounds"]),
        limit=_optional(data["limit"]),
        steps=tuple(
            Elimination(int(one["round"]), int(one["player"]), int(one["action"]), _read_shares(one["mix"], path))
            for one in data["steps"]
        ),
        conjectures=tuple(
            Conjecture(int(one["round"]), int(one["player"]), int(one["action"]), _read_chances(one["chances"], path))
            for one in data["conjectures"]
        ),
        another=None if data["another"] is None else _read_sets(data["another"], path),
    )


def _plain_quantal(found: QuantalResponse) -> dict[str, Any]:
    return {
        "precision": spelled(found.precision),
        "profile": [_texts(strategy) for strategy in found.profile],
        "radius": None if found.radius is None else spelled(found.radius),
        "residual": spelled(found.residual),
    }


def _read_quantal(data: Mapping[str, Any], path: str) -> QuantalResponse:
    return QuantalResponse(
        precision=read_back(data["precision"], path),
        profile=tuple(_read_texts(strategy, path) for strategy in data["profile"]),
        radius=None if data["radius"] is None else read_back(data["radius"], path),
        residual=read_back(data["residual"], path),
    )


def _plain_pairs(pairs: Iterable[tuple[Any, Fraction]]) -> list[list[Any]]:
    """An action, or the list of a profile's actions, with a number."""
    return [[list(what) if isinstance(what, tuple) else what, spelled(share)] for what, share in pairs]


def _read_shares(pairs: Iterable[Sequence[Any]], path: str) -> tuple[tuple[int, Fraction], ...]:
    return tuple((int(action), read_back(share, path)) for action, share in pairs)


def _read_chances(pairs: Iterable[Sequence[Any]], path: str) -> tuple[tuple[tuple[int, ...], Fraction], ...]:
    return tuple((_read_actions(profile), read_back(chance, path)) for profile, chance in pairs)


def _read_actions(actions: Iterable[Any]) -> tuple[int, ...]:
    return tuple(int(action) for action in actions)


def _optional(number: Any) -> int | None:
    return None if number is None else int(number)


def _texts(values: Iterable[Fraction]) -> list[str]:
    return [spelled(value) for value in values]


def _read_texts(texts: Iterable[Any], path: str) -> tuple[Fraction, ...]:
    return tuple(read_back(text, path) for text in texts)
