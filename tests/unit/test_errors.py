"""Every error survives a pickle with all its fields, and says what was wrong and where."""

import copy

import policygames as pg
import pytest
from copies import pickled
from policygames import errors

ERRORS = [
    pg.PolicyGamesError("it failed"),
    pg.GameError("is no number", reason="NOT_A_NUMBER", path="payoffs[0]", variables={"value": "x", "player": 0}),
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


def test_variables_are_texts_that_nobody_can_write_to():
    error = pg.GameError("bad", variables={"player": 1, "profile": (0, 2), "allowed": "[0, 1)"})
    assert error.variables == {"player": "1", "profile": "0, 2", "allowed": "[0, 1)"}
    with pytest.raises(TypeError):
        error.variables["player"] = "2"
    assert pg.GameError("bad").variables == {}


def test_a_variable_known_further_up_comes_in_addition():
    error = pg.GameError("bad", variables={"value": "nan"})
    again = pickled(error)
    error.add_variables({"player": 1})
    assert error.variables == {"value": "nan", "player": "1"}
    assert again.variables == {"value": "nan"}


@pytest.mark.parametrize("letter", ["a", "é", "€", "𝛿"])
def test_a_long_variable_is_cut_and_says_so(letter):
    (text,) = pg.GameError("bad", variables={"label": letter * 10**6}).variables.values()
    assert text == letter * (len(text) - 1) + "…"
    assert 195 <= len(text.encode()) <= errors.MOST_OF_ONE
    assert pg.GameError("bad", variables={"label": "a" * 200}).variables == {"label": "a" * 200}


def test_variables_beyond_the_room_that_there_is_are_left_out():
    error = pg.GameError("bad", variables={f"v{index}": "x" * 200 for index in range(9)} | {"limit": 7})
    assert list(error.variables) == ["v0", "v1", "v2", "v3", "limit"]
