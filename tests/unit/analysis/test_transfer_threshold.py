"""Least discount factors with side payments: on a grid and at a hair less, published, never, wrong proofs refused."""

from dataclasses import replace
from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.analysis.transfer_schedule import transfer_threshold
from strategies import games, pure_profiles_of

ABREU = pg.NormalFormGame.from_bimatrix(
    [[10, 3, 0], [15, 7, -4], [7, 5, -15]], [[10, 15, 7], [3, 7, 5], [0, -4, -15]], None, [["L", "M", "H"]] * 2
)
PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
HAIR = Fraction(1, 10**10)


def best_reply(game, player, cell):
    """What a best reply to the others' actions pays."""
    return max(game.payoffs[(player, *cell[:player], b, *cell[player + 1 :])] for b in range(game.shape[player]))


def holds(game, cell, discount):
    """Whether the path for ever is enforceable: joint deviation gains against the joint loss when punished."""
    step = pg.transfer_schedule(game).at(discount)
    joint = sum(game.payoffs[(player, *cell)] for player in range(len(cell)))
    gains = sum(best_reply(game, player, cell) for player in range(len(cell))) - joint
    return step is not None and (1 - discount) * gains <= discount * (joint - sum(step.punishments))


@given(games(st.integers(2, 3)), st.data())
def test_it_holds_at_the_value_and_at_nothing_less(game, data):
    path = data.draw(pure_profiles_of(game))
    threshold = transfer_threshold(game, path)
    threshold.verify()
    assert threshold.explain()
    grid = [Fraction(k, 24) for k in range(24)]
    if threshold.exact is None:
        assert not any(holds(game, path, discount) for discount in (*grid, 1 - HAIR))
        return
    assert all(holds(game, path, discount) is (discount >= threshold.exact) for discount in grid)
    assert holds(game, path, threshold.exact)
    assert threshold.exact < HAIR or not holds(game, path, threshold.exact - HAIR * threshold.exact)


@given(games(), st.data())
def test_who_may_pay_needs_no_more_patience_than_who_may_not(game, data):
    """Grim reversion without payments is one way to play with them."""
    path = data.draw(pure_profiles_of(game))
    try:
        grim = pg.critical_discount(game, path, punishment="grim").exact
    except pg.UnsupportedError:
        return
    assert grim is None or (transfer_threshold(game, path).exact is not None)
    assert grim is None or transfer_threshold(game, path).exact <= grim


def test_the_game_of_abreu():
    """(L, L) needs 1/3 with payments as without (Abreu, Econometrica 56 (1988) 383-396); (L, M) 1/4, F2 paying."""
    assert transfer_threshold(ABREU, ("L", "L")).exact == Fraction(1, 3)
    one = transfer_threshold(ABREU, ("L", "M"))
    assert (one.exact, one.value, one.weak_link) == (Fraction(1, 4), 0.25, ABREU.players[0])
    assert [(p.payer, p.receiver, p.amount) for p in one.certificate.each_period] == [(*ABREU.players[::-1], 9)]
    assert "player 1 pays player 0 9" in one.explain()


def test_a_path_below_the_joint_maximum_is_judged_by_its_own_payoffs():
    """(defect, cooperate) for ever pays 3 in all, not 4: gains 1, losses 3 - 2, so 1/2."""
    game = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]])
    assert [transfer_threshold(game, path).exact for path in ((0, 0), (1, 0), (1, 1))] == [
        Fraction(1, 2),
        Fraction(1, 2),
        0,
    ]


def test_never_has_a_reason():
    threshold = transfer_threshold(PENNIES, (0, 0))
    assert (threshold.exact, threshold.value, threshold.certificate) == (None, None, None)
    assert threshold.least.surplus is None and threshold.least.liquidity == 2
    worse = pg.NormalFormGame([[[0, 1], [1, 2]], [[0, 1], [1, 2]]])  # each is better off punished: at least 1
    never = transfer_threshold(worse, (0, 0))
    assert never.exact is None and never.least.surplus == -2 and never.least.threshold is None
    never.verify()


WRONG = [
    lambda one: replace(one, exact=one.exact + HAIR),
    lambda one: replace(one, exact=None, certificate=None),
    lambda one: replace(one, exact=Fraction(0), least=None),
    lambda one: replace(one, certificate=None),
    lambda one: replace(one, least=None),
    lambda one: replace(one, least=replace(one.least, surplus=one.least.surplus - 1)),
    lambda one: replace(one, by_player=(Fraction(0), Fraction(0))),
    lambda one: replace(one, path=(0, 0)),
    lambda one: replace(one, path=(0, 7)),
    lambda one: replace(one, certificate=replace(one.certificate, each_period=())),
    lambda one: replace(one, stage_game=PENNIES),
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_proof_is_refused(wrong):
    threshold = transfer_threshold(ABREU, ("L", "M"))
    with pytest.raises(pg.CertificateError):
        wrong(threshold).verify()


def test_more_patience_than_needed_is_no_threshold():
    """A plan that holds at more than the value proves nothing about less."""
    threshold = transfer_threshold(ABREU, ("L", "M"))
    plan = pg.transfer_schedule(ABREU).payments("3/10")
    with pytest.raises(pg.CertificateError):
        replace(threshold, exact=Fraction(3, 10), certificate=plan).verify()


def test_unknown_actions_are_named():
    with pytest.raises(pg.GameError, match="did you mean"):
        transfer_threshold(ABREU, ("L", "LL"))
