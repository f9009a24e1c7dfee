"""The certifier of sets of subgame-perfect payoffs, fed right and wrong sets and bounds."""

from fractions import Fraction

import policygames as pg
import pytest
from policygames.certificates import Certificate, Kind, PayoffBounds, Refusal
from policygames.concepts.subgame_perfect import certify, check_bounds
from policygames.errors import CertificateError
from policygames.games.payoff_polytope import PayoffPolytope
from policygames.games.self_generation import exact_set, inner_polygon, iterates, plane_of
from policygames.numerics.polygons import hull

PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]], players=["Ann", "Bob"])
NEAR = pg.NormalFormGame([[["2.000000001", 0], [3, 1]], [["2.000000001", 3], [0, 1]]])
ABREU_SANNIKOV = pg.NormalFormGame([[[16, 3, 0], [21, 10, -1], [9, 5, -5]], [[9, 13, 3], [1, 4, 0], [0, -4, -15]]])
PENNIES = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])
TINY = Fraction(1, 10**9)


def points(*pairs):
    return tuple((Fraction(x), Fraction(y)) for x, y in pairs)


SQUARE = points((1, 1), ("5/2", 1), (2, 2), (1, "5/2"))


def enclosed(game, steps=100):
    """Inner and outer bounds with a gap between them."""
    *_, around = (one for one, _ in zip(iterates(plane_of(game), 60), range(steps), strict=False))
    return inner_polygon(game, [(float(x), float(y)) for x, y in around.vertices]), around.vertices


def blown_up(corners, part):
    middle = [sum(numbers) / len(corners) for numbers in zip(*corners, strict=True)]
    return tuple(
        tuple(m + (1 + part) * (v - m) for m, v in zip(middle, corner, strict=True)) for corner in corners
    )  # fmt: skip


def test_a_set_that_generates_itself_has_an_exact_certificate():
    game = pg.RepeatedGame(PD, "1/2")
    certificate = certify(game, PayoffPolytope(SQUARE))
    assert certificate == Certificate("subgame_perfect", game.digest, PayoffPolytope(SQUARE), Kind.EXACT, None)


def test_the_refusal_names_what_is_not_generated():
    refusal = certify(pg.RepeatedGame(PD, "49/100"), PayoffPolytope(SQUARE))
    assert isinstance(refusal, Refusal)
    assert any(f"{x} to Ann and {y} to Bob" in refusal.reason for x, y in SQUARE[1:])


@pytest.mark.parametrize("vertices", [(), ((1,), (2,)), ((1, 1, 1),), ((1, 1), (1, 1, 1))])
def test_what_is_no_set_of_two_payoffs_is_refused(vertices):
    assert isinstance(certify(pg.RepeatedGame(PD, "1/2"), PayoffPolytope(vertices)), Refusal)


def test_a_game_that_ends_has_no_sets_that_generate_themselves():
    assert isinstance(certify(pg.RepeatedGame(PD, "1/2", periods=9), PayoffPolytope(SQUARE)), Refusal)


def test_right_bounds_are_proven_again():
    game = pg.RepeatedGame(PD, "3/4")
    assert check_bounds(game, PayoffBounds(SQUARE, SQUARE, exact=True)) == ""
    assert check_bounds(game, PayoffBounds(SQUARE, SQUARE, exact=False)) == ""
    assert check_bounds(game, PayoffBounds((), blown_up(SQUARE, TINY), exact=False)) == ""
    assert check_bounds(game, PayoffBounds(SQUARE[::-1], SQUARE[1:] + SQUARE[:1], exact=True)) == ""


@pytest.mark.parametrize(
    "bounds",
    [
        PayoffBounds(SQUARE, SQUARE[:2] + SQUARE[3:], exact=False),
        PayoffBounds((), SQUARE[:2] + points(("199/100", "199/100")) + SQUARE[3:], exact=False),
        PayoffBounds(blown_up(SQUARE, TINY), blown_up(SQUARE, 1), exact=False),
        PayoffBounds(SQUARE[:2], SQUARE[:2], exact=True),
        PayoffBounds(SQUARE[:1], SQUARE, exact=True),
        PayoffBounds((), (), exact=False),
        PayoffBounds((), (), exact=True),
        PayoffBounds((), SQUARE, exact=True),
        PayoffBounds(SQUARE, ((Fraction(1),), *SQUARE), exact=False),
    ],
)
def test_wrong_bounds_are_refused(bounds):
    with pytest.raises(CertificateError):
        check_bounds(pg.RepeatedGame(PD, "3/4"), bounds)


def test_a_near_miss_is_not_exact():
    game = pg.RepeatedGame(NEAR, "3/4")
    right = exact_set(plane_of(game), 4)
    assert check_bounds(game, PayoffBounds(SQUARE, right, exact=False)) == ""
    assert check_bounds(game, PayoffBounds(right, right, exact=True)) == ""
    for outer in (SQUARE, right):
        with pytest.raises(CertificateError):
            check_bounds(game, PayoffBounds(SQUARE, outer, exact=True))


def test_an_enclosure_is_proven_and_is_not_exact():
    game = pg.RepeatedGame(ABREU_SANNIKOV, "3/10")
    inner, outer = enclosed(game)
    assert check_bounds(game, PayoffBounds(inner, outer, exact=False)) == ""
    for claimed in (inner, outer):
        with pytest.raises(CertificateError):
            check_bounds(game, PayoffBounds(inner, claimed, exact=True))
    with pytest.raises(CertificateError, match="inner"):
        check_bounds(game, PayoffBounds(blown_up(inner, TINY), hull([*outer, (99, 99)]), exact=False))
    for index in range(len(inner)):
        with pytest.raises(CertificateError, match="inner"):
            check_bounds(game, PayoffBounds(inner, inner[:index] + inner[index + 1 :], exact=False))


def test_exactness_by_a_contraction_is_proven_again():
    game = pg.RepeatedGame(ABREU_SANNIKOV, "1/2")
    inner, outer = enclosed(game)
    assert check_bounds(game, PayoffBounds(inner, outer, exact=True)) == ""


def test_emptiness_is_proven_again():
    assert check_bounds(pg.RepeatedGame(PENNIES, "9/10"), PayoffBounds((), (), exact=True)) == ""
    assert check_bounds(pg.RepeatedGame(PENNIES, "9/10"), PayoffBounds((), points((0, 0)), exact=False)) == ""
