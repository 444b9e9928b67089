"""The page on paper: a PDF, printed by a Chromium that is there, without a network."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from compliance.errors import UsageError
from compliance.scratch import scratch_folder

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
"""Commands that start a Chromium, in the order in which they are looked for."""
TIMEOUT = 120.0
"""Seconds that printing may take."""

_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    # Whatever the browser itself would look up finds nobody.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)


def find_browser() -> str | None:
    """Return the path of a Chromium, or None when there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def print_page(page: str) -> bytes:
    """Return the page as a PDF. Raises UsageError without a browser, or when it does not print."""
    browser = find_browser()
    if browser is None:
        raise UsageError(
            "A PDF needs Chromium or Chrome, and there is none.",
            remedy="Install chromium, or write html and print it from any browser.",
        )
    with scratch_folder() as folder:
        source, printed = folder / "report.html", folder / "report.pdf"
        source.write_text(page, encoding="utf-8")
        said = _run([browser, *_flags(folder), f"--print-to-pdf={printed}", source.as_uri()])
        if not printed.is_file():
            raise UsageError(
                f"{browser} has printed nothing: {said or 'it gave no reason'}.",
                remedy="Write html and print it from any browser.",
            )
        return printed.read_bytes()


def _flags(folder: Path) -> tuple[str, ...]:
    # The browser's own sandbox refuses to start as root, as which containers run. The page is ours.
    sandbox = ("--no-sandbox",) if hasattr(os, "geteuid") and os.geteuid() == 0 else ()
    return (*_FLAGS, *sandbox, f"--user-data-dir={folder}/profile")


def _run(command: list[str]) -> str:
    """Run the browser and return the last line that it said; all of its processes end with it."""
    # The words are our own, and a path of the machine.
    with subprocess.Popen(  # noqa: S603
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
        start_new_session=True,
    ) as process:
        try:
            _, said = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            return f"it took longer than {TIMEOUT:.0f} seconds"
    return (said.strip().splitlines() or [""])[-1]
