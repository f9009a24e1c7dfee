"""Every error survives a pickle with all its fields, and says what was wrong and where."""

import copy

import policygames as pg
import pytest
from copies import pickled
from policygames import errors

ERRORS = [
    pg.PolicyGamesError("it failed"),
    pg.GameError("is no number", reason="NOT_A_NUMBER", path="payoffs[0]"),
    pg.ScenarioError("is no number", reason="NOT_A_NUMBER", path="payoffs", file="a.yaml", line=3, column=7),
    pg.UnsupportedError("no method", reason="UNKNOWN_METHOD", path="method", choices=["a", "b"]),
    pg.CertificateError("does not hold", path="equilibria[0]"),
    pg.DeadlineError("too late"),
    pg.ServiceError("went away", status="UNAVAILABLE"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_all_fields_survive_a_pickle(error):
    for again in (pickled(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert (str(again), vars(again)) == (str(error), vars(error))


def test_every_class_is_tried():
    classes = {one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, pg.PolicyGamesError)}
    assert classes == {type(error) for error in ERRORS}


def test_each_class_has_its_own_reason():
    assert len({type(error).reason for error in ERRORS}) == len(ERRORS)
    assert pg.GameError("bad").reason == "BAD_GAME"


def test_the_text_begins_with_the_place():
    assert str(ERRORS[1]) == "payoffs[0]: is no number"
    assert str(ERRORS[2]) == "a.yaml:3:7: payoffs: is no number"
    assert ERRORS[2].message == "is no number"
    assert ERRORS[3].choices == ("a", "b")


def test_a_scenario_error_is_a_game_error():
    assert issubclass(pg.ScenarioError, pg.GameError)
