"""Options of analyses hold what they may hold, whether or not this version runs the analysis."""

from __future__ import annotations

import policygames as pg
import pytest
from policygames.scenarios import parsed
from policygames.scenarios.option_values import _CHECKS
from policygames.scenarios.vocabulary import ANALYSES

CALM = "{us: calm, china: calm}"
RACE = "{us: race, china: race}"
SUSTAINED = f"critical_discount, path: {CALM}"

WRONG = {
    # analysis and options: (what the error points at, words in its message)
    "intervene, goal: equilibrim": ("equilibrim", "did you mean 'equilibrium'"),
    "intervene, goal: [unique]": ("[unique]", "one word is needed"),
    "intervene, lever: paymnt": ("paymnt", "did you mean 'payment'"),
    "intervene, target: {us: clam, china: calm}": ("clam", "did you mean 'calm'"),
    "intervene, target: {us: calm}": ("{us: calm}", "china is missing"),
    "intervene, target: calm": ("calm", "an action for each player"),
    "intervene, target: {us: [calm], china: calm}": ("{us: [", "one action for each player"),
    "intervene, parameters: [gian]": ("gian", "did you mean 'gain'"),
    "intervene, parameters: gain": ("gain", "a list is needed"),
    "study, report: [nonsense]": ("nonsense", "allowed: equilibria, one, payoffs, pure_equilibria"),
    "study, report: [equilibra]": ("equilibra", "did you mean 'equilibria'"),
    "study, design: gird": ("gird", "did you mean 'grid'"),
    "study, design: {type: sobl, draws: 8}": ("sobl", "did you mean 'sobol'"),
    "study, design: {type: sobol, drws: 8}": ("drws", "did you mean 'draws'"),
    "study, design: {type: sobol, draws: many}": ("many", "no whole number"),
    "study, draws: 1.5": ("1.5", "no whole number"),
    "study, seed: -1": ("-1", "no whole number"),
    "study, over: {gian: {from: 0, to: 1, count: 3}}": ("gian", "did you mean 'gain'"),
    "study, over: {gain: {form: 0, to: 1, count: 3}}": ("form", "did you mean 'from'"),
    "study, over: {gain: {from: 0, to: 1, count: x}}": ("x}", "no whole number"),
    "study, over: gain": ("gain", "a mapping is needed"),
    "regimes, over: {gian: [0, 1]}": ("gian", "did you mean 'gain'"),
    "subgame_perfect, at: {gian: [0, 1]}": ("gian", "did you mean 'gain'"),
    "subgame_perfect, at: {gain: [0, x]}": ("x]", "not a number"),
    "public_perfect, at: {gain: x}": ("x}", "not a number"),
    "robustness, of: racng": ("racng", "did you mean 'racing'"),
    "nash, symmetric: maybe": ("maybe", "neither true nor false"),
    "rationalizable, strict: 1": ("1", "neither true nor false"),
    "pure_nash, up_to: symetry": ("symetry", "did you mean 'symmetry'"),
    "stackelberg, leader: usa": ("usa", "did you mean 'us'"),
    "stackelberg, strategies: mixd": ("mixd", "did you mean 'mixed'"),
    "quantal_response, precision: high": ("high", "not a number"),
    "value_of_information, player: chna": ("chna", "did you mean 'china'"),
    "value_of_information, about: chna": ("chna", "did you mean 'china'"),
    "correlated, objective: welfar": ("welfar", "did you mean 'welfare'"),
    "correlated, objective: {usa: 1}": ("usa", "did you mean 'us'"),
    "correlated, objective: {us: x}": ("x}", "not a number"),
    "correlated, objective: {minimize_probability_of: {us: clam, china: calm}}": ("clam", "did you mean 'calm'"),
    f"{SUSTAINED}, punishment: optimall": ("optimall", "did you mean 'optimal'"),
    f"{SUSTAINED}, punishments: [grim, optimall]": ("optimall", "did you mean 'optimal'"),
    f"{SUSTAINED}, punishments: [limited_punish: 2]": ("limited_punish", "did you mean 'limited_punishment'"),
    f"{SUSTAINED}, punishments: [limited_punishment: long]": ("long", "no whole number"),
    f"{SUSTAINED}, punishments: [limited_punishment]": ("limited_punishment]", "PERIODS"),
    f"{SUSTAINED}, punishments: [[grim]]": ("[grim]", "one word is needed"),
    f"{SUSTAINED}, punishments: [{{}}]": ("{}", "PERIODS"),
    f"{SUSTAINED}, punishment: {{us: race, china: rase}}": ("rase", "did you mean 'race'"),
    f"{SUSTAINED}, punishment: {{us: race}}": ("{us: race}", "china is missing"),
    f"{SUSTAINED}, monitoring: pubic": ("pubic", "did you mean 'public'"),
    f"{SUSTAINED}, transfers: some": ("some", "neither true nor false"),
}

