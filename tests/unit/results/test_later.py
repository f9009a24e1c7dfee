"""What is made when it is first read is what would have been made at once, however it is read."""

import copy
import pickle
import random
from dataclasses import FrozenInstanceError, replace

import policygames as pg
import pytest
from policygames.concepts import nash
from policygames.numerics.bicliques import maximal_bicliques
from policygames.results import components
from policygames.results.components import surely_few

PAYOFFS = [[[2, 2, 1], [2, 2, 1], [1, 1, 0]], [[2, 2, 1], [2, 2, 1], [1, 1, 3]]]


def solved():
    """A solution that nobody has read."""
    return pg.solve(pg.NormalFormGame(PAYOFFS), "nash")


def listed():
    """The same equilibria, each certified alone."""
    game = pg.NormalFormGame(PAYOFFS)
    candidates = [one.exact for one in solved().equilibria]
    return tuple(pg.Equilibrium(game, nash.certify(game, one), game.payoffs_of(one)) for one in candidates)


def test_the_list_is_a_tuple_from_the_first_look_on_and_always_the_same():
    solution = solved()
    assert type(solution.equilibria) is tuple
    assert solution.equilibria is solution.equilibria
    assert solution.components is solution.components
    assert solution.equilibria == listed()


@pytest.mark.parametrize(
    "passed",
    [copy.copy, copy.deepcopy, lambda one: pickle.loads(pickle.dumps(one)), replace],  # noqa: S301
    ids=["copied", "copied deeply", "pickled", "replaced"],
)
def test_what_was_never_read_is_passed_on_whole(passed):
    solution = solved()
    other = passed(solution)
    assert other == solution
    assert hash(other.equilibria) == hash(solution.equilibria)
    assert (type(other.equilibria), type(other.components)) == (tuple, tuple)
    assert other.verify() == ()


def test_it_is_saved_and_read_back_as_if_read():
    solution = solved()
    assert pg.Solution.from_dict(solved().to_dict()) == solution
    assert repr(solved()) == repr(solution)


def test_fields_stay_frozen():
    solution = solved()
    with pytest.raises(FrozenInstanceError):
        solution.equilibria = ()


def test_components_that_may_be_too_many_are_looked_at_at_once(monkeypatch):
    monkeypatch.setattr(components, "MOST_SUBSETS", 0)
    solution = solved()
    assert solution.components is None
    assert any("maximal Nash subsets" in warning for warning in solution.warnings)


def test_few_subsets_are_surely_few(monkeypatch):
    source = random.Random(1)
    decided = 0
    for _ in range(300):
        most = source.randint(1, 12)
        monkeypatch.setattr(components, "MOST_SUBSETS", most)
        monkeypatch.setattr(components, "_BEYOND", most.bit_length())
        nodes = source.randint(1, 6)
        edges = {(source.randrange(nodes), source.randrange(nodes)) for _ in range(source.randint(1, 15))}
        if surely_few(edges):
            decided += 1
            assert len(list(maximal_bicliques(edges))) <= most
    assert 30 < decided < 290
