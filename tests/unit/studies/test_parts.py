"""Parts: a name stands for a whole file or for none."""

import pyarrow as pa
import pytest
from policygames.errors import GameError
from policygames.studies import Chunk, parts

CHUNK = Chunk(3, 30, 2)
TABLE = pa.table({"draw": [30, 31]}).replace_schema_metadata({parts.STUDY: b"abc"})


def test_a_part_is_written_with_its_digest_and_read_back(tmp_path):
    digest = parts.write(tmp_path, CHUNK, TABLE)
    assert [file.name for file in tmp_path.iterdir()] == ["part-00000003.parquet"]
    assert parts.sha256(tmp_path / "part-00000003.parquet") == digest
    assert parts.read(tmp_path, CHUNK).equals(TABLE)


def test_a_part_is_done_only_if_whole_and_of_this_study(tmp_path):
    assert not parts.is_done(tmp_path, CHUNK, "abc")
    parts.write(tmp_path, CHUNK, TABLE)
    assert parts.is_done(tmp_path, CHUNK, "abc")
    assert not parts.is_done(tmp_path, CHUNK, "another")
    assert not parts.is_done(tmp_path, Chunk(3, 30, 3), "abc")
    file = tmp_path / parts.name(3)
    file.write_bytes(file.read_bytes()[:-9])
    assert not parts.is_done(tmp_path, CHUNK, "abc")


def test_a_write_that_fails_leaves_nothing(tmp_path):
    parts.write(tmp_path, CHUNK, TABLE)

    def breaks(stream):
        stream.write(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        parts.put(tmp_path, parts.name(3), breaks)
    assert [file.name for file in tmp_path.iterdir()] == [parts.name(3)]
    assert parts.is_done(tmp_path, CHUNK, "abc")


def test_strays_are_swept_and_nothing_else(tmp_path):
    for name in ("part-00000001.parquet.host.1.ab.tmp", "part-00000002.parquet.host.2.cd.tmp", "mine.tmp"):
        (tmp_path / name).write_bytes(b"half")
    parts.write(tmp_path, CHUNK, TABLE)
    assert parts.sweep(tmp_path, [Chunk(1, 10, 10)]) == 1
    assert parts.sweep(tmp_path) == 1
    assert {file.name for file in tmp_path.iterdir()} == {"mine.tmp", parts.name(3)}


def test_a_damaged_part_is_refused(tmp_path):
    with pytest.raises(GameError, match="not solved"):
        parts.read(tmp_path, CHUNK)
    parts.write(tmp_path, CHUNK, TABLE)
    file = tmp_path / parts.name(3)
    content = bytearray(file.read_bytes())
    content[30] ^= 255
    file.write_bytes(bytes(content))
    with pytest.raises(GameError, match="damaged"):
        parts.read(tmp_path, CHUNK)
