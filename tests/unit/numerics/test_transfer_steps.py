"""Steps by one sort: the same in words of 64 bits and in numbers of any length, ties together, in any order."""

from fractions import Fraction

import numpy as np
import pytest
from policygames.numerics.transfer_steps import transfer_steps


def drawn(seed, top):
    """Liquidities of at least the two best replies less the joint payoff, as games have them."""
    random = np.random.default_rng(seed)
    joint = random.integers(0, top, 40)
    replies = [random.integers(0, top, 40) for _ in "12"]
    liquidity = sum(replies) - joint
    kept = liquidity >= 0
    return liquidity[kept], joint[kept], [one[kept] for one in replies]


def facts(steps):
    """What the steps say, but for the profiles that they name."""
    return [(s.discount, s.liquidity, s.joint_maximum, s.punishments) for s in steps]


def by_definition(liquidity, joint, replies):
    """For each liquidity the set up to it, and its threshold; those that no later one undercuts."""
    found = []
    for limit in sorted(set(liquidity.tolist())):
        chosen = liquidity <= limit
        top, worst = int(joint[chosen].max()), tuple(int(one[chosen].min()) for one in replies)
        spread = top - sum(worst)
        threshold = Fraction(0) if limit == 0 else Fraction(limit, limit + spread) if spread > 0 else None
        if threshold is not None:
            found = [one for one in found if one[0] < threshold]
            found.append((threshold, limit, top, worst))
    steps = {}
    for one in found:
        steps.setdefault(one[2:], one)  # the same for more patience is no step
    return list(steps.values())


@pytest.mark.parametrize("top", [2, 5, 1000, 2**50])
@pytest.mark.parametrize("seed", range(8))
def test_the_steps_are_those_of_the_definition(seed, top):
    liquidity, joint, replies = drawn(seed, top)
    found = transfer_steps(liquidity, joint, replies)
    assert facts(found) == by_definition(liquidity, joint, replies)
    for step in found:
        assert joint[step.path] == step.joint_maximum and liquidity[step.path] <= step.liquidity
        assert [int(one[at]) for one, at in zip(replies, step.answers, strict=True)] == [*step.punishments]
        assert all(liquidity[at] <= step.liquidity for at in step.answers)


@pytest.mark.parametrize("seed", range(8))
def test_long_numbers_give_the_same_steps(seed):
    liquidity, joint, replies = drawn(seed, 30)
    big = 2**80
    long = [(one.astype(object) * big) for one in (liquidity, joint, *replies)]
    scaled = transfer_steps(long[0], long[1], long[2:])
    assert [(s.discount, s.path, s.answers) for s in scaled] == [
        (s.discount, s.path, s.answers) for s in transfer_steps(liquidity, joint, replies)
    ]


def test_ratios_that_floats_cannot_tell_apart_are_compared_exactly():
    """L / D of 2^57 / 2^57 and (2^57 + 1) / (2^57 + 1 + 1): the later needs less, by 1 in 10^17."""
    top = 2**57
    liquidity = np.array([top, top + 1])
    steps = transfer_steps(liquidity, np.array([top, top + 2]), [np.zeros(2, dtype=np.int64)])
    assert [step.discount for step in steps] == [Fraction(top + 1, 2 * top + 3)]
    steps = transfer_steps(liquidity, np.array([top, top + 1]), [np.zeros(2, dtype=np.int64)])
    assert [step.liquidity for step in steps] == [top + 1]
    less = transfer_steps(np.array([top, top + 2]), np.array([top, top + 1]), [np.zeros(2, dtype=np.int64)])
    assert [step.liquidity for step in less] == [top, top + 2]
