"""Least discount factors of grim punishment: by formula, by bisection with the certifier, never, zero, and refused."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import Certificate
from policygames.concepts.subgame_perfect import certify
from policygames.games.grim import grim, worst_pure_equilibria
from strategies import games, pure_profiles_of
from textbook import expected_payoff, gains_by_definition, pure, pure_equilibria_by_definition

PD = pg.NormalFormGame([[[2, 0], [3, 1]], [[2, 3], [0, 1]]], ["R", "C"], [["cooperate", "defect"]] * 2)
PENNIES = pg.NormalFormGame.from_bimatrix([[1, -1], [-1, 1]], [[-1, 1], [1, -1]])
CHIPS = pg.NormalFormGame(
    [[["12.24", "-4.5"], ["14.896", 5]], [[17, 24], [5, 8]]],
    ("United States", "China"),
    (("license", "ban"), ("buy", "boycott")),
)
HAIR = Fraction(1, 10**12)


def mixed(game, path):
    """A pure profile as distributions."""
    return tuple(pure(a, n) for a, n in zip(path, game.shape, strict=True))


def thresholds_by_formula(game, path):
    """Each player's gain / (gain + loss), None for never; None where there is no pure equilibrium.

    Source: Friedman, Review of Economic Studies 38 (1971) 1-12.
    """
    equilibria = pure_equilibria_by_definition(game)
    gains, own = gains_by_definition(game, mixed(game, path)), []
    for player in range(len(game.shape)):
        gain = max(gains[player, action] for action in range(game.shape[player]))
        worst = min((expected_payoff(game.payoffs, player, one) for one in equilibria), default=None)
        loss = game.payoffs[(player, *path)] - worst if equilibria else None
        own.append(Fraction(0) if gain == 0 else gain / (gain + loss) if equilibria and loss > 0 else None)
    return own if equilibria else None


def ceiling_by_formula(game, path):
    """The greatest discount factor up to which nobody deviates at a cost to be answered by more than the path pays."""
    equilibria, ceilings = pure_equilibria_by_definition(game), [Fraction(1)]
    for (player, action), gain in gains_by_definition(game, mixed(game, path)).items():
        worst = min(expected_payoff(game.payoffs, player, one) for one in equilibria)
        reward = worst - game.payoffs[(player, *path)]
        if action != path[player] and gain <= 0 < reward:
            ceilings.append(gain / (gain - reward))
    return min(ceilings)


@given(games(st.integers(2, 3)), st.data())
def test_the_threshold_is_that_of_the_formula(game, data):
    path = data.draw(pure_profiles_of(game))
    own = thresholds_by_formula(game, path)
    if own is None:
        with pytest.raises(pg.UnsupportedError):
            pg.critical_discount(game, path, punishment="grim")
        return
    threshold, ceiling = pg.critical_discount(game, path, punishment="grim"), ceiling_by_formula(game, path)
    needed = None if None in own or max(own) > ceiling else max(own)
    assert threshold.exact == needed
    assert list(threshold.by_player) == own or (needed is None and None in threshold.by_player)
    assert None in own or threshold.ceiling == (ceiling if ceiling < 1 else None)
    threshold.verify()
    assert threshold.explain()


@given(games(st.integers(2, 3)), st.data())
def test_it_holds_at_the_value_and_at_nothing_less(game, data):
    path = data.draw(pure_profiles_of(game))
    if (answers := worst_pure_equilibria(game)) is None:
        return
    threshold, automaton = pg.critical_discount(game, path, punishment="grim"), grim(game, path, answers)

    def holds(discount):
        return isinstance(certify(pg.RepeatedGame(game, discount), automaton), Certificate)

    if threshold.exact is None:
        assert not any(holds(discount) for discount in (1 - HAIR, *(d for d in threshold.by_player if d)))
        return
    assert holds(threshold.exact)
    assert not threshold.exact or not holds(threshold.exact * (1 - HAIR))
    assert threshold.ceiling is None or (holds(threshold.ceiling) and not holds((threshold.ceiling + 1) / 2))


def test_a_prisoners_dilemma_needs_one_half():
    threshold = pg.critical_discount(PD, ("cooperate", "cooperate"), punishment="grim")
    assert (threshold.value, threshold.exact, threshold.interval) == (0.5, Fraction(1, 2), None)
    assert threshold.by_player == (Fraction(1, 2), Fraction(1, 2))
    assert threshold.weak_link == "R"
    assert threshold.certificate.slack == 0
    assert (threshold.least.deviation.gain, threshold.least.loss) == (1, 1)


def test_chip_controls_and_boycott():
    # United States: (14.896 - 12.24) / (14.896 - 5); China: (24 - 17) / (24 - 8)
    threshold = pg.critical_discount(CHIPS, ("license", "buy"), punishment="grim")
    assert threshold.by_player == (Fraction(332, 1237), Fraction(7, 16))
    assert (threshold.exact, threshold.weak_link) == (Fraction(7, 16), "China")
    assert "7/16 (0.4375)" in threshold.explain()


def test_a_seventh():
    game = pg.NormalFormGame([[[13, 0], [14, 7]], [[13, 14], [0, 7]]])
    assert pg.critical_discount(game, (0, 0), punishment="grim").exact == Fraction(1, 7)


def test_a_stage_equilibrium_needs_no_patience():
    threshold = pg.critical_discount(PD, ("defect", "defect"), punishment="grim")
    assert (threshold.exact, threshold.least, threshold.weak_link) == (0, None, None)
    assert threshold.certificate is not None
    threshold.verify()


def test_never_is_an_answer_with_its_reason():
    threshold = pg.critical_discount(PD, ("cooperate", "defect"), punishment="grim")
    assert (threshold.value, threshold.exact, threshold.certificate) == (None, None, None)
    assert threshold.by_player == (None, 0)
    assert (threshold.least.deviation.player, threshold.least.threshold, threshold.weak_link) == (0, None, "R")
    assert threshold.explain()
    threshold.verify()


def test_an_answer_that_pays_more_than_the_path_may_lure_a_patient_player_away():
    # the row player needs 4 / (4 + 4); the column player gives up 2 once for 4 a period from 2 / (2 + 4) on
    game = pg.NormalFormGame([[[1, -4], [4, -3], [5, -5]], [[2, 0], [3, 6], [-2, -1]]], ["R", "C"])
    threshold = pg.critical_discount(game, (0, 0), punishment="grim")
    assert (threshold.exact, threshold.by_player) == (None, (Fraction(1, 2), None))
    assert (threshold.ceiling, threshold.weak_link) == (Fraction(1, 3), "C")
    assert "costs 2 once" in threshold.explain()
    threshold.verify()


def test_a_loss_of_nothing_deters_nobody():
    game = pg.NormalFormGame([[[1, 0], [2, 1]], [[1, 2], [0, 1]]])
    assert pg.critical_discount(game, (0, 0), punishment="grim").exact is None


def test_each_deviator_is_answered_by_the_equilibrium_that_is_worst_for_them():
    # battle of the sexes beside an outcome that is good for both, from which each could gain 1
    game = pg.NormalFormGame([[[3, 0, 4], [0, 1, 0], [0, 0, 3]], [[1, 0, 0], [0, 3, 0], [4, 0, 3]]])
    threshold = pg.critical_discount(game, (2, 2), punishment="grim")
    worst = [profile.index(Fraction(1)) for profile, *_ in threshold.punishments]
    assert worst == [1, 0]
    assert threshold.exact == Fraction(1, 3)


def test_a_mixed_punishment_may_be_given():
    game = pg.NormalFormGame([[[2, 4], [-2, 1]], [[2, 0], [4, -3]]])
    half = [["1/2", "1/2"], ["1/2", "1/2"]]
    with pytest.raises(pg.GameError):
        pg.critical_discount(game, (0, 0), punishment=half)
    chicken = pg.NormalFormGame([[[6, 2], [7, 0]], [[6, 7], [2, 0]]])  # Aumann (1974): mixed (2/3, 1/3), 14/3 each
    threshold = pg.critical_discount(chicken, (0, 0), punishment=[["2/3", "1/3"], ["2/3", "1/3"]])
    assert threshold.exact == Fraction(3, 7)  # 1 / (1 + 6 - 14/3)
    assert threshold.punishment == "profile"
    threshold.verify()


@pytest.mark.parametrize(
    "punishment",
    [("defect", "defect"), (1, 1), [np.int64(1), "defect"], [[0, 1], ["0", 1.0]], np.array([[0, 1], [0, 1]])],
    ids=repr,
)
def test_a_punishment_is_named_by_actions_indices_or_probabilities(punishment):
    assert pg.critical_discount(PD, (0, 0), punishment=punishment).exact == Fraction(1, 2)


REFUSED = [
    ({"punishment": "tit_for_tat"}, pg.UnsupportedError, "UNSUPPORTED_PUNISHMENT", "punishment"),
    ({"punishment": "grim", "transfers": True}, pg.UnsupportedError, "UNSUPPORTED_PUNISHMENT", "punishment"),
    ({"punishment": (1, 1), "transfers": True}, pg.UnsupportedError, "UNSUPPORTED_PUNISHMENT", "punishment"),
    ({"punishment": ("cooperate", "cooperate")}, pg.GameError, "NO_STAGE_EQUILIBRIUM", "punishment"),
    ({"punishment": [["1/2", "1/2"], [0, 1]]}, pg.GameError, "NO_STAGE_EQUILIBRIUM", "punishment"),
    ({"punishment": ("defect", "betray")}, pg.GameError, "UNKNOWN_NAME", "punishment[1]"),
    ({"punishment": ("defect",)}, pg.GameError, "SHAPE_DATA_MISMATCH", "punishment"),
    ({"punishment": [[0, 1], [0, "x"]]}, pg.GameError, "NOT_A_NUMBER", "punishment[1][1]"),
    ({"punishment": [[0, 1], [0, 2]]}, pg.GameError, "PROBABILITY_RANGE", "punishment"),
    ({"punishment": [[0, 1], [1]]}, pg.GameError, "PROBABILITY_RANGE", "punishment"),
    ({"punishment": None}, pg.GameError, "SHAPE_DATA_MISMATCH", "punishment"),
    ({"punishment": 7}, pg.GameError, "SHAPE_DATA_MISMATCH", "punishment"),
    ({"punishment": []}, pg.GameError, "SHAPE_DATA_MISMATCH", "punishment"),
    ({"punishment": [[0, 1], 3]}, pg.GameError, "SHAPE_DATA_MISMATCH", "punishment[1]"),
]


@pytest.mark.parametrize(("options", "error", "reason", "path"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_not_offered_or_no_equilibrium_is_refused_by_name(options, error, reason, path):
    with pytest.raises(error) as refusal:
        pg.critical_discount(PD, ("cooperate", "cooperate"), **options)
    assert (refusal.value.reason, refusal.value.path) == (reason, path)


PATHS = [
    ("cooperate",),
    ("cooperate", "betray"),
    "cooperate",
    None,
    7,
    (0, 2),
    (0, -1),
    (0, 0.0),
    [[0, 1], [0, 2]],
    [[0, 1], [0]],
    [],
]


@pytest.mark.parametrize("path", PATHS, ids=repr)
def test_a_path_that_is_no_profile_is_refused(path):
    with pytest.raises(pg.GameError) as refusal:
        pg.critical_discount(PD, path, punishment="grim")
    assert refusal.value.path.startswith("path")


def test_a_game_is_needed():
    with pytest.raises(pg.GameError) as refusal:
        pg.critical_discount([[[1]], [[1]]], (0, 0), punishment="grim")
    assert refusal.value.path == "game"


def test_without_a_pure_equilibrium_a_punishment_must_be_given():
    with pytest.raises(pg.UnsupportedError, match="punishment=") as refusal:
        pg.critical_discount(PENNIES, (0, 0), punishment="grim")
    assert refusal.value.reason == "NO_STAGE_EQUILIBRIUM"


THRESHOLD = pg.critical_discount(CHIPS, ("license", "buy"), punishment="grim")
NEVER = pg.critical_discount(PD, ("cooperate", "defect"), punishment="grim")
WORST = THRESHOLD.punishments[0]
TAMPERED = {
    "value lower": replace(THRESHOLD, exact=Fraction(2, 5)),
    "value higher": replace(THRESHOLD, exact=Fraction(1, 2)),
    "never": replace(THRESHOLD, exact=None, certificate=None),
    "not never": replace(NEVER, exact=Fraction(1, 2)),
    "by player": replace(THRESHOLD, by_player=(Fraction(0), Fraction(7, 16))),
    "certificate gone": replace(THRESHOLD, certificate=None),
    "certificate's slack": replace(THRESHOLD, certificate=replace(THRESHOLD.certificate, slack=Fraction(1))),
    "certificate's game": replace(THRESHOLD, certificate=replace(THRESHOLD.certificate, game=PD.digest)),
    "least gone": replace(THRESHOLD, least=None),
    "least's loss": replace(THRESHOLD, least=replace(THRESHOLD.least, loss=Fraction(1))),
    "least's player": replace(
        THRESHOLD, least=replace(THRESHOLD.least, deviation=replace(THRESHOLD.least.deviation, player=0))
    ),
    "path": replace(THRESHOLD, path=(1, 0)),
    "path outside the game": replace(THRESHOLD, path=(0, 7)),
    "path too short": replace(THRESHOLD, path=(0,)),
    "path is none": replace(THRESHOLD, path=None),
    "game": replace(THRESHOLD, stage_game=PD),
    "punishment label": replace(THRESHOLD, punishment="optimal"),
    "punishments none": replace(THRESHOLD, punishments=()),
    "punishments too few": replace(THRESHOLD, punishments=(WORST,)),
    "punishments too many": replace(THRESHOLD, punishments=(WORST,) * 3),
    "punishments no equilibrium": replace(THRESHOLD, punishments=(mixed(CHIPS, (0, 0)),) * 2),
    "punishments malformed": replace(THRESHOLD, punishments=(((1, 0), (1, 0)), WORST)),
    "never by punishments": replace(NEVER, punishments=NEVER.punishments[:1], by_player=NEVER.by_player[:1]),
}


@pytest.mark.parametrize("change", TAMPERED)
def test_what_was_changed_is_refused(change):
    with pytest.raises(pg.CertificateError):
        TAMPERED[change].verify()


def test_a_milder_punishment_does_not_pass_for_the_worst():
    game = pg.NormalFormGame([[[3, 0, 4], [0, 1, 0], [0, 0, 3]], [[1, 0, 0], [0, 3, 0], [4, 0, 3]]])
    honest = pg.critical_discount(game, (2, 2), punishment="grim")
    given_one = pg.critical_discount(game, (2, 2), punishment=(0, 0))
    with pytest.raises(pg.CertificateError):
        replace(given_one, punishment="grim").verify()
    honest.verify()
    given_one.verify()
