"""How much payoffs may err in games of like players and of types: against the definition, entry by entry."""

import json
from collections import Counter
from dataclasses import replace
from fractions import Fraction
from itertools import product

import numpy as np
import policygames as pg
import pytest
from policygames.analysis.robustness import robustness
from policygames.certificates import Certificate
from policygames.concepts import bayes_nash, nash
from policygames.games import game_from_dict
from policygames.results.robustness import Robustness
from policygames.wire.robustness import read_robustness, read_robustness_request, robustness_message, robustness_request

A_LITTLE = Fraction(1, 10**12)
WORLD = np.random.default_rng(3)


def crowd(sizes=(3,), actions=2, spread=4):
    """Like players, in groups, with random whole payoffs by own action and counts."""
    drawn = {}

    def payoff(*case):
        key = json.dumps(case)
        return drawn.setdefault(key, int(WORLD.integers(-spread, spread + 1)))

    names = [f"a{index}" for index in range(actions)]
    groups = sizes[0] if len(sizes) == 1 else {f"g{place}": size for place, size in enumerate(sizes)}
    return pg.SymmetricGame(groups, names, payoff)


def opened(game):
    """The same game by players, each payoff looked up by what all do: nothing of its counts is used but the table."""
    groups = [group for group, size in enumerate(game.sizes) for _ in range(size)]
    shape = [game.shape[group] for group in groups]
    payoffs = np.empty((len(groups), *shape), dtype=object)
    for profile in np.ndindex(*shape):
        for player, group in enumerate(groups):
            choices = [
                [profile[other] for other, own in enumerate(groups) if own == one and other != player]
                for one in range(len(game.sizes))
            ]
            row = game.numerators[group][profile[player]]
            for one, chosen in enumerate(choices):
                row = row[counts_of(len(chosen), game.shape[one]).index(tally(chosen, game.shape[one]))]
            payoffs[(player, *profile)] = Fraction(int(row), game.denominators[group])
    return pg.NormalFormGame(payoffs.tolist())


def tally(chosen, actions):
    counted = Counter(chosen)
    return tuple(counted[action] for action in range(actions))


def counts_of(size, actions):
    return sorted(counts for counts in product(range(size + 1), repeat=actions) if sum(counts) == size)


def in_error(game, size):
    """The game with an error of up to `size` in every number of its table."""
    plain = game.to_dict()

    def wrong(value):
        if isinstance(value, list):
            return [wrong(one) for one in value]
        return str(
            Fraction(value) + size * Fraction(int(WORLD.choice([-1000, 1000, WORLD.integers(-999, 1000)])), 1000)
        )

    return game_from_dict({**plain, "payoffs": wrong(plain["payoffs"])})


@pytest.mark.parametrize(("sizes", "actions"), [((3,), 2), ((4,), 2), ((3,), 3), ((2, 2), 2)])
def test_the_radius_of_like_players_is_that_of_the_game_by_players(sizes, actions):
    told = 0
    for _ in range(15):
        game = crowd(sizes, actions)
        table = opened(game)
        for one in pg.solve(game, "pure_nash").equilibria:
            found = robustness(one)
            profile = table.mixed_profile(one.exact_profile)
            losses = [
                profile_pays - payoff
                for player, strategy in enumerate(profile)
                for profile_pays in [table.payoffs_of(profile)[player]]
                for action, payoff in enumerate(table.deviation_payoffs(player, profile))
                if not strategy[action]
            ]
            assert found.radius == min(losses) / 2
            assert found.verify() == ()
            told += 1
    assert told > 5


@pytest.mark.parametrize(("sizes", "actions"), [((3,), 2), ((2, 2), 2), ((3,), 3)])
def test_like_players_keep_to_it_within_the_radius_and_not_beyond(sizes, actions):
    told = 0
    for _ in range(10):
        game = crowd(sizes, actions)
        for one in pg.solve(game, "pure_nash").equilibria:
            check_both_sides(robustness(one), nash, one.certificate.candidate, draws=5)
            told += 1
    assert told


def check_both_sides(found, concept, played, draws):
    """It holds in games in error by the radius, and not in one in error by a little more."""
    for _ in range(draws):
        assert isinstance(concept.certify(in_error(found.game, found.radius), played), Certificate)
    beyond = found.breaking_game(found.radius + A_LITTLE)
    assert not isinstance(concept.certify(beyond, played), Certificate)
    changes = [abs(a - b) for a, b in zip(numbers(beyond), numbers(found.game), strict=True)]
    assert max(changes) == found.radius + A_LITTLE


