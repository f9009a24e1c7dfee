"""Has workers linger at each stage of writing a part, so that kills at random land there, and tell where they are.

A file `at-PID` in the folder for temporary files holds the stage while it lasts.
"""

import os
import time
from contextlib import contextmanager
from pathlib import Path

SCRATCH = Path(os.environ["TMPDIR"])
SECONDS = 0.05
_fsync, _replace = os.fsync, Path.replace


@contextmanager
def stage(name):
    """Lingers before and after something, which is called so."""
    marker = SCRATCH / f"at-{os.getpid()}"
    marker.write_text(name)
    time.sleep(SECONDS)
    yield
    time.sleep(SECONDS)
    marker.unlink()


def fsync(handle):
    """Lingers while a part is synced."""
    if ".parquet." not in str(Path(f"/proc/self/fd/{handle}").readlink()):
        _fsync(handle)
        return
    with stage("write"):
        _fsync(handle)


def replace(path, target):
    """Lingers while a part gets its name."""
    if not Path(target).name.startswith("part-"):
        return _replace(path, target)
    with stage("rename"):
        return _replace(path, target)


os.fsync, Path.replace = fsync, replace
