"""Items of a batch in messages: no server refuses one for its size, and none is sent without an item."""

from queue import Empty, SimpleQueue

import pytest
from policygames.v1 import solver_service_pb2 as pb
from policygames.wire.service_info import MAX_REQUEST_BYTES
from policygames_client.batch_calls import PACK, PACK_BYTES, packed


def messages(sizes):
    """The items of each message where all of these many bytes are there already, and the end after them."""
    ready = SimpleQueue()
    for item in [*(pb.BatchItem(key="k" * size) for size in sizes), None]:
        ready.put(item)
    ended = False
    while not ended and (first := ready.get_nowait()) is not None:
        message, ended = packed(first, ready.get_nowait, Empty)
        assert message.ByteSize() <= MAX_REQUEST_BYTES
        yield [len(item.key) for item in message.items]


@pytest.mark.parametrize("between", [0, PACK_BYTES - 1000])
def test_the_largest_items_are_not_sent_together(between):
    most = MAX_REQUEST_BYTES // 2 - 10
    sizes = [most, between, most, 1]
    found = list(messages(sizes))
    assert [size for items in found for size in items] == sizes
    assert all(items.count(most) <= 1 for items in found)


def test_small_ones_fill_messages_up_to_their_number():
    assert list(map(len, messages([1] * (2 * PACK + 1)))) == [PACK, PACK, 1]


def test_what_is_not_there_yet_is_not_waited_for():
    ready = SimpleQueue()
    message, ended = packed(pb.BatchItem(key="a"), ready.get_nowait, Empty)
    assert ([item.key for item in message.items], ended) == (["a"], False)
