"""What people are told when something is in the way: which file, which row, what stands, and what to do."""

import re
import resource
import socket
import subprocess
import sys
from contextlib import contextmanager

import policygames as pg
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from policygames.studies import Study, parts
from policygames.studies.comparison import Comparison
from policygames_cli.main import main
from policygames_cli.study_report import compared

NAME = "safety_race"


def run(*arguments):
    return CliRunner().invoke(main, ["study", *map(str, arguments)])


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("runs") / "race"
    assert run("run", NAME, "--draws", 48, "--seed", 7, "--chunk", 16, "--out", path).exit_code == 0
    return path


@contextmanager
def files_of_at_most(size):
    """No file can grow beyond: the system refuses to write, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_report_that_cannot_be_written_leaves_the_one_that_was_there(folder, tmp_path):
    out = tmp_path / "race.html"
    assert run("report", folder, "--out", out).exit_code == 0
    before = out.read_bytes()
    with files_of_at_most(20_000):
        failed = run("report", folder, "--out", out)
    assert failed.exit_code == 1
    assert failed.stderr.strip() == f"policygames: {out}: File too large; the report that was there stands as it was"
    assert out.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["race.html"]
    with files_of_at_most(20_000):
        first = run("report", folder, "--out", tmp_path / "other.html")
    assert first.stderr.strip().endswith("other.html: File too large; no report is written")
    assert not (tmp_path / "other.html").exists()


def test_a_report_is_written_through_a_link(folder, tmp_path):
    (tmp_path / "real.html").write_text("old", encoding="utf-8")
    (tmp_path / "link.html").symlink_to(tmp_path / "real.html")
    assert run("report", folder, "--out", tmp_path / "link.html").exit_code == 0
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").stat().st_size > 10_000


def test_errors_of_the_system_name_the_file(folder, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    there = run("report", folder, "--out", tmp_path / "file" / "race.html")
    assert there.exit_code == 1
    assert str(tmp_path / "file") in there.stderr
    with files_of_at_most(3_000):
        full = run("run", NAME, "--draws", 512, "--out", tmp_path / "out", "--workers", 0)
    assert full.exit_code == 1
    assert re.search(rf"{tmp_path / 'out'}/\S+: File too large", full.stderr), full.stderr
    with files_of_at_most(1_000), pytest.raises(OSError, match="File too large") as caught:
        parts.put_text(tmp_path, "mine.txt", "x" * 2_000)
    assert caught.value.filename == str(tmp_path / "mine.txt")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("risk,speed\n0.1,2\nabc,2\n", "row 3, column risk: "),
        ("risk,speed\n\n0.1,2\n0.2,99\n", "row 4, column speed: "),
        ("risk,speed\n0.1,2\n0.2\n", "row 3: this row has 1 cells"),
    ],
)
def test_what_is_wrong_in_a_table_is_found_by_file_row_and_column(text, place, tmp_path):
    table = tmp_path / "t.csv"
    table.write_text(text, encoding="utf-8")
    said = run("run", NAME, "--design", "csv", "--table", table, "--out", tmp_path / "out")
    assert said.exit_code == 2
    assert f"{table}, {place}" in said.stderr


def test_what_is_wrong_in_a_case_is_found_by_its_name(tmp_path):
    cases = {"calm": {"risk": 0.1}, "wild": {"risk": 7}}
    with pytest.raises(pg.GameError) as caught:
        pg.study(pg.scenario(NAME), design="cases", cases=cases, out=tmp_path, workers=0)
    assert caught.value.path == "cases.wild.risk"


def test_a_damaged_part_is_solved_again_as_the_message_says(folder, tmp_path):
    out = tmp_path / "mine"
    assert run("run", NAME, "--draws", 48, "--seed", 7, "--chunk", 16, "--out", out).exit_code == 0
    part = out / parts.name(1)
    whole = part.read_bytes()
    columns = pq.ParquetFile(part).metadata.row_group(0)
    column = next(own for own in map(columns.column, range(columns.num_columns)) if own.path_in_schema == "outcome")
    start = column.dictionary_page_offset
    stop = start + column.total_compressed_size
    part.write_bytes(whole[:start] + bytes(one ^ 255 for one in whole[start:stop]) + whole[stop:])
    damaged = run("resume", out)
    assert damaged.exit_code == 2
    assert str(part) in damaged.stderr
    assert "remove the file, and `policygames study resume` solves it again" in damaged.stderr
    part.unlink()
    assert run("resume", out).exit_code == 0
    assert part.read_bytes() == whole
    assert Study.at(out).folder.check() == []


def test_a_scheduler_that_is_not_there_is_one_line(tmp_path):
    pytest.importorskip("distributed")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # nobody listens there
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        asked = ["run", NAME, "--draws", "16", "--scheduler", address, "--out", str(tmp_path / "out")]
        command = [sys.executable, "-m", "policygames_cli.main", "study", *asked]
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if "draws are left" not in line]
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith(f"policygames: {address}: the scheduler does not answer")


def test_a_comparison_has_no_empty_headings(folder):
    said = run("diff", folder, folder)
    lines = said.stdout.splitlines()
    assert lines == [
        "No inputs differ.",
        "No findings differ.",
        "No outcomes differ.",
        "0 of the 48 draws with the same values have another outcome.",
    ]
    assert "No draw has the same values in both." in list(compared(Comparison((), (), (), 0, 0)))


def test_coverage_is_called_as_rows_call_it(folder):
    table = Study.at(folder).table()
    told = table.schema.field("coverage").metadata[b"what"].decode()
    assert set(table["coverage"].to_pylist()) <= {word.strip(",") for word in told.split()}
