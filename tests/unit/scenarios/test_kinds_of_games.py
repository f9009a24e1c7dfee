"""Groups, types, signals and mistakes in a file become the games that textbooks write down for them."""

from __future__ import annotations

import time
from fractions import Fraction
from itertools import product

import pytest
from policygames.errors import GameError, ScenarioError
from policygames.games import BayesianGame, NormalFormGame, RepeatedGame, SymmetricGame
from policygames.scenarios import parsed
from policygames.scenarios.compiler import normal_form
from policygames.scenarios.roster import written_out
from policygames.scenarios.values import parameter_values

F = Fraction

HEAD = """\
policygames: 1
kind: scenario
id: made
version: 1.0.0
title: A made up case
question: What happens?
topics: [detente]
"""
CLUB = (
    HEAD
    + """\
players:
  - {id: state, name: State, members: 4, attributes: {weight: 2}, actions: [{id: in, name: In}, {id: out, name: Out}]}
  - {id: host, name: Host, attributes: {weight: 5}, actions: [{id: open, name: Open}, {id: out, name: Closed}]}
parameters:
  gain: {value: 3, range: [0, 5], basis: judgement}
payoffs:
  form: terms
  terms:
    - {id: club, to: state, when: "own == in", value: "gain / count(in) + if(host == open, 1, 0)"}
    - {id: alone, to: all, when: "own == out", value: "others_total(weight, out) - total(weight, in)"}
    - {id: fee, to: host, when: "own == open", value: "count(in) * gain"}
game: {type: normal, symmetry: [state]}
""".replace("id: in,", "id: inside,")
    .replace("== in", "== inside")
    .replace("(in)", "(inside)")
    .replace(", in)", ", inside)")
)
SPY = (
    HEAD
    + """\
players:
  - {id: us, actions: [{id: hold}, {id: yield}]}
  - {id: china, actions: [{id: buy}, {id: wait}]}
parameters:
  tough: {value: 0.7, unit: probability, range: [0, 1], basis: judgement}
payoffs:
  form: terms
  terms:
    - {id: resolve, to: us, when: "type(own) == hawk and us == hold", value: "8"}
    - {id: ease, to: us, when: "type(us) in [dove] and us == yield", value: "5"}
    - {id: luck, to: china, when: "china == wait and us == yield", value: "6"}
    - {id: sale, to: china, when: "china == buy", value: "2"}
game:
  type: bayesian
  types:
    us: [{id: hawk, name: Hawk, probability: "tough"}, {id: dove, name: Dove, probability: "1 - tough"}]
"""
)
JOINT = SPY[: SPY.index("  types:")] + (
    """\
  types:
    us: [{id: hawk}, {id: dove}]
    china: [{id: strong}, {id: weak}]
  prior:
    - {types: {us: hawk, china: strong}, probability: "tough"}
    - {types: {us: dove, china: strong}, probability: "(1 - tough) / 3"}
    - {types: {us: dove, china: weak}, probability: "2 * (1 - tough) / 3"}
"""
)
NOISY = (
    HEAD
    + """\
players:
  - {id: us, actions: [{id: calm}, {id: race}]}
  - {id: china, actions: [{id: calm}, {id: race}]}
parameters:
  slip: {value: 0.1, range: [0, 1], basis: judgement}
payoffs:
  form: table
  table:
    us: [[3, 0], [4, 1]]
    china: [[3, "2 * 2"], [0, 1]]
game:
  type: repeated
  discount: 9/10
  monitoring:
    type: public
    signals: [quiet, alarm]
    probabilities:
      - {when: "count(race) == 0", quiet: "1 - slip", alarm: slip}
      - {when: "count(race) > 0", quiet: "slip / 2", alarm: "1 - slip / 2"}
"""
)


def test_a_group_plays_what_its_members_would_play_one_by_one():
    scenario = parsed(CLUB)
    game = scenario.game()
    assert isinstance(game, SymmetricGame)
    assert (game.sizes, game.groups) == ((4, 1), ("State", "Host"))
    table = normal_form(written_out(scenario.document), parameter_values(scenario.document, {}))
    for profile in product(*map(range, table.shape)):
        played = [tuple(F(action == choice) for action in range(2)) for choice in profile]
        crowd = [played[:4].count(strategy) for strategy in ((1, 0), (0, 1))]
        for player in range(5):
            assert table.payoff(player, profile) == paid_by_counts(
                game, player == 4, profile[player], crowd, profile[4]
            )


