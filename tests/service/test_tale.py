"""A search is told as far as it went: by its worker's last word, by its draft, or by what one response holds."""

import policygames as pg
import pytest
from policygames.v1.solutions_pb2 import Equilibrium, Solution
from policygames.wire.solutions import conclusion_message, equilibrium_message
from policygames_server.frames import Frame, Kind
from policygames_server.tale import RESERVE, RESERVE_EACH, Tale
from service.questions import STAG_HUNT

SOLUTION = pg.solve(STAG_HUNT, "pure_nash")
EQUILIBRIA = [equilibrium_message(equilibrium) for equilibrium in SOLUTION.equilibria]
RESULT = conclusion_message(SOLUTION)
DRAFT = Solution(concept="pure_nash", method="pure_enumeration", game_digest=STAG_HUNT.digest, warnings=["a draft"])


def frames(*, result=RESULT):
    yield Frame(Kind.DRAFT, DRAFT.SerializeToString())
    yield from (Frame(Kind.EQUILIBRIUM, one.SerializeToString()) for one in EQUILIBRIA)
    yield Frame(Kind.RESULT, result.SerializeToString())


def told(tale, given):
    """The equilibria that the tale tells until it is full."""
    found = []
    for frame in given:
        event = tale.event(frame)
        if event is not None and event.HasField("equilibrium"):
            found.append(event.equilibrium)
        if tale.full:
            break
    return found


def test_the_whole_search():
    tale = Tale()
    assert told(tale, frames()) == EQUILIBRIA
    end = tale.end()
    assert end.solution == RESULT
    assert (end.header.method, end.header.game_digest) == (SOLUTION.method, STAG_HUNT.digest)
    assert end.header.seconds >= 0


@pytest.mark.parametrize(("seen", "begun"), [(0, False), (1, True), (3, True)])
def test_a_search_that_breaks_off_ends_with_its_draft_if_there_is_one(seen, begun):
    tale = Tale()
    told(tale, list(frames())[:seen])
    assert tale.begun is begun
    assert tale.end().solution == (DRAFT if begun else Solution())


@pytest.mark.parametrize("count", [0, 1])
def test_no_more_than_there_is_room_for(count):
    room = sum(one.ByteSize() + RESERVE_EACH for one in EQUILIBRIA[:count])
    tale = Tale(room)
    assert told(tale, frames()) == EQUILIBRIA[:count]
    assert tale.full
    assert tale.end().solution.warnings == ["a draft"]
    assert "holds no more" in tale.end().solution.termination.detail


def test_a_conclusion_for_which_there_is_no_room_is_left_out():
    long = Solution(concept="pure_nash", warnings=["x" * 2 * RESERVE])
    tale = Tale(RESERVE)
    assert told(tale, frames(result=long)) == EQUILIBRIA
    assert tale.full
    assert tale.end().solution.warnings == ["a draft"]


def test_notes_are_no_events():
    assert Tale().event(Frame(Kind.NOTE, b"{}")) is None
    assert Tale().event(Frame(Kind.EQUILIBRIUM, b"")).equilibrium == Equilibrium()


def test_progress_counts_what_was_told_and_its_seconds_grow():
    tale = Tale()
    before = tale.progress().progress
    told(tale, frames())
    after = tale.progress().progress
    assert (before.equilibria, after.equilibria) == (0, len(EQUILIBRIA))
    assert 0 <= before.seconds < after.seconds
