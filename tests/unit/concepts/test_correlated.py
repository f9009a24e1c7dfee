"""Advice of mediators: optimal by published numbers and theorems, refused by the definition where it is not."""

from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import Certificate, Coverage, Kind, Refusal
from policygames.concepts import coarse_correlated, correlated
from policygames.games import Advice
from policygames.games.distributions import Price
from strategies import games, zero_sum_games
from textbook import pure_equilibria_by_definition, value_by_definition

BOTH = {"correlated": correlated, "coarse_correlated": coarse_correlated}
CHICKEN = pg.NormalFormGame.from_bimatrix([[6, 2], [7, 0]], [[6, 7], [2, 0]], ("Ann", "Bob"))
"""Aumann, Journal of Mathematical Economics 1 (1974) 67-96; Osborne and Rubinstein (1994) example 46.1."""
THIRD = Fraction(1, 3)
MANY = st.integers(2, 3)
SCALES, SHIFTS = st.fractions(Fraction(1, 9), 9), st.fractions(-9, 9)


def best(game, concept="correlated", **options):
    """The one answer, proven and checked again."""
    solution = pg.solve(game, concept, **options)
    assert solution.coverage is Coverage.ALL
    assert solution.verify() == ()
    (equilibrium,) = solution.equilibria
    assert equilibrium.certificate.kind is Kind.EXACT
    return equilibrium


def advice_of(game, concept="correlated", **options):
    return best(game, concept, **options).certificate.candidate


def switched(profile, player, action):
    return (*profile[:player], action, *profile[player + 1 :])


def gains(game, advice, coarse):
    """What every deviation gains, in expectation before anything is advised, keyed by player, advice and action."""
    found = {}
    for player, count in enumerate(game.shape):
        for told, other in product([None] if coarse else range(count), range(count)):
            found[player, told, other] = sum(
                chance * (game.payoff(player, switched(profile, player, other)) - game.payoff(player, profile))
                for profile, chance in advice.chances
                if told in (None, profile[player])
            )
    return found


def bound(game, advice):
    """The most that weighted payoffs plus prices times what following gains come to in any profile."""
    return max(
        sum(w * game.payoff(player, cell) for player, w in enumerate(advice.weights))
        + sum(
            one.price
            * (game.payoff(one.player, cell) - game.payoff(one.player, switched(cell, one.player, one.deviation)))
            for one in advice.prices
            if one.advised in (None, cell[one.player])
        )
        for cell in product(*map(range, game.shape))
    )


def proven(game, advice, coarse):
    """Whether advice is followed, and its proof an optimal one, by the definitions."""
    payoffs = game.payoffs_of(advice)
    value = min(payoffs) if advice.objective is None else sum(map(lambda w, u: w * u, advice.objective, payoffs))
    weights = (
        min(advice.weights) >= 0 and sum(advice.weights) == 1
        if advice.objective is None
        else advice.weights == advice.objective
    )
    prices = all(one.price >= 0 for one in advice.prices)
    return max(gains(game, advice, coarse).values()) <= 0 and weights and prices and bound(game, advice) <= value


def test_chicken_by_aumann():
    equilibrium = best(CHICKEN)
    assert sum(equilibrium.exact_payoffs) == Fraction(21, 2)
    assert equilibrium.exact.tolist() == [[Fraction(1, 2), Fraction(1, 4)], [Fraction(1, 4), 0]]
    assert equilibrium.distribution.shape == (2, 2)
    assert (equilibrium.profile, equilibrium.strategy) == (None, None)
    assert min(best(CHICKEN, objective="egalitarian").exact_payoffs) == Fraction(21, 4)
    assert best(CHICKEN, objective="Ann").exact_payoffs == (7, 2)
    assert best(CHICKEN, objective=1).exact_payoffs == (2, 7)


def test_a_third_each_is_followed_in_chicken_but_not_the_best():
    # Osborne and Rubinstein (1994) example 46.1: it gives (5, 5)
    thirds = replace(advice_of(CHICKEN), chances=(((0, 0), THIRD), ((0, 1), THIRD), ((1, 0), THIRD)))
    assert CHICKEN.payoffs_of(thirds) == (5, 5)
    assert (
        correlated.certify(CHICKEN, thirds).reason == "the prices only prove that nothing is better than 21/2, not 10"
    )


def test_the_battle_of_the_sexes_is_shared_by_a_coin():
    # Luce and Raiffa, Games and Decisions (1957) 90-94; Aumann (1974) example 2.4: heads one way, tails the other
    game = pg.NormalFormGame.from_bimatrix([[2, 0], [0, 1]], [[1, 0], [0, 2]])
    assert best(game, objective="egalitarian").exact.tolist() == [[Fraction(1, 2), 0], [0, Fraction(1, 2)]]