def paid_by_counts(game: SymmetricGame, host: bool, own: int, crowd: list[int], hosting: int) -> Fraction:
    """The payoff found in the rows of a symmetric game by counts; those of two actions ascend in the first."""
    states = crowd[0] if host else crowd[0] - (own == 0)
    place = (own, states, 0) if host else (own, states, 1 - hosting)
    return F(int(game.numerators[host][place]), game.denominators[host])


def test_thirty_like_players_are_counted_not_tabulated():
    start = time.monotonic()
    game = parsed(CLUB.replace("members: 4", "members: 30")).game()
    assert time.monotonic() - start < 5  # the table would have 2^30 profiles
    assert game.sizes == (30, 1)


def test_one_group_alone_is_a_game_too():
    lines = (line for line in CLUB.splitlines() if "id: host" not in line and "to: host" not in line)
    text = "\n".join(lines).replace(" + if(host == open, 1, 0)", "")
    game = parsed(text).game()
    # inside with three others inside: 3 / 4; outside alone: nobody else outside, three of weight 2 inside
    assert game.payoffs_by_counts(0) == [3, F(3, 2), 1, F(3, 4), 6, 2, -2, -6]


def test_a_group_that_plays_for_ever_is_written_out():
    game = parsed(CLUB.replace("{type: normal, symmetry: [state]}", "{type: repeated, discount: 1/2}")).game()
    assert isinstance(game, RepeatedGame)
    assert game.players == ("State 0", "State 1", "State 2", "State 3", "Host")
    assert game.discount == (F(1, 2),) * 5


@pytest.mark.parametrize(
    ("passage", "replacement", "words"),
    [
        ("own == inside", "state == inside", "state stands for 4 players"),
        ("own == inside", "state.weight > 1", "state stands for 4 players"),
        ("members: 4", "members: 0", "allowed: 1 to"),
        ("members: 4", "members: 100000", "allowed: 1 to"),
        ("members: 4", "members: many", "no whole number"),
        ("symmetry: [state]", "symmetry: [host]", "host is one player"),
        ("symmetry: [state]", "symmetry: [stat]", "did you mean 'state'"),
        ("form: terms", "form: outcomes", "written as terms"),
    ],
)
def test_what_a_group_cannot_be_is_refused(refusal, passage, replacement, words):
    assert CLUB.count(passage) == 1
    assert words in str(refusal(CLUB.replace(passage, replacement)))


def test_too_large_a_group_is_refused_before_it_is_asked():
    with pytest.raises(GameError, match="steps") as caught:
        parsed(CLUB.replace("members: 4", "members: 9999").replace("{id: out, name: Out}]", actions(8))).game()
    assert caught.value.reason == "GAME_TOO_LARGE"


def actions(count: int) -> str:
    return ", ".join(["{id: out, name: Out}", *(f"{{id: a{number}}}" for number in range(count))]) + "]"


def test_a_division_by_zero_among_counts_names_term_and_counts():
    scenario = parsed(CLUB.replace("gain / count(inside)", "gain / others(inside)"))
    with pytest.raises(ScenarioError, match=r"'club', where state plays inside among 1 inside, 3 out") as caught:
        scenario.game()
    assert caught.value.line == 16


def test_types_and_their_prior():
    game = parsed(SPY).game()
    assert isinstance(game, BayesianGame)
    assert game.types == (("Hawk", "Dove"), ("type 0",))
    assert game.prior.tolist() == [[F(7, 10)], [F(3, 10)]]
    assert [game.game_at((kind, 0)).payoff(0, (0, 0)) for kind in (0, 1)] == [8, 0]
    assert [game.game_at((kind, 0)).payoff(0, (1, 0)) for kind in (0, 1)] == [0, 5]


