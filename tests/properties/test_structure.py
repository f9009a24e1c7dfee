"""Components, maximal Nash subsets and indices, against theorems and published examples."""

from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import policygames as pg
import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames.certificates import Certificate
from policygames.concepts.nash import certify
from policygames.errors import CertificateError
from policygames.numerics.bicliques import connected_edges, maximal_bicliques
from policygames.numerics.closure import ClosureError, vertices_of_closed
from policygames.numerics.dimension import affine_dimension
from policygames.numerics.polytope import bases, vertices
from strategies import games, games_of, shapes, strategies_over, tied_games_of

tied_games = shapes(most=4).flatmap(tied_games_of)


def mixed(strategies, weights):
    """The combination of strategies with the given weights."""
    return tuple(
        sum(w * s[action] for w, s in zip(weights, strategies, strict=True)) for action in range(len(strategies[0]))
    )


@given(st.one_of(games(), tied_games))
def test_indices_sum_to_one(game):
    assert sum(component.index for component in pg.solve(game).components) == 1


@given(st.one_of(games(), tied_games))
def test_every_extreme_equilibrium_is_in_one_component(game):
    solution = pg.solve(game)
    listed = [place for component in solution.components for place in component.equilibria]
    assert sorted(listed) == list(range(len(solution.equilibria)))


@given(tied_games, st.data())
def test_every_point_of_a_maximal_nash_subset_is_an_equilibrium(game, data):
    for component in pg.solve(game).components:
        for subset in component.subsets:
            profile = tuple(mixed(hull, data.draw(strategies_over(len(hull)))) for hull in subset)
            assert isinstance(certify(game, profile), Certificate)


@given(tied_games)
def test_subsets_are_maximal_and_cover_the_extreme_equilibria(game):
    solution = pg.solve(game)
    extreme = {equilibrium.exact for equilibrium in solution.equilibria}
    for component in solution.components:
        covered = {(x, y) for first, second in component.subsets for x in first for y in second}
        assert covered == {solution.equilibria[place].exact for place in component.equilibria}
        for first, second in component.subsets:
            for x, y in extreme:
                assert x in first or not all((x, other) in extreme for other in second)
                assert y in second or not all((other, y) in extreme for other in first)


@given(tied_games)
def test_different_components_share_no_strategy_pair(game):
    solution = pg.solve(game)
    for one, other in combinations(solution.components, 2):
        ends = [{solution.equilibria[place].exact[player] for place in one.equilibria} for player in (0, 1)]
        for place in other.equilibria:
            assert not any(solution.equilibria[place].exact[player] in ends[player] for player in (0, 1))


def indices(game):
    """The multiset of (number of extreme equilibria, dimension, index) of the components."""
    return sorted((len(one.equilibria), one.dimension, one.index) for one in pg.solve(game).components)


@given(st.one_of(games(), tied_games))
def test_structure_is_the_same_from_the_other_side(game):
    swapped = pg.NormalFormGame.from_bimatrix(game.payoffs[1].T.tolist(), game.payoffs[0].T.tolist())
    assert indices(swapped) == indices(game)


@given(tied_games, st.data())
def test_structure_is_the_same_in_another_order_of_actions_and_another_unit(game, data):
    rows, columns = (data.draw(st.permutations(range(count))) for count in game.shape)
    scale, shift = data.draw(st.fractions(Fraction(1, 9), 9)), data.draw(st.fractions(-9, 9))
    payoffs = game.payoffs[:, rows][:, :, columns] * scale + shift
    assert indices(pg.NormalFormGame(payoffs.tolist())) == indices(game)


@given(games_of((3, 3)))
def test_an_isolated_equilibrium_that_is_strict_has_index_one(game):
    solution = pg.solve(game)
    for component in solution.components:
        corner = solution.equilibria[component.equilibria[0]]
        if corner.certificate.slack and all(max(strategy) == 1 for strategy in corner.exact):
            assert (component.dimension, component.index) == (0, 1)


def structure(first, second):
    return indices(pg.NormalFormGame.from_bimatrix(first, second))


