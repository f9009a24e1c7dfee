"""Which equilibria there are as two parameters move: regions with witnesses, and the exact curves between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

from policygames.errors import CertificateError, GameError
from policygames.games.families import Axis, box_of, on_axis
from policygames.games.game_forms import GameForms
from policygames.games.game_pieces import whole_piece
from policygames.games.regimes.conditions import Outcome
from policygames.games.regimes.line import stretches
from policygames.numerics.exact import shown
from policygames.numerics.forms import Form
from policygames.results.plain_regimes import plain_plane
from policygames.results.regime_evidence import PayoffEvidence, conditions_of, regime_of
from policygames.results.regime_map import Boundary, Regime, RegimeMap, check_solved
from policygames.results.regime_words import outcomes_words, plane_words
from policygames.results.solution import Solution

if TYPE_CHECKING:
    import pandas as pd

Point: TypeAlias = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class Column:
    """The first parameter between two values, both excluded, where regimes of the second lie one above another.

    `regimes` are those along the second parameter at `value` of the first; `curves` are zero where they change, and
    where the column begins if the one before is another.
    """

    low: Boundary
    high: Boundary
    value: Fraction
    regimes: tuple[Regime, ...]
    curves: tuple[Form, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """All points with the same `outcomes` that are not on a curve: a witness in each column that has one.

    `solution` is the game solved at the first witness, None where outcomes are sustained ones.
    """

    outcomes: tuple[Outcome, ...]
    witnesses: tuple[Point, ...]
    solution: Solution | None


def regions_of(columns: Sequence[Column], solved: Mapping[int, Solution]) -> tuple[Region, ...]:
    """The open regions that columns show, with the games that were solved in some of them, in the order of columns."""
    witnesses: dict[tuple[Outcome, ...], list[Point]] = {}
    for column in columns:
        for regime in column.regimes:
            if not regime.is_point and regime.witness is not None:
                witnesses.setdefault(regime.outcomes, []).append((column.value, regime.witness))
    found = enumerate(witnesses.items())
    return tuple(Region(outcomes, tuple(points), solved.get(index)) for index, (outcomes, points) in found)


def slice_of(forms: GameForms, kind: str, value: Fraction, axes: Sequence[Axis]) -> tuple[Regime, ...]:
    """The regimes along the second axis at a value on the first."""
    _, second = axes
    found = stretches(conditions_of(forms, kind, box_of(axes)), (value, second.low), (value, second.high))
    return tuple(regime_of(one, second.low, second.high) for one in found)


def is_defined(forms: GameForms, axes: Sequence[Axis]) -> bool:
    """Whether all that payoffs are divided by is positive on the whole rectangle: as far as simple bounds tell."""
    return all(form.bounds(*box_of(axes))[0] > 0 for form in forms.divisors())


@dataclass(frozen=True, slots=True, eq=False)
class RegimePlane:
    """The regimes of a game as the parameters of two axes move from end to end, and nothing else does."""

    axes: tuple[Axis, Axis]
    forms: GameForms
    kind: str
    columns: tuple[Column, ...]
    regions: tuple[Region, ...]

    @property
    def parameters(self) -> tuple[str, str]:
        """What moves."""
        return self.axes[0].name, self.axes[1].name

    @property
    def units(self) -> tuple[str, str]:
        """What these are measured in."""
        return self.axes[0].unit, self.axes[1].unit

    @property
    def low(self) -> Point:
        """The least corner."""
        return self.axes[0].low, self.axes[1].low

    @property
    def high(self) -> Point:
        """The greatest corner."""
        return self.axes[0].high, self.axes[1].high

    @property
    def default(self) -> Point | None:
        """Where the parameters stand; None where nobody said."""
        first, second = (axis.default for axis in self.axes)
        return None if first is None or second is None else (first, second)

    @property
    def players(self) -> tuple[str, ...]:
        """Who plays."""
        return self.forms.players

    @property
    def actions(self) -> tuple[tuple[str, ...], ...]:
        """What each of them can do."""
        return self.forms.actions

    @property
    def curves(self) -> tuple[str, ...]:
        """The exact curves on which regimes change, as equations in the parameters."""
        found = {curve: None for column in self.columns for curve in column.curves}
        return tuple(_equation(curve, self.parameters) for curve in found)

    def at(self, first: Any, second: Any) -> tuple[Outcome, ...]:
        """What there is at a point, exactly. Raises GameError outside of the map."""
        return self._outcomes((on_axis(first, self.axes[0]), on_axis(second, self.axes[1])))

    def _outcomes(self, point: Point) -> tuple[Outcome, ...]:
        conditions = conditions_of(self.forms, self.kind, box_of(self.axes))
        return tuple(sorted(conditions.at(lambda form: form.sign_at(point))))

    def slice(self, value: Any) -> tuple[Regime, ...]:
        """The regimes along the second parameter at a value of the first, exactly. Raises GameError outside."""
        return slice_of(self.forms, self.kind, on_axis(value, self.axes[0]), self.axes)

    def along(self, parameter: str) -> RegimeMap:
        """The map along one of the parameters while the other stands at its default. Raises GameError without one."""
        if self.default is None or parameter not in self.parameters:
            message = f"there is no default point to go along {parameter!r} through"
            raise GameError(message, reason="OPTION_RANGE", path="parameter")
        index = self.parameters.index(parameter)
        axis, forms = self.axes[index], self.forms.fixed(1 - index, self.default[1 - index])
        return RegimeMap.of(axis, PayoffEvidence((whole_piece(forms, axis.low, axis.high),), self.kind), {})

    def verify(self) -> tuple[str, ...]:
        """Derives what there is at every witness again, and checks the solved games.

        Gives in words what is not derived again: that nothing else lies between the columns. Raises CertificateError.
        """
        if not is_defined(self.forms, self.axes):
            raise CertificateError("payoffs are not defined everywhere", path="forms")
        for index, region in enumerate(self.regions):
            if any(self._outcomes(point) != region.outcomes for point in region.witnesses):
                raise CertificateError("something else follows from the payoffs", path=f"regions[{index}]")
            if region.solution is not None:
                game = self.forms.at(region.witnesses[0])
                check_solved(region.solution, game, self.kind, region.outcomes, f"regions[{index}].solution")
        for index, column in enumerate(self.columns):
            if self.slice(column.value) != column.regimes:
                raise CertificateError("the regimes are not those that follow", path=f"columns[{index}]")
        return ("that no regime lies between the columns alone was not derived again",)

    def describe(self, region: Region) -> str:
        """What there is in a region, by the names of the actions."""
        return outcomes_words(self, region.outcomes)

    def explain(self) -> str:
        """The map in words: the regions, the curves between them, and where the parameters stand."""
        return plane_words(self)

    def plot(self, ax: Any = None) -> Any:
        """Draws the map on matplotlib axes, new ones without `ax`, and gives them."""
        return import_module("policygames.report.regime_maps").plot_plane(self, ax)

    def to_dict(self) -> dict[str, Any]:
        """Plain data: every boundary and what there is, with the words; the solved games stay behind."""
        return plain_plane(self)

    def to_frame(self) -> pd.DataFrame:
        """A row for each region: a witness, and what there is."""
        import pandas as pd

        return pd.DataFrame(self._rows())

    def _rows(self) -> Iterator[dict[str, Any]]:
        for region in self.regions:
            place = dict(zip(self.parameters, map(float, region.witnesses[0]), strict=True))
            yield {**place, "outcomes": len(region.outcomes), "what there is": self.describe(region)}

    def _repr_html_(self) -> str:
        html: str = self.to_frame().to_html(index=False)
        return html

    def __repr__(self) -> str:
        return f"<RegimePlane of {' and '.join(self.parameters)}: {len(self.regions)} regions>"


def _equation(curve: Form, names: tuple[str, str]) -> str:
    """A curve as people write it: one that holds a parameter fixed with its value."""
    alone = [name for index, name in enumerate(names) if any(powers[index] for powers, _ in curve.terms)]
    if len(alone) == 1 and curve.degree == 1:
        constant, slope = (one for _, one in curve.terms) if len(curve.terms) > 1 else (0, 1)
        return f"{alone[0]} = {shown(Fraction(-constant, slope))}"
    return f"{spelled_form(curve, names)} = 0"


def spelled_form(form: Form, names: tuple[str, ...]) -> str:
    """A form as people write it."""
    parts: list[str] = []
    for powers, one in reversed(form.terms):
        factors = [
            name if power == 1 else f"{name}^{power}" for name, power in zip(names, powers, strict=True) if power
        ]
        size = "" if abs(one) == 1 and factors else str(abs(one))
        sign = ("-" if one < 0 else "") if not parts else ("- " if one < 0 else "+ ")
        parts.append(sign + " ".join((*((size,) if size else ()), *factors)))
    return " ".join(parts) or "0"