@pytest.mark.parametrize(("chance", "gain"), [("2/3", 0), ("1/2", 1), ("9/10", F(-7, 5))])
def test_waiting_pays_by_the_odds_of_a_dove(chance, gain):
    # waiting wins 6 against a dove that yields and nothing from a hawk that holds; a sale is worth 2
    game = parsed(SPY).game(tough=chance)
    profile = ((F(1), F(0)), (F(0), F(1)), (F(1), F(0)))
    buy, wait = game.interim_payoffs((1, 0), profile)
    assert wait - buy == gain


@pytest.mark.parametrize(("chance", "left"), [(0, "Dove"), (1, "Hawk")])
def test_a_type_that_nobody_is_of_is_left_out(chance, left):
    game = parsed(SPY).game(tough=chance)
    assert game.types == ((left,), ("type 0",))
    assert game.game_at((0, 0)).payoff(0, (0, 0)) == (8 if left == "Hawk" else 0)


def test_a_joint_prior_correlates_types():
    game = parsed(JOINT).game(tough="1/2")
    assert game.prior.tolist() == [[F(1, 2), 0], [F(1, 6), F(1, 3)]]


@pytest.mark.parametrize(
    ("text", "passage", "replacement", "words"),
    [
        (SPY, "== hawk", "== hawks", "did you mean 'hawk'"),
        (SPY, "== hawk", "== hold", "a type is needed here, this is an action"),
        (SPY, "type(own) == hawk", "type(china) == hawk", "china has no types"),
        (SPY, "type(own) == hawk", "type(hawk) == hawk", "type takes the id of a player"),
        (SPY, "type(own) == hawk", "own == hawk", "an action is needed"),
        (SPY, '"8"', '"type(us)"', "a type is compared"),
        (SPY, "id: dove,", "id: tough,", "tough is the id of a parameter already"),
        (SPY, "id: dove,", "id: hold,", "hold is the id of an action already"),
        (SPY, "id: dove,", "id: hawk,", "hawk stands here twice"),
        (SPY, ', probability: "1 - tough"', "", "the probability of dove is missing"),
        (SPY, "    us: [{id: hawk, name", "    usa: [{id: hawk, name", "did you mean 'us'"),
        (SPY, "type: bayesian", "type: normal", "types belongs to a bayesian game"),
        (JOINT, "us: hawk, china: strong", "us: hawk, china: stron", "did you mean 'strong'"),
        (JOINT, "us: hawk, china: strong", "us: hawk", "china is missing"),
        (JOINT, "us: hawk, china: strong", "us: dove, china: strong", "in the prior already"),
        (JOINT, "{id: dove}", '{id: dove, probability: "1/2"}', "stands in the prior"),
    ],
)
def test_types_that_do_not_fit_are_refused(refusal, text, passage, replacement, words):
    assert text.count(passage) == 1
    assert words in str(refusal(text.replace(passage, replacement)))


@pytest.mark.parametrize(
    ("text", "passage", "replacement", "line"),
    [
        (SPY, '"1 - tough"', '"0.5 - tough"', 23),
        (SPY, '"1 - tough"', '"1.3 - 2 * tough"', 23),
        (JOINT, "(1 - tough) / 3", "(1 - tough) / 4", 26),
    ],
)
def test_chances_of_types_sum_to_one(text, passage, replacement, line):
    with pytest.raises(ScenarioError, match="1 in all") as caught:
        parsed(text.replace(passage, replacement, 1)).game()
    assert (caught.value.reason, caught.value.line) == ("PROBABILITY_RANGE", line)


def test_a_table_and_signals():
    game = parsed(NOISY).game()
    assert isinstance(game, RepeatedGame)
    assert game.stage_game.payoffs.tolist() == [[[3, 0], [4, 1]], [[3, 4], [0, 1]]]
    assert game.discount == (F(9, 10),) * 2
    calm, race = (F(9, 10), F(1, 10)), (F(1, 20), F(19, 20))
    assert game.monitoring.signals == ("quiet", "alarm")
    assert game.monitoring.rows == (calm, race, race, race)


