"""The examples of docs/jobs.md run as they stand, against a real server."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from google.protobuf.json_format import ParseDict
from policygames.v1.study_service_pb2 import StudyProgress
from service.running import Running

PAGE = Path(__file__).parents[2] / "docs" / "jobs.md"
SHELL = shutil.which("sh")


def blocks(kind):
    """The examples in a language."""
    return re.findall(rf"```{kind}\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.parametrize("example", blocks("python"))
def test_an_example_runs(server, example, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    exec(example.replace("localhost:50051", server.address), {})  # noqa: S102 - our own page
    assert capsys.readouterr().out


def test_jobs_are_begun_and_listed_by_json_with_types_in_it():
    (example,) = blocks("sh")
    with Running(workers=1, uncompiled=True, http="127.0.0.1:0") as running:
        environment = os.environ | {"SERVER": f"http://{running.http}"}
        ended = subprocess.run([SHELL, "-c", example], env=environment, capture_output=True, check=True, text=True)
        begun, end = json.JSONDecoder().raw_decode(ended.stdout)
        listed = json.loads(ended.stdout[end:])
    assert [one["name"] for one in listed["operations"]] == [begun["name"]]
    for metadata in (begun["metadata"], listed["operations"][0]["metadata"]):
        assert metadata.pop("@type") == f"type.googleapis.com/{StudyProgress.DESCRIPTOR.full_name}"
        assert ParseDict(metadata, StudyProgress()).rows == 50
