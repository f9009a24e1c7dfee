"""Regime maps along one parameter: what follows from the payoffs, and in every regime a solved game."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product
from math import comb
from typing import Any

from policygames.analysis.optimal_penal_codes import optimal_threshold
from policygames.analysis.regimes.plane import regime_plane
from policygames.analysis.regimes.solving import solved
from policygames.budget import Budget, budget_for
from policygames.errors import GameError, UnsupportedError
from policygames.games import RepeatedGame
from policygames.games.families import Axis, checked_discounts, opened
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import GamePiece, whole_piece
from policygames.games.piecewise_families import PiecewiseFamily, opened_in_pieces
from policygames.numerics.forms import Form
from policygames.results.patience_evidence import PatienceEvidence
from policygames.results.regime_evidence import GRIM, PayoffEvidence
from policygames.results.regime_map import Evidence, Regime, RegimeMap
from policygames.results.regime_plane import RegimePlane

MOST_CONDITIONS = 4000
"""Determinants of one player's payoffs: 8x8 games have more."""
MOST_TERMS = 400_000
"""Terms of payoffs times actions they are compared with: some seconds."""


def regimes(
    game: Any,
    over: Mapping[Any, Any],
    *,
    concept: str | None = None,
    punishment: str | None = None,
    values: Mapping[str, Any] | None = None,
    deadline: float | None = None,
) -> RegimeMap | RegimePlane:
    """Where each outcome holds, as what `over` names moves between two ends and nothing else does.

    `game` is a scenario, or any family of games; `over` maps one or two of its parameters to (low, high), both
    included, and `values` fixes others. Of a NormalFormGame keys are (player, profile): what the player gets there
    moves; of a RepeatedGame the key is "patience", the common discount factor. `concept` is "nash" (two players), or
    "pure_nash"; of repeated games outcomes are profiles that can be played for ever, with `punishment` "optimal" where
    patience alone moves, or "grim": the deviator's worst pure stage equilibrium. Without, the first that is able.

    Where payoffs of a scenario are in pieces (`if`, min, max, abs, conditions), a map of one parameter is put together
    from theirs, as long as they meet at rational values.

    Raises GameError for an unknown name or a bad range; UnsupportedError for games that no concept here takes, and
    DeadlineError where the regimes are not derived, and their games not solved, within `deadline`, in seconds.

    Source: signs of Cramer's determinants decide which extreme equilibria there are; Mangasarian, SIAM Journal 12
    (1964) 778-780; Friedman (1971) and Abreu (1988) for repeated games.
    """
    budget = budget_for(deadline)
    if isinstance(game, PiecewiseFamily) and isinstance(over, Mapping) and len(over) == 1:
        parts, axis = opened_in_pieces(game, over, values or {})
        return _along(parts, axis, concept, punishment, budget)
    return _mapped(*opened(game, over, values or {}), concept, punishment, budget)


def mapped(
    forms: GameForms,
    axes: tuple[Axis, ...],
    concept: str | None,
    punishment: str | None,
    pieces: tuple[GamePiece, ...] = (),
    *,
    deadline: float | None = None,
) -> RegimeMap | RegimePlane:
    """The same for what is open already, an axis for each unknown, or of a single one piece by piece."""
    budget = budget_for(deadline)
    if pieces:
        return _along(pieces, axes[0], concept, punishment, budget)
    return _mapped(forms, axes, concept, punishment, budget)


def _mapped(
    forms: GameForms, axes: tuple[Axis, ...], concept: str | None, punishment: str | None, limits: Budget
) -> RegimeMap | RegimePlane:
    if len(axes) == 1:
        return _along((whole_piece(forms, axes[0].low, axes[0].high),), axes[0], concept, punishment, limits)
    first, second = axes
    _check(forms, axes)
    return regime_plane(forms, (first, second), _kind(forms, axes, concept, punishment), limits)