@pytest.mark.parametrize(
    ("passage", "replacement", "words", "line"),
    [
        (
            "count(race) > 0",
            "count(race) == 1",
            "no rule holds at the profile us: race, china: race",
            "count(race) == 0",
        ),
        (
            "count(race) > 0",
            "slip > 0",
            "rules 0 and 1 both hold at the profile us: calm, china: calm",
            "count(race) == 0",
        ),
        ('"1 - slip / 2"', '"1 - slip"', "1 in all", "count(race) > 0"),
        ('"1 - slip / 2"', '"1 / (slip - 0.1)"', "division by zero", "count(race) > 0"),
    ],
)
def test_signals_without_one_rule_a_profile_or_a_sum_of_one_are_refused(passage, replacement, words, line):
    text = NOISY.replace(passage, replacement)
    with pytest.raises(ScenarioError, match=r"exactly one must|1 in all|division by zero") as caught:
        parsed(text).game()
    assert words in str(caught.value)
    assert line in text.splitlines()[caught.value.line - 1]


@pytest.mark.parametrize(
    ("passage", "replacement", "words"),
    [
        ("alarm: slip}", "alrm: slip}", "did you mean 'alarm'"),
        (", alarm: slip}", "}", "alarm is missing"),
        ("signals: [quiet, alarm]", "signals: [quiet, race]", "race is the id of an action"),
        ("type: public", "type: perfect", "belong to public monitoring"),
        ("    signals: [quiet, alarm]\n", "", "needs signals"),
        ("us: [[3, 0], [4, 1]]", "us: [[3, 0], [4]]", "a list of 2 is needed"),
        ("us: [[3, 0], [4, 1]]", "us: [[3, 0], [4, [1]]]", "not a list"),
        ("us: [[3, 0], [4, 1]]", "us: [[3, 0], [4, x]]", "there is no 'x'"),
        ("us: [[3, 0], [4, 1]]", "us: 3", "a list of lists"),
        ("    us: [[3, 0], [4, 1]]\n", "", "us is missing"),
        ("  discount: 9/10\n", "", "us is missing"),
        ("  discount: 9/10\n", "  discount: 9/10\n  mistakes: {usa: slip}\n", "did you mean 'us'"),
    ],
)
def test_signals_and_tables_that_do_not_fit_are_refused(refusal, passage, replacement, words):
    assert NOISY.count(passage) == 1
    assert words in str(refusal(NOISY.replace(passage, replacement)))


def test_unequal_patience_side_payments_and_an_end():
    text = NOISY.replace("discount: 9/10", "discount: {us: 1/3, china: slip}\n  periods: 7\n  transfers: true")
    game = parsed(text).game()
    assert (game.discount, game.periods, game.transfers) == ((F(1, 3), F(1, 10)), 7, True)


def test_hands_that_slip_give_expected_payoffs_and_a_signal_of_what_was_done():
    perfect = NOISY[: NOISY.index("  monitoring:")] + "  mistakes: {us: slip}\n"
    scenario = parsed(perfect)
    game = scenario.game()
    # us means to stay calm and races with probability 1/10: 0.9 * 3 + 0.1 * 4 where China is calm
    assert game.stage_game.payoff(0, (0, 0)) == F(31, 10)
    assert game.stage_game.payoff(1, (0, 0)) == F(27, 10)
    assert dict(game.monitoring.after((0, 1))) == {"calm / race": F(9, 10), "race / race": F(1, 10)}
    assert scenario.stage_game().payoff(0, (0, 0)) == 3
    assert scenario.game(slip=0).monitoring is None


def test_a_signal_about_what_was_done_by_hands_that_slip():
    game = parsed(NOISY.rstrip() + "\n  mistakes: slip\n").game()
    # both mean calm: quiet is 9/10 if both are (81/100), else 1/20
    assert game.monitoring.rows[0][0] == F(81, 100) * F(9, 10) + F(19, 100) * F(1, 20)


def test_a_mistake_beyond_certainty_is_refused_where_it_stands():
    with pytest.raises(ScenarioError, match=r"allowed: \[0, 1\]") as caught:
        parsed(NOISY.rstrip() + '\n  mistakes: {us: "2 * slip"}\n').game(slip=1)
    assert (caught.value.path, caught.value.line) == ("game.mistakes.us", 27)


def test_the_stage_game_of_a_table_is_a_table():
    assert isinstance(parsed(NOISY).stage_game(), NormalFormGame)
