"""Files made to hurt are refused within seconds and megabytes, at the right line, by an error that is ours."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from malformed_scenarios import malformed_files
from policygames.errors import ScenarioError
from policygames.scenarios import parsed

FILES = malformed_files()
MOST_SECONDS, MOST_MEGABYTES = 2, 300
READ_ALL = """
import json, sys, time
from pathlib import Path
from policygames.errors import ScenarioError
from policygames.scenarios import parsed

slowest = 0.0
for path in sorted(Path(sys.argv[1]).iterdir()):
    start = time.process_time()
    try:
        parsed(path.read_bytes(), path.name)
        raise SystemExit(path.name + " was read")
    except ScenarioError:
        slowest = max(slowest, time.process_time() - start)
# of this program alone: what resource tells begins with what its parent held
status = Path("/proc/self/status").read_text()
peak = int(status.partition("VmHWM:")[2].split()[0]) / 1024
print(json.dumps({"seconds": slowest, "megabytes": peak}))
"""


def test_there_are_more_than_a_hundred():
    assert len(FILES) > 150


@pytest.mark.parametrize("case", FILES)
def test_each_is_refused_at_its_line_in_words(case):
    content, line, words = FILES[case]
    with pytest.raises(ScenarioError) as caught:
        parsed(content, "bad.yaml")
    assert words in str(caught.value)
    assert line in (0, caught.value.line)
    assert str(caught.value).startswith(f"bad.yaml:{caught.value.line}:{caught.value.column}: ")


def test_all_are_refused_within_seconds_and_megabytes(tmp_path):
    for number, (content, _, _) in enumerate(FILES.values()):
        (tmp_path / f"{number:03}.yaml").write_bytes(content)
    script = tmp_path.parent / "read_all.py"
    script.write_text(READ_ALL)
    command = [sys.executable, str(script), str(Path(tmp_path))]
    found = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert found["seconds"] < MOST_SECONDS
    assert found["megabytes"] < MOST_MEGABYTES
