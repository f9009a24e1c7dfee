"""Advice, commitments and sets of actions as messages and back, with all that proves them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import Any

from policygames.games import (
    ActionSets,
    Advice,
    Candidate,
    Commitment,
    Crowd,
    Enclosure,
    PureProfile,
)
from policygames.games.action_sets import Conjecture, Elimination
from policygames.games.commitments import Limit, ReplyBound
from policygames.games.distributions import Price
from policygames.games.quantal import QuantalResponse
from policygames.v1 import candidates_pb2 as pb
from policygames.wire.crowds import crowd_message, enclosure_message, read_crowd, read_enclosure
from policygames.wire.numbers import number_text, number_texts, read_number, read_numbers
from policygames.wire.profiles import mixed_message, pure_message, read_mixed, read_pure

Chances = tuple[tuple[PureProfile, Fraction], ...]
Shares = tuple[tuple[int, Fraction], ...]


def structured_message(candidate: Candidate) -> pb.Candidate | None:
    """The message of a candidate that carries its own proof; None for others."""
    if isinstance(candidate, Advice):
        return pb.Candidate(advice=_advice_message(candidate))
    if isinstance(candidate, Commitment):
        return pb.Candidate(commitment=_commitment_message(candidate))
    if isinstance(candidate, ActionSets):
        return pb.Candidate(action_sets=_sets_message(candidate))
    if isinstance(candidate, Crowd):
        return pb.Candidate(crowd=crowd_message(candidate))
    return _near_message(candidate)


def _near_message(candidate: Candidate) -> pb.Candidate | None:
    """The message of a candidate that is near what it stands for."""
    if isinstance(candidate, Enclosure):
        return pb.Candidate(enclosure=enclosure_message(candidate))
    if isinstance(candidate, QuantalResponse):
        return pb.Candidate(quantal_response=_quantal_message(candidate))
    return None


def read_structured(message: pb.Candidate, kind: str, path: str) -> Candidate:
    """The candidate of such a message. Raises GameError, its path under `path`, for numbers that are none."""
    return _READERS[kind](getattr(message, kind), f"{path}.{kind}")


def _advice_message(advice: Advice) -> pb.Advice:
    return pb.Advice(
        shape=advice.shape,
        draws=_draws(advice.chances),
        objective=number_texts(advice.objective or ()),
        weights=number_texts(advice.weights),
        prices=[
            pb.Price(player=one.player, advised=one.advised, deviation=one.deviation, price=number_text(one.price))
            for one in advice.prices
        ],
    )


def _read_advice(message: pb.Advice, path: str) -> Advice:
    return Advice(
        shape=tuple(message.shape),
        chances=_read_draws(message.draws, f"{path}.draws"),
        objective=read_numbers(message.objective, f"{path}.objective") or None,
        weights=read_numbers(message.weights, f"{path}.weights"),
        prices=tuple(_read_price(one, f"{path}.prices[{index}]") for index, one in enumerate(message.prices)),
    )


def _read_price(message: pb.Price, path: str) -> Price:
    advised = message.advised if message.HasField("advised") else None
    return Price(message.player, advised, message.deviation, read_number(message.price, f"{path}.price"))


def _commitment_message(commitment: Commitment) -> pb.Commitment:
    return pb.Commitment(
        leader=commitment.leader,
        followers=commitment.followers,
        profile=mixed_message(commitment.profile),
        supremum=number_text(commitment.supremum),
        bounds=[
            pb.ReplyBound(reply=one.reply, weights=_shares(one.weights), prices=_shares(one.prices))
            for one in commitment.bounds
        ],
        limit=None if commitment.limit is None else _limit_message(commitment.limit),
    )


def _limit_message(limit: Limit) -> pb.Limit:
    commitment, strict = mixed_message((limit.commitment, limit.strict)).strategies
    return pb.Limit(commitment=commitment, strict=strict)


def _read_commitment(message: pb.Commitment, path: str) -> Commitment:
    limit = message.limit
    return Commitment(
        leader=message.leader,
        followers=message.followers,
        profile=read_mixed(message.profile, f"{path}.profile"),
        supremum=read_number(message.supremum, f"{path}.supremum"),
        bounds=tuple(_read_bound(one, f"{path}.bounds[{index}]") for index, one in enumerate(message.bounds)),
        limit=Limit(
            read_numbers(limit.commitment.probabilities, f"{path}.limit.commitment.probabilities"),
            read_numbers(limit.strict.probabilities, f"{path}.limit.strict.probabilities"),
        )
        if message.HasField("limit")
        else None,
    )


def _read_bound(message: pb.ReplyBound, path: str) -> ReplyBound:
    weights, prices = (_read_shares(getattr(message, name), f"{path}.{name}") for name in ("weights", "prices"))
    return ReplyBound(message.reply, weights, prices)


def _sets_message(sets: ActionSets) -> pb.ActionSets:
    return pb.ActionSets(
        survivors=[pb.ActionSet(actions=actions) for actions in sets.survivors],
        rounds=sets.rounds,
        limit=sets.limit,
        steps=[
            pb.Elimination(round=one.round, player=one.player, action=one.action, mix=_shares(one.mix))
            for one in sets.steps
        ],
        conjectures=[
            pb.Conjecture(round=one.round, player=one.player, action=one.action, draws=_draws(one.chances))
            for one in sets.conjectures
        ],
        another=None if sets.another is None else _sets_message(sets.another),
    )


def _read_sets(message: pb.ActionSets, path: str) -> ActionSets:
    return ActionSets(
        survivors=tuple(tuple(one.actions) for one in message.survivors),
        rounds=message.rounds,
        limit=message.limit if message.HasField("limit") else None,
        steps=tuple(
            Elimination(one.round, one.player, one.action, _read_shares(one.mix, f"{path}.steps[{index}].mix"))
            for index, one in enumerate(message.steps)
        ),
        conjectures=tuple(
            Conjecture(one.round, one.player, one.action, _read_draws(one.draws, f"{path}.conjectures[{index}].draws"))
            for index, one in enumerate(message.conjectures)
        ),
        another=_read_sets(message.another, f"{path}.another") if message.HasField("another") else None,
    )


def _quantal_message(found: QuantalResponse) -> pb.QuantalResponse:
    return pb.QuantalResponse(
        precision=number_text(found.precision),
        profile=mixed_message(found.profile),
        radius=None if found.radius is None else number_text(found.radius),
        residual=number_text(found.residual),
    )


def _read_quantal(message: pb.QuantalResponse, path: str) -> QuantalResponse:
    return QuantalResponse(
        read_number(message.precision, f"{path}.precision"),
        read_mixed(message.profile, f"{path}.profile"),
        read_number(message.radius, f"{path}.radius") if message.HasField("radius") else None,
        read_number(message.residual, f"{path}.residual"),
    )


def _draws(chances: Chances) -> list[pb.Draw]:
    return [pb.Draw(profile=pure_message(profile), probability=number_text(chance)) for profile, chance in chances]


def _read_draws(draws: Sequence[pb.Draw], path: str) -> Chances:
    return tuple(
        (read_pure(draw.profile), read_number(draw.probability, f"{path}[{index}].probability"))
        for index, draw in enumerate(draws)
    )


def _shares(shares: Iterable[tuple[int, Fraction]]) -> list[pb.ActionShare]:
    return [pb.ActionShare(action=action, share=number_text(share)) for action, share in shares]


def _read_shares(shares: Sequence[pb.ActionShare], path: str) -> Shares:
    return tuple((one.action, read_number(one.share, f"{path}[{index}].share")) for index, one in enumerate(shares))


_READERS: dict[str, Callable[[Any, str], Candidate]] = {
    "advice": _read_advice,
    "commitment": _read_commitment,
    "action_sets": _read_sets,
    "quantal_response": _read_quantal,
    "crowd": read_crowd,
    "enclosure": read_enclosure,
}
