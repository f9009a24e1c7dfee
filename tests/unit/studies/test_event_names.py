"""What events of a study may be called: ids, claims and outcomes, told loosely, and turned round."""

import numpy as np
import policygames as pg
import pytest
from policygames.certificates import Certificate
from policygames.concepts import nash
from policygames.errors import GameError
from policygames.studies.event_names import known_event
from policygames.studies.quantities import event

CLAIMS = {"trade_fails": "Open trade is no equilibrium.", "both_lose": "Both lose.", "price_holds": "The price holds"}
OUTCOMES = ["(open, buy) | (ban, boycott)", "(open, buy)", "(ban, boycott)"]


@pytest.mark.parametrize(
    ("name", "known", "turned"),
    [
        ("trade_fails", "trade_fails", False),
        ("Trade fails", "trade_fails", False),
        ("trade holds", "trade_fails", True),
        ("open trade is no equilibrium", "trade_fails", False),
        ("both_lose", "both_lose", False),
        ("Both lose.", "both_lose", False),
        ("both lose holds", "both_lose", False),
        ("both lose does not hold", "both_lose", True),
        ("Both lose fails", "both_lose", True),
        ("the price holds", "price_holds", False),
        ("price fails", "price_holds", True),
        ("price does not hold", "price_holds", True),
        ("(open, buy)", "(open, buy)", False),
        ("(open, buy) fails", "(open, buy)", True),
        ("(open, buy) | (ban, boycott)", "(open, buy) | (ban, boycott)", False),
    ],
)
def test_names_are_known(name, known, turned):
    assert known_event(name, CLAIMS, OUTCOMES) == (known, turned)


@pytest.mark.parametrize(
    ("name", "near"), [("trade_fials", "'trade_fails'"), ("both loses", "both"), ("(open, bye)", "'(open, buy)'")]
)
def test_a_wrong_name_is_answered_by_the_nearest(name, near):
    with pytest.raises(GameError, match="did you mean") as refused:
        known_event(name, CLAIMS, OUTCOMES)
    assert near in str(refused.value).lower()
    assert (refused.value.reason, refused.value.path) == ("UNKNOWN_NAME", "event")


def test_nothing_is_guessed():
    for name in ("trade", "equilibrium", "x", "", "holds", " fails"):
        with pytest.raises(GameError):
            known_event(name, CLAIMS, OUTCOMES)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    scenario = pg.scenario("chip_controls_and_boycott")
    return pg.study(scenario, draws=128, seed=7, out=tmp_path_factory.mktemp("runs") / "boycott", workers=1)


def test_trade_holds_where_nobody_gains_by_leaving_it(study):
    """In each draw by the definition, from the game of that draw."""
    holds = []
    for draw in range(len(study)):
        game = study.scenario.game(**study.values(draw))
        verdict = nash.certify(game, game.mixed_profile([[1, 0, 0], [1, 0, 0]]))
        holds.append(isinstance(verdict, Certificate))
    assert 0 < sum(holds) < len(holds)
    assert event(study, "trade holds").tolist() == holds
    assert event(study, "trade_fails").tolist() == [not one for one in holds]
    assert np.array_equal(event(study, "(open, buy)"), event(study, "trade holds"))


def test_the_box_of_the_contract_is_that_of_the_outcome(study):
    found, other = study.discover("trade holds"), study.discover("(open, buy)")
    assert (found.event, found.limits, found.density) == ("trade holds", other.limits, other.density)
    assert study.discover("trade fails").limits == study.discover("trade holds", fails=True).limits
    with pytest.raises(GameError, match="did you mean 'unique_outcome'"):
        study.discover("unique_otcome")