@given(st.one_of(games(), tied_games))
def test_what_a_digest_of_the_bases_leaves_open_is_said(game):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("policygames.certificates.MOST_LISTED_BASES", 0)
        solution = pg.solve(game)
    assert solution.proof.lists is None
    assert [note.split(" was not re-checked")[0] for note in solution.verify()] == [
        "that the list is complete",
        "the index of the components",
    ]
    first, *others = solution.components
    for forged in (
        (replace(first, index=first.index + 1), *others),
        (replace(first, subsets=first.subsets[1:]), *others),
        (replace(first, dimension=first.dimension + 1), *others),
        tuple(others),
    ):
        with pytest.raises(CertificateError):
            replace(solution, components=forged).verify()


def test_published_structures():
    assert structure([[2, 0], [0, 1]], [[1, 0], [0, 2]]) == [(1, 0, -1), (1, 0, 1), (1, 0, 1)]  # battle of the sexes
    assert structure([[1, -1], [-1, 1]], [[-1, 1], [1, -1]]) == [(1, 0, 1)]  # matching pennies
    # Entry deterrence: the threat is a segment of index 0 (van Damme, Stability and Perfection of
    # Nash Equilibria (1991), chapter 10)
    assert structure([[2, 2], [3, 0]], [[1, 1], [2, 0]]) == [(1, 0, 1), (2, 1, 0)]
    assert structure([[0, 0], [0, 0]], [[0, 0], [0, 0]]) == [(4, 2, 1)]  # everything is an equilibrium


def test_the_export_controls_with_a_cheap_hostage_hold_a_continuum_that_cannot_vanish():
    components = indices(pg.scenario("chip_controls_and_boycott").game(leverage=2))
    assert components == [(1, 0, 1), (1, 0, 1), (4, 2, -1)]


rows_of_polytopes = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(1, 3), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


@given(rows_of_polytopes)
def test_all_bases_prove_all_vertices(rows):
    found = vertices_of_closed(rows, [basis.cobasis for basis in bases(rows)])
    assert {vertex.labels: vertex.strategy() for vertex in found} == {
        vertex.labels: vertex.strategy() for vertex in vertices(rows) if vertex
    }


@given(rows_of_polytopes, st.data())
def test_no_part_of_the_bases_passes_for_all(rows, data):
    cobases = [basis.cobasis for basis in bases(rows)]
    kept = data.draw(st.lists(st.sampled_from(cobases), unique=True, max_size=len(cobases) - 1))
    with pytest.raises(ClosureError):
        vertices_of_closed(rows, kept)


@given(rows_of_polytopes, st.data())
def test_no_other_bases_pass_either(rows, data):
    cobases = {basis.cobasis for basis in bases(rows)}
    size, labels = len(rows[0]), len(rows) + len(rows[0])
    others = [sum(1 << one for one in chosen) for chosen in combinations(range(labels), size)]
    listed = data.draw(st.lists(st.sampled_from(others), unique=True))
    if set(listed) != cobases:
        with pytest.raises(ClosureError):
            vertices_of_closed(rows, listed)


edges_drawn = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), unique=True, min_size=1)


@given(edges_drawn)
def test_maximal_bicliques_are_those_of_the_definition(edges):
    found = {(frozenset(left), frozenset(right)) for left, right in maximal_bicliques(edges)}
    lefts, rights = ({edge[side] for edge in edges} for side in (0, 1))

    def joined(first, second):
        return all((x, y) in edges for x in first for y in second)

    expected = set()
    for size in range(1, len(rights) + 1):
        for right in map(frozenset, combinations(sorted(rights), size)):
            left = frozenset(x for x in lefts if joined([x], right))
            if left and not any(joined(left, [y]) for y in rights - right):
                expected.add((left, right))
    assert found == expected


@given(edges_drawn)
def test_connected_edges_partition_and_share_ends_only_inside(edges):
    parts = connected_edges(edges)
    assert sorted(place for part in parts for place in part) == list(range(len(edges)))
    for one, other in combinations(parts, 2):
        for side in (0, 1):
            assert not {edges[place][side] for place in one} & {edges[place][side] for place in other}


def test_dimensions():
    half = Fraction(1, 2)
    assert affine_dimension([(half, half)]) == 0
    assert affine_dimension([(1, 0, 0), (0, 1, 0), (half, half, 0)]) == 1
    assert affine_dimension([(1, 0, 0), (0, 1, 0), (0, 0, 1)]) == 2
