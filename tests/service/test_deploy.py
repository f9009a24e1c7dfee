"""What docs/deploy holds can be served: options of ours, limits that fit together, the syntax of its tools."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from policygames_server.command import command
from policygames_server.configuration import configured
from ruamel.yaml import YAML

DEPLOY = Path(__file__).parents[2] / "docs" / "deploy"
UNIT = (DEPLOY / "policygames.service").read_text()
CONTAINER = (DEPLOY / "Containerfile").read_text()
FLAGS = {name for option in command.params if isinstance(option, click.Option) for name in option.opts}


@pytest.fixture
def settings():
    return configured({}, {}, DEPLOY / "serve.toml")


@pytest.fixture
def manifests():
    documents = YAML(typ="safe").load_all(DEPLOY / "kubernetes.yaml")
    return {document["kind"]: document for document in documents}


def test_flags_are_options_of_the_command():
    for text in (UNIT, CONTAINER, (DEPLOY / "kubernetes.yaml").read_text()):
        lines = [line for line in text.splitlines() if "policygames serve" in line or "args:" in line]
        assert lines if text is not CONTAINER else True
        assert set(re.findall(r"--[a-z-]+", " ".join(lines))) <= FLAGS | {"--file"}


def test_variables_are_options_of_the_command():
    named = set(re.findall(r"POLICYGAMES_[A-Z_]+", UNIT))
    assert named <= {"POLICYGAMES_" + flag[2:].replace("-", "_").upper() for flag in FLAGS if flag.startswith("--")}


def test_the_file_asks_for_encryption_and_tokens(settings):
    assert settings.tls_cert
    assert settings.tokens
    assert not settings.insecure


def test_the_pod_matches_the_file_and_has_room_for_its_workers(settings, manifests):
    pod = manifests["Deployment"]["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    ports = {port["name"]: port["containerPort"] for port in container["ports"]}
    assert settings.address.endswith(f":{ports['grpc']}")
    assert settings.http.endswith(f":{ports['http']}")
    for name in ("startupProbe", "readinessProbe", "livenessProbe"):
        assert container[name]["httpGet"]["port"] in ports
    gibibytes = int(container["resources"]["limits"]["memory"].removesuffix("Gi"))
    assert gibibytes * 2**30 > settings.workers * settings.worker_memory + 2**30
    assert pod["terminationGracePeriodSeconds"] > settings.grace
    mounted = {mount["mountPath"]: mount["name"] for mount in container["volumeMounts"]}
    assert set(mounted.values()) == {volume["name"] for volume in pod["volumes"]}
    assert all(any(str(file).startswith(path) for path in mounted) for file in (settings.tls_cert, settings.tokens))
    assert str(settings.data) in mounted


def test_the_pod_is_nobody_and_there_is_one(manifests):
    deployment = manifests["Deployment"]["spec"]
    assert (deployment["replicas"], deployment["strategy"]["type"]) == (1, "Recreate")
    (container,) = deployment["template"]["spec"]["containers"]
    assert deployment["template"]["spec"]["securityContext"]["runAsNonRoot"]
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert deployment["selector"]["matchLabels"] == deployment["template"]["metadata"]["labels"]
    assert manifests["Service"]["spec"]["selector"] == deployment["selector"]["matchLabels"]
    assert re.search(
        rf"^USER {deployment['template']['spec']['securityContext']['runAsUser']}:", CONTAINER, re.MULTILINE
    )


def test_the_container_runs_as_nobody_after_everything_is_copied():
    steps = [line.split()[0] for line in CONTAINER.splitlines() if line and not line.startswith(("#", " "))]
    final = steps[len(steps) - 1 - steps[::-1].index("FROM") :]
    assert "RUN" not in final
    assert final.index("USER") > max(index for index, step in enumerate(final) if step == "COPY")


@pytest.mark.skipif(
    not shutil.which("hadolint") and not Path(sys.prefix, "bin/hadolint").exists(), reason="no hadolint"
)
def test_hadolint_has_nothing_to_say():
    tool = shutil.which("hadolint") or str(Path(sys.prefix, "bin/hadolint"))
    linted = subprocess.run([tool, DEPLOY / "Containerfile"], capture_output=True, text=True, check=False)
    assert (linted.returncode, linted.stdout) == (0, "")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd")
def test_systemd_reads_the_unit(tmp_path):
    unit = tmp_path / "policygames.service"
    unit.write_text(UNIT.replace("/opt/policygames/bin/policygames", sys.executable))
    ended = subprocess.run(
        [shutil.which("systemd-analyze"), "verify", unit], capture_output=True, text=True, check=False
    )
    said = [line for line in (ended.stdout + ended.stderr).splitlines() if unit.name in line]
    assert (ended.returncode, said) == (0, [])


def test_the_unit_drains_before_it_kills(settings):
    assert int(re.search(r"TimeoutStopSec=(\d+)", UNIT)[1]) > settings.grace
    assert "RestartPreventExitStatus=2" in UNIT
