"""What crosses between server and worker arrives whole, in order, or not at all."""

import asyncio
import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames_server.frames import LAST, Frame, Incoming, Kind, Request, Task, receive_task, send

FRAMES = st.lists(st.builds(Frame, st.sampled_from(Kind), st.binary(max_size=300)), max_size=5)
TASKS = st.builds(Task, st.sampled_from(Request), st.binary(max_size=300), st.floats(allow_nan=False))


def reader_of(content):
    """A reader of these bytes and then of the end."""
    reader = asyncio.StreamReader()
    reader.feed_data(content)
    reader.feed_eof()
    return reader


def sent(frames):
    """The bytes of these frames."""
    here, there = socket.socketpair()
    with here, there:
        for frame in frames:
            send(here, frame)
        here.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: there.recv(2**16), b""))


async def received(content):
    incoming = Incoming(reader_of(content))
    frames = []
    while (frame := await incoming.next()) is not None:
        frames.append(frame)
    return frames


@given(frames=FRAMES)
def test_frames_arrive_as_they_were_sent(frames):
    assert asyncio.run(received(sent(frames))) == frames


@given(frames=FRAMES, data=st.data())
def test_a_frame_that_is_cut_off_is_dropped_and_those_before_it_stand(frames, data):
    content = sent(frames)
    cut = data.draw(st.integers(0, len(content)))
    kept = asyncio.run(received(content[:cut]))
    assert kept == frames[: len(kept)]
    assert len(sent(kept)) <= cut


@given(task=TASKS)
def test_tasks_arrive_as_they_were_sent(task):
    here, there = socket.socketpair()
    with here, there:
        here.sendall(task.packed())
        here.shutdown(socket.SHUT_WR)
        assert receive_task(there) == task
        assert receive_task(there) is None


@pytest.mark.parametrize("size", [0, 5, 13, 2**16])
def test_a_task_that_is_cut_off_is_none(size):
    here, there = socket.socketpair()
    content = Task(Request.SOLVE, bytes(2**17), 1.5).packed()[:size]
    with here, there:
        writing = threading.Thread(target=lambda: (here.sendall(content), here.shutdown(socket.SHUT_WR)))
        writing.start()
        assert receive_task(there) is None
        writing.join()


def test_only_answers_end_a_task():
    assert {kind for kind in Kind if Frame(kind).last} == LAST == {Kind.RESULT, Kind.ERROR, Kind.FAULT}


async def test_a_read_that_is_given_up_splits_no_frame():
    whole, reader = sent([Frame(Kind.RESULT, b"body"), Frame(Kind.NOTE, b"{}")]), asyncio.StreamReader()
    incoming, frames = Incoming(reader), []
    for byte in whole:
        reader.feed_data(bytes([byte]))
        try:
            async with asyncio.timeout(0.001):
                frames.append(await incoming.next())
        except TimeoutError:
            continue
    assert frames == [Frame(Kind.RESULT, b"body"), Frame(Kind.NOTE, b"{}")]
