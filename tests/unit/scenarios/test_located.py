"""YAML that hides, multiplies or breaks is refused at its place; what is read knows where it stands."""

from __future__ import annotations

import time

import pytest
from malformed_scenarios import HOSTILE
from policygames.errors import ScenarioError
from policygames.scenarios.located import located
from policygames.scenarios.reading import Place, Reading


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_text_is_refused_at_its_line(case):
    content, line, words = HOSTILE[case]
    started = time.process_time()
    with pytest.raises(ScenarioError, match=words) as caught:
        located(content, Reading("bad.yaml"))
    assert caught.value.line == line
    assert time.process_time() - started < 20  # seconds: a limit that stops a search, not a benchmark


def test_every_scalar_is_text():
    tree = located(b"a: no\nb: 1:30\nc: 0x10\nd: ~\ne: 1.0\nf: true\ng: 2025-09-08\nh:\n", Reading("f"))
    assert tree == dict(zip("abcdefgh", ["no", "1:30", "0x10", "~", "1.0", "true", "2025-09-08", ""], strict=True))


def test_every_value_knows_its_place():
    reading = Reading("f")
    located(b'a: 1\nb:\n  - {c: "x y"}\n  - d\n', reading)
    assert reading.places["a"] == Place(1, 4, 4, "f")
    assert reading.places["b[0].c"] == Place(3, 9, 10, "f")
    assert reading.places["b[0].c:key"] == Place(3, 6, 6, "f")
    assert reading.places["b[1]"] == Place(4, 5, 5, "f")


def test_an_unknown_path_stands_where_the_nearest_part_does():
    reading = Reading("f")
    located(b"a: 1\nb:\n  - {c: 2}\n", reading)
    assert reading.place("b[0].c.d[3]") == reading.places["b[0].c"]
    assert reading.place("nowhere") == reading.places[""]


def test_escapes_and_folded_text_have_no_column_inside():
    reading = Reading("f")
    located(b'a: "x\\ty"\nb: >-\n  hello\n  you\n', reading)
    assert [reading.places[path].text_column for path in ("a", "b")] == [0, 0]


def test_a_byte_order_mark_is_no_content():
    assert located("\ufeffa: 1\n".encode(), Reading("f")) == {"a": "1"}
