"""Components of equilibria, and the proof that none is missing, as messages and back."""

from __future__ import annotations

import re

from policygames.certificates import BasesProof
from policygames.errors import GameError
from policygames.results.components import Component, NashSubset
from policygames.v1 import candidates_pb2, solutions_pb2
from policygames.wire.numbers import number_texts, read_numbers

_HEXADECIMAL = re.compile(r"[0-9a-f]*", re.ASCII)


def components_message(components: tuple[Component, ...] | None) -> solutions_pb2.Components | None:
    if components is None:
        return None
    return solutions_pb2.Components(components=map(_component_message, components))


def _component_message(component: Component) -> solutions_pb2.Component:
    return solutions_pb2.Component(
        equilibria=component.equilibria,
        subsets=map(_subset_message, component.subsets),
        index=component.index,
        dimension=component.dimension,
    )


def _subset_message(subset: NashSubset) -> solutions_pb2.NashSubset:
    hulls = [[candidates_pb2.MixedStrategy(probabilities=number_texts(one)) for one in hull] for hull in subset]
    return solutions_pb2.NashSubset(hulls=[solutions_pb2.Hull(strategies=hull) for hull in hulls])


def read_components(message: solutions_pb2.Components, listed: int, path: str) -> tuple[Component, ...]:
    """The components of a solution that lists so many equilibria.

    Raises GameError, its path under `path`, for numbers that are none, and for equilibria that are not listed.
    """
    places = enumerate(message.components)
    return tuple(_read_component(one, listed, f"{path}.components[{index}]") for index, one in places)


def _read_component(message: solutions_pb2.Component, listed: int, path: str) -> Component:
    if not all(0 <= position < listed for position in message.equilibria):
        text = f"there are {listed} equilibria; allowed: their positions, from 0"
        raise GameError(text, reason="UNKNOWN_NAME", path=f"{path}.equilibria")
    return Component(
        equilibria=tuple(message.equilibria),
        subsets=tuple(_read_subset(one, path) for one in message.subsets),
        index=message.index if message.HasField("index") else None,
        dimension=message.dimension,
    )


def _read_subset(message: solutions_pb2.NashSubset, path: str) -> NashSubset:
    return tuple(
        tuple(read_numbers(one.probabilities, f"{path}.subsets") for one in hull.strategies) for hull in message.hulls
    )


def proof_message(proof: BasesProof | None) -> solutions_pb2.BasesProof | None:
    if proof is None:
        return None
    return solutions_pb2.BasesProof(counts=proof.counts, sha256=proof.sha256, lists=proof.lists or ())


def read_proof(message: solutions_pb2.BasesProof, path: str) -> BasesProof:
    """The proof of a message. Raises GameError, its path under `path`, unless it speaks of two polytopes."""
    if len(message.counts) != 2 or len(message.lists) not in (0, 2):
        text = f"{len(message.counts)} counts and {len(message.lists)} lists; allowed: two of each, or no lists"
        raise GameError(text, reason="SHAPE_DATA_MISMATCH", path=path)
    if not all(map(_HEXADECIMAL.fullmatch, message.lists)):
        raise GameError("the lists are not in hexadecimal", reason="NOT_A_NUMBER", path=path)
    first, second = message.counts
    lists = (message.lists[0], message.lists[1]) if message.lists else None
    return BasesProof((first, second), message.sha256, lists)
