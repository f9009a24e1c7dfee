"""Boxes around irrational equilibria: right ones are certified, perturbed ones and wrong matrices are not."""

import math
from dataclasses import replace
from fractions import Fraction

import policygames as pg
import pytest
from many_players import IRRATIONAL, gain_by_definition, volunteers
from policygames.certificates import Certificate, Coverage, Kind, Refusal
from policygames.concepts.nash import certify
from policygames.games import Enclosure

GAME = pg.NormalFormGame(IRRATIONAL)
(FOUND,) = pg.solve(GAME, "nash").equilibria
BOX = FOUND.certificate.candidate
SHIFT = Fraction(1, 10**6)


def shifted(box, by):
    """The box moved in the first player's first probability, and the last with it."""

    def moved(strategies):
        first, *others = strategies
        return ((first[0] + by, first[1] - by), *others)

    return replace(box, low=moved(box.low), high=moved(box.high))


def test_the_published_irrational_equilibrium_is_the_only_one_and_proven():
    solution = pg.solve(GAME, "nash")
    assert solution.coverage is Coverage.ALL
    assert (FOUND.certificate.kind, FOUND.exact) == (Kind.INTERVAL, None)
    root = (math.sqrt(601) - 13) / 24
    assert any(abs(strategy[0] - root) < 1e-12 for strategy in FOUND.profile)
    assert gain_by_definition(GAME, BOX.midpoint()) < Fraction(1, 2**60)
    assert len(solution.verify()) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        shifted(BOX, SHIFT),
        shifted(BOX, -SHIFT),
        replace(BOX, preconditioner=tuple(tuple(-entry for entry in row) for row in BOX.preconditioner)),
        replace(BOX, preconditioner=tuple(tuple(3 * entry for entry in row) for row in BOX.preconditioner)),
        replace(BOX, preconditioner=tuple(tuple(Fraction(0) for _ in row) for row in BOX.preconditioner)),
        replace(BOX, preconditioner=BOX.preconditioner[::-1]),
        replace(BOX, preconditioner=BOX.preconditioner[:-1]),
        replace(BOX, preconditioner=()),
        replace(BOX, low=BOX.high, high=BOX.low),
        replace(BOX, high=BOX.low),
        replace(BOX, low=BOX.low[:2]),
        Enclosure(((Fraction(1), Fraction(0)),) * 3, ((Fraction(1), Fraction(0)),) * 3),
    ],
)
def test_what_proves_nothing_is_refused(wrong):
    assert isinstance(certify(GAME, BOX), Certificate)
    assert isinstance(certify(GAME, wrong), Refusal)


def test_ties_that_somebody_would_leave_are_no_equilibrium():
    # the same equations with a third action for the first player that pays more than all
    payoffs = [
        [*table, [[10, 10], [10, 10]] if player == 0 else table[0]] for player, table in enumerate(IRRATIONAL.tolist())
    ]
    game = pg.NormalFormGame(payoffs)
    pad = (Fraction(0),)
    box = Enclosure((BOX.low[0] + pad, *BOX.low[1:]), (BOX.high[0] + pad, *BOX.high[1:]), BOX.preconditioner)
    refusal = certify(game, box)
    assert isinstance(refusal, Refusal)
    assert (refusal.deviation.player, refusal.deviation.action) == (0, 2)


def test_an_action_that_ties_exactly_at_an_irrational_profile_is_undecided():
    payoffs = [[*table, table[0]] for table in IRRATIONAL.tolist()]  # a copy of the first player's first action
    game = pg.NormalFormGame(payoffs)
    pad = (Fraction(0),)
    box = Enclosure((BOX.low[0] + pad, *BOX.low[1:]), (BOX.high[0] + pad, *BOX.high[1:]), BOX.preconditioner)
    verdict = certify(game, box)
    assert isinstance(verdict, Certificate) or verdict.undecided
    assert pg.solve(game, "nash", deadline=20).coverage is Coverage.SOME


@pytest.mark.parametrize("count", [3, 5, 30])
def test_volunteers_wait_as_often_as_published(count):
    game = volunteers(count)
    solution = pg.solve(game, "nash")
    solution.verify()
    mixed = [one for one in solution.equilibria if one.enclosure]
    assert len(mixed) == 1
    wait = (2 / 5) ** (1 / (count - 1))  # Diekmann 1985, equation 4: (cost / worth)^(1 / (n - 1))
    assert all(abs(strategy[1] - wait) < 1e-12 for strategy in mixed[0].profile)
    box = mixed[0].certificate.candidate
    assert isinstance(certify(game, shifted(box, SHIFT)), Refusal)
    assert isinstance(certify(volunteers(count, cost=3), box), Refusal)
    assert isinstance(certify(game, replace(box, preconditioner=((Fraction(1),),))), Refusal)


@pytest.mark.parametrize(("below", "above", "proven"), [(SHIFT, SHIFT, True), (0, SHIFT, False), (SHIFT, 0, False)])
def test_a_box_that_ends_at_a_root_proves_nothing(below, above, proven):
    # against one who acts with chance x, acting gains 1 - 2 x
    game = pg.SymmetricGame(2, ("act", "wait"), lambda action, counts: (action == "act") * (3 - 2 * counts["act"]))
    low, high = Fraction(1, 2) - below, Fraction(1, 2) + above
    verdict = certify(game, Enclosure(((low, 1 - high),), ((high, 1 - low),)))
    assert isinstance(verdict, Certificate) is proven
