"""Jobs on a real server, compared, shown and reported from anywhere as studies in folders are."""

import json

import policygames as pg
import pytest
from click.testing import CliRunner
from policygames_cli.local_server import local_server
from policygames_cli.main import main

NAME = "safety_race"
CHOSEN = ("--draws", 24, "--chunk", 16)


def run(*arguments):
    return CliRunner().invoke(main, ["study", *(str(argument) for argument in arguments)])


@pytest.fixture(scope="module")
def jobs(tmp_path_factory):
    """A server's address, two of its jobs with other seeds, one about given games, and a folder equal to the first."""
    folder = tmp_path_factory.mktemp("jobs") / "local"
    assert run("run", NAME, *CHOSEN, "--seed", 1, "--out", folder, "--workers", 0).exit_code in (0, 3)
    with local_server() as address, pg.connect(address) as client:
        first, second = (client.study(NAME, draws=24, seed=seed, chunk_size=16) for seed in (1, 2))
        games = client.solve_job([[[[1, 0], [0, 1]]] * 2] * 3)
        for job in (first, second, games):
            job.wait(60)
        yield address, first.name, second.name, games.name, folder


def test_a_job_is_compared_with_a_folder_and_with_a_job(jobs):
    address, first, second, _, folder = jobs
    same = json.loads(run("diff", first, folder, "--server", address, "--json").stdout)
    assert (same["inputs"], same["outcomes"], same["findings"]) == ([], [], [])
    assert (same["same"], same["changed"]) == (24, 0)
    other = run("diff", first, second, "--server", address)
    assert (other.exit_code, "seed" in other.stdout) == (0, True)


def test_a_job_is_reported_as_its_folder_is(jobs, tmp_path):
    address, first, _, _, folder = jobs
    there, here = (
        run("report", *asked, "--out", tmp_path / name, "--parts", tmp_path / f"{name}-parts")
        for asked, name in (((first, "--server", address), "there.html"), ((folder,), "here.html"))
    )
    assert there.exit_code == here.exit_code == 0, there.output
    tables = [
        {f.name: f.read_bytes() for f in (tmp_path / n).rglob("*.csv")} for n in ("there.html-parts", "here.html-parts")
    ]
    assert tables[0] == tables[1] != {}


def test_a_job_is_shown_with_what_is_asked_of_it(jobs):
    address, first, _, _, folder = jobs
    there, here = (
        run("show", *asked, "--sensitivity", "--json") for asked in ((first, "--server", address), (folder,))
    )
    left_out = {"folder": ""}
    assert {**json.loads(there.stdout), **left_out} == {**json.loads(here.stdout), **left_out}


def test_nothing_is_left_of_what_was_fetched(jobs, tmp_path, monkeypatch):
    address, first, *_ = jobs
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert run("diff", first, first, "--server", address).exit_code == 0
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_study_is_refused_by_name(jobs, tmp_path):
    address, first, _, games, folder = jobs
    out = ("--out", tmp_path / "r.html")
    for asked, words in (
        (("report", first, *out), "named by --server"),
        (("diff", folder, tmp_path / "nowhere"), "there is no folder"),
        (("report", games, *out, "--server", address), "given games"),
        (("merge", folder, "--out", tmp_path / "all", "--server", address), "a server solves whole studies"),
    ):
        result = run(*asked)
        assert (result.exit_code, words in result.stderr) == (2, True), result.output
    unknown = run("report", "operations/none", *out, "--server", address)
    assert unknown.exit_code == 1
    assert unknown.stderr.count("\n") == 1
    assert not (tmp_path / "r.html").exists()
    assert "solves whole studies" in " ".join(run("merge", "--help").stdout.split())
