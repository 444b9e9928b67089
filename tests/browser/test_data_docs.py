"""Data Docs of Great Expectations as `gx=FOLDER` builds them, in a browser that counts every request."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import Opener
from tests.gx.conftest import SAMPLE_REPORT, record_of

PHONE = {"width": 390, "height": 844}


@pytest.fixture(name="site", scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the Data Docs on the sample report."""
    site = tmp_path_factory.mktemp("docs") / "site"
    record_of(SAMPLE_REPORT, site)
    return site


def pages(site: Path) -> list[Path]:
    """Return the start, the suite, and the validation."""
    return [site / "index.html", *site.glob("expectations/*.html"), *site.glob("validations/**/*.html")]


def test_every_page_opens_offline(opened: Opener, site: Path) -> None:
    """No page asks for anything, complains, or is wider than a telephone."""
    for path in pages(site):
        page = opened(path, viewport=PHONE, offline=True)

        assert page.locator("h1").inner_text()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_from_the_start_to_a_rule(opened: Opener, site: Path) -> None:
    """A reader gets from the start to the result, reads what a rule found, and back."""
    page = opened(site / "index.html", offline=True)
    page.get_by_role("link", name="Failed").click()
    row = page.locator("tr", has_text="social/paid-api-grant").last

    assert (
        row.locator(".fas").evaluate("node => getComputedStyle(node, '::before').content")
        == '"✗\N{NO-BREAK SPACE}not\N{NO-BREAK SPACE}met"'
    )
    assert "5,600 in violation" in row.inner_text()
    page.get_by_role("link", name="Data Docs").click()
    assert page.url.endswith("index.html")


def test_failed_only(opened: Opener, site: Path) -> None:
    """Without a script, too, what was met can be hidden."""
    [path] = site.glob("validations/**/*.html")
    page = opened(path, offline=True)
    met = page.locator("tr:has(.fa-check-circle)")
    failed = page.locator("tr:has(.fa-times)")
    before = failed.locator("visible=true").count()
    page.get_by_label("Failed only").check()

    assert met.locator("visible=true").count() == 0
    assert failed.locator("visible=true").count() == before > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessible(chromium: Browser, site: Path, scheme: str) -> None:
    """axe-core, for which alone scripts are let in, finds nothing wrong but the levels of GX's headings."""
    for path in pages(site):
        page = chromium.new_context(color_scheme=scheme, bypass_csp=True).new_page()
        page.goto(path.as_uri())
        found = Axe().run(page, options={"rules": {"heading-order": {"enabled": False}}})
        page.context.close()

        assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]] == []
