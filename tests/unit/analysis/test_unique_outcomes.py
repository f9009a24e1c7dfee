"""What it costs to make an outcome the only rationalizable one, by whatever order others go."""

import json
from fractions import Fraction

import policygames as pg
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.analysis.intervene import intervene
from policygames.results.intervention import intervention_from_dict
from strategies import games_of

UNIQUE = [{}, {"contingent": "action"}, {"cost": "promised"}, {"instruments": "sanctions"}, {"instruments": "both"}]


@settings(max_examples=30)
@given(games_of((2, 2)), st.sampled_from(UNIQUE))
def test_unique_outcomes_of_two_by_two_games_cost_what_the_cheapest_of_their_orders_does(game, options):
    found = intervene(game, (0, 0), goal="unique", margin="1/2", **options)
    found.verify()
    survivors = pg.solve(found.game, "rationalizable")
    assert survivors.action_sets == tuple((names[0],) for names in game.actions)
    assert found.low == found.cost


def test_divide_and_conquer_is_found():
    """Segal, Journal of Economic Theory 113 (2003) 147-181: one is paid for acting alone, the next joins freely."""
    game = pg.NormalFormGame([[[2, -1], [0, 0]], [[2, 0], [-1, 0]]])
    assert intervene(game, (0, 0)).cost == 0
    found = intervene(game, (0, 0), goal="unique", margin="1/10", contingent="action")
    assert found.cost == Fraction(11, 10)
    dominant = intervene(game, (0, 0), goal="dominant", margin="1/10", contingent="action")
    assert dominant.cost == Fraction(11, 5)
    found.verify()


def test_a_budget_that_no_order_keeps_within_is_proven_too_small():
    game = pg.NormalFormGame([[[2, -1], [0, 0]], [[2, 0], [-1, 0]]])
    asked = {"goal": "unique", "margin": "1/10", "contingent": "action"}
    enough, short = (intervene(game, (0, 0), budget=most, **asked) for most in ("11/10", "109/100"))
    assert (enough.cost, short.cost) == (Fraction(11, 10), None)
    assert "none is within the budget" in short.explain()
    for found in (enough, short):
        found.verify()
        assert intervention_from_dict(json.loads(json.dumps(found.to_dict()))) == found


@settings(max_examples=30)
@given(games_of((3, 3)), st.sampled_from(UNIQUE))
def test_larger_games_say_what_is_proven_of_a_unique_outcome(game, options):
    found = intervene(game, (1, 1), goal="unique", margin="1/10", **options)
    found.verify()
    assert found.low <= found.cost
    assert bool(found.warnings) is (found.low < found.cost)
    assert "roven" in found.explain() or found.low == found.cost
    assert pg.solve(found.game, "rationalizable").action_sets == tuple((names[1],) for names in game.actions)
    assert intervention_from_dict(json.loads(json.dumps(found.to_dict()))) == found
