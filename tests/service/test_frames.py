"""What crosses between server and worker arrives whole, in order, or not at all."""

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st
from policygames_server.frames import LAST, Frame, Incoming, Kind, Request, Task, receive_task, send
from policygames_server.marks import Marks, mark

FRAMES = st.lists(st.builds(Frame, st.sampled_from(Kind), st.binary(max_size=300)), max_size=5)
TASKS = st.builds(Task, st.sampled_from(Request), st.binary(max_size=300), st.floats(allow_nan=False))


def sent(frames):
    """The bytes of these frames."""
    here, there = socket.socketpair()
    with here, there:
        for frame in frames:
            send(here, frame)
        here.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: there.recv(2**16), b""))


def received(content, size=2**16):
    """The frames out of these bytes, which come so many at once."""
    incoming = Incoming()
    return [frame for at in range(0, len(content), size) for frame in incoming.frames(content[at : at + size])]


@given(frames=FRAMES, size=st.integers(1, 700))
def test_frames_arrive_as_they_were_sent(frames, size):
    assert received(sent(frames), size) == frames


@given(frames=FRAMES, data=st.data())
def test_a_frame_that_is_cut_off_is_dropped_and_those_before_it_stand(frames, data):
    content = sent(frames)
    cut = data.draw(st.integers(0, len(content)))
    kept = received(content[:cut])
    assert kept == frames[: len(kept)]
    assert len(sent(kept)) <= cut


@given(task=TASKS)
def test_tasks_arrive_as_they_were_sent(task):
    here, there = socket.socketpair()
    with here, there, there.makefile("rb") as incoming:
        here.sendall(task.packed())
        here.shutdown(socket.SHUT_WR)
        assert receive_task(incoming) == task
        assert receive_task(incoming) is None


@pytest.mark.parametrize("size", [0, 5, 13, 2**16])
def test_a_task_that_is_cut_off_is_none(size):
    here, there = socket.socketpair()
    content = Task(Request.SOLVE, bytes(2**17), 1.5).packed()[:size]
    with here, there, there.makefile("rb") as incoming:
        writing = threading.Thread(target=lambda: (here.sendall(content), here.shutdown(socket.SHUT_WR)))
        writing.start()
        assert receive_task(incoming) is None
        writing.join()


def test_only_answers_end_a_task():
    assert {kind for kind in Kind if Frame(kind).last} == LAST == {Kind.RESULT, Kind.ERROR, Kind.FAULT}


def test_a_page_is_seen_from_both_sides_and_is_its_worker_s_alone(tmp_path):
    marks = Marks(tmp_path / "marks", 2)
    pages, theirs = [marks.page(0), marks.page(1)], [mark(tmp_path / "marks", worker) for worker in (0, 1)]
    theirs[1].begin()
    theirs[1].note(b"{}")
    pages[0].cancel()
    assert [one.is_set() for one in theirs] == [True, False]
    assert [page.begun for page in pages] == [False, True]
    assert [page.note for page in pages] == [b"", b"{}"]
    pages[1].clear()
    assert (pages[1].begun, pages[1].note) == (False, b"")
    assert theirs[0].is_set()


def test_a_kept_page_is_no_longer_that_of_the_workers_next_life(tmp_path):
    marks, worker = Marks(tmp_path / "marks", 1), mark(tmp_path / "marks", 0)
    worker.begin()
    worker.note(b"{}")
    before, after = marks.page(0), marks.page(0)
    before.keep()
    after.clear()
    worker.note(b"[]")
    before.cancel()
    assert (before.begun, before.note) == (True, b"{}")
    assert (after.begun, after.note, worker.is_set()) == (False, b"[]", False)


def test_a_note_that_is_too_long_for_a_page_is_not_left(tmp_path):
    marks = Marks(tmp_path / "marks", 2)
    mark(tmp_path / "marks", 0).note(bytes(2**16))
    pages = marks.page(0), marks.page(1)
    assert (pages[0].note, pages[1].note, pages[1].begun) == (b"", b"", False)
