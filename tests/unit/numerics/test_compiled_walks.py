"""The compiled walks against the interpreted one: the same bases and labels, or the answer that they do not suffice."""

import random

import pytest
from policygames.numerics.gauge import lifted
from policygames.numerics.polytope import bases, vertex_at

pytest.importorskip("numba")
from policygames.numerics.compiled.walk import Status, rounded_walk, whole_walk


def drawn(source, entry, most=6):
    """Rows of a random shape, entries by `entry`."""
    columns, count = source.randint(1, most), source.randint(1, most)
    return [[entry() for _ in range(columns)] for _ in range(count)]


def families(source):
    """How entries are drawn: ties, distinct, near ties at 1e-12, offsets, scales, dyadic fractions of floats."""
    return {
        "ties": lambda: source.randint(1, 3),
        "few ties": lambda: source.randint(1, 30),
        "generic": lambda: source.randint(1, 10**6),
        "near ties": lambda: 10**12 * source.randint(1, 4) + source.randint(0, 9),
        "offsets": lambda: 10**6 + source.randint(0, 5),
        "scales": lambda: source.randint(1, 9) * 10 ** source.choice([0, 6, 12]),
        "floats": lambda: int(source.random() * 2**60) + 1,
        "long": lambda: source.getrandbits(900) + 1,
        "powers of two": lambda: 1 << source.randint(0, 40),
    }


def ended(walk, columns=10**6):
    """The walk at its end."""
    while walk.advance(columns) is Status.GOING:
        pass
    return walk


def by_definition(rows):
    """Labels and cobases of all bases but that of the origin, by the interpreted traversal."""
    origin = (1 << len(rows[0])) - 1
    return {(basis.vertex().labels, basis.cobasis) for basis in bases(rows)} - {(origin, origin)}


def listed(walk):
    """The same from a walk, each basis once."""
    found = list(map(tuple, walk.bases().tolist()))
    assert len(found) == len(set(found))
    return set(found)


def assert_right(walk, rows):
    """A finished walk is complete; whether it is finished."""
    if ended(walk).status is Status.DONE:
        assert listed(walk) == by_definition(rows)
    return walk.status is Status.DONE


@pytest.mark.parametrize("family", families(random))
def test_whole_walks_are_complete_or_stuck(family):
    source = random.Random(family)
    tried = [drawn(source, families(source)[family]) for _ in range(400)]
    inside = [rows for rows in tried if max(map(max, rows)) < 2**53]
    finished = [assert_right(whole_walk(rows), rows) for rows in inside]
    if family in ("ties", "few ties", "offsets"):
        assert len(finished) == 400
        assert all(finished)


@pytest.mark.parametrize("lift", [lifted, lambda rows: rows], ids=["lifted", "as drawn"])
@pytest.mark.parametrize("family", families(random))
def test_rounded_walks_are_complete_or_stuck(family, lift):
    source = random.Random(family)
    tried = [drawn(source, families(source)[family]) for _ in range(300)]
    finished = [assert_right(rounded_walk(lift(rows)), rows) for rows in tried]
    if family in ("generic", "floats", "long"):
        assert sum(finished) >= 290
    if family == "near ties":
        assert sum(finished) >= 60  # 10^-12 apart is far apart for pairs of doubles


def test_larger_games_too():
    source = random.Random(8)
    for entry in (lambda: source.randint(1, 4), lambda: source.randint(1, 100), lambda: source.randint(1, 10**6)):
        rows = [[entry() for _ in range(9)] for _ in range(8)]
        assert assert_right(whole_walk(rows), rows) or assert_right(rounded_walk(lifted(rows)), rows)


def test_a_whole_walk_beyond_its_range_is_stuck():
    source = random.Random(3)
    rows = [[source.randint(1, 2**50) for _ in range(6)] for _ in range(6)]
    assert ended(whole_walk(rows)).status is Status.STUCK
    assert assert_right(rounded_walk(lifted(rows)), rows)


@pytest.mark.parametrize(
    "rows", [[[1, 1]], [[2, 3], [2, 3]], [[1, 2], [2, 2]], [[5, 1, 3], [1, 5, 3], [4, 4, 3]]], ids=str
)
@pytest.mark.parametrize("factor", [1, 10**30 + 1])
def test_a_rounded_walk_never_decides_a_tie(rows, factor):
    assert any((labels.bit_count() > len(rows[0])) for labels, _ in by_definition(rows)) or rows == [[1, 1]]
    walk = ended(rounded_walk(lifted([[entry * factor for entry in row] for row in rows])))
    assert walk.status is (Status.DONE if rows == [[1, 1]] else Status.STUCK)


@pytest.mark.parametrize("apart", [1, 10**3])
def test_a_rounded_walk_decides_a_near_tie_only_where_it_can_tell(apart):
    for digits in range(5, 60, 3):
        rows = [[10**digits, 3 * 10**digits], [10**digits + apart, 2 * 10**digits]]
        done = assert_right(rounded_walk(lifted(rows)), rows)
        assert done or digits > 20
        assert not done or digits < 40


@pytest.mark.parametrize("start", [whole_walk, rounded_walk])
def test_slices_of_one_column_give_the_same(start):
    source = random.Random(4)
    for _ in range(40):
        rows = drawn(source, lambda: source.randint(1, 10**4), most=5)
        at_once, slowly = ended(start(rows)), ended(start(rows), 1)
        assert slowly.status is at_once.status
        assert slowly.bases().tolist() == at_once.bases().tolist()


def test_a_walk_that_is_broken_off_lists_true_bases():
    rows = [[3, 1, 4, 1], [5, 9, 2, 6], [5, 3, 5, 8], [9, 7, 9, 3]]
    walk = whole_walk(rows)
    while walk.advance(1) is Status.GOING:
        assert listed(walk) <= by_definition(rows)


def test_a_basis_gives_the_exact_vertex():
    source = random.Random(6)
    for family in families(source).values():
        for rows in (drawn(source, family, most=4) for _ in range(30)):
            for basis in bases(rows):
                vertex = basis.vertex()
                if any(vertex.point):
                    assert vertex_at(rows, vertex.labels, basis.cobasis).strategy() == vertex.strategy()


@pytest.mark.parametrize("top", [2**3, 2**12, 2**13, 2**25, 2**26 - 1, 2**26, 2**27])
def test_numbers_that_become_longer_than_doubles_multiply_exactly(top):
    source, most = random.Random(top), 7 if top < 2**14 else 3
    for _ in range(25):
        rows = drawn(source, lambda: source.choice([1, 2, 3, top, top - 1, source.randint(1, top)]), most)
        assert assert_right(whole_walk(rows), rows)


def test_short_numbers_stay_exact_where_they_are_singular():
    rows = [[top - 1 if i == j else top for j in range(6)] for i in range(6) for top in (2**8, 2**25)]
    assert assert_right(whole_walk(rows), rows)
