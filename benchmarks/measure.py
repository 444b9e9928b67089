"""Run one command and say what it took: seconds, CPU seconds and memory of its process tree.

The command is the child of a small process of its own, for a child's peak begins with what its parent holds.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

_PAUSE_SECONDS = 0.05
_PROC = Path("/proc")
_PAGE_MB = os.sysconf("SC_PAGE_SIZE") / 2**20
_KB_PER_MB = 1024


@dataclass(frozen=True)
class Measured:
    """What a command took."""

    wall: float
    cpu: float
    """User and system seconds of the command and of every child it waited for."""
    peak_mb: float
    """The largest sum seen over the processes of its session, or the peak of the largest one."""


class FailedError(Exception):
    """The command did not do its work."""


def measure(command: Sequence[str], log: Path, timeout: float) -> Measured:
    """Return what the command took; what it says is in *log*.

    Raises FailedError when it fails or takes longer than *timeout*.
    """
    watcher = [sys.executable, "-I", "-S", __file__, str(log), str(timeout), *command]
    done = subprocess.run(watcher, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    if "failed" not in answer:
        return Measured(**answer)
    last = next(iter(reversed(log.read_text(errors="replace").strip().splitlines())), "no output")
    raise FailedError(f"{answer['failed']}: {last[:200]}")


def _watch(command: Sequence[str], log: Path, timeout: float) -> Measured:
    started = time.perf_counter()
    with log.open("wb") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, start_new_session=True)
    peak = 0.0
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        wall = time.perf_counter() - started
        if pid:
            break
        if wall > timeout:
            os.killpg(process.pid, 9)
            raise FailedError(f"took longer than {timeout:g} s")
        peak = max(peak, _memory(process.pid))
        time.sleep(min(_PAUSE_SECONDS, wall / 10))
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"exit {process.returncode}")
    return Measured(wall, usage.ru_utime + usage.ru_stime, max(peak, usage.ru_maxrss / _KB_PER_MB))


def _memory(session: int) -> float:
    """Return the resident megabytes of the processes in a session; 0 where the system does not tell."""
    total = 0
    for path in _PROC.glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == session:
            total += int(fields[21])
    return total * _PAGE_MB


if __name__ == "__main__":
    try:
        print(json.dumps(asdict(_watch(sys.argv[3:], Path(sys.argv[1]), float(sys.argv[2])))))
    except FailedError as error:
        print(json.dumps({"failed": str(error)}))