def _along(
    parts: tuple[GamePiece, ...], axis: Axis, concept: str | None, punishment: str | None, limits: Budget
) -> RegimeMap:
    """The map of one parameter, payoffs having one form in each part."""
    for part in parts:
        _check(part.forms, (replace(axis, low=part.low, high=part.high),))
        if not part.is_defined:
            message = (
                f"payoffs are not defined everywhere from {part.low} to {part.high}: what divides them is 0 or less"
            )
            raise GameError(message, reason="PARAMETER_RANGE", path=f"over[{axis.name!r}]")
    kind = _kind(parts[0].forms, (axis,), concept, punishment, pieces=len(parts))
    evidence = _patience(parts[0].forms, axis, limits) if kind == "optimal" else _payoffs(parts, kind, limits)
    found = RegimeMap.of(axis, evidence, {})
    return replace(found, regimes=tuple(_solved(evidence, regime, limits) for regime in found.regimes))


def _payoffs(parts: tuple[GamePiece, ...], kind: str, limits: Budget) -> PayoffEvidence:
    found = PayoffEvidence(parts, kind)
    found.derive(limits)
    return found


def _solved(evidence: Evidence, regime: Regime, limits: Budget) -> Regime:
    """The regime with the game solved at its witness, where outcomes are equilibria of one game."""
    game = None if regime.witness is None else evidence.game_at(regime.witness)
    if game is None:
        return regime
    return replace(regime, solution=solved(game, evidence.kind, regime.outcomes, limits))


def _check(forms: GameForms, axes: tuple[Axis, ...]) -> None:
    """Raises an error for discount factors that are none, and for too large a game."""
    checked_discounts(forms, axes)
    _check_size(forms)


def _check_size(forms: GameForms) -> None:
    """Raises UnsupportedError where there is more to compare than some seconds allow."""
    terms = sum(len(form.terms) for table in forms.payoffs for form in table.ravel())
    work = terms * max(forms.shape)
    if work > MOST_TERMS:
        message = f"{work} terms of payoffs are to be compared; allowed: {MOST_TERMS}"
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="game")


def _kind(
    forms: GameForms, axes: tuple[Axis, ...], concept: str | None, punishment: str | None, *, pieces: int = 1
) -> str:
    """Which outcomes are looked for. Raises UnsupportedError for what is not offered here."""
    if forms.discounts is None:
        if punishment is not None:
            raise GameError("a game that is not repeated has no punishment", reason="OPTION_RANGE", path="punishment")
        return _concept(forms, concept)
    if concept not in (None, "subgame_perfect"):
        raise _unsupported(f"outcomes of repeated games are subgame-perfect ones, not {concept}", "concept")
    able = ("optimal", GRIM) if pieces == 1 and _only_patience_moves(forms, axes) else (GRIM,)
    if punishment not in (None, *able):
        raise _unsupported(f"there is no punishment {punishment!r} here; there are {', '.join(able)}", "punishment")
    return punishment or able[0]


def _concept(forms: GameForms, concept: str | None) -> str:
    conditions = max(_determinants(*forms.shape), _determinants(*forms.shape[::-1])) if len(forms.shape) == 2 else None
    able = ["nash"] if conditions is not None and conditions <= MOST_CONDITIONS else []
    able.append("pure_nash")
    if concept not in (None, *able):
        raise _unsupported(f"there are no maps of {concept} for such a game; there are {', '.join(able)}", "concept")
    return concept or able[0]


def _determinants(rows: int, columns: int) -> int:
    sizes = range(1, min(rows, columns) + 1)
    return sum(comb(rows, size) * (comb(columns, size) + comb(columns, size + 1)) for size in sizes)


def _unsupported(message: str, path: str) -> UnsupportedError:
    return UnsupportedError(message, reason="METHOD_UNSUITED", path=path)


def _only_patience_moves(forms: GameForms, axes: tuple[Axis, ...]) -> bool:
    """Whether two equally patient players are all that moves, their common discount factor being the parameter."""
    if forms.discounts is None or len(axes) > 1 or len(forms.players) != 2:
        return False
    fixed = [form for table in forms.payoffs for form in table.ravel()] + list(forms.denominators)
    return all(top == bottom * Form.unknown(0, 1) for top, bottom in forms.discounts) and not any(
        form.is_open for form in fixed
    )


def _patience(forms: GameForms, axis: Axis, limits: Budget) -> PatienceEvidence:
    game = forms.at((axis.low,))
    stage = game.stage_game if isinstance(game, RepeatedGame) else game
    return PatienceEvidence(
        tuple(optimal_threshold(stage, profile, limits) for profile in product(*map(range, stage.shape)))
    )