RIGHT = [
    f"intervene, lever: parameters, target: {CALM}, goal: unique, parameters: [gain]",
    "study, design: {type: sobol, draws: 4096, seed: 7}, report: [equilibria, payoffs]",
    "study, design: lhs, draws: 16, seed: 0, report: one",
    "study, design: grid, over: {gain: {from: 0, to: 0.5, count: 3}, cost: [1/3, 0.5]}, report: [pure_equilibria]",
    "regimes, over: {gain: [0, 5]}",
    "subgame_perfect, at: {gain: [0.3, 1/2], cost: 1}",
    "robustness, of: racing",
    "nash, symmetric: true, up_to: symmetry",
    "stackelberg, leader: us, strategies: mixed",
    "quantal_response, precision: [0.5, 2]",
    "value_of_information, player: us, about: china",
    "correlated, objective: egalitarian",
    "correlated, objective: china",
    "correlated, objective: {us: 1, china: 1/3}",
    f"correlated, objective: {{minimize_probability_of: {CALM}}}",
    f"{SUSTAINED}, punishments: [grim, optimal, {{limited_punishment: 2}}, tit_for_tat, stick_and_carrot, {RACE}]",
    f"{SUSTAINED}, punishment: grim, monitoring: public, transfers: true",
]


def with_analysis(small: str, analysis: str) -> str:
    """The small scenario with one more analysis on a line of its own."""
    return small.replace("expected:", f"  - {{id: one, analysis: {analysis}}}\nexpected:")


@pytest.mark.parametrize("analysis", WRONG)
def test_a_wrong_value_is_an_error_at_its_place(analysis, small, refusal):
    where, words = WRONG[analysis]
    text = with_analysis(small, analysis)
    error = refusal(text)
    assert text.splitlines()[error.line - 1][error.column - 1 :].startswith(where)
    assert error.reason == "BAD_SCENARIO"
    assert words in str(error)
    assert "not supported yet" not in str(error)


@pytest.mark.parametrize("analysis", RIGHT)
def test_a_real_feature_is_read_and_answered_or_named(analysis, small):
    results = parsed(with_analysis(small, analysis)).solve()
    ours = [result for result in results if result.id == "one"]
    assert ours
    assert all(result.result is not None or result.unsupported for result in ours)


def test_every_option_has_values_that_it_may_have():
    assert {option for options in ANALYSES.values() for option in options} == set(_CHECKS)


def test_players_that_cannot_be_read_hide_no_other_mistake(small, refusal):
    text = with_analysis(small, "intervene, goal: equilibrim, target: {us: calm}").replace(
        "id: us, name", "id: Us, name"
    )
    assert [line.split(":")[1] for line in str(refusal(text)).splitlines()] == ["11", "25"]


def test_a_topic_is_one_of_the_list(changed, refusal):
    error = refusal(changed("topics: [detente]", "topics: [detente, exprt_controls]"))
    assert (error.line, error.column, error.path) == (7, 19, "topics[1]")
    assert "did you mean 'export_controls'" in str(error)


@pytest.mark.parametrize("periods", ["0", "10001", "99999999999", "-1", "2.5", "forever", "None", "[5]", "²"])
def test_periods_are_a_number_or_infinite(periods, repeated, refusal):
    error = refusal(repeated(f'periods: {periods}, discount: {{us: "1/2", china: "1/2"}}'))
    assert (error.line, error.path) == (22, "game.periods")
    assert "allowed: whole numbers from 1 to 10000, or infinite" in str(error)


@pytest.mark.parametrize("periods", ["1", "10000", "infinite"])
def test_these_are_periods(periods, repeated):
    game = parsed(repeated(f'periods: {periods}, discount: {{us: "1/2", china: "1/2"}}')).game()
    assert isinstance(game, pg.RepeatedGame)
    assert game.periods == (None if periods == "infinite" else int(periods))