def test_shapleys_game_is_played_along_its_cycle():
    # Shapley (1964), in Advances in Game Theory, 1-29: best replies cycle through six profiles, each pays a half; the
    # only Nash equilibrium mixes evenly and pays a third
    game = pg.NormalFormGame.from_bimatrix([[1, 0, 0], [0, 1, 0], [0, 0, 1]], [[0, 1, 0], [0, 0, 1], [1, 0, 0]])
    sixth = Fraction(1, 6)
    assert best(game).exact.tolist() == [[sixth, sixth, 0], [0, sixth, sixth], [sixth, 0, sixth]]
    assert best(game).exact_payoffs == (Fraction(1, 2), Fraction(1, 2))
    assert (
        "The best Nash equilibrium gives 2/3 (about 0.667): the mediator adds 1/3"
        in pg.solve(game, "correlated").explain()
    )


def test_who_binds_themselves_can_be_told_what_they_would_not_do():
    # by hand: half (0, 2), half (1, 0) pays 1 and 3/2, as much as any one action does; told 0, the second would play 1
    game = pg.NormalFormGame.from_bimatrix([[0, 1, 0], [2, 0, 0]], [[1, 1, 2], [1, 2, 1]])
    bound_before = best(game, "coarse_correlated")
    assert bound_before.exact.tolist() == [[0, 0, Fraction(1, 2)], [Fraction(1, 2), 0, 0]]
    assert (sum(bound_before.exact_payoffs), sum(best(game).exact_payoffs)) == (Fraction(5, 2), 2)


@pytest.mark.parametrize("concept", BOTH)
@given(games(MANY, most=2), st.sampled_from(["welfare", "egalitarian", 0, 1]))
def test_the_optimum_is_proven_by_the_definition(concept, game, objective):
    advice = advice_of(game, concept, objective=objective)
    assert proven(game, advice, concept == "coarse_correlated")


@given(games(MANY, most=2), st.data())
def test_the_certifiers_judge_as_the_definition_does(game, data):
    concept = data.draw(st.sampled_from(list(BOTH)))
    coarse = concept == "coarse_correlated"
    cells = list(product(*map(range, game.shape)))
    parts = data.draw(st.lists(st.integers(0, 2), min_size=len(cells), max_size=len(cells)).filter(any))
    chances = tuple((cell, Fraction(part, sum(parts))) for cell, part in zip(cells, parts, strict=True) if part)
    advice = advice_of(game, concept, objective=data.draw(st.sampled_from(["welfare", "egalitarian", 0])))
    wrong = replace(
        advice,
        chances=data.draw(st.sampled_from([chances, advice.chances])),
        prices=tuple(
            replace(
                one,
                price=one.price * data.draw(st.sampled_from([Fraction(1), Fraction(1), Fraction(1, 2), Fraction(0)])),
            )
            for one in advice.prices
        ),
    )
    assert isinstance(BOTH[concept].certify(game, wrong), Certificate) is proven(game, wrong, coarse)


@given(games(MANY, most=2), st.data())
def test_what_tempts_is_named_with_its_gain(game, data):
    cell = tuple(data.draw(st.integers(0, count - 1)) for count in game.shape)
    advice = Advice(
        game.shape, ((cell, Fraction(1)),), (Fraction(1),) * len(game.shape), (Fraction(1),) * len(game.shape), ()
    )
    best_gain = max(gains(game, advice, coarse=False).values())
    verdicts = [module.certify(game, advice) for module in BOTH.values()]
    for verdict in verdicts:
        tempted = isinstance(verdict, Refusal) and verdict.deviation is not None
        assert tempted is (best_gain > 0)
        if tempted:
            key = (verdict.deviation.player, cell[verdict.deviation.player], verdict.deviation.action)
            assert gains(game, advice, coarse=False)[key] == verdict.deviation.gain > 0


