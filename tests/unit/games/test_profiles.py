"""Strategies and profiles, and what keeps a value from being one."""

from fractions import Fraction

import pytest
from hypothesis import given
from policygames.games.profiles import flaw, pure_as_mixed, support
from strategies import games, profiles_of, st

HALF, ONE, ZERO = Fraction(1, 2), Fraction(1), Fraction(0)
BAD = [
    None,
    5,
    "ab",
    [(ONE,), (ONE, ZERO)],
    ((ONE,),),
    ((ONE,), (ONE, ZERO), (ONE,)),
    ((ONE,), (ONE,)),
    ((ONE,), [ONE, ZERO]),
    ((ONE,), (1, 0)),
    ((ONE,), (0.5, 0.5)),
    ((ONE,), (HALF, ZERO)),
    ((ONE,), (HALF, ONE)),
    ((ONE,), (-HALF, Fraction(3, 2))),
    ((), (ONE, ZERO)),
    ((True,), (ONE, ZERO)),
]


@pytest.mark.parametrize("profile", BAD, ids=range(len(BAD)))
def test_a_flaw_is_told(profile):
    assert flaw(profile, (1, 2))


@given(games(st.integers(2, 4)).flatmap(lambda game: st.tuples(st.just(game), profiles_of(game))))
def test_a_profile_has_no_flaw(case):
    game, profile = case
    assert flaw(profile, game.shape) == ""


def test_pure_profiles_as_mixed():
    assert pure_as_mixed((1, 0), (2, 1)) == ((ZERO, ONE), (ONE,))
    assert support((HALF, ZERO, HALF)) == (0, 2)
