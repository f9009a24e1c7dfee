"""Templates: what each plays after what was seen, against its textbook definition; bad keywords refused by name."""

from itertools import product
from pathlib import Path

import policygames as pg
import pytest
from policygames.certificates import Certificate
from policygames.games import automata
from policygames.games.templates import built, template, templates

PD = pg.NormalFormGame(
    [[[2, 0], [3, 1]], [[2, 3], [0, 1]]], players=("US", "China"), actions=[["trade", "control"], ["buy", "boycott"]]
)
CC, DD, CD, DC = (0, 0), (1, 1), (0, 1), (1, 0)
GOOD, BAD = ("trade", "buy"), ("control", "boycott")


def plays(automaton, *seen):
    """What is played in each period when these profiles are seen one after the other."""
    state, found = automaton.start, [automaton.plan[automaton.start]]
    for profile in seen:
        ((state, chance),) = automaton.transitions[state, profile]
        assert chance == 1
        found.append(automaton.plan[state])
    return found


def pure(profiles):
    """Profiles as action indices, pure ones given as distributions too."""
    return [tuple(one.index(1) if isinstance(one, tuple) else one for one in profile) for profile in profiles]


HISTORIES = list(product([CC, CD, DC, DD], repeat=3))


@pytest.mark.parametrize("seen", HISTORIES, ids=str)
def test_tit_for_tat_repeats_what_the_other_did(seen):
    assert plays(built("tit_for_tat", PD, {"path": GOOD}), *seen) == [CC, *((b, a) for a, b in seen)]


@pytest.mark.parametrize("seen", HISTORIES, ids=str)
def test_win_stay_lose_shift_cooperates_exactly_after_both_did_the_same(seen):
    automaton = built("win_stay_lose_shift", PD, {"path": GOOD, "punishment": BAD})
    assert plays(automaton, *seen) == [CC, *(CC if a == b else DD for a, b in seen)]


@pytest.mark.parametrize("seen", HISTORIES, ids=str)
def test_grim_defects_for_ever_once_somebody_did(seen):
    due = [CC if all(one == CC for one in seen[:period]) else DD for period in range(4)]
    assert pure(plays(built("grim", PD, {"path": GOOD}), *seen)) == due
    assert pure(plays(built("nash_reversion", PD, {"path": GOOD}), *seen)) == due


@pytest.mark.parametrize("seen", HISTORIES, ids=str)
def test_contrite_tit_for_tat_follows_standing(seen):
    # standing as in Boyd (1989): lost by defecting while the other was in good standing, or while in bad oneself
    standing, due = [True, True], [CC]
    for profile in seen:
        before = list(standing)
        for i in range(2):
            justified = before[i] and not before[1 - i]
            standing[i] = profile[i] == 0 or justified
        if standing == [False, False]:
            standing = [True, True]  # both are to cooperate, which is what good standing asks for
        due.append(tuple(int(standing[i] and not standing[1 - i]) for i in range(2)))
    assert plays(built("contrite_tit_for_tat", PD, {"path": GOOD, "punishment": BAD}), *seen) == due


def test_generous_tit_for_tat_forgives_each_apart():
    automaton = built("generous_tit_for_tat", PD, {"path": GOOD, "generosity": "1/4"})
    after = {automaton.plan[to]: chance * 16 for to, chance in automaton.transitions["trade / buy", DD]}
    assert after == {CC: 1, CD: 3, DC: 3, DD: 9}


def test_limited_punishment_counts_down_and_may_begin_anew():
    keywords = {"path": GOOD, "periods": 2, "punishment": BAD}
    assert plays(built("limited_punishment", PD, keywords), DC, CC, CC, CC) == [CC, DD, DD, CC, CC]
    again = built("limited_punishment", PD, keywords | {"restart": True})
    assert plays(again, DC, CD, DD, DD, CC) == [CC, DD, DD, DD, CC, CC]


def test_stick_and_carrot_beats_whoever_does_not_take_the_stick():
    automaton = built("stick_and_carrot", PD, {"carrot": GOOD, "stick": BAD})
    assert plays(automaton, CC, CD, DC, DD, CC) == [CC, CC, DD, DD, CC, CC]
    assert built("stick_and_carrot", PD, {"carrot": GOOD, "stick": BAD, "start": "stick"}).start == "stick"


def test_stick_and_carrot_sustains_what_grim_cannot():
    # Abreu (1986): the stick pays -4, less than the stage equilibrium's 2. To leave the carrot gains 4 and costs d 9;
    # to leave the stick gives -1 instead of -4 + 9 d per period
    payoffs = [[5, 0, -2], [9, 2, -1], [0, 0, -4]]
    game = pg.NormalFormGame([payoffs, list(zip(*payoffs, strict=True))])
    grim = pg.automaton("grim", game, path=CC).discounts()
    stick = pg.automaton("stick_and_carrot", game, carrot=CC, stick=(2, 2)).discounts()
    assert str(grim[0]) == "[4/7, 1)"
    assert str(stick[0]) == "[4/9, 1)"


def test_a_penal_code_walks_its_paths_and_starts_the_deviators_anew():
    automaton = built("penal_code", PD, {"path": [GOOD], "punishments": [[BAD, DC, GOOD], [BAD, CD, GOOD]]})
    assert plays(automaton, DC, DD, DC, CC) == [CC, DD, DC, CC, CC]
    assert plays(automaton, CD, DD, CC, DD) == [CC, DD, CD, DD, CD]


