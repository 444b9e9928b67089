"""What is shipped."""

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import compliance
from compliance.inputs.discovery import shipped_rules

ROOT = Path(compliance.__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout, built without any network."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed, and building would fetch it")
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("the tests do not run on a checkout")
    folder = tmp_path_factory.mktemp("wheel")
    options = ["--no-deps", "--no-build-isolation", "--no-index", "--disable-pip-version-check", "--quiet"]
    command = [sys.executable, "-m", "pip", "wheel", *options, "--wheel-dir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_a_checkout_has_its_rules_beside_the_package() -> None:
    """In a checkout the rules lie beside the package and not inside it, so that there is one copy."""
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("the tests do not run on a checkout")

    assert not (ROOT / "compliance" / "rules").exists()
    assert shipped_rules() == ROOT / "rules"


def test_a_wheel_has_its_rules_inside(wheel: Path) -> None:
    """Every rule and all reference data of the checkout are in the wheel, inside the package."""
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    rules = {
        f"compliance/rules/{path.relative_to(ROOT / 'rules').as_posix()}"
        for path in (ROOT / "rules").rglob("*.yaml")
    }

    assert "compliance/rules/social/paid-api-grant.yaml" in names
    assert rules <= names
    assert not any(name.startswith(("tests/", "rules/", "docs/")) for name in names)


def test_a_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    """Unpacked somewhere else, the program finds its rules."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "compliance", "rules", "list"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "social/paid-api-grant" in done.stdout
