"""Players of one action: with or without them a game has the same answers, for as many of them as there may be."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from many_players import IRRATIONAL
from policygames.games.deciders import deciders
from policygames.wire.normal_form import normal_form_message, read_normal_form
from strategies import NEEDED_OPTIONS, games_of, tied_games_of

ONE = (Fraction(1),)
CONCEPTS = [one.id for one in pg.concepts() if pg.NormalFormGame in one.games]


def among_others(game, places, players):
    """The game whose players stand at these places of so many, all others having one action."""
    shape = [1] * players
    for place, count in zip(places, game.shape, strict=True):
        shape[place] = count
    own = dict(zip(places, game.numerators, strict=True))
    scale = dict(zip(places, game.denominators, strict=True))
    exact = [
        [Fraction(value, scale.get(player, 1)) for value in own.get(player, np.zeros(shape, int)).ravel().tolist()]
        for player in range(players)
    ]
    return pg.NormalFormGame([_arranged(row, shape) for row in exact])


def _arranged(row, shape):
    table = np.empty(len(row), dtype=object)
    table[:] = row
    return table.reshape(shape)


def ask(game, concept, **limits):
    """The solution, or why there is none."""
    try:
        return pg.solve(game, concept, **NEEDED_OPTIONS.get(concept, {}), **limits)
    except pg.UnsupportedError as error:
        return error.reason


@settings(max_examples=40)
@given(st.one_of(tied_games_of((2, 1, 3)), games_of((2, 2, 2)), games_of((1, 2))), st.data())
def test_those_who_decide_play_the_same_game(game, data):
    players = len(game.shape) + data.draw(st.integers(1, 4))
    places = sorted(data.draw(st.permutations(range(players)))[: len(game.shape)])
    larger = among_others(game, places, players)
    choosing = deciders(larger, sum(count > 1 for count in larger.shape))
    kept = deciders(game, sum(count > 1 for count in game.shape))
    assert [own.tolist() for own in choosing.game.numerators] == [own.tolist() for own in kept.game.numerators]
    assert choosing.game.denominators == kept.game.denominators
    profile = tuple((Fraction(1, count),) * count for count in larger.shape)
    assert choosing.whole(choosing.of(profile)) == profile
    paid = larger.payoffs_of(profile)
    assert tuple(paid[player] for player in choosing.kept) == choosing.game.payoffs_of(choosing.of(profile))


@settings(max_examples=15)
@given(
    st.one_of(tied_games_of((2, 2, 2)), games_of((2, 1, 2))), st.sampled_from(["nash", "pure_nash", "rationalizable"])
)
def test_answers_are_those_without_them(game, concept):
    places = (1, 3, 4)
    small, large = ask(game, concept), ask(among_others(game, places, 6), concept)
    assert large.coverage is small.coverage
    assert {_kept(one, places) for one in large.equilibria} == {_kept(one, range(3)) for one in small.equilibria}
    large.verify()


def _kept(equilibrium, places):
    candidate = equilibrium.certificate.candidate
    return tuple(
        (getattr(candidate, "survivors", None) or equilibrium.exact or candidate.low)[place] for place in places
    )


@pytest.mark.parametrize("players", [33, 63, 64])
def test_a_proven_box_is_found_and_certified_among_many(players):
    places = (0, 20, players - 1)
    game = among_others(pg.NormalFormGame(IRRATIONAL), places, players)
    small, large = pg.solve(pg.NormalFormGame(IRRATIONAL)), pg.solve(game)
    assert large.coverage is small.coverage is pg.Coverage.ALL
    assert len(large.equilibria) == len(small.equilibria)
    for one, other in zip(large.equilibria, small.equilibria, strict=True):
        assert one.exact is None
        np.testing.assert_allclose(
            np.concatenate([one.profile[place] for place in places]), np.concatenate(other.profile)
        )
        assert all(one.profile[player].tolist() == [1] for player in set(range(players)) - set(places))
    large.verify()


@pytest.mark.parametrize("concept", CONCEPTS)
@pytest.mark.parametrize("shape", [[1] * 64, [2, *[1] * 62, 3], [1] * 33], ids=["64 idle", "two decide", "33 idle"])
def test_every_concept_answers_or_refuses_as_many_players_as_there_may_be(concept, shape):
    rows = np.arange(len(shape) * np.prod(shape)).reshape(len(shape), -1) % 7
    game = pg.NormalFormGame([row.reshape(shape) for row in rows])
    found = ask(game, concept)
    if isinstance(found, str):
        assert found == "METHOD_UNSUITED"
        return
    assert found.coverage is pg.Coverage.ALL
    assert found.equilibria
    found.verify()
    assert pg.Solution.from_dict(found.to_dict()) == found
    assert found.explain()
    found.to_frame()


def test_a_game_that_nobody_decides_has_one_outcome():
    game = pg.NormalFormGame([np.full([1] * 64, player) for player in range(64)])
    for concept in ("nash", "pure_nash", "quantal_response"):
        (equilibrium,) = ask(game, concept).equilibria
        assert equilibrium.exact_payoffs == tuple(range(64))
    (joint,) = ask(game, "correlated").equilibria
    assert joint.exact_payoffs == tuple(range(64))


@pytest.mark.parametrize("players", [62, 63, 64])
def test_fractions_are_spelled_however_many_players_there_are(players):
    game = pg.NormalFormGame([np.full([1] * players, "1/3", dtype=object) for _ in range(players)])
    assert pg.NormalFormGame.from_dict(game.to_dict()) == game
    assert read_normal_form(normal_form_message(game)) == game


@pytest.mark.parametrize(("players", "what"), [(64, "payoffs"), (64, "floats"), (63, "batch"), (64, "batch")])
def test_what_needs_more_axes_than_there_are_is_refused(players, what):
    rows = [np.zeros([1] * players).tolist() for _ in range(players)]
    with pytest.raises(pg.GameError) as refusal:
        pg.solve_many([rows], "nash") if what == "batch" else getattr(pg.NormalFormGame(rows), what)
    assert refusal.value.reason == "GAME_TOO_LARGE"
    assert refusal.value.variables == {"players": str(players), "limit": "62" if what == "batch" else "63"}


def test_arrays_of_as_many_players_as_fit_are_given():
    rows = [np.full([1] * 62, player).tolist() for player in range(62)]
    assert pg.NormalFormGame(rows).payoffs.ndim == pg.NormalFormGame(rows).floats.ndim == 63
    (solution,) = pg.solve_many([rows], "pure_nash")
    assert solution.equilibria[0].exact_payoffs == tuple(range(62))


def test_what_is_no_number_is_named_however_many_players_there_are():
    payoffs = [np.zeros([1] * 33) for _ in range(33)]
    payoffs[7] = np.full([1] * 33, np.nan)
    for given_ in (payoffs, np.stack(payoffs)):
        with pytest.raises(pg.GameError) as refusal:
            pg.NormalFormGame(given_)
        assert refusal.value.variables == {"value": "nan", "player": "7", "profile": ", ".join("0" * 33)}
