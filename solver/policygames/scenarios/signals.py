"""What players see of each other in a repeated game, by the rules of a file; and hands that slip."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product

import numpy as np

from policygames.documents import PublicSignals, ScenarioDocument
from policygames.errors import ScenarioError
from policygames.games import PublicMonitoring
from policygames.numerics.exact import exact
from policygames.scenarios.expressions import Situation, evaluate, parse
from policygames.scenarios.interests import worded
from policygames.scenarios.values import located

_PATH = "game.monitoring.probabilities"


def monitoring_of(document: ScenarioDocument, values: Mapping[str, Fraction]) -> PublicMonitoring | None:
    """The public signals of the document, None where all actions are seen.

    Raises GameError where not exactly one rule holds at a profile, or where chances are negative or do not sum to 1.
    """
    public = document.game.monitoring
    if public is None:
        return None
    ids = [player.id for player in document.players]
    rows = [
        _row(document, public, Situation(values, document.players, dict(zip(ids, profile, strict=True))))
        for profile in product(*document.actions)
    ]
    shape = [len(player.actions) for player in document.players]
    return PublicMonitoring(public.signals, np.array(rows, dtype=object).reshape(*shape, -1).tolist())


def _row(document: ScenarioDocument, public: PublicSignals, situation: Situation) -> list[Fraction]:
    held = [index for index in range(len(public.rules)) if _holds(document, public, index, situation)]
    if len(held) != 1:
        found = "no rule holds" if not held else f"rules {held[0]} and {held[1]} both hold"
        message = f"{found} {worded(situation)}; exactly one must"
        raise located(document, _PATH, message, "PROBABILITY_RANGE")
    chances = [
        _chance(document, public.rules[held[0]].chances[signal], f"{_PATH}[{held[0]}].{signal}", situation)
        for signal in public.signals
    ]
    if min(chances) < 0 or sum(chances) != 1:
        words = ", ".join(f"{name} {chance}" for name, chance in zip(public.signals, chances, strict=True))
        message = f"the probabilities are {words}, {worded(situation)}; allowed: at least 0 each, 1 in all"
        raise located(document, f"{_PATH}[{held[0]}]", message, "PROBABILITY_RANGE")
    return chances


def _holds(document: ScenarioDocument, public: PublicSignals, index: int, situation: Situation) -> bool:
    condition = public.rules[index].when
    return not condition or bool(_evaluated(document, condition, f"{_PATH}[{index}].when", situation))


def _chance(document: ScenarioDocument, formula: str, path: str, situation: Situation) -> Fraction:
    return exact(_evaluated(document, formula, path, situation))


def _evaluated(document: ScenarioDocument, formula: str, path: str, situation: Situation) -> object:
    try:
        return evaluate(parse(formula), situation)
    except ScenarioError as error:
        message = f"{error.message} at character {error.column}, {worded(situation)}"
        raise located(document, path, message, error.reason) from error
