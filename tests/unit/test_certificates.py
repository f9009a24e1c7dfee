"""Proofs by bases: how they are spelled, and that nothing else is read back."""

import hashlib
import random

import numpy as np
import pytest
from policygames.certificates import MOST_LISTED_BASES, BasesProof
from policygames.errors import CertificateError


@pytest.mark.parametrize("labels", [2, 7, 8, 16, 20, 60, 62, 63, 64, 65, 130])
def test_bases_are_spelled_in_ascending_order_each_of_the_same_width(labels):
    source = random.Random(labels)
    first, second = ([source.getrandbits(labels) for _ in range(source.randint(1, 30))] for _ in "12")
    proof = BasesProof.of((first, second), labels)
    width = (labels + 3) // 4
    assert proof.lists == tuple("".join(format(one, f"0{width}x") for one in sorted(own)) for own in (first, second))
    assert proof.sha256 == hashlib.sha256("|".join(proof.lists).encode()).hexdigest()
    assert proof.counts == (len(first), len(second))
    assert proof.cobases(labels) == (sorted(first), sorted(second))
    if labels <= 62:
        assert BasesProof.of((np.array(first), set(second) and np.array(second)), labels) == proof


def test_a_long_proof_is_a_digest():
    numbers = np.arange(MOST_LISTED_BASES)
    proof = BasesProof.of((numbers, numbers[:1]), 20)
    assert proof.lists is None
    assert proof.cobases(20) is None
    assert proof.sha256 == hashlib.sha256(b"".join(b"%05x" % one for one in numbers) + b"|00000").hexdigest()


@pytest.mark.parametrize("lists", [("0102", "03"), ("01", "04"), ("0g", "03"), ("1", "03"), (" 1", "03"), ("01", "+3")])
def test_other_lists_are_refused(lists):
    proof = BasesProof.of(([1], [3]), 8)
    with pytest.raises(CertificateError):
        BasesProof(proof.counts, proof.sha256, lists).cobases(8)
