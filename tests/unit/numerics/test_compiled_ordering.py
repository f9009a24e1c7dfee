"""Bases in the order of their labels, and found by their cobases, against Python's own sorting and sets."""

import random

import numpy as np
import pytest

pytest.importorskip("numba")
from policygames.numerics.compiled import ordering


def drawn(source, count, bits):
    """Rows (labels, cobasis): few different labels, all cobases different."""
    labels = [source.getrandbits(bits) for _ in range(1 + count // 3)]
    return [(source.choice(labels), cobasis) for cobasis in source.sample(range(1 << bits), count)]


def swapped(labels, rows, columns):
    """The labels of the coordinates, the lower ones, put after those of the rows."""
    digits = f"{labels:0{rows + columns}b}"
    return int(digits[rows:] + digits[:rows], 2)


@pytest.mark.parametrize("count", [0, 1, 2, 7, 8, 9, 16, 17, 31, 64, 100, 129, 1000])
def test_bases_of_one_vertex_stand_together(count):
    source = random.Random(count)
    rows, columns = 7, 5
    drawn_rows = drawn(source, count, rows + columns)
    bases = np.array(drawn_rows, np.int64).reshape(-1, 2)
    arranged = np.empty((4, count), np.int64)
    vertices = ordering.arrange(bases, np.empty_like(bases), arranged, rows, columns)
    expected = sorted(drawn_rows, key=lambda row: row[0])  # sorted() keeps equal ones as they stand
    different = sorted({labels for labels, _ in drawn_rows})
    assert bases.tolist() == [list(row) for row in expected]
    assert arranged[0].tolist() == [cobasis for _, cobasis in expected]
    assert [different[number] for number in arranged[1].tolist()] == [labels for labels, _ in expected]
    assert vertices == len(different)
    firsts = arranged[2, :vertices].tolist()
    assert firsts == [[labels for labels, _ in expected].index(labels) for labels in different]
    assert arranged[3, :vertices].tolist() == [swapped(labels, rows, columns) for labels in different]


@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (3, 3), (2, 5), (31, 31), (1, 61), (61, 1)])
def test_complements_are_those_of_sets(rows, columns):
    source = random.Random(rows)
    everything = (1 << (rows + columns)) - 1
    for _ in range(20):
        first = list({source.getrandbits(rows + columns) for _ in range(source.randint(0, 40))})
        others = {source.getrandbits(rows + columns) for _ in range(source.randint(0, 40))}
        lacking = {everything & ~one for one in source.sample(first, len(first) // 2)}
        second = [swapped(one, columns, rows) for one in others | lacking]
        arrays = np.array(first, np.int64), np.array(second, np.int64)
        keyed, scratch, found = (np.empty((max(len(first), len(second)), 2), np.int64) for _ in "123")
        count = ordering.complements(*arrays, keyed, scratch, found, rows, columns)
        assert found[:count].tolist() == [
            [place, second.index(swapped(everything & ~one, columns, rows))]
            for place, one in enumerate(first)
            if everything & ~one in others | lacking
        ]


def test_what_is_collected_is_numbered_by_its_place():
    source = random.Random(5)
    for _ in range(50):
        rows = drawn(source, 40, 12)
        bases, arranged = np.array(rows, np.int64), np.empty((4, 40), np.int64)
        count = ordering.arrange(bases, np.empty_like(bases), arranged, 6, 6)
        pairs = np.array([(source.randrange(count), 99) for _ in range(12)], np.int64)
        within = [basis for basis in range(40) if arranged[1, basis] in pairs[:, 0]]
        signed = np.array([(source.choice(within), 99) for _ in range(5)], np.int64)
        used = sorted(set(pairs[:, 0].tolist()))
        expected = [used.index(vertex) for vertex in pairs[:, 0].tolist()]
        wanted, ends = np.empty(17, np.int64), np.empty((5, 2), np.int64)
        assert ordering.collect(pairs, signed, 0, arranged, np.empty(count, np.int64), wanted, ends) == len(used)
        assert pairs.tolist() == [[number, 99] for number in expected]
        bases_of = [int(arranged[2, vertex]) for vertex in used] + signed[:, 0].tolist()
        assert wanted[: len(bases_of)].tolist() == [int(arranged[0, basis]) for basis in bases_of]
        assert ends[:, 0].tolist() == [used.index(arranged[1, basis]) for basis in signed[:, 0].tolist()]
