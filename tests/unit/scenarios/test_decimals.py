"""To how many decimals draws of a parameter are snapped."""

from __future__ import annotations

from fractions import Fraction

import pytest
from policygames.documents import Distribution, Parameter

F = Fraction


@pytest.mark.parametrize(
    ("parameter", "places"),
    [
        (Parameter("x", F(17), range=(F(8), F(50))), 3),  # three more than 17, 8 and 50 are written with
        (Parameter("x", F("0.72"), range=(F("0.6"), F("0.76"))), 5),
        (Parameter("x", F("0.5"), range=(F("0.001"), F(1))), 6),
        (Parameter("x", F(1, 3)), 6),  # no few decimals spell it: as if with three
        (Parameter("x", F(1), distribution=Distribution("triangular", {"mode": F("0.25")})), 5),
        (Parameter("x", F(3), range=(F(0), F(7)), distribution=Distribution("discrete")), 0),
        (Parameter("x", F(17), decimals=1), 1),
        (Parameter("x", F("0.72"), decimals=0), 0),
    ],
)
def test_places_as_declared_or_three_more_than_written(parameter, places):
    assert parameter.places == places
