"""Regime maps of two parameters: the plane is cut along every curve on which a condition changes its sign.

Cylindrical decomposition (Collins 1975, in Lecture Notes in Computer Science 33, 134-183): above each open interval
between two critical values of the first parameter, at which curves cross, turn, leave or end, the curves lie one above
another. One line through its middle meets everything that there is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import cmp_to_key
from itertools import combinations, pairwise
from typing import Any

from policygames.analysis.regimes.solving import solved_in_time
from policygames.budget import Budget
from policygames.errors import CertificateError, UnsupportedError
from policygames.games.families import Axis
from policygames.games.game_forms import GameForms
from policygames.games.regimes.conditions import Conditions
from policygames.games.regimes.line import Stretch, between, stretches
from policygames.numerics.forms import Form
from policygames.numerics.roots import Root, compared, roots_between, sign_near
from policygames.results.regime_evidence import conditions_of, edge, piece_of
from policygames.results.regime_map import outcomes_of, regime_of
from policygames.results.regime_plane import Column, RegimePlane, Region, regions_of

MOST_CURVES = 120
"""Irreducible curves: every two of them are asked where they cross."""
_UNKNOWNS = ("x", "y")


def regime_plane(forms: GameForms, axes: Sequence[Axis], kind: str, limits: Budget) -> RegimePlane:
    """The regimes of a game in two unknowns over a rectangle. Raises UnsupportedError for too many curves."""
    box = (axes[0].low, axes[1].low), (axes[0].high, axes[1].high)
    conditions = conditions_of(forms, kind, box)
    curves = _irreducible(conditions.forms)
    if len(curves) > MOST_CURVES:
        message = (
            f"{len(curves)} curves may bound regimes; allowed: {MOST_CURVES}. Leave one parameter open, or ask for "
            "concept='pure_nash'"
        )
        raise UnsupportedError(message, reason="GAME_TOO_LARGE", path="over")
    columns = tuple(_columns(conditions, curves, axes))
    return RegimePlane(
        parameters=(axes[0].name, axes[1].name),
        units=(axes[0].unit, axes[1].unit),
        low=box[0],
        high=box[1],
        default=_default(axes),
        forms=forms,
        kind=kind,
        columns=columns,
        regions=tuple(_solved(forms, kind, region, limits) for region in regions_of(columns, {})),
    )


def _solved(forms: GameForms, kind: str, region: Region, limits: Budget) -> Region:
    """The region with the game solved at its first witness, where outcomes are equilibria of one game."""
    if kind == "grim":
        return region
    solution = solved_in_time(forms.at(region.witnesses[0]), kind, limits)
    if outcomes_of(solution) != set(region.outcomes):
        raise CertificateError("the solver and the signs of the payoffs disagree", path="regions")
    return replace(region, solution=solution)


def _default(axes: Sequence[Axis]) -> tuple[Fraction, Fraction] | None:
    first, second = axes[0].default, axes[1].default
    return None if first is None or second is None else (first, second)


def _irreducible(forms: Iterable[Form]) -> list[Form]:
    """The factors of the forms, each once."""
    found = {Form.of(_whole(factor)).primitive() for form in forms for factor, _ in _mpoly(form).factor()[1]}
    return sorted((form for form in found if form.is_open), key=lambda form: (len(form.terms), form.terms))


def _columns(conditions: Conditions, curves: Sequence[Form], axes: Sequence[Axis]) -> Iterable[Column]:
    first, second = axes
    start, end = (first.low, second.low), (first.high, second.low)
    points = [Root.at(Fraction(0)), *_critical(curves, axes, start, end), Root.at(Fraction(1))]
    before: list[Stretch] = []
    for here, there in pairwise(points):
        position = between(here, there)
        value = first.low + position * (first.high - first.low)
        found = stretches(conditions, (value, second.low), (value, second.high))
        yield Column(
            low=edge(here, first.low, first.high),
            high=edge(there, first.low, first.high),
            value=value,
            regimes=tuple(regime_of(piece_of(one, second.low, second.high)) for one in found),
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
    curves: Sequence[Form], axes: Sequence[Axis], start: Sequence[Fraction], end: Sequence[Fraction]
) -> list[Root]:
    """The positions strictly within the first axis at which curves cross, turn, leave or end, in ascending order."""
    polys = {form.along(start, end) for form in _projections(curves, axes)}
    found = [root for poly in polys if poly for root in roots_between(poly, Fraction(0), Fraction(1))]
    ordered = sorted(found, key=cmp_to_key(compared))
    return [root for index, root in enumerate(ordered) if not index or compared(ordered[index - 1], root)]


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
