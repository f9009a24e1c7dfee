"""Outcomes of repeated games, and of others whose equilibria no numerators tell: from the game, not its search."""

from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from policygames.errors import UnsupportedError
from policygames.studies.lasting import lasting
from policygames.studies.outcome_words import named
from policygames.studies.outcomes import NOT_LISTED, UNPROVEN, members, unproven
from policygames.studies.quantities import event, quantities

CRISIS = pg.scenario("crisis_with_mistakes")
WAR, PEACE = "played: (strike, strike)", "played: (hold, hold) | (strike, strike)"


def peace_can_be_kept(values):
    """Whether both can hold back in some pure public equilibrium: incidents must be rare enough.

    The worst that can follow an incident is conflict for ever, the best after quiet is R - m g / (1 - m), R peace, g
    the gain of surprise: Abreu, Milgrom and Pearce, Econometrica 59 (1991) 1713-1733, section 3.
    """
    peace, surprise, conflict = (values[name] for name in ("peace", "surprise", "conflict"))
    gain, patience, mistakes = surprise - peace, values["patience"], values["mistakes"]
    best = peace - mistakes * gain / (1 - mistakes)
    return patience * (1 - mistakes) * (best - conflict) >= (1 - patience) * gain


@pytest.fixture(scope="module", params=[None, 2])
def crisis(request, tmp_path_factory):
    """Searched as long as usual, and hardly at all."""
    return pg.study(
        CRISIS, draws=64, seed=3, limit=request.param, findings=(), out=tmp_path_factory.mktemp("a"), workers=0
    )


def test_outcomes_under_signals_are_what_theory_says_and_no_coverage(crisis):
    frame = crisis.frame()
    for draw, label in enumerate(frame["outcome"]):
        wanted = PEACE if peace_can_be_kept(crisis.values(draw)) else WAR
        assert label == wanted or (unproven(label) and "(strike, strike)" in label)
    assert not frame["outcome"].str.contains("none").any()
    if crisis.spec.limit > 2:
        assert set(frame["outcome"]) >= {PEACE, WAR}
        assert not frame["outcome"].map(unproven).any()


def test_what_is_open_counts_neither_way(crisis):
    frame = crisis.frame()
    open_ = frame["outcome"].map(unproven).to_numpy()
    for name in (WAR, "(hold, hold)"):
        if name in set(frame["outcome"]) or name != WAR:
            try:
                found = event(crisis, name)
            except pg.GameError:
                continue  # hardly searched, no peace is found
            assert np.isnan(found[open_]).all()
            assert not np.isnan(found[~open_]).any()
    told = quantities(crisis)
    assert not any(name.startswith(UNPROVEN) or name == NOT_LISTED for name in told)
    assert not any("equilibria" in name or "payoff of" in name for name in told)  # those of the search


def test_a_longer_search_decides_more_and_contradicts_nothing(tmp_path):
    scenario, chosen = pg.scenario("compute_race_detente"), {"draws": 12, "seed": 3, "findings": (), "workers": 0}
    brief, long = (
        pg.study(scenario, limit=limit, out=tmp_path / str(limit), **chosen).frame()["outcome"] for limit in (200, None)
    )
    assert not long.map(unproven).any()
    assert brief.map(unproven).any() and not brief.map(unproven).all()
    for early, late in zip(brief, long, strict=True):
        assert early == late or (unproven(early) and {*members(early)} - {NOT_LISTED} <= {*members(late)})


def test_profiles_last_from_the_patience_that_is_critical():
    """Against thresholds that are found by other code, for each profile, in chip controls that go on for ever."""
    scenario = pg.scenario("chip_controls_repeated")
    rng, decided = np.random.default_rng(4), 0
    for _ in range(8):
        values = {
            name: one.range[0] + (one.range[1] - one.range[0]) * Fraction(int(rng.integers(0, 100)), 100)
            for name, one in scenario.parameters.items()
            if one.range and not one.formula
        }
        game = scenario.game(**values)
        for profile, held in lasting(pg.solve(game, "subgame_perfect")).items():
            try:
                least = pg.critical_discount(game.stage_game, profile, punishment="optimal")
            except UnsupportedError:
                continue
            low, high = (least.exact, least.exact) if least.interval is None else least.interval
            if low is None:
                assert not held
            elif held is not None and not low < game.discount[0] < high:
                assert held == (game.discount[0] >= high)
                decided += 1
    assert decided > 12


