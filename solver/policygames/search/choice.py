"""Which concept is meant, and which method is to find it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from policygames import registry
from policygames.errors import GameError, UnsupportedError
from policygames.games import Game
from policygames.registry import Concept, Method


def checked_concept(game: Game, concept_id: str, options: Mapping[str, Any]) -> Concept:
    """The concept, if it is defined for this game and has these options. Raises UnsupportedError or GameError."""
    concept = registry.concept(concept_id)
    if not isinstance(game, concept.games):
        known = [one.id for one in registry.concepts() if isinstance(game, one.games)]
        if not known:
            message = (
                f"{type(game).__name__} is no kind of game; allowed: NormalFormGame, RepeatedGame (scenario.game())"
            )
            variables = {"kind": type(game).__name__, "allowed": "NormalFormGame, RepeatedGame"}
            raise GameError(message, reason="MISSING_GAME", path="game", variables=variables)
        message = f"{concept_id} is not defined for a {type(game).__name__}; there are {', '.join(known)}"
        told = {"concept": concept_id, "kind": type(game).__name__}
        raise UnsupportedError(message, reason="CONCEPT_UNSUITED", path="concept", variables=told, choices=known)
    for option in options:
        if option not in concept.options:
            allowed = ", ".join(concept.options) or "none"
            message = f"{concept_id} has no option {option!r}; allowed: {allowed}"
            named = {"concept": concept_id, "option": option, "allowed": allowed}
            raise GameError(message, reason="OPTION_RANGE", path=f"options.{option}", variables=named)
    return concept


def chosen_method(game: Game, concept: Concept, method_id: str | None, most: int | None = None) -> Method:
    """The method asked for, else the best that takes the game, `most` equilibria being wanted.

    Raises UnsupportedError for none.
    """
    known = registry.methods_of(concept)
    if method_id is None:
        preferred = sorted(known, key=lambda method: not method.single) if most == 1 else known
        for method in preferred:
            if (most == 1 or not method.single) and not method.accepts(game):
                return method
        reasons = "; ".join(f"{method.id}: {method.accepts(game)}" for method in known)
        raise _unsuited(f"no method finds {concept.id} here: {reasons}", (), concept=concept.id, why=reasons)
    wanted = registry.method(method_id)
    why = wanted.accepts(game) if wanted.concept == concept.id else f"it finds {wanted.concept}"
    if not why:
        return wanted
    choices = [method.id for method in known if not method.accepts(game)]
    message = f"{method_id} is unsuited: {why}; there are {', '.join(choices) or 'none'}"
    raise _unsuited(message, choices, concept=concept.id, method=method_id, why=why)


def _unsuited(message: str, choices: Sequence[str], **variables: str) -> UnsupportedError:
    return UnsupportedError(message, reason="METHOD_UNSUITED", path="method", variables=variables, choices=choices)
