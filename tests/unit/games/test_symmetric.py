"""Games of like players: read exactly, refused by place, and worth what the whole table says."""

from fractions import Fraction

import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from many_players import full_game, gain_by_definition, payoff_by_definition
from policygames.certificates import Certificate
from policygames.concepts import nash, pure_nash
from policygames.games import Crowd, SymmetricGame
from policygames.games.game import game_from_dict

SHAPES = [((3,), (2,)), ((2,), (3,)), ((2, 1), (2, 2)), ((1, 2), (3, 2)), ((4,), (2,))]


@st.composite
def symmetric_games(draw):
    """Small ones, many of them tied."""
    sizes, shape = draw(st.sampled_from(SHAPES))
    names = [f"g{index}" for index in range(len(sizes))]
    actions = {name: [f"a{action}" for action in range(count)] for name, count in zip(names, shape, strict=True)}
    known = {}

    def payoff(*case):
        return known.setdefault(repr(case), draw(st.sampled_from([0, 1, 2, Fraction(1, 3)])))

    if len(sizes) == 1:
        return SymmetricGame(sizes[0], actions["g0"], payoff)
    return SymmetricGame(dict(zip(names, sizes, strict=True)), actions, payoff)


@st.composite
def crowds_of(draw, game):
    """Crowds with up to two factions a group."""
    groups = []
    for size, count in zip(game.sizes, game.shape, strict=True):
        factions = {}
        for _ in range(size):
            weights = draw(st.lists(st.integers(0, 2), min_size=count, max_size=count).filter(any))
            strategy = tuple(Fraction(weight, sum(weights)) for weight in weights)
            factions[strategy] = factions.get(strategy, 0) + 1
        groups.append(tuple((factions[one], one) for one in sorted(factions, reverse=True)))
    return Crowd(tuple(groups))


@settings(max_examples=60)
@given(symmetric_games(), st.data())
def test_crowds_are_certified_exactly_where_the_whole_table_says(game, data):
    crowd, whole = data.draw(crowds_of(game)), full_game(game)
    profile = crowd.profile()
    wanted = [payoff_by_definition(whole, player, profile) for player in range(sum(game.sizes))]
    assert list(game.payoffs_of(crowd)) == wanted
    verdict = nash.certify(game, crowd)
    assert isinstance(verdict, Certificate) is (gain_by_definition(whole, profile) <= 0)
    if not isinstance(verdict, Certificate):
        assert 0 < verdict.deviation.gain <= gain_by_definition(whole, profile)
    assert isinstance(pure_nash.certify(game, crowd), Certificate) <= crowd.is_pure


@settings(max_examples=40)
@given(symmetric_games())
def test_pure_equilibria_are_those_of_the_whole_table_up_to_exchange(game):
    solution = pg.solve(game, "pure_nash")
    solution.verify()
    owner = [group for group, size in enumerate(game.sizes) for _ in range(size)]

    def counted(profile):
        groups = [
            sorted((s for s, own in zip(profile, owner, strict=True) if own == g), reverse=True) for g in set(owner)
        ]
        return tuple(map(tuple, groups))

    whole = {counted(one.exact) for one in pg.solve(full_game(game), "pure_nash").equilibria}
    found = [counted(one.exact) for one in solution.equilibria]
    assert len(set(found)) == len(found)
    assert set(found) == whole


@given(symmetric_games())
def test_plain_data_and_digest_name_the_game(game):
    again = game_from_dict(game.to_dict())
    assert again == game
    assert again.digest == game.digest
    assert pg.SymmetricGame.from_tables(game.sizes, game.groups, game.actions, game.to_dict()["payoffs"]) == game


def test_counts_are_those_of_all_players_the_own_action_included():
    asked = {}
    pg.SymmetricGame(3, ("in", "out"), lambda action, counts: asked.setdefault((action, counts["in"]), counts["in"]))
    assert sorted(asked) == [("in", 1), ("in", 2), ("in", 3), ("out", 0), ("out", 1), ("out", 2)]


@pytest.mark.parametrize(
    ("arguments", "reason", "path"),
    [
        ((1, ("a", "b"), lambda *_: 0), "TOO_FEW_PLAYERS", "players"),
        ((True, ("a", "b"), lambda *_: 0), "TOO_FEW_PLAYERS", "players"),
        ((20_000, ("a", "b"), lambda *_: 0), "GAME_TOO_LARGE", "players"),
        ((300, "abcdefgh", lambda *_: 0), "EMPTY_ACTION_SET", "actions[0]"),
        ((300, tuple("abcdefgh"), lambda *_: 0), "GAME_TOO_LARGE", "payoff"),
        ((3, ("a", "a"), lambda *_: 0), "DUPLICATE_LABEL", "actions[0][1]"),
        ((3, ("a", "b"), 7), "NOT_A_NUMBER", "payoff"),
        ((3, ("a", "b"), lambda action, counts: float("nan")), "NON_FINITE_PAYOFF", "payoff('a', others: [[0, 2]])"),
        (({"r": 2, "p": 2}, {"r": ("a",)}, lambda *_: 0), "UNKNOWN_NAME", "actions"),
    ],
)
def test_what_is_no_game_is_refused_by_place(arguments, reason, path):
    with pytest.raises(pg.GameError) as caught:
        pg.SymmetricGame(*arguments)
    assert (caught.value.reason, caught.value.path) == (reason, path)


def test_tables_of_the_wrong_size_are_refused():
    with pytest.raises(pg.GameError) as caught:
        pg.SymmetricGame.from_tables([3], ["player"], [["a", "b"]], [[[1, 2], [3, 4]]])
    assert caught.value.reason == "RAGGED_PAYOFFS"
