"""Payoffs beyond floats: what is the same game but for a shift behaves alike, what floats cannot hold is refused."""

import policygames as pg
import pytest
from policygames.games.spread import spread_floats

RUNS = {
    "branch": lambda game: pg.quantal_response_path(game, largest=2),
    "estimate": lambda game: pg.estimate_precision(game, [[3, 5], [4, 7]]),
    "replicators": lambda game: pg.replicator_dynamics(game, times=[0, 1, 2]),
    "fictitious": lambda game: pg.fictitious_play(game, steps=20),
    "regrets": lambda game: pg.regret_matching(game, steps=20),
}
SMALL = [[[1, 4], [2, 3]], [[1, 2], [4, 3]]]


def shifted(by, scale=1):
    return pg.NormalFormGame([[[by + entry * scale for entry in row] for row in table] for table in SMALL])


@pytest.mark.parametrize("run", RUNS.values(), ids=RUNS)
@pytest.mark.parametrize("by", [10**25, -(10**400)])
def test_a_huge_amount_for_everybody_changes_nothing(run, by):
    near, far = run(shifted(0)), run(shifted(by))
    assert far.verify() == near.verify()
    fields = [
        {key: one for key, one in result.to_dict().items() if key not in ("game", "digest")} for result in (near, far)
    ]
    assert fields[0] == fields[1]


@pytest.mark.parametrize("run", [*RUNS.values(), lambda game: pg.moran_process(game, [5, 5])], ids=[*RUNS, "moran"])
@pytest.mark.parametrize("scale", ["1e400", "1e-320"])
def test_what_floats_cannot_hold_is_refused(run, scale):
    game = pg.NormalFormGame([[[scale, 0], [0, 0]], [[scale, 0], [0, 0]]])
    with pytest.raises(pg.GameError, match="rescale") as refused:
        run(game)
    assert (refused.value.reason, refused.value.path) == ("PAYOFF_RANGE", "game")


def test_equal_payoffs_are_no_range():
    assert [table.tolist() for table in spread_floats(pg.NormalFormGame([[[7, 7]], [["1/3", "1/3"]]]))] == [
        [[0, 0]]
    ] * 2
