"""Importing the package loads nothing; its public names are where both of its lists say."""

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import policygames as pg
import pytest

HEAVY = {"numpy", "scipy", "pandas", "nashpy", "grpc", "google.protobuf", "click", "pydantic", "ruamel"}


def loaded_after(code):
    """The modules that a fresh interpreter has loaded after running `code`."""
    command = [sys.executable, "-c", f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_importing_the_package_loads_nothing_heavy():
    loaded = loaded_after("import policygames")
    assert not loaded & HEAVY
    assert {name for name in loaded if name.startswith("policygames")} == {"policygames"}


def test_errors_load_no_numpy():
    assert "numpy" not in loaded_after("import policygames\npolicygames.GameError")


def test_checking_a_proof_loads_no_solver():
    code = "import policygames as pg\ngame = pg.NormalFormGame([[[1]], [[1]]])\n"
    code += (
        "from policygames import registry\nregistry.concept('zero_sum').certify(game, ())\npg.Solution, pg.Threshold"
    )
    assert not loaded_after(code) & {"scipy", "nashpy", "pandas", "policygames.search", "policygames.methods"}


def stub_names():
    """The public names of the stub file, with the modules that they come from."""
    tree = ast.parse(Path(pg.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    return {alias.asname: node.module for node in tree.body if isinstance(node, ast.ImportFrom) for alias in node.names}


def test_the_stub_and_the_lazy_map_agree():
    assert stub_names() == pg._PUBLIC


@pytest.mark.parametrize(
    "name", sorted(name for name, module in pg._PUBLIC.items() if module.startswith("policygames."))
)
def test_every_public_name_is_there(name):
    assert getattr(pg, name) is getattr(import_module(pg._PUBLIC[name]), name)
    assert name in dir(pg)
    assert name in pg.__all__


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nahs"):
        _ = pg.nahs
