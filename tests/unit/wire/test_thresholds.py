"""Thresholds over the wire."""

from fractions import Fraction

import policygames as pg
import pytest
from policygames.errors import CertificateError, GameError
from policygames.v1 import thresholds_pb2 as pb
from policygames.wire.thresholds import read_threshold, threshold_message

DILEMMA = pg.NormalFormGame([[[2, 0], [3, "1/3"]], [[2, 3], [0, "1/3"]]])
NEVER = pg.NormalFormGame([[[0, 0], [3, 1]], [[0, 3], [0, 1]]])


def sent(threshold):
    """The threshold that arrives."""
    message = pb.Threshold.FromString(threshold_message(threshold).SerializeToString())
    return read_threshold(message, threshold.stage_game)


@pytest.mark.parametrize(
    ("game", "path", "punishment"),
    [
        (DILEMMA, (0, 0), "grim"),
        (DILEMMA, (1, 1), "grim"),
        (NEVER, (0, 0), "grim"),
        (DILEMMA, (0, 0), (("0", "1"), (0, 1))),
    ],
)
def test_the_same_threshold_arrives_and_verifies(game, path, punishment):
    threshold = pg.critical_discount(game, path, punishment=punishment)
    arrived = sent(threshold)
    assert (arrived, arrived.explain()) == (threshold, threshold.explain())
    arrived.verify()


def test_the_threshold_of_the_dilemma_arrives_exactly():
    assert sent(pg.critical_discount(DILEMMA, (0, 0), punishment="grim")).exact == Fraction(3, 8)  # (3 - 2) / (3 - 1/3)


def test_a_threshold_of_another_game_is_refused():
    message = threshold_message(pg.critical_discount(DILEMMA, (0, 0), punishment="grim"))
    with pytest.raises(CertificateError) as caught:
        read_threshold(message, NEVER)
    assert (caught.value.reason, caught.value.path) == ("ANOTHER_GAME", "threshold.game_digest")


@pytest.mark.parametrize(
    ("spoil", "reason", "path"),
    [
        (lambda message: message.path.add(actions=[0, 0]), "SHAPE_DATA_MISMATCH", "path"),
        (lambda message: message.path[0].actions.append(0), "SHAPE_DATA_MISMATCH", "path[0]"),
        (lambda message: message.punishments.pop(), "SHAPE_DATA_MISMATCH", "punishments"),
        (lambda message: message.by_player.add(), "SHAPE_DATA_MISMATCH", "by_player"),
        (lambda message: setattr(message, "exact", "x"), "NOT_A_NUMBER", "exact"),
        (lambda message: setattr(message.by_player[1], "exact", "1/0"), "NOT_A_NUMBER", "by_player[1].exact"),
        (lambda message: setattr(message.least, "loss", ""), "NOT_A_NUMBER", "least.loss"),
        (lambda message: setattr(message.least.deviation, "player", 2), "UNKNOWN_NAME", "least.deviation.player"),
        (lambda message: setattr(message.least.deviation, "action", -1), "UNKNOWN_NAME", "least.deviation.action"),
        (lambda message: setattr(message.certificate, "kind", 0), "UNSPECIFIED_VALUE", "certificate.kind"),
    ],
)
def test_what_is_no_threshold_is_refused(spoil, reason, path):
    message = threshold_message(pg.critical_discount(DILEMMA, (0, 0), punishment="grim"))
    spoil(message)
    with pytest.raises(GameError) as caught:
        read_threshold(message, DILEMMA)
    assert (caught.value.reason, caught.value.path) == (reason, f"threshold.{path}")