SPOILT = {
    "no advice": lambda advice: ((Fraction(1), Fraction(0)), (Fraction(1), Fraction(0))),
    "another shape": lambda advice: replace(advice, shape=(2, 3)),
    "an action that there is not": lambda advice: replace(advice, chances=(((0, 2), Fraction(1)),)),
    "a negative action": lambda advice: replace(advice, chances=(((0, -1), Fraction(1)),)),
    "nothing drawn": lambda advice: replace(advice, chances=()),
    "floats": lambda advice: replace(advice, chances=(((0, 0), 1.0),)),
    "less than 1": lambda advice: replace(advice, chances=advice.chances[:2]),
    "another order": lambda advice: replace(advice, chances=advice.chances[::-1]),
    "negative chances": lambda advice: replace(
        advice, chances=(((0, 0), Fraction(2)), ((0, 1), Fraction(-1)), ((1, 0), Fraction(0)))
    ),
    "a profile twice": lambda advice: replace(advice, chances=(((0, 0), Fraction(1, 2)),) * 2),
    "no prices": lambda advice: replace(advice, prices=()),
    "negative prices": lambda advice: replace(advice, prices=(*advice.prices, Price(0, 0, 1, Fraction(-1)))),
    "prices of nobody": lambda advice: replace(advice, prices=(*advice.prices, Price(2, 0, 1, Fraction(1)))),
    "prices of no deviation": lambda advice: replace(advice, prices=(*advice.prices, Price(0, 0, 2, Fraction(1)))),
    "coarse prices": lambda advice: replace(advice, prices=(*advice.prices, Price(0, None, 1, Fraction(0)))),
    "float prices": lambda advice: replace(advice, prices=(*advice.prices, Price(0, 0, 1, 0.0))),
    "other weights": lambda advice: replace(advice, weights=(Fraction(1), Fraction(2))),
    "another objective": lambda advice: replace(advice, objective=(Fraction(2), Fraction(2))),
    "weights for three": lambda advice: replace(advice, weights=(Fraction(1),) * 3),
    "the egalitarian one": lambda advice: replace(advice, objective=None),
}


@pytest.mark.parametrize("spoilt", SPOILT)
def test_spoilt_advice_is_refused(spoilt):
    verdict = correlated.certify(CHICKEN, SPOILT[spoilt](advice_of(CHICKEN)))
    assert isinstance(verdict, Refusal) and verdict.reason and not verdict.undecided


def test_the_objective_has_to_be_the_one_asked_for():
    advice = advice_of(CHICKEN)
    assert isinstance(correlated.certify(CHICKEN, advice, objective=(1, 1)), Certificate)
    assert "another objective" in correlated.certify(CHICKEN, advice, objective="egalitarian").reason


@given(games(MANY, most=2))
def test_each_concept_is_wider_than_the_one_before(game):
    welfare = [sum(best(game, concept).exact_payoffs) for concept in BOTH]
    pure = [sum(game.payoffs_of(profile)) for profile in pure_equilibria_by_definition(game)]
    assert max(pure, default=welfare[0]) <= welfare[0] <= welfare[1]


@given(zero_sum_games())
def test_advice_cannot_change_the_value_of_a_zero_sum_game(game):
    # Forges, International Journal of Game Theory 19 (1990) 191-207; for coarse ones by the minimax theorem
    value = value_by_definition(game.payoffs[0].tolist())
    for concept, objective in product(BOTH, (0, 1, "1,0")):
        assert best(game, concept, objective=objective).exact_payoffs[0] == value


@pytest.mark.parametrize("concept", BOTH)
@given(games(MANY, most=2), SCALES, SHIFTS, st.data())
def test_affine_payoffs_move_what_is_best_for_a_player_alike(concept, game, scale, shift, data):
    changed = game.payoffs.copy()
    changed[0] = changed[0] * scale + shift
    changed[1] = changed[1] * data.draw(SCALES) + data.draw(SHIFTS)
    value, moved = (best(one, concept, objective=0).exact_payoffs[0] for one in (game, pg.NormalFormGame(changed)))
    assert moved == value * scale + shift


@pytest.mark.parametrize("concept", BOTH)
@given(games(MANY, most=2), st.data())
def test_names_and_orders_do_not_matter(concept, game, data):
    order = data.draw(st.permutations(range(len(game.shape))))
    turned = np.stack([game.payoffs[player].transpose(order) for player in order])
    player = data.draw(st.integers(0, len(order) - 1))
    turned = turned[(slice(None), *[slice(None)] * player, slice(None, None, -1))]
    for objective in ("welfare", "egalitarian"):
        values = [best(one, concept, objective=objective).exact_payoffs for one in (game, pg.NormalFormGame(turned))]
        choose = min if objective == "egalitarian" else sum
        assert choose(values[0]) == choose(values[1])


