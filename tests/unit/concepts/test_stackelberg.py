"""Commitments: published values, theorems about them, suprema that nothing attains, and wrong candidates refused."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles.optima import weak_supremum
from policygames.certificates import Certificate, Coverage, Kind, Refusal
from policygames.concepts.stackelberg import TOLERANCE, certify
from policygames.games.commitments import Limit, ReplyBound
from strategies import TIED, games, zero_sum_games
from textbook import extreme_equilibria_by_definition, value_by_definition

CONITZER_SANDHOLM = pg.NormalFormGame.from_bimatrix([[2, 4], [1, 3]], [[1, 0], [0, 1]], ("Ann", "Bob"))
"""Conitzer and Sandholm, ACM Conference on Electronic Commerce (2006) 82-90, section 1."""
HALF = Fraction(1, 2)
SCALES, SHIFTS = st.fractions(Fraction(1, 9), 9), st.fractions(-9, 9)
FOLLOWERS = st.sampled_from(["strong", "weak"])


def best(game, **options):
    """The one answer, proven and checked again."""
    solution = pg.solve(game, "stackelberg", **options)
    assert solution.coverage is Coverage.ALL
    assert solution.verify() == ()
    (equilibrium,) = solution.equilibria
    return equilibrium


def supremum(game, **options):
    return best(game, **options).certificate.candidate.supremum


def test_mixed_commitment_by_conitzer_and_sandholm():
    equilibrium = best(CONITZER_SANDHOLM)
    assert equilibrium.exact == ((HALF, HALF), (0, 1))
    assert equilibrium.exact_payoffs == (Fraction(7, 2), HALF)
    assert [strategy.tolist() for strategy in equilibrium.profile] == [[0.5, 0.5], [0.0, 1.0]]
    assert equilibrium.certificate.slack == 0  # the follower is indifferent, and does the leader the favour
    told = pg.solve(CONITZER_SANDHOLM, "stackelberg").explain()
    assert "In Nash equilibria Ann gets 2: moving first is worth 1.5 more than the best of them." in told


def test_no_commitment_attains_it_against_followers_who_do_no_favours():
    solution = pg.solve(CONITZER_SANDHOLM, "stackelberg", followers="weak")
    (equilibrium,) = solution.equilibria
    commitment = equilibrium.certificate.candidate
    assert (commitment.supremum, commitment.limit.commitment) == (Fraction(7, 2), (HALF, HALF))
    assert equilibrium.certificate.kind is Kind.BOUND
    gap = Fraction(7, 2) - equilibrium.exact_payoffs[0]
    assert 0 < gap == -equilibrium.certificate.slack <= 3 * TOLERANCE
    assert "attains the supremum 7/2" in solution.warnings[0]
    assert "3.5 is the supremum: commitments come as near to it as one likes, and none attains it" in solution.explain()
    assert solution.verify() == ()


def test_the_leader_may_be_either_player():
    for leader in (1, "Bob", "1"):
        assert best(CONITZER_SANDHOLM, leader=leader).exact == ((1, 0), (1, 0))
    turned = pg.NormalFormGame([CONITZER_SANDHOLM.payoffs[1].T, CONITZER_SANDHOLM.payoffs[0].T])
    assert best(turned, leader=1).exact == best(CONITZER_SANDHOLM).exact[::-1]


def test_a_tie_that_is_always_there_is_broken_against_the_leader():
    # by hand: the follower never cares; strong ones give 4, weak ones the value of the leader's zero-sum game
    game = pg.NormalFormGame.from_bimatrix([[4, 0], [0, 4]], [[1, 1], [1, 1]])
    assert best(game).exact_payoffs[0] == 4
    weak = best(game, followers="weak")
    assert (weak.exact[0], weak.exact_payoffs[0], weak.certificate.kind) == ((HALF, HALF), 2, Kind.EXACT)


def test_a_reply_that_is_never_strictly_best_cannot_be_induced_for_certain():
    # by hand: the second reply pays as much against the first action and less against the other
    game = pg.NormalFormGame.from_bimatrix([[0, 3], [0, 3]], [[1, 1], [1, 0]])
    assert (best(game).exact_payoffs[0], best(game, followers="weak").exact_payoffs[0]) == (3, 0)


@given(games(most=3), st.sampled_from([0, 1]))
def test_moving_first_never_hurts_with_strong_followers(game, leader):
    # von Stengel and Zamir, Games and Economic Behavior 69 (2010) 446-457: at least any correlated equilibrium
    strong = supremum(game, leader=leader)
    (correlated,) = pg.solve(game, "correlated", objective=leader).equilibria
    assert strong >= correlated.exact_payoffs[leader]
    assert supremum(game, leader=leader, followers="weak") <= strong


@given(games(most=2), st.sampled_from([0, 1]))
def test_with_weak_followers_it_gives_at_least_the_worst_equilibrium(game, leader):
    # von Stengel and Zamir (2010), theorem 12
    worst = min(game.payoffs_of(profile)[leader] for profile in extreme_equilibria_by_definition(game))
    assert supremum(game, leader=leader, followers="weak") >= worst


@given(zero_sum_games(), FOLLOWERS)
def test_moving_first_is_worth_nothing_in_zero_sum_games(game, followers):
    equilibrium = best(game, followers=followers)
    assert equilibrium.exact_payoffs[0] == value_by_definition(game.payoffs[0].tolist())
    assert equilibrium.certificate.kind is Kind.EXACT


@given(st.integers(1, 4).flatmap(lambda n: st.lists(TIED, min_size=4 * n, max_size=4 * n)))
def test_weak_suprema_are_those_of_the_definition(entries):
    leading, following = np.array(entries).reshape(2, 2, -1)
    equilibrium = best(pg.NormalFormGame([leading, following]), followers="weak")
    value, attained = weak_supremum(leading, following)
    assert equilibrium.certificate.candidate.supremum == value
    assert (equilibrium.certificate.kind is Kind.EXACT) is attained is (equilibrium.exact_payoffs[0] == value)


@given(games(), SCALES, SHIFTS, FOLLOWERS, st.data())
def test_affine_payoffs_move_the_value_alike(game, scale, shift, followers, data):
    own = [data.draw(SHIFTS) for _ in range(game.shape[0])]  # of the leader's action: the follower cannot change it
    changed = [game.payoffs[0] * scale + shift, game.payoffs[1] * data.draw(SCALES) + np.array(own)[:, None]]
    assert (
        supremum(pg.NormalFormGame(changed), followers=followers) == supremum(game, followers=followers) * scale + shift
    )


@given(games(), FOLLOWERS, st.data())
def test_actions_in_another_order_are_worth_as_much(game, followers, data):
    orders = [data.draw(st.permutations(range(count))) for count in game.shape]
    reordered = pg.NormalFormGame(game.payoffs[np.ix_(range(2), *orders)])
    assert supremum(reordered, followers=followers) == supremum(game, followers=followers)


@given(games(most=2), FOLLOWERS, st.data())
def test_the_certifier_refuses_what_a_grid_of_commitments_beats(game, followers, data):
    right = best(game, followers=followers).certificate.candidate
    parts = data.draw(st.lists(st.integers(0, 3), min_size=game.shape[0], max_size=game.shape[0]).filter(any))
    mix = tuple(Fraction(part, sum(parts)) for part in parts)
    reply = data.draw(st.integers(0, game.shape[1] - 1))
    answer = tuple(Fraction(int(reply == other)) for other in range(game.shape[1]))
    wrong = replace(right, profile=(mix, answer), limit=None)
    columns = range(game.shape[1])
    first, second = (
        [sum(x * row[c] for x, row in zip(mix, table, strict=True)) for c in columns] for table in game.payoffs
    )
    replies = [c for c in columns if second[c] == max(second)]
    fits = reply in replies and (followers == "strong" or first[reply] == min(first[c] for c in replies))
    assert isinstance(certify(game, wrong), Certificate) is (fits and first[reply] == right.supremum)


def strong():
    return best(CONITZER_SANDHOLM).certificate.candidate


def weak():
    return best(CONITZER_SANDHOLM, followers="weak").certificate.candidate


SPOILT = {
    "no commitment": lambda: strong().profile,
    "a third leader": lambda: replace(strong(), leader=2),
    "other followers": lambda: replace(strong(), followers="kind"),
    "weak followers": lambda: replace(strong(), followers="weak"),
    "the other leader": lambda: replace(strong(), leader=1),
    "a mixed reply": lambda: replace(strong(), profile=((HALF, HALF), (HALF, HALF))),
    "no best reply": lambda: replace(strong(), profile=((Fraction(1), Fraction(0)), (Fraction(0), Fraction(1)))),
    "chances beyond 1": lambda: replace(strong(), profile=((HALF, Fraction(1)), (Fraction(0), Fraction(1)))),
    "a larger supremum": lambda: replace(strong(), supremum=Fraction(4)),
    "a smaller supremum": lambda: replace(strong(), supremum=Fraction(3)),
    "a float": lambda: replace(strong(), supremum=3.5),
    "no bounds": lambda: replace(strong(), bounds=()),
    "one bound": lambda: replace(strong(), bounds=strong().bounds[:1]),
    "bounds without prices": lambda: replace(strong(), bounds=tuple(replace(b, prices=()) for b in strong().bounds)),
    "negative prices": lambda: replace(
        strong(), bounds=tuple(replace(b, prices=((0, Fraction(-1)), (1, Fraction(-1)))) for b in strong().bounds)
    ),
    "excluded replies": lambda: replace(strong(), bounds=tuple(replace(b, weights=()) for b in strong().bounds)),
    "weights of another": lambda: replace(
        strong(), bounds=tuple(replace(b, weights=((1 - b.reply, Fraction(1)),)) for b in strong().bounds)
    ),
    "weights below 1": lambda: replace(
        strong(), bounds=tuple(replace(b, weights=((b.reply, HALF),)) for b in strong().bounds)
    ),
    "a reply that there is not": lambda: replace(strong(), bounds=(*strong().bounds, ReplyBound(2, (), ()))),
    "a limit of strong followers": lambda: replace(strong(), limit=Limit((HALF, HALF), (Fraction(0), Fraction(1)))),
    "no limit": lambda: replace(weak(), limit=None),
    "a limit that is worse": lambda: replace(
        weak(), limit=replace(weak().limit, commitment=(Fraction(0), Fraction(1)))
    ),
    "a limit that leans nowhere": lambda: replace(weak(), limit=replace(weak().limit, strict=(HALF, HALF))),
    "a limit of floats": lambda: replace(weak(), limit=replace(weak().limit, strict=(0.0, 1.0))),
    "too far from the limit": lambda: replace(
        weak(), profile=((Fraction(2, 5), Fraction(3, 5)), (Fraction(0), Fraction(1)))
    ),
    "an excluded class": lambda: replace(
        weak(), bounds=tuple(replace(b, weights=(), prices=((1 - b.reply, Fraction(1)),)) for b in weak().bounds)
    ),
    "an excluded class for nothing": lambda: replace(
        weak(), bounds=tuple(ReplyBound(b.reply, (), ((b.reply, Fraction(1)),)) for b in weak().bounds)
    ),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_spoilt_commitments_are_refused(spoilt):
    verdict = certify(CONITZER_SANDHOLM, SPOILT[spoilt]())
    assert isinstance(verdict, Refusal) and verdict.reason and not verdict.undecided


def test_what_is_attained_may_not_be_only_approached():
    # by hand: the first action and reply give both all they can get
    game = pg.NormalFormGame.from_bimatrix([[4, 0], [0, 1]], [[1, 0], [0, 1]])
    right = best(game, followers="weak").certificate.candidate
    near = (1 - TOLERANCE, TOLERANCE)
    lazy = replace(right, profile=(near, right.profile[1]), limit=Limit(right.profile[0], right.profile[0]))
    assert certify(game, lazy).reason == "some commitment attains the supremum: it need not be approached only"


def test_the_options_have_to_be_those_asked_for():
    assert isinstance(certify(CONITZER_SANDHOLM, strong(), leader="Ann", followers="strong"), Certificate)
    for options in ({"leader": "Bob"}, {"followers": "weak"}):
        assert isinstance(certify(CONITZER_SANDHOLM, strong(), **options), Refusal)


@pytest.mark.parametrize("options", [{"leader": 2}, {"leader": "Cat"}, {"leader": True}, {"followers": "kind"}])
def test_other_options_are_refused_by_name(options):
    with pytest.raises(pg.GameError) as caught:
        pg.solve(CONITZER_SANDHOLM, "stackelberg", **options)
    assert caught.value.path == f"options.{next(iter(options))}"


def test_more_followers_are_refused_by_name():
    three = pg.NormalFormGame(np.zeros((3, 2, 2, 2), dtype=int))
    with pytest.raises(pg.UnsupportedError, match="a leader and one follower; here are 3"):
        pg.solve(three, "stackelberg")
    assert "there are 3 players" in certify(three, strong()).reason


def test_a_deadline_gives_an_honest_solution():
    solution = pg.solve(CONITZER_SANDHOLM, "stackelberg", deadline=1e-9)
    assert (solution.coverage, solution.equilibria) == (Coverage.SOME, ())
    assert "nothing is proven" in solution.explain()
