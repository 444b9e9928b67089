"""Runs that are killed, and runs at once, over one cache."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import write_rule
from tests.factories import write_manifest, write_text

FILES = 400
MOMENTS = 8
PURPOSES = ("research", "pretrain", "eval", None)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a folder with a rule, and a dataset of many small files in which one record in four complies."""
    write_rule(tmp_path / "rules")
    write_text(tmp_path / "d/dataset.yaml", "name: posts\nmanifest: m\n")
    for number in range(FILES):
        rows = [
            {"id": f"{number}-{place}", "platform": "wikimedia", "purpose": PURPOSES[(number + place) % 4]}
            for place in range(number % 5 + 1)
        ]
        write_manifest(tmp_path / f"d/m/{number:04}.parquet", rows)
    return tmp_path


def start(project: Path, report: str, *options: str) -> subprocess.Popen[bytes]:
    """Start a check as a process of its own."""
    command = (sys.executable, "-m", "compliance", "check", "d", "--rules", "rules", "--quiet")
    arguments = ("--as-of", "2026-01-01", "--output", f"json={report}", *options)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen([*command, *arguments], cwd=project, env=environment, stderr=subprocess.PIPE)


def finish(project: Path, report: str, *options: str) -> tuple[bytes, bytes]:
    """Return the report of a check, and what it said on standard error."""
    process = start(project, report, *options)
    _, said = process.communicate(timeout=120)

    assert process.returncode == 1, said.decode()
    return (project / report).read_bytes(), said


def entries(project: Path) -> set[str]:
    """Return the names of the files in the cache."""
    return {path.name for path in project.glob("cache/profiles/*/*")}


def wait_for(project: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until the cache holds so many files, or the process has ended."""
    while process.poll() is None and len(entries(project)) < count:
        time.sleep(0.002)


def test_a_run_that_is_killed(project: Path) -> None:
    """Killed at any moment, it leaves a cache that the next run uses or makes again, and no wrong verdict.

    Each run over the same cache is killed a little later than the one before,
    while it writes entries; what half of them leave, and what all of them do,
    makes a report equal to that of a run without a cache.
    """
    expected, _ = finish(project, "expected.json", "--no-cache")
    seen = []
    for moment in range(1, MOMENTS + 1):
        process = start(project, "killed.json", "--cache", "cache")
        wait_for(project, moment * FILES // MOMENTS, process)
        process.kill()
        process.communicate(timeout=60)
        seen.append(len(entries(project)))
        if moment == MOMENTS // 2:
            shutil.copytree(project / "cache", project / "half")
            assert finish(project, "half.json", "--cache", "half") == (expected, b"")

    assert len(set(seen)) > MOMENTS // 2, "the kills came too early or too late to test anything"
    assert finish(project, "warm.json", "--cache", "cache") == (expected, b"")


def test_a_write_that_is_killed(project: Path) -> None:
    """An entry of which only a part was written, as after a loss of power, is made again."""
    expected, _ = finish(project, "cold.json", "--cache", "cache")
    for place, name in enumerate(sorted(entries(project))):
        path = project / "cache/profiles" / name[:2] / name
        path.write_bytes(path.read_bytes()[: place * 7 % 2_000])
    for path in project.glob("cache/reports/*/*"):
        path.write_bytes(path.read_bytes()[:-1])
    report, said = finish(project, "warm.json", "--cache", "cache")

    assert report == expected
    assert said.startswith(b"warning: the cache entry ")
    assert finish(project, "again.json", "--cache", "cache")[0] == expected


def test_two_runs_at_once(project: Path) -> None:
    """Two runs fill one cache, and another clears it again and again: all reports are equal."""
    expected, _ = finish(project, "expected.json", "--no-cache")
    both = [start(project, f"{number}.json", "--cache", "cache") for number in range(2)]
    cleared = 0
    while any(process.poll() is None for process in both):
        command = [sys.executable, "-c", CLEAR]
        cleared += int(subprocess.run(command, cwd=project, check=True, capture_output=True).stdout)
    said = [process.communicate()[1] for process in both]

    assert cleared > 0
    assert [(project / f"{number}.json").read_bytes() for number in range(2)] == [expected, expected]
    assert said == [b"", b""]


CLEAR = """\
from pathlib import Path
from compliance.profile.cache import Cache
print(Cache(Path("cache"), 0).clear())
"""
