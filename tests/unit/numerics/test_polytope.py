"""All vertices of a best-response polytope, each once, however degenerate it is."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st
from policygames.numerics.polytope import vertices
from textbook import solved_by_elimination


def matrices(entries=st.integers(1, 3), most=3):
    sizes = st.tuples(st.integers(1, most), st.integers(1, most))
    return sizes.flatmap(
        lambda size: st.lists(st.lists(entries, min_size=size[0], max_size=size[0]), min_size=size[1], max_size=size[1])
    )


def vertices_by_subsystems(rows):
    """The points of {x >= 0, rows · x <= 1}, but the origin, where as many inequalities are tight as x is long."""
    size = len(rows[0])
    tight = [[*(int(i == k) for k in range(size)), 0] for i in range(size)] + [[*row, 1] for row in rows]
    points = (solved_by_elimination(chosen) for chosen in combinations(tight, size))
    inside = (p for p in points if p and any(p) and min(p) >= 0)
    return {tuple(p) for p in inside if all(sum(a * x for a, x in zip(row, p, strict=True)) <= 1 for row in rows)}


@given(st.one_of(matrices(), matrices(st.integers(1, 10**20))))
def test_every_vertex_is_found_once(rows):
    found = [vertex.strategy() for vertex in vertices(rows) if vertex]
    wanted = {tuple(Fraction(x) / sum(point) for x in point) for point in vertices_by_subsystems(rows)}
    assert len(found) >= len(wanted)
    assert set(found) == wanted


@given(matrices())
def test_labels_say_which_inequalities_are_tight(rows):
    for vertex in filter(None, vertices(rows)):
        strategy, size = vertex.strategy(), len(rows[0])
        paid = [sum(a * x for a, x in zip(row, strategy, strict=True)) for row in rows]
        zero = {i for i in range(size) if not strategy[i]}
        assert {bit for bit in range(size + len(rows)) if vertex.labels >> bit & 1} >= zero
        assert all((vertex.labels >> (size + j) & 1) <= (paid[j] == max(paid)) for j in range(len(rows)))


@given(matrices())
def test_no_two_vertices_have_the_same_labels(rows):
    labels = [vertex.labels for vertex in vertices(rows) if vertex]
    assert len(labels) == len(set(labels))
