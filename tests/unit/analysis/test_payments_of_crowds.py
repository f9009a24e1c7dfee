"""Payments in games of like players, written out: against the counts themselves and the scenario's other reading."""

from fractions import Fraction
from itertools import product

import policygames as pg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policygames.games.written_out import MOST_WRITTEN, profile_of, written_out

COUNTED = ("safety_agreement", "provider_restrictions", "rival_chip_entry", "global_south_blocs")


@st.composite
def crowds(draw):
    """Two groups, of up to three and of two, with payoffs drawn for every case."""
    sizes, names = (
        {"rich": draw(st.integers(1, 3)), "poor": 2},
        {"rich": ["act", "wait"], "poor": ["act", "wait", "go"]},
    )
    known = {}

    def payoff(group, action, counts):
        key = (group, action, *(counts[one][name] for one in sizes for name in names[one]))
        if key not in known:
            known[key] = Fraction(draw(st.integers(-4, 4)), draw(st.integers(1, 3)))
        return known[key]

    game = pg.SymmetricGame(sizes, names, payoff)
    return game, known


@settings(max_examples=25)
@given(crowds())
def test_every_payoff_is_that_of_the_counts(drawn):
    game, known = drawn
    table = written_out(game)
    assert table.players == game.players
    groups = [group for group, size in enumerate(game.sizes) for _ in range(size)]
    for profile in product(*map(range, table.shape)):
        counts = [
            sum(g == group and a == action for g, a in zip(groups, profile, strict=True))
            for group, names in enumerate(game.actions)
            for action in range(len(names))
        ]
        for player, group in enumerate(groups):
            key = (game.groups[group], game.actions[group][profile[player]], *counts)
            assert table.payoff(player, profile) == known[key]


@pytest.mark.parametrize("name", COUNTED)
def test_scenarios_are_the_games_that_the_forms_of_their_payoffs_give(name):
    """The same table by another way: every member a player of its own from the start."""
    scenario = pg.scenario(name)
    table = written_out(scenario.game())
    parameter = next(name for name, one in scenario.parameters.items() if one.range is not None)
    other = scenario.payoff_piece((parameter,)).forms.at((scenario.parameters[parameter].value,))
    assert (table.payoffs == other.payoffs).all()


def test_each_who_is_tempted_is_paid_what_the_temptation_is():
    """Barrett's coalition with a clause, at counts: closed form from the counts alone."""
    game = pg.scenario("safety_agreement").game()  # 7 states; acting costs 3.5 and benefits all by 1 per acting state
    sign, stay = game.actions[0]

    def worth(own, signing):
        return signing - Fraction(7, 2) * (own == sign) if signing >= Fraction(7, 2) else 0

    for signing in range(8):
        found = pg.intervene(game, {sign: signing, stay: 7 - signing})
        found.verify()
        leave = max(0, worth(stay, signing - 1) - worth(sign, signing)) if signing else 0
        join = max(0, worth(sign, signing + 1) - worth(stay, signing)) if signing < 7 else 0
        assert found.cost == signing * leave + (7 - signing) * join
        if not found.cost:
            assert pg.solve(found.game, "pure_nash").equilibria


def test_all_goals_and_levers_of_tables_are_offered():
    game = pg.scenario("provider_restrictions").game()
    first, second = game.actions[0]
    target = {first: 3}
    for options in ({"goal": "dominant"}, {"instruments": "sanctions"}, {"goal": "unique", "margin": 1}):
        pg.intervene(game, target, **options).verify()
    pg.intervene(game, {second: 3}, lever="commitment").verify()
    equilibrium = pg.solve(game, "pure_nash").equilibria[0]
    assert pg.intervene(game, equilibrium).cost == 0
    assert pg.intervene(game, [first] * 3) == pg.intervene(game, target)


def test_groups_are_named():
    game = pg.SymmetricGame({"rich": 1, "poor": 2}, ["act", "wait"], lambda group, action, counts: int(action == "act"))
    target = {"rich": {"wait": 1}, "poor": {"act": 1, "wait": 1}}
    found = pg.intervene(game, target)
    assert found.cost == 2
    assert [found.question.game.players[flow.player] for flow, _ in found.change] == ["rich 0", "poor 1"]
    assert profile_of(game, [0, 1, 1]) == [0, 1, 1]
    alike = pg.SymmetricGame(3, ["act", "wait"], lambda action, counts: counts[action])
    assert profile_of(alike, {"player": {"act": 3}}) == profile_of(alike, {"act": 3}) == (0, 0, 0)
    for one, wrong in ((game, {**target, "middle": {"act": 7}}), (alike, {"player": {"act": 3}, "middle": {"act": 7}})):
        with pytest.raises(pg.GameError, match="there is no 'middle'"):
            profile_of(one, wrong)


@pytest.mark.parametrize(
    "target", [{"act": 2}, {"act": -1, "wait": 4}, {"act": 1, "go": 2}, {"act": True, "wait": 2}, {}, {"act": "3"}]
)
def test_counts_that_are_none_are_refused(target):
    game = pg.SymmetricGame(3, ["act", "wait"], lambda action, counts: counts[action])
    with pytest.raises(pg.GameError) as refused:
        pg.intervene(game, target)
    assert (refused.value.reason, refused.value.path) == ("SHAPE_DATA_MISMATCH", "target")


def test_a_table_that_is_too_long_is_refused_with_advice():
    game = pg.SymmetricGame(14, ["act", "wait"], lambda action, counts: counts[action])
    with pytest.raises(pg.UnsupportedError, match="fewer like players") as refused:
        pg.intervene(game, {"act": 14})
    assert refused.value.reason == "GAME_TOO_LARGE"
    assert MOST_WRITTEN < 14 * 2**14