def test_four_laboratories_share_for_ever_exactly_where_that_pays(tmp_path):
    study = pg.study(pg.scenario("open_research_pool"), draws=24, seed=3, findings=(), out=tmp_path, workers=0)
    for draw, label in enumerate(study.frame()["outcome"]):
        values = study.values(draw)
        growth, patience = values["growth"], values["patience"]
        assert not unproven(label)
        assert ("(share, share, share, share)" in label) == (patience >= (4 - growth) / (3 * growth))
        if growth < 4:
            assert "(withhold, withhold, withhold, withhold)" in label


def test_nothing_is_said_of_games_that_end_and_without_a_coin_no_more_than_is_proven():
    game = pg.scenario("chip_controls_repeated").game()
    stage = game.stage_game
    assert lasting(pg.solve(pg.RepeatedGame(stage, game.discount, periods=3), "subgame_perfect")) is None
    for coin in (True, False):
        solution = pg.solve(pg.RepeatedGame(stage, game.discount, public_randomization=coin), "subgame_perfect")
        held = lasting(solution)
        for profile, lasts in held.items():
            paid = [stage.payoff(player, profile) for player in (0, 1)]
            least = solution.payoff_set.punishments if solution.payoff_set else None
            if lasts and least:
                assert all(now >= low for now, low in zip(paid, least, strict=True))
            if lasts and solution.payoff_set is not None:
                assert solution.payoff_set.contains(paid) is not False


@pytest.mark.parametrize("name", ["standards_blocs", "global_south_blocs", "compute_race_detente"])
def test_no_outcome_is_called_after_a_method(name, tmp_path):
    scenario = pg.scenario(name)
    study = pg.study(scenario, draws=12, seed=3, findings=(), out=tmp_path, workers=0)
    acts = {action.id for player in scenario.document.players for action in player.actions}
    for label in study.frame()["outcome"]:
        assert "found by" not in label
        assert label == NOT_LISTED or any(act in label for act in acts)
        assert "none" not in label
        words = named(label, scenario.document)
        assert not any(sign in words for sign in ("|", "for ever:", "played:", "_"))


def test_boxes_of_irrational_equilibria_tell_who_plays_what(tmp_path):
    scenario = pg.scenario("standards_blocs")
    study = pg.study(scenario, draws=12, seed=3, findings=(), out=tmp_path, workers=0)
    ids = [[action.id for action in player.actions] for player in scenario.document.players]
    boxes = 0
    for draw, label in enumerate(study.frame()["outcome"]):
        found = study.solution(draw).equilibria
        played = [[[a for a, chance in enumerate(own) if chance > 0] for own in one.profile] for one in found]
        told = {
            "(" + ", ".join("+".join(names[a] for a in own) for names, own in zip(ids, one, strict=True)) + ")"
            for one in played
        }
        assert label == " | ".join(sorted(told))
        boxes += any(one.enclosure is not None for one in found)
    assert boxes > 1


def test_a_mediator_draws_what_has_a_chance(tmp_path):
    scenario = pg.scenario("mediated_escalation")
    study = pg.study(scenario, "correlated", draws=6, seed=3, findings=(), out=tmp_path, workers=0)
    ids = [[action.id for action in player.actions] for player in scenario.document.players]
    for draw, label in enumerate(study.frame()["outcome"]):
        (best,) = study.solution(draw).equilibria
        drawn = [profile for profile, chance in np.ndenumerate(best.exact) if chance > 0]
        told = (f"({', '.join(names[a] for names, a in zip(ids, one, strict=True))})" for one in drawn)
        assert label == "drawn: " + " or ".join(told)


def test_sets_of_actions_are_no_profile():
    left = "; ".join(["share, withhold"] * 9 + ["withhold"])  # as many commas as a profile of ten has
    assert named(left, pg.scenario("open_research_pool_of_ten").document) == left


def test_words_say_what_can_be_played():
    assert (
        named(PEACE, CRISIS.document) == "(Hold back, Hold back) and (Strike, Strike) can be played in an equilibrium"
    )
    assert named("for ever: none", CRISIS.document) == "nothing can be played for ever, unless players mix"
    assert named(NOT_LISTED, CRISIS.document) == "not decided"
    assert named(f"{UNPROVEN}{WAR}", CRISIS.document).startswith("at least: (Strike, Strike)")
    drawn = "drawn: (hold, strike) or (strike, hold)"
    assert named(drawn, CRISIS.document) == "a mediator draws (Hold back, Strike) or (Strike, Hold back)"