def numbers(game):
    return [
        Fraction(int(value), denominator)
        for own, denominator in zip(game.numerators, game.denominators, strict=True)
        for value in own.ravel()
    ]


def types(spread=5):
    kinds, shape = [(2, 1), (2, 2)][WORLD.integers(2)], [(2, 2), (2, 3)][WORLD.integers(2)]
    weights = WORLD.integers(1, 5, size=kinds)
    prior = np.vectorize(lambda part: Fraction(int(part), int(weights.sum())), otypes=[object])(weights)
    payoffs = WORLD.integers(-spread, spread + 1, size=(2, *kinds, *shape))
    return pg.BayesianGame(payoffs.tolist(), prior.tolist())


def losses_by_definition(game, profile):
    """What each type expects to lose by each action that it does not play: sums over the other's types, by Bayes."""
    pure = {agent: strategy.index(1) for agent, strategy in zip(game.agents, profile, strict=True)}
    for player, kind in game.agents:
        at = [types for types in np.ndindex(*game.prior.shape) if types[player] == kind]
        mass = sum(game.prior[types] for types in at)

        def expected(action, player=player, at=at, mass=mass):
            total = Fraction(0)
            for types in at:
                acts = [pure[agent] for agent in enumerate(types)]
                acts[player] = action
                value = Fraction(int(game.numerators[player][(*types, *acts)]), game.denominators[player])
                total += game.prior[types] / mass * value
            return total

        for action in range(game.shape[player]):
            if action != pure[player, kind]:
                yield expected(pure[player, kind]) - expected(action)


def test_types_keep_to_it_within_the_radius_and_not_beyond():
    told = 0
    for _ in range(40):
        game = types()
        for one in pg.solve(game, "bayes_nash").equilibria:
            found, profile = robustness(one), one.exact_profile
            assert found.verify() == ()
            if any(max(strategy) < 1 for strategy in profile):
                assert found.radius == 0
            else:
                assert found.radius == min(losses_by_definition(game, profile)) / 2
            check_both_sides(found, bayes_nash, profile, draws=3)
            told += found.radius > 0
    assert told > 10


def test_players_without_other_actions_never_give_way():
    (one,) = pg.solve(pg.SymmetricGame(3, ["wait"], lambda action, counts: 1), "pure_nash").equilibria
    assert robustness(one).radius is None
    assert "no error breaks it" in robustness(one).explain()


SCENARIOS = {
    "multinational_stacks": ("pure_nash", "stays an equilibrium as long as no payoff errs by more than 0.075"),
    "provider_restrictions": ("pure_nash", "All 3 players choose “Serve them”"),
    "safety_agreement": ("pure_nash", "a player is indifferent between “Stay out” and “Sign”"),
    "nvidia_two_fires": ("bayes_nash", "United States (Resolute) is indifferent"),
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_scenarios_are_told_in_words_and_come_back_whole(name):
    concept, words = SCENARIOS[name]
    game = pg.scenario(name).game()
    found = [robustness(one) for one in pg.solve(game, concept).equilibria]
    assert words in " ".join(one.explain() for one in found)
    for one in found:
        assert Robustness.from_dict(json.loads(json.dumps(one.to_dict()))) == one
        assert read_robustness(robustness_message(one), game) == one
        assert read_robustness_request(robustness_request(one.equilibrium)) == (game, one.equilibrium)
        if one.weakest:
            with pytest.raises(pg.CertificateError):
                replace(one, weakest=replace(one.weakest, radius=one.weakest.radius + 1)).verify()


def test_what_is_no_equilibrium_or_has_no_radius_is_refused_with_what_to_do():
    volunteer = pg.scenario("rival_chip_entry").game()
    boxed = next(one for one in pg.solve(volunteer, "nash").equilibria if one.enclosure)
    dilemma = pg.NormalFormGame([[[3, 1], [4, 2]], [[3, 4], [1, 2]]])
    patient = pg.solve(pg.RepeatedGame(dilemma, "3/5"), "subgame_perfect", method="grim_trigger").equilibria[0]
    for one, words in ((boxed, "whoever mixes has to be indifferent"), (patient, "critical_discount")):
        with pytest.raises(pg.UnsupportedError, match=words) as refused:
            robustness(one)
        assert (refused.value.reason, refused.value.path) == ("UNSUPPORTED_GAME", "equilibrium")
    wrong = pg.solve(volunteer, "pure_nash").equilibria[0]
    other = replace(wrong, game=pg.scenario("provider_restrictions").game())
    with pytest.raises(pg.GameError, match="no equilibrium"):
        robustness(other)
