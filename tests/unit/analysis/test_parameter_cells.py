"""How little several parameters have to change where payoffs change their form: against formulas on a fine grid."""

import json
from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from drawn_formulas import scenario_of
from policygames.games.game_cells import GameCell, covered, point_in
from policygames.numerics.forms import Form
from policygames.results.intervention import intervention_from_dict

F = Fraction
BOTH = ("a", "b")
WIDE = 6
"""Of both ranges, -3 to 3."""
FORMULAS = {
    "max(a, 2 * b) - 1": lambda a, b: np.maximum(a, 2 * b) - 1,
    "min(a, b) - 1 / 2": lambda a, b: np.minimum(a, b) - 0.5,
    "abs(a - b) - 2": lambda a, b: abs(a - b) - 2,
    "if(a > b, 1, -1)": lambda a, b: np.where(a > b, 1.0, -1.0),
    "if(a >= b + 1, a, -1)": lambda a, b: np.where(a >= b + 1, a, -1.0),
    "if(a + b > 1 and a < 2, b - a, -1)": lambda a, b: np.where((a + b > 1) & (a < 2), b - a, -1.0),
    "if(a == b, 1, -1)": lambda a, b: np.where(a == b, 1.0, -1.0),
    "if(a != 1, if(b in [0, 2], -1, a - 1), -1)": lambda a, b: np.where((a != 1) & (b != 0) & (b != 2), a - 1, -1.0),
    "abs(a) + abs(b) - 5 + 6 * max(0, a - 5 / 2)": lambda a, b: abs(a) + abs(b) - 5 + 6 * np.maximum(0, a - 2.5),
    "if(a > 2 and b > 2 and a + b < 4, 1, -1)": lambda a, b: a * 0 - 1.0,
}
STARTS = (("-2", "1"), ("1/4", "-5/4"), ("1", "2"), ("5/2", "0"))


def asked(formula, start):
    """The first player's second action pays what the formula says, all else pays nothing."""
    scenario = scenario_of(f"if(own.weight == 2, {formula}, 0)", "us == high")
    return scenario.at(**dict(zip(BOTH, start, strict=True)))


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("norm", ["largest", "sum"])
def test_the_least_change_is_what_the_formula_says(formula, norm):
    steps = np.arange(-96, 97) / 32  # exact in binary: ties are ties
    a, b = np.meshgrid(steps, steps)
    for start in STARTS:
        scenario = asked(formula, start)
        found = pg.intervene(scenario, (1, 1), "parameters", over=BOTH, norm=norm)
        found.verify()
        moves = [abs(one - float(F(stood))) / WIDE for one, stood in zip((a, b), start, strict=True)]
        distance = np.maximum(*moves) if norm == "largest" else sum(moves)
        works = FORMULAS[formula](a, b) >= 0
        if found.cost is None:
            assert not works.any()
            continue
        assert distance[works].min() >= float(found.low) - 1e-12
        assert found.is_attained or distance[works].min() > float(found.low)
        assert distance[works].min() <= float(found.cost) + 1 / 32  # the next point of the grid but one
        assert all(-3 <= one <= 3 for one in found.values)
        game = scenario.game(**dict(zip(BOTH, found.values, strict=True)))
        assert game.payoff(0, (1, 1)) >= 0
        assert found.game.payoffs.tolist() == game.payoffs.tolist()
        assert found.low == found.cost if found.is_attained else 0 < found.cost - found.low < F(1, 10**12)


def test_one_parameter_alone_costs_no_less():
    for formula in list(FORMULAS)[:4]:
        scenario = asked(formula, ("-2", "1"))
        alone = [pg.intervene(scenario, (1, 1), "parameters", over=name).low for name in BOTH]
        least = min(one for one in alone if one is not None) / WIDE
        for norm in ("largest", "sum"):
            assert pg.intervene(scenario, (1, 1), "parameters", over=BOTH, norm=norm).low <= least


def test_six_states_sign_once_cost_and_benefit_meet_halfway():
    """Barrett (1994): six sign where the cost is over five benefits; both move the same share s of their ranges."""
    found = pg.intervene(pg.scenario("safety_agreement"), [0] * 6 + [1], "parameters", over=["benefit", "cost"])
    share = found.low  # 7/2 + 24/5 s = 5 (1 - 3/2 s)
    assert F(7, 2) + F(24, 5) * share == 5 * (1 - F(3, 2) * share)
    assert not found.is_attained
    found.verify()
    again = intervention_from_dict(json.loads(json.dumps(found.to_dict())))
    assert again == found
    again.verify()


def test_forged_cells_are_refused():
    found = pg.intervene(asked("max(a, 2 * b) - 1", ("-2", "-2")), (1, 1), "parameters", over=BOTH)
    first, second = found.question.cells
    (guard,) = first.guards
    for cells in (
        (first,),
        (second,),
        (first, replace(second, guards=first.guards)),
        (replace(first, guards=((guard[0] * guard[0], guard[1]),)), second),
    ):
        with pytest.raises(pg.CertificateError):
            replace(found, question=replace(found.question, cells=cells)).verify()
    for forms in (cell.forms for cell in found.question.cells if cell.forms is not found.question.forms):
        with pytest.raises(pg.CertificateError):
            replace(found, question=replace(found.question, forms=forms)).verify()
    plain = found.to_dict()
    plain["question"]["cells"][0]["guards"][0][1] = [2]
    with pytest.raises(pg.GameError):
        intervention_from_dict(plain)


def test_regions_keep_off_edges_that_are_not_theirs():
    x, y, one = Form.unknown(0, 2), Form.unknown(1, 2), Form.constant(1, 2)
    box = ((F(0), F(0)), (F(1), F(1)))
    assert point_in((((x + y - one), (1,)), (x, (0,))), box) is None  # y would have to be over 1
    assert point_in((((x + y - one), (0, 1)), (x, (0,))), box) == (0, 1)
    inside = point_in(((x - y, (1,)), (x + y - one, (-1,))), box)
    assert inside[0] > inside[1]
    assert sum(inside) < 1
    halves = [GameCell(None, ((x - y, (1,)),)), GameCell(None, ((x - y, (-1, 0)),))]
    assert covered(halves, box)
    assert not covered([halves[0], GameCell(None, ((x - y, (-1,)),))], box)


def test_curves_are_refused_with_advice():
    for formula in ("if(a * b > 1, 1, -1)", "max(a * b, a)"):
        with pytest.raises(pg.UnsupportedError, match="one at a time"):
            pg.intervene(asked(formula, ("-2", "1")), (1, 1), "parameters", over=BOTH)