@given(games(MANY, most=2), st.data())
def test_a_function_of_the_others_actions_leaves_the_same_advice_followed(game, data):
    advice = advice_of(game)
    changed = game.payoffs.copy()
    for player, count in enumerate(game.shape):
        size = game.payoffs[player].size // count
        others = np.array(data.draw(st.lists(SHIFTS, min_size=size, max_size=size)), dtype=object)
        changed[player] = changed[player] + others.reshape(
            [1 if one == player else n for one, n in enumerate(game.shape)]
        )
    moved = pg.NormalFormGame(changed)
    assert gains(moved, advice, coarse=False) == gains(game, advice, coarse=False)
    assert getattr(correlated.certify(moved, advice), "deviation", None) is None


@pytest.mark.parametrize(
    "objective", ["", "warfare", "Cat", 2, -1, True, (1,), (1, 2, 3), ("one", 1), 1.5, "1,x", (float("nan"), 1)]
)
def test_other_objectives_are_refused_by_name(objective):
    with pytest.raises(pg.GameError) as caught:
        pg.solve(CHICKEN, "correlated", objective=objective)
    assert caught.value.path.startswith("options.objective")


def test_weights_may_be_text_and_indices_digits():
    assert advice_of(CHICKEN, objective="1, 1/3").objective == (1, THIRD)
    assert advice_of(CHICKEN, objective="1").objective == (0, 1)
    assert advice_of(CHICKEN, objective=None).objective == (1, 1)
    commas = pg.NormalFormGame(CHICKEN.payoffs, ("a,b", "1"))
    assert advice_of(commas, objective="a,b").objective == (1, 0)
    assert advice_of(commas, objective="1").objective == (0, 1)


def test_draws_are_rows_of_a_table():
    frame = pg.solve(CHICKEN, "correlated").to_frame()
    assert frame["probability"].tolist() == [0.5, 0.5, 0.25, 0.25, 0.25, 0.25]
    assert frame["state"].tolist() == ["draw 0"] * 2 + ["draw 1"] * 2 + ["draw 2"] * 2


def test_programs_that_no_memory_holds_are_refused():
    large = pg.NormalFormGame(np.zeros((2, 200, 200), dtype=int))
    with pytest.raises(pg.UnsupportedError, match="up to 2097152 incentives"):
        pg.solve(large, "correlated")
    with pytest.raises(pg.UnsupportedError, match="here are 16000000"):
        pg.solve(large, "coarse_correlated")


def test_negative_prices_prove_nothing():
    # by hand: they would prove the mixed equilibrium the best, of those from which every deviation gains exactly 0
    mixed = {(0, 0): 4, (0, 1): 2, (1, 0): 2, (1, 1): 1}
    prices = [Price(p, told, 1 - told, (Fraction(4, 3), Fraction(-7, 3))[told]) for p in (0, 1) for told in (0, 1)]
    chances = tuple((cell, Fraction(count, 9)) for cell, count in mixed.items())
    advice = replace(advice_of(CHICKEN), chances=chances, prices=tuple(prices))
    assert bound(CHICKEN, advice) == sum(CHICKEN.payoffs_of(advice)) == Fraction(28, 3)
    assert max(gains(CHICKEN, advice, coarse=False).values()) == 0
    assert "at least 0" in correlated.certify(CHICKEN, advice).reason


def test_prices_of_nothing_may_be_those_of_huge_payoffs():
    huge = pg.NormalFormGame([[[1, 0], [0, 1]], [[10**30, 0], [0, 10**30]]])
    advice = advice_of(huge, objective=0)
    free = replace(advice, prices=(Price(1, 0, 1, Fraction(0)),))
    assert isinstance(correlated.certify(huge, free), Certificate)


def test_nothing_wanted_is_had():
    assert best(CHICKEN, objective=(0, 0)).certificate.candidate.objective == (0, 0)


def test_the_mediator_is_put_into_words():
    told = pg.solve(CHICKEN, "correlated").explain()
    assert "with probability 1/4 (0.25) the mediator tells Ann to play “action 0” and Bob to play “action 1”" in told
    assert "The best Nash equilibrium gives 28/3 (about 9.33): the mediator adds 7/6 (about 1.17)." in told
    three = pg.NormalFormGame(np.zeros((3, 2, 2, 2), dtype=int))
    assert "The best pure Nash equilibrium gives as much: 0." in pg.solve(three, "correlated").explain()


def test_a_deadline_gives_an_honest_solution():
    random = np.random.default_rng(1)
    solution = pg.solve(pg.NormalFormGame(random.integers(0, 99, (2, 25, 25))), "correlated", deadline=1e-9)
    assert (solution.coverage, solution.equilibria) == (Coverage.SOME, ())
    assert "nothing is proven" in solution.explain()