def test_grim_walks_a_cycle():
    automaton = built("grim", PD, {"path": [GOOD, ("control", "buy")]})
    assert pure(plays(automaton, CC, DC, CC, DD, CC)) == [CC, DC, CC, DC, DD, DD]


def test_stationary_asks_for_a_stage_equilibrium():
    for path, holds in ((GOOD, False), (BAD, True)):
        assert isinstance(pg.automaton("stationary", PD, path=path).check("1/2"), Certificate) is holds


def test_three_players_answer_the_deviator():
    game = pg.NormalFormGame([[[[1, 0], [0, 0]], [[0, 0], [0, 1]]]] * 3)
    automaton = built("limited_punishment", game, {"path": (0, 0, 0), "periods": 1, "punishment": {
        "player 0": (0, 1, 1), "player 1": (1, 0, 1), "player 2": (1, 1, 0)}})  # fmt: skip
    assert plays(automaton, (0, 1, 1)) == [(0, 0, 0), (1, 0, 1)]
    assert plays(automaton, (0, 0, 1)) == [(0, 0, 0), (1, 1, 0)]


BAD_CALLS = [
    ("grim", {}, "UNSPECIFIED_VALUE", "path"),
    ("grim", {"path": GOOD, "periods": 3}, "UNKNOWN_FIELD", "periods"),
    ("grim", {"path": ("trade", "sell")}, "UNKNOWN_NAME", "path[1]"),
    ("grim", {"path": [GOOD, ("trade", "sell")]}, "UNKNOWN_NAME", "path[1][1]"),
    ("grim", {"path": []}, "SHAPE_DATA_MISMATCH", "path"),
    ("grim", {"path": GOOD, "punishment": {"US": BAD}}, "UNSPECIFIED_VALUE", "punishment"),
    ("grim", {"path": GOOD, "punishment": {"Russia": BAD}}, "UNKNOWN_NAME", "punishment"),
    ("grim", {"path": GOOD, "punishment": [["1/2", "1/3"], [1, 0]]}, "PROBABILITY_RANGE", "punishment"),
    ("nash_reversion", {"path": GOOD, "punishment": GOOD}, "NO_STAGE_EQUILIBRIUM", "punishment"),
    ("limited_punishment", {"path": GOOD, "periods": 0}, "OPTION_RANGE", "periods"),
    ("limited_punishment", {"path": GOOD, "periods": True}, "OPTION_RANGE", "periods"),
    ("limited_punishment", {"path": GOOD, "periods": 10**6}, "GAME_TOO_LARGE", "moves"),
    ("limited_punishment", {"path": GOOD, "periods": 1, "restart": 1}, "OPTION_RANGE", "restart"),
    ("stick_and_carrot", {"carrot": GOOD, "stick": BAD, "start": "path"}, "UNKNOWN_NAME", "start"),
    ("generous_tit_for_tat", {"path": GOOD, "generosity": 2}, "PROBABILITY_RANGE", "generosity"),
    ("penal_code", {"path": GOOD, "punishments": [BAD]}, "SHAPE_DATA_MISMATCH", "punishments"),
    ("penal_code", {"path": GOOD, "punishments": [BAD, [("x", "buy")]]}, "UNKNOWN_NAME", "punishments[1][0][0]"),
]


@pytest.mark.parametrize(("name", "keywords", "reason", "path"), BAD_CALLS, ids=range(len(BAD_CALLS)))
def test_bad_keywords_are_refused_with_their_place(name, keywords, reason, path):
    with pytest.raises(pg.GameError) as refusal:
        pg.automaton(name, PD, **keywords)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)


def test_an_unknown_template_is_refused_with_the_nearest_name():
    with pytest.raises(pg.UnsupportedError, match="did you mean 'tit_for_tat'") as refusal:
        pg.automaton("tit_for_tats", PD)
    assert (refusal.value.reason, refusal.value.path) == ("UNKNOWN_AUTOMATON", "template")
    assert "grim" in refusal.value.choices


PENNIES = pg.NormalFormGame([[[1, -1], [-1, 1]], [[-1, 1], [1, -1]]])


def test_without_a_pure_stage_equilibrium_one_is_asked_for():
    for name in ("grim", "nash_reversion"):
        with pytest.raises(pg.UnsupportedError, match="punishment="):
            pg.automaton(name, PENNIES, path=(0, 0))
    half = [{"action 0": "1/2", "action 1": "1/2"}] * 2
    assert pg.automaton("nash_reversion", PENNIES, path=(0, 0), punishment=half).discounts() == ()


@pytest.mark.parametrize("name", ["tit_for_tat", "generous_tit_for_tat"])
def test_reciprocity_needs_two_players_with_matching_actions(name):
    keywords = {"path": (0, 0)} | ({"generosity": 0} if name != "tit_for_tat" else {})
    with pytest.raises(pg.UnsupportedError) as refusal:
        pg.automaton(name, pg.NormalFormGame([[[1, 2]], [[1, 2]]]), **keywords)
    assert refusal.value.reason == "AUTOMATON_UNSUITED"


def test_the_worst_equilibria_must_agree_for_one_reversion():
    sexes = pg.NormalFormGame([[[2, 0], [0, 1]], [[1, 0], [0, 2]]])
    with pytest.raises(pg.GameError) as refusal:
        pg.automaton("nash_reversion", sexes, path=(0, 0))
    assert refusal.value.path == "punishment"


def test_every_file_is_a_template_of_its_name_with_a_source():
    files = {path.stem for path in Path(automata.__file__).parent.glob("*.py")} - {"__init__"}
    assert set(templates()) == files
    for name in files:
        assert template(name).id == name
        assert any(character.isdigit() for character in template(name).source)
