"""Streams of requests and answers: nothing is lost in silence, nothing piles up, and what is closed has ended."""

import asyncio

import pytest
from policygames_server.conversation import WINDOW, Conversation
from policygames_server.errors import RefusedError
from policygames_server.statuses import reason_of


async def requests(count):
    for number in range(count):
        yield str(number).encode()


async def begun(request, conversation):
    async def work():
        await asyncio.sleep(0)
        return request

    await conversation.begin(work)


async def gathered(answers, keep):
    """Keeps each answer, up to an error."""
    async for answer in answers:
        keep(answer)


async def test_every_request_is_answered():
    found = [answer async for answer in Conversation(asyncio.Event()).answers(requests(100), begun)]
    assert sorted(found) == sorted([str(number).encode() for number in range(100)])


async def test_work_that_fails_ends_the_stream_after_the_other_answers():
    async def take(request, conversation):
        async def work():
            if request == b"1":
                raise ValueError("a bug")
            return request

        await conversation.begin(work)

    found = set()
    with pytest.raises(ValueError, match="a bug"):
        await gathered(Conversation(asyncio.Event()).answers(requests(3), take), found.add)
    assert found == {b"0", b"2"}


async def test_so_does_a_request_that_cannot_be_taken():
    async def take(request, conversation):
        if request == b"2":
            raise ValueError("no message")
        await conversation.say(request)

    found = []
    with pytest.raises(ValueError, match="no message"):
        await gathered(Conversation(asyncio.Event()).answers(requests(3), take), found.append)
    assert found == [b"0", b"1"]


async def test_nobody_reads_on_while_answers_are_not_taken_and_closing_ends_all_work():
    taken, ended, forever = [], [], asyncio.Event()

    async def take(request, conversation):
        taken.append(request)

        async def work():
            try:
                await forever.wait()
            finally:
                ended.append(request)

        if request == b"0":
            await conversation.say(b"hello")
        else:
            await conversation.begin(work)

    answers = Conversation(asyncio.Event()).answers(requests(1000), take)
    assert await anext(answers) == b"hello"
    for _ in range(50):
        await asyncio.sleep(0)
    assert len(taken) == WINDOW + 2  # as many as work, the one before them, and one that waits for room
    await answers.aclose()
    assert sorted(ended) == sorted(taken[1 : WINDOW + 1])


async def test_who_asks_nothing_more_hears_that_the_server_ends_after_all_answers():
    ending, silence = asyncio.Event(), asyncio.Event()

    async def asked():
        yield b"0"
        ending.set()
        yield b"1"
        await silence.wait()

    found = []
    with pytest.raises(RefusedError) as caught:
        await gathered(Conversation(ending).answers(asked(), begun), found.append)
    assert (sorted(found), reason_of(caught.value.status)) == ([b"0", b"1"], "SHUTTING_DOWN")


async def test_who_has_asked_everything_is_answered_while_the_server_ends():
    async def begun_late(request, conversation):
        async def work():
            await asyncio.sleep(2.5)
            return request

        await conversation.begin(work)

    ending = asyncio.Event()
    ending.set()
    found = [answer async for answer in Conversation(ending).answers(requests(2), begun_late)]
    assert sorted(found) == [b"0", b"1"]
