"""Regime maps of two parameters: the plane is cut along every curve on which a condition changes its sign.

Cylindrical decomposition (Collins 1975, in Lecture Notes in Computer Science 33, 134-183): above each open interval
between two critical values of the first parameter, at which curves cross, turn, leave or end, the curves lie one above
another. One line through its middle meets everything that there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from policygames.analysis.regimes.solving import solved
from policygames.budget import Budget
from policygames.errors import UnsupportedError
from policygames.games.families import Axis, box_of
from policygames.games.game_forms import GameForms
from policygames.games.regimes.conditions import Conditions
from policygames.games.regimes.line import Stretch, between, inner_points, stretches
from policygames.numerics.forms import Form
from policygames.numerics.roots import Root, sign_near
from policygames.results.regime_evidence import GRIM, conditions_of, edge, regime_of
from policygames.results.regime_plane import Column, RegimePlane, is_defined, regions_of

MOST_CURVES = 120
"""Irreducible curves: every two of them are asked where they cross."""
_UNKNOWNS = ("x", "y")


def regime_plane(forms: GameForms, axes: tuple[Axis, Axis], kind: str, limits: Budget) -> RegimePlane:
    """The regimes of a game in two unknowns over a rectangle. Raises UnsupportedError for too many curves."""
    if not is_defined(forms, axes):
        message = (
            "payoffs are not proven to be defined everywhere: what divides them may be 0. Leave one parameter open"
        )
        raise UnsupportedError(message, reason="METHOD_UNSUITED", path="over")
    conditions = conditions_of(forms, kind, box_of(axes))
    curves = _irreducible(conditions.forms)
    if len(curves) > MOST_CURVES:
        message = (
            f"{len(curves)} curves may bound regimes; allowed: {MOST_CURVES}. Leave one parameter open, or ask for "
            "concept='pure_nash'"
        )
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="over")
    columns = tuple(_columns(conditions, curves, axes, limits))
    regions = regions_of(columns, {})
    if kind != GRIM:
        regions = tuple(
            replace(one, solution=solved(forms.at(one.witnesses[0]), kind, one.outcomes, limits)) for one in regions
        )
    return RegimePlane(axes, forms, kind, columns, regions)


def _irreducible(forms: Iterable[Form]) -> list[Form]:
    """The factors of the forms, each once."""
    found = {Form.of(_whole(factor)).primitive() for form in forms for factor, _ in _mpoly(form).factor()[1]}
    return sorted((form for form in found if form.is_open), key=lambda form: (len(form.terms), form.terms))


def _columns(conditions: Conditions, curves: Sequence[Form], axes: Sequence[Axis], limits: Budget) -> Iterable[Column]:
    first, second = axes
    start, end = (first.low, second.low), (first.high, second.low)
    points = [Root.at(Fraction(0)), *_critical(curves, axes, (start, end), limits), Root.at(Fraction(1))]
    before: list[Stretch] = []
    for here, there in pairwise(points):
        position = between(here, there)
        value = first.low + position * (first.high - first.low)
        found = stretches(conditions, (value, second.low), (value, second.high), limits)
        yield Column(
            low=edge(here, first.low, first.high),
            high=edge(there, first.low, first.high),
            value=value,
            regimes=tuple(regime_of(one, second.low, second.high) for one in found),
            curves=(
                *_upright(curves, here, (start, end), [before, found]),
                *_crossed(curves, found, (value, second.low), (value, second.high)),
            ),
        )
        before = found


def _upright(
    curves: Sequence[Form], here: Root, ends: tuple[Any, Any], columns: Sequence[Sequence[Stretch]]
) -> Iterable[Form]:
    """Of the curves those that hold the first parameter where two columns meet that are not alike."""
    before, after = ([stretch.regime for stretch in column] for column in columns)
    if before and before != after:
        fixed = (curve for curve in curves if not any(powers[1] for powers, _ in curve.terms))
        yield from (curve for curve in fixed if not sign_near(curve.along(*ends), here))


def _crossed(
    curves: Sequence[Form], found: Sequence[Stretch], start: Sequence[Fraction], end: Sequence[Fraction]
) -> Iterable[Form]:
    """Of the curves those on which one regime changes into another along the line."""
    lines = {curve: curve.along(start, end) for curve in curves}
    for stretch in found[:-1]:
        for curve, line in lines.items():
            if line and not sign_near(line, stretch.high):
                yield curve


def _critical(
    curves: Sequence[Form], axes: Sequence[Axis], line: tuple[Sequence[Fraction], Sequence[Fraction]], limits: Budget
) -> list[Root]:
    """The positions strictly within the first axis at which curves cross, turn, leave or end, in ascending order."""
    found = set()
    for form in _projections(curves, axes):
        limits.check("the curves were not compared")
        found.add(form.along(*line))
    return inner_points(found)


def _projections(curves: Sequence[Form], axes: Sequence[Axis]) -> Iterable[Form]:
    """Forms in the first unknown alone."""
    rising = [(form, _mpoly(form)) for form in curves if any(powers[1] for powers, _ in form.terms)]
    yield from (form for form in curves if not any(powers[1] for powers, _ in form.terms))
    for form, poly in rising:
        yield _leading(form)
        yield from (form.fixed(1, end) for end in (axes[1].low, axes[1].high))
        if max(powers[1] for powers, _ in form.terms) > 1:
            yield Form.of(_whole(poly.discriminant("y")))
    yield from (Form.of(_whole(one.resultant(other, "y"))) for (_, one), (_, other) in combinations(rising, 2))


def _leading(form: Form) -> Form:
    """The coefficient of the highest power of the second unknown."""
    degree = max(powers[1] for powers, _ in form.terms)
    return Form.of({(powers[0], 0): one for powers, one in form.terms if powers[1] == degree})


def _mpoly(form: Form) -> Any:
    from flint import Ordering, fmpz_mpoly_ctx  # only maps of two parameters need it

    return fmpz_mpoly_ctx.get(_UNKNOWNS, Ordering.lex).from_dict(dict(form.terms))


def _whole(poly: Any) -> dict[tuple[int, ...], int]:
    return {tuple(map(int, powers)): int(one) for powers, one in poly.to_dict().items()}
