"""A real browser, shared by the session, and pages in it that must not fail or call out."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from compliance.model.report import Report
from compliance.reporting.formats.html import render_html
from compliance.reporting.printing import find_browser

SAMPLE = Path("reports/sample/report.html").resolve()
REQUIRED = "REQUIRE_CHROMIUM"
"""Set where a missing browser is a failure, as in CI, and not a reason to skip."""

Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the Chromium of this machine once."""
    path = find_browser()
    if path is None:
        reason = "no Chromium on this machine: the page was not tried in a browser"
        pytest.fail(reason) if os.environ.get(REQUIRED) else pytest.skip(reason)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Opener]:
    """Open a page of this machine; in the end no script has failed and no request has left."""
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_(path: Path = SAMPLE, fragment: str = "", **how: object) -> Page:
        context = chromium.new_context(**{"reduced_motion": "reduce", **how})
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text))
        page.on("request", lambda asked: _is_ours(asked.url) or faults.append(asked.url))
        page.goto(f"{path.as_uri()}{fragment}")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert faults == []


def _is_ours(url: str) -> bool:
    return url.startswith(("file:", "blob:"))


@pytest.fixture
def rendered(tmp_path: Path) -> Callable[[Report], Path]:
    """Write a report as a page."""

    def render(report: Report) -> Path:
        path = tmp_path / "report.html"
        path.write_text(render_html(report), encoding="utf-8")
        return path

    return render
