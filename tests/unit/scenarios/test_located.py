"""YAML that hides, multiplies or breaks is refused at its place; what is read knows where it stands."""

from __future__ import annotations

import time

import pytest
from policygames.errors import ScenarioError
from policygames.scenarios.located import MAX_BYTES, MAX_DEPTH, MAX_NODES, located
from policygames.scenarios.reading import Place, Reading

HOSTILE = {
    "nothing at all": (b"", 1, "empty"),
    "only a comment": (b"# nothing\n", 1, "empty"),
    "a repeated key": (b"a: 1\nb: 2\na: 3\n", 3, "second time"),
    "a repeated key inside": (b"a: {b: 1, c: 2, b: 3}\n", 1, "second time"),
    "an anchor": (b"a: 1\nb: &x 2\n", 2, "anchors"),
    "an alias": (b"a: 1\nb: *x\n", 2, "aliases"),
    "a merge key with an alias": (b"a: 1\n<<: *x\n", 2, "aliases"),
    "an anchor on a key": (b"a: 1\n&x b: 2\n", 2, "anchors"),
    "a tag": (b"a: 1\nb: !!python/object:os.system x\n", 2, "tags"),
    "a tag of YAML": (b"a: 1\nb: !!str 2\n", 2, "tags"),
    "a local tag": (b"a: 1\nb: !mine 2\n", 2, "tags"),
    "the non-specific tag": (b"a: 1\nb: ! 2\n", 2, "tags"),
    "a tag on a list": (b"a: 1\nb: !!set [2]\n", 2, "tags"),
    "a tag directive": (b"%TAG !e! tag:example.com,2000:\n---\na: 1\n", 2, "tags"),
    "YAML 1.1": (b"%YAML 1.1\n---\na: 1\n", 2, "YAML 1.2"),
    "two documents": (b"a: 1\n---\nb: 2\n", 2, "second document"),
    "a list as a key": (b"a: 1\n? [b]\n: 2\n", 2, "key is text"),
    "a mapping as a key": (b"a: 1\n? {b: 1}\n: 2\n", 2, "key is text"),
    "an open bracket": (b"a: 1\nb: [1, 2\n", 3, "no YAML"),
    "an open quote": (b"a: 1\nb: 'x\n", 3, "no YAML"),
    "a tab for indentation": (b"a:\n\tb: 1\n", 2, "no YAML"),
    "a bad escape": (b'a: 1\nb: "\\q"\n', 2, "no YAML"),
    "a control character": (b"a: 1\nb: x\x00y\n", 2, "control character"),
    "an escaped control character": (b'a: 1\nb: "x\\e[2J"\n', 2, "control character"),
    "half a character": (b'a: 1\nb: "\\ud800"\n', 2, "control character"),
    "Latin-1": ("a: 1\nb: é\n".encode("latin-1"), 2, "not UTF-8"),
    "UTF-16": ("a: 1\n".encode("utf-16"), 1, "not UTF-8"),
    "too many bytes": (b"a: '" + b"x" * MAX_BYTES + b"'\n", 1, "allowed: up to"),
    "too deep": (b"a: 1\nb: " + b"[" * (MAX_DEPTH + 1) + b"\n", 2, "deeper"),
    "absurdly deep": (b"a: 1\nb: " + b"[" * 500_000, 2, "deeper"),
    "too many values": (b"a: 1\nb: [" + b"1," * (MAX_NODES + 1) + b"]\n", 2, "values"),
    "too many keys": (b"".join(b"k%d: 1\n" % number for number in range(MAX_NODES)), 5000, "values"),
}


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
