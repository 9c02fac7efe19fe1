"""``docker-compose.yml`` against the compose specification, and what that cannot say."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import compose_spec
import pytest
import yaml

from config.embedded.places import ROOT

TEXT = (ROOT / "docker-compose.yml").read_text()
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(TEXT)["services"]
OURS = ("migrate", "web", "worker", "beat")


def _as_started() -> str:
    """The file with its variables filled in, defaults where they have one."""
    return re.sub(
        r"\$\{\w+:([-?])([^}]*)\}", lambda hole: hole[2] if hole[1] == "-" else "given", TEXT
    )


def test_file_follows_the_compose_specification() -> None:
    # PyYAML resolves the merge keys, which the validator does not know.
    read = compose_spec.PyCompose.from_yaml(yaml.safe_dump(yaml.safe_load(_as_started())))
    assert set(read.service_names()) == {*OURS, "database", "broker", "mail"}


@pytest.mark.parametrize(
    "fault", ["comand: [x]", "restart: sometimes", "healthcheck: {intervall: 5s}"]
)
def test_validator_notices_a_fault(fault: str) -> None:
    with pytest.raises(ValueError, match="services"):
        compose_spec.PyCompose.from_yaml(f"services:\n  web:\n    image: x\n    {fault}\n")


def test_linter_finds_nothing_grave() -> None:
    script = Path(sys.executable).parent / "compose-lint"
    done = subprocess.run(
        [script, "--fail-on", "high", ROOT / "docker-compose.yml"], capture_output=True, check=False
    )
    assert done.returncode == 0, done.stdout.decode()


@pytest.mark.parametrize("name", SERVICES)
def test_service_runs_without_root_and_without_rights(name: str) -> None:
    service = SERVICES[name]
    uid = int(service["user"].partition(":")[0])
    assert uid > 0
    assert service["cap_drop"] == ["ALL"]
    assert service["read_only"] is True


@pytest.mark.parametrize("name", [name for name in SERVICES if name != "migrate"])
def test_service_has_a_health_check(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"][0] in ("CMD", "CMD-SHELL")


def test_what_a_service_names_exists() -> None:
    whole = yaml.safe_load(TEXT)
    for service in SERVICES.values():
        assert set(service.get("networks", [])) <= set(whole["networks"])
        assert set(service.get("depends_on", {})) <= set(SERVICES)
        named = {volume.partition(":")[0] for volume in service.get("volumes", [])}
        assert named <= set(whole["volumes"])


@pytest.mark.parametrize("secret", ["SECRET_KEY", "DATABASE_PASSWORD", "ALLOWED_HOSTS"])
def test_a_missing_secret_stops_the_start(secret: str) -> None:
    uses = re.findall(rf"\$\{{{secret}([^}}]*)\}}", TEXT)
    assert uses
    assert all(use.startswith(":?") for use in uses)


def test_worker_can_be_scaled() -> None:
    assert "container_name" not in SERVICES["worker"]
    assert "ports" not in SERVICES["worker"]


def test_image_runs_as_the_account_that_compose_names() -> None:
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert "useradd --uid 10001 --gid 10001" in dockerfile
    assert re.search(r"^USER saglas$", dockerfile, re.MULTILINE)
    assert SERVICES["web"]["user"] == "10001:10001"
