"""All routes of vertex enumeration give the same equilibria and the same proof, and heed the budget."""

import random
import subprocess
import sys
from threading import Event, active_count

import policygames as pg
import pytest
from policygames.budget import Budget
from policygames.certificates import Coverage, Reason
from policygames.games.profile_block import ProfileBlock, strategy_of
from policygames.methods import vertex_enumeration
from policygames.methods.vertex_enumeration import propose

pytest.importorskip("numba")
from policygames.numerics.compiled import labelled


def game_of(source, shape, entry):
    """A game of two players, payoffs drawn by `entry`."""
    return pg.NormalFormGame.from_bimatrix(
        *[[[entry() for _ in range(shape[1])] for _ in range(shape[0])] for _ in "12"]
    )


def exhausted(generator):
    """All that a generator yields but None, in order, and what it returns."""
    found = []
    while True:
        try:
            found.append(next(generator))
        except StopIteration as end:
            return [one for one in found if one is not None], end.value


def profiles(proposal):
    """The profiles of a block, or the only one."""
    if not isinstance(proposal, ProfileBlock):
        return [proposal]
    return [tuple(map(strategy_of, proposal.key(pair))) for pair in proposal.pairs]


def ending(game):
    """All proposals, as a set, what is claimed of them, and the proof."""
    found, claim = exhausted(propose(game, Budget()))
    proposed = [profile for proposal in found for profile in profiles(proposal)]
    return set(proposed), claim.coverage, claim.proof


FAMILIES = {
    "ties": lambda source: source.randint(0, 2),
    "generic": lambda source: source.randint(-100, 100),
    "long": lambda source: source.randint(-(10**6), 10**6) + 10**9 * source.randint(0, 1),
    "floats": lambda source: source.choice([0.1, 0.2, 0.3, 1e6 + 0.1, 1e-6]),
    "near ties": lambda source: source.randint(0, 3) + 1e-12 * source.randint(0, 3),
    "scales": lambda source: source.randint(1, 9) * 10.0 ** source.choice([-6, 0, 6]),
    "distinct floats": lambda source: source.uniform(-1, 1),
}


@pytest.mark.parametrize("family", FAMILIES)
def test_compiled_and_interpreted_routes_agree(family, monkeypatch):
    source = random.Random(family)
    for _ in range(60):
        shape = source.choice([(1, 5), (5, 1), (2, 6), (4, 3), (4, 4), (5, 5), (3, 7)])
        game = game_of(source, shape, lambda: FAMILIES[family](source))
        monkeypatch.setattr(vertex_enumeration, "_SMALL", 0)
        compiled = ending(game)
        monkeypatch.setattr(vertex_enumeration, "_SMALL", 99)
        assert compiled == ending(game)
        assert compiled[1] is Coverage.ALL


@pytest.mark.parametrize("family", ["ties", "generic", "distinct floats"])
def test_the_compiled_route_suffices_for_small_integers_and_for_floats_without_ties(family):
    source = random.Random(family)
    game = game_of(source, (6, 6), lambda: FAMILIES[family](source))
    rows = [vertex_enumeration.replies(game, player) for player in (1, 0)]
    assert exhausted(labelled.labelled_pairs(*rows))[1] is not None


def test_ties_among_long_numbers_are_left_to_exact_arithmetic():
    rows = [[10**40 + 1, 1, 7], [10**40 + 1, 5, 2], [3, 3, 3]]
    assert exhausted(labelled.labelled_pairs(rows, rows)) == ([], None)


def test_more_labels_than_a_word_has_bits():
    game = pg.NormalFormGame.from_bimatrix([[j % 7 for j in range(70)]] * 2, [list(range(70))] * 2)
    assert pg.solve(game, "nash", method="vertex_enumeration").coverage is Coverage.ALL


def large():
    source = random.Random(1)
    return game_of(source, (16, 16), lambda: source.randint(1, 100))


@pytest.mark.parametrize("steps", [1, 3, 8])
def test_a_search_that_is_broken_off_leaves_no_thread_behind(steps, monkeypatch):
    before = active_count()
    proposals = propose(large(), Budget())
    for _ in range(steps):
        assert next(proposals) is None
    proposals.close()
    assert active_count() == before


def test_a_cancelled_search_claims_nothing():
    cancelled = Event()
    found = pg.solve(large(), "nash", method="vertex_enumeration", deadline=0.05)
    assert found.coverage is Coverage.SOME
    assert found.termination.reason is Reason.DEADLINE
    cancelled.set()
    assert (
        pg.solve(large(), "nash", method="vertex_enumeration", cancelled=cancelled).termination.reason
        is Reason.CANCELLED
    )


def test_a_game_of_moderate_size_does_not_wait_for_a_compiler():
    code = """
import sys, policygames as pg
game = pg.NormalFormGame([[[i * j % 5 + i for j in range(6)] for i in range(6)]] * 2)
assert pg.solve(game, "nash", method="vertex_enumeration").coverage == "ALL"
assert "numba" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_kernel_that_does_not_load_is_done_without(monkeypatch):
    source = random.Random(10)
    game = game_of(source, (5, 5), lambda: source.randint(0, 3))
    wanted = ending(game)
    monkeypatch.delitem(sys.modules, vertex_enumeration._KERNELS)
    monkeypatch.setattr(vertex_enumeration, "_MODERATE", 0)
    monkeypatch.setattr(vertex_enumeration, "_KERNELS", "policygames.numerics.compiled.nothing")
    assert ending(game) == wanted


def test_without_numba_the_answer_is_the_same(monkeypatch):
    source = random.Random(9)
    game = game_of(source, (5, 5), lambda: source.randint(0, 3))
    wanted = ending(game)
    monkeypatch.setattr(vertex_enumeration, "find_spec", lambda name: None)
    assert ending(game) == wanted
