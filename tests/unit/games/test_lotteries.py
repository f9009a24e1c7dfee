"""What is no lottery is refused in words that say why."""

from fractions import Fraction

import policygames as pg
import pytest
from policygames.games.lotteries import check_lottery


@pytest.mark.parametrize(
    ("chances", "words"),
    [
        ((2, -1), "one of the probabilities is -1"),
        ((Fraction(1, 2), Fraction(1, 3)), "sum to 5/6"),
        ((Fraction(1, 2), Fraction(2, 3)), "sum to 7/6"),
        ((), "sum to 0"),
    ],
)
def test_what_is_wrong_is_named(chances, words):
    with pytest.raises(pg.GameError, match=words) as refusal:
        check_lottery(tuple(map(Fraction, chances)), "here")
    assert (refusal.value.reason, refusal.value.path) == ("PROBABILITY_RANGE", "here")


def test_lotteries_pass():
    check_lottery((Fraction(1),), "")
    check_lottery((Fraction(0), Fraction(1, 3), Fraction(2, 3)), "")
