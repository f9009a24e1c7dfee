"""Maps of payoffs in pieces: what is solved at every value, whichever piece it lies in, and nothing that is forged."""

from dataclasses import replace
from fractions import Fraction
from math import comb

import policygames as pg
import pytest
from drawn_formulas import IN_PIECES, scenario_of
from policygames.errors import CertificateError, DeadlineError, GameError, UnsupportedError
from policygames.results.regime_evidence import PayoffEvidence
from policygames.results.regime_map import outcomes_of
from policygames.wire.regimes import read_regimes_response, regimes_response

F = Fraction


@pytest.mark.parametrize("formula", IN_PIECES)
@pytest.mark.parametrize("concept", ["nash", "pure_nash"])
def test_the_map_is_what_solving_finds_everywhere(formula, concept):
    scenario = scenario_of(formula, "us == high or a < b")
    found = pg.regimes(scenario, over={"a": (-3, 3)}, concept=concept)
    assert len(found.evidence.parts) > 1
    ends = [boundary.exact for boundary in found.boundaries if boundary.exact is not None]
    for value in {*(F(number, 8) for number in range(-24, 25)), *ends, *(end + F(1, 999) for end in ends)}:
        assert set(found.at(value).outcomes) == outcomes_of(pg.solve(scenario.game(a=value), concept)), value
    assert found.verify() == ()


def test_the_coalition_that_holds_grows_by_one_wherever_the_cost_passes_a_multiple_of_the_benefit():
    found = pg.regimes(pg.scenario("safety_agreement"), over={"cost": ("1.2", 6)})
    assert [boundary.exact for boundary in found.boundaries] == [2, 3, 4, 5, 6]
    idle = 0
    for whole in range(
        2, 7
    ):  # Barrett (1994): with whole - 1 < cost < whole of benefit 1, `whole` sign, or too few act
        idle = sum(comb(7, signing) for signing in range(whole - 1))
        assert len(found.at(F(whole) - F(1, 2)).outcomes) == idle + comb(7, whole)


def test_forged_parts_are_refused():
    found = pg.regimes(scenario_of("max(a, 0)", "us == high"), over={"a": (-1, 1)})
    first, second = found.evidence.parts
    gap = replace(found, evidence=PayoffEvidence((first, replace(second, has_low=first.has_high)), "nash"))
    with pytest.raises(CertificateError, match="do not meet"):
        gap.verify()
    short = replace(found, evidence=PayoffEvidence((first,), "nash"))
    with pytest.raises(CertificateError, match="do not begin and end"):
        short.verify()
    with pytest.raises(CertificateError):
        replace(found, evidence=PayoffEvidence((replace(first, forms=second.forms), second), "nash")).verify()


def test_a_form_that_changes_at_an_irrational_value_is_refused_by_name():
    with pytest.raises(UnsupportedError, match=r"where a \* a > 2 does, at an irrational value"):
        pg.regimes(scenario_of("if(a * a > 2, 1, 0)", "us == high"), over={"a": (0, 3)})


def test_a_division_by_zero_within_the_range_is_told_with_its_place():
    with pytest.raises(GameError, match=r"division by zero in 1 / a at a = 0"):
        pg.regimes(scenario_of("max(1 / a, b)", "us == high"), over={"a": (-1, 2)})


@pytest.mark.parametrize("formula", IN_PIECES)
def test_a_map_comes_back_over_the_wire(formula):
    found = pg.regimes(scenario_of(formula, "us == high"), over={"a": ("-7/3", 3)})
    message = regimes_response(found, 0)
    back = read_regimes_response(type(message).FromString(message.SerializeToString()))
    assert back.to_dict() == found.to_dict()
    assert back.verify() == ()


def test_parts_that_do_not_meet_are_refused_over_the_wire():
    message = regimes_response(pg.regimes(scenario_of("max(a, 0)", "us == high"), over={"a": (-1, 1)}), 0)
    message.map.pieces.parts[0].has_high = not message.map.pieces.parts[0].has_high
    with pytest.raises(GameError, match="do not belong together"):
        read_regimes_response(message)
    del message.map.pieces.parts[1]
    message.map.pieces.parts[0].has_high = True
    with pytest.raises(CertificateError, match="do not begin and end"):
        read_regimes_response(message)


@pytest.mark.parametrize(
    ("scenario_id", "over"), [("safety_agreement", {"cost": ("1.2", 6)}), ("standards_blocs", None)]
)
def test_maps_keep_a_deadline(scenario_id, over):
    scenario = pg.scenario(scenario_id)
    moved = over or {one.id: one.range for one in list(scenario.parameters.values())[:2]}
    with pytest.raises(DeadlineError, match="within the deadline"):
        pg.regimes(scenario, over=moved, deadline=1e-6)
    assert pg.regimes(scenario, over=moved, deadline=300).to_dict() == pg.regimes(scenario, over=moved).to_dict()
