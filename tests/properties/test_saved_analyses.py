"""What analyses say of any game is checked again, and comes back whole from a file and from a message."""

import json

import policygames as pg
import pytest
from hypothesis import HealthCheck, given, settings
from policygames.games.spread import spread_floats
from policygames.wire import behaviour, selections
from strategies import games

FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(result, write, read):
    """Raises unless the result verifies, is told, and is read back equal."""
    result.verify()
    assert result.explain()
    assert type(result).from_dict(json.loads(json.dumps(result.to_dict()))) == result
    message = write(result)
    assert read(type(message).FromString(message.SerializeToString()), result.game) == result


@FEW
@given(games(most=3))
def test_selections(game):
    for by in ("risk", "payoff", "p_dominance", "tracing", "welfare", "entropy"):
        check(pg.select(game, by), selections.selection_message, selections.read_selection)


@FEW
@given(games(most=3))
def test_potentials(game):
    check(pg.potential(game), selections.potential_message, selections.read_potential)


@FEW
@given(games(most=3))
def test_behaviour_unless_floats_cannot_hold_the_payoffs(game):
    try:
        spread_floats(game)
    except pg.GameError:
        with pytest.raises(pg.GameError, match="rescale"):
            pg.quantal_response_path(game)
        return
    check(pg.quantal_response_path(game), behaviour.branch_message, behaviour.read_branch)
    for path in (pg.fictitious_play(game, steps=9), pg.regret_matching(game, steps=9), pg.replicator_dynamics(game)):
        check(path, behaviour.path_message, behaviour.read_learning)
    estimate = pg.estimate_precision(game, [[1] * m for m in game.shape])
    check(estimate, behaviour.estimate_message, behaviour.read_estimate)
