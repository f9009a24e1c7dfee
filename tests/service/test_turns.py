"""Turns go round between principals; a full queue shuts nobody out."""

import asyncio
import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames_server.admission import Admission
from policygames_server.errors import NoWorkerError, RefusedError
from policygames_server.quotas import Buckets, Quotas
from policygames_server.statuses import reason_of
from policygames_server.turns import Turns

SOON, LATER = 0.01, 1000.0


def at(seconds):
    return asyncio.get_running_loop().time() + seconds


async def settled():
    """Lets every task run until it waits."""
    for _ in range(10):
        await asyncio.sleep(0)


async def order_of(calls, at_once=1):
    """The principals in the order in which their calls get a turn, all asked for while one call works."""
    turns, order = Turns(at_once), []

    async def work(principal):
        await turns.take(principal, at(LATER))
        order.append(principal)
        await asyncio.sleep(0)
        turns.give_back(principal)

    for _ in range(at_once):
        await turns.take("first", at(LATER))
    tasks = [asyncio.create_task(work(principal)) for principal in calls]
    await settled()
    for _ in range(at_once):
        turns.give_back("first")
    await asyncio.gather(*tasks)
    return order


async def test_one_call_among_many_of_another_is_next_but_one():
    assert (await order_of("aaaaaaaab")).index("b") == 1


@given(calls=st.lists(st.sampled_from("abc"), max_size=30), at_once=st.integers(1, 3))
def test_nobody_waits_for_more_than_one_call_of_each_other(calls, at_once):
    order = asyncio.run(order_of(calls, at_once))
    assert sorted(order) == sorted(calls)
    for principal in set(calls):
        waiting = calls.count(principal)
        places = [place for place, one in enumerate(order) if one == principal]
        assert all(places[k] <= (k + 1) * len(set(calls)) - 1 for k in range(waiting))


async def test_a_turn_that_does_not_come_in_time_is_not_taken():
    turns = Turns(1)
    await turns.take("a", at(LATER))
    with pytest.raises(NoWorkerError):
        await turns.take("b", at(SOON))
    turns.give_back("a")
    await turns.take("c", at(SOON))


@given(cancelled=st.lists(st.booleans(), min_size=1, max_size=12))
def test_whoever_goes_away_leaves_the_turn_to_the_next(cancelled):
    async def scene():
        turns = Turns(1)
        await turns.take("first", at(LATER))
        names = [f"p{k % 3}" for k in range(len(cancelled))]
        waiting = [asyncio.create_task(turns.take(name, at(LATER))) for name in names]
        await settled()
        turns.give_back("first")  # granted to the first of them, who may go away in the same moment
        for gone, task in zip(cancelled, waiting, strict=True):
            if gone:
                task.cancel()
        for _ in range(cancelled.count(False)):
            await settled()
            (holder,) = turns._held
            turns.give_back(holder)
        await asyncio.gather(*waiting, return_exceptions=True)
        await turns.take("last", at(SOON))

    asyncio.run(scene())


async def test_a_principal_never_has_all_turns_where_some_are_kept_for_others():
    turns = Turns(2, each=1)
    await turns.take("a", at(SOON))
    with pytest.raises(NoWorkerError):
        await turns.take("a", at(SOON))
    await turns.take("b", at(SOON))
    waiting = [asyncio.create_task(turns.take(name, at(LATER))) for name in "ac"]
    await settled()
    turns.give_back("b")
    await settled()
    assert [task.done() for task in waiting] == [False, True]
    turns.give_back("a")
    await asyncio.gather(*waiting)


def refused(caught):
    return reason_of(caught.value.status)


async def test_a_principal_has_only_so_much_in_flight():
    admission = Admission(Quotas(in_flight=10, principal_in_flight=1))
    async with admission.work("a", at(LATER)):
        with pytest.raises(RefusedError) as caught:
            async with admission.work("a", at(LATER)):
                pass
    assert refused(caught) == "QUOTA_EXCEEDED"
    async with admission.work("a", at(LATER)), asyncio.timeout(1):
        pass


async def hold(admission, principal, told):
    try:
        async with admission.work(principal, at(LATER)):
            await asyncio.Event().wait()
    except RefusedError as error:
        told.append((principal, reason_of(error.status)))


async def test_a_full_queue_makes_room_for_whoever_has_less_in_flight():
    admission, told = Admission(Quotas(in_flight=4, at_once=1)), []
    tasks = [asyncio.create_task(hold(admission, "a", told)) for _ in range(4)]
    await settled()
    for name in "bca":
        tasks.append(asyncio.create_task(hold(admission, name, told)))
        await settled()
    assert told == [("a", "SOLVE_QUEUE_FULL")] * 3  # two of a made way for b and c, and a fifth was never let in
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    async with asyncio.timeout(1), admission.work("d", at(SOON)):
        pass


@given(calls=st.lists(st.floats(0, 3), max_size=40), rate=st.floats(0.5, 20), burst=st.integers(1, 5))
def test_a_bucket_never_gives_more_than_its_rate(calls, rate, burst):
    now, given_at = 0.0, []
    buckets = Buckets(rate, burst, clock=lambda: now)
    for pause in calls:
        now += pause
        with contextlib.suppress(RefusedError):
            buckets.take("a")
            given_at.append(now)
    for first, start in enumerate(given_at):
        for last in range(first, len(given_at)):
            assert last - first + 1 <= burst + rate * (given_at[last] - start) + 1e-6


def test_a_bucket_that_was_left_alone_is_full_again_and_belongs_to_one_principal():
    now = 0.0
    buckets = Buckets(2.0, 3, clock=lambda: now)
    for _ in range(2):
        for name in ("a", "b", "a", "b", "a", "b"):
            buckets.take(name)
        with pytest.raises(RefusedError):
            buckets.take("a")
        now += 1.5
