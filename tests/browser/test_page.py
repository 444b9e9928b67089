"""The page in a browser: what a reader does with it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from compliance.model.report import Report
from compliance.reporting.printing import print_page
from tests.browser.conftest import SAMPLE, Opener
from tests.reporting.sample_excuses import excused_report

Rendered = Callable[[Report], Path]

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


def shown(page: Page) -> int:
    """Return how many findings in full can be seen."""
    return page.locator("article.finding:visible").count()


def column(page: Page, table: str, place: int) -> list[str]:
    """Return a column of a table from the top down."""
    return page.locator(f"#{table} tbody tr > :nth-child({place})").all_inner_texts()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_it_opens(opened: Opener, scheme: str, size: dict[str, int]) -> None:
    """The page opens without an error or a request, and fits the width of the screen."""
    page = opened(color_scheme=scheme, viewport=size)

    assert page.locator("h1").inner_text().startswith("FAILED")
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(opened: Opener, rendered: Rendered, scheme: str) -> None:
    """axe-core finds nothing wrong with a page that has everything on it, in either colour scheme."""
    page = opened(rendered(excused_report()), color_scheme=scheme, viewport=DESKTOP)
    page.evaluate("document.querySelectorAll('details').forEach((node) => { node.open = true; })")
    found = Axe().run(page)

    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]] == []


def test_findings_filter_and_the_address_says_so(opened: Opener) -> None:
    """A filter hides what does not fit, says how many are left, and stands in the address."""
    page = opened()
    everything = shown(page)
    page.select_option("select[name=severity]", "critical")
    page.select_option("select[name=verdict]", "unproven")
    left = shown(page)

    assert 0 < left < everything
    assert page.locator("#filter output").inner_text().startswith(f"{left} of ")
    assert page.url.endswith("#findings?severity=critical&verdict=unproven")


def test_an_address_brings_back_what_it_says(opened: Opener) -> None:
    """Whoever opens an address with filters and an order sees the same."""
    page = opened(fragment="#findings?platform=x&text=grant&sort=inputs.2.descending")
    sizes = [int(size.replace(",", "")) for size in column(page, "inputs", 3)]

    assert page.locator("select[name=platform]").input_value() == "x"
    assert page.locator("input[name=text]").input_value() == "grant"
    assert all(
        "x" in (node.get_attribute("data-platform") or "")
        for node in page.locator("article.finding:visible").all()
    )
    assert sizes == sorted(sizes, reverse=True)


def test_accepted_findings_unfold_when_they_are_asked_for(opened: Opener, rendered: Rendered) -> None:
    """What is accepted is folded away until a filter asks for it, or a count leads there."""
    page = opened(rendered(excused_report()))
    before = page.locator("#accepted article:visible").count()
    page.select_option("select[name=standing]", "in the baseline")
    found = page.locator("article.finding:visible")

    assert before == 0
    assert found.count() == 1
    assert found.locator(".tags code").inner_text() == "licenses/share-alike"

    page.locator("#filter button").click()
    page.locator("#accepted > summary").click()
    page.locator("#controls a", has_text="40 known").click()

    expect(page.locator("#accepted article").last).to_be_in_viewport()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_page_with_everything_fits(opened: Opener, rendered: Rendered, size: dict[str, int]) -> None:
    """Several datasets, waivers and corrections fit the width of the screen."""
    page = opened(rendered(excused_report()), viewport=size)

    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_filters_are_cleared_together(opened: Opener) -> None:
    """One button shows all findings again and cleans the address."""
    page = opened(fragment="#findings?severity=low&rule=nothing")
    page.locator("#filter button").click()
    expect(page).to_have_url(re.compile("#findings$"))

    assert page.locator("article.filtered").count() == 0


def test_tables_sort(opened: Opener) -> None:
    """A head sorts by numbers as numbers: up, down, and back as it was."""
    page = opened()
    before = column(page, "coverage-1", 3)
    head = page.locator("#coverage-1 thead th").nth(2)
    orders = []
    for _ in range(3):
        head.locator("button").click()
        orders.append((head.get_attribute("aria-sort"), column(page, "coverage-1", 3)))
    up = sorted(before, key=lambda size: int(size.replace(",", "")))

    assert orders == [("ascending", up), ("descending", up[::-1]), (None, before)]


def test_packs_stay_above_their_rules(opened: Opener) -> None:
    """Sorting the control matrix moves rules within their pack, and no pack."""
    page = opened()
    packs = page.locator("#controls .pack").all_inner_texts()
    page.locator("#controls thead button").first.click()

    assert page.locator("#controls .pack").all_inner_texts() == packs
    assert page.locator("#controls tbody tr:first-child:not(.pack)").count() == 0


def test_a_count_leads_to_its_finding(opened: Opener) -> None:
    """A number in the control matrix leads to the finding behind it, even past a filter."""
    page = opened(fragment="#findings?severity=low")
    link = page.locator("#controls a").first
    target = page.locator(f"article{link.get_attribute('href')}")
    link.click()
    target.wait_for(state="visible")

    assert page.evaluate("location.hash") == link.get_attribute("href")
    expect(target).to_be_in_viewport()


def test_evidence_opens(opened: Opener) -> None:
    """Rows are there at once; the waiver opens and is ready to be copied."""
    page = opened()
    finding = page.locator("article.finding").first
    finding.get_by_text("To accept the risk instead").click()

    assert finding.locator("table.rows tbody tr").first.is_visible()
    assert finding.locator("pre").inner_text().startswith("waivers:\n  - id:")


def test_csv_runs_nothing(opened: Opener, rendered: Rendered) -> None:
    """What begins like a formula reaches a spreadsheet as text, and numbers as numbers."""
    page = opened(rendered(excused_report()))
    page.evaluate("document.querySelector('#inputs tbody th').textContent = '=HYPERLINK(\"http://x\")'")
    with page.expect_download() as download:
        page.locator("#receipt .tools button").click()
    lines = download.value.path().read_text(encoding="utf-8-sig").splitlines()

    assert download.value.suggested_filename == "inputs.csv"
    assert lines[0] == '"Input","Kind","Bytes","SHA-256"'
    assert lines[1].startswith('"\'=HYPERLINK(""http://x"")","manifest","81920"')


def test_csv_keeps_words_apart(opened: Opener, rendered: Rendered) -> None:
    """Lines of one cell are words of one cell in a spreadsheet, and do not run into each other."""
    page = opened(rendered(excused_report()))
    with page.expect_download() as download:
        page.locator("#amendments .tools button").first.click()
    lapsed = download.value.path().read_text(encoding="utf-8-sig").splitlines()[1]

    assert lapsed.startswith(
        "\"expired social/read-cap platform.id = 'x' datasets/dispute/waivers.yaml:59\","
    )
    assert '"Data team approved by Ada Lovelace, 2022-12-12"' in lapsed


def test_without_javascript_it_is_complete(opened: Opener) -> None:
    """Without a script every finding and table is there, and no control that would do nothing."""
    page = opened(java_script_enabled=False)

    assert shown(page) == page.locator("article.finding").count()
    assert not page.locator("#filter").is_visible()
    assert page.locator("button:visible").count() == 0


def test_paper_shows_what_is_folded(opened: Opener) -> None:
    """In print nothing is folded, filtered or there to be clicked."""
    page = opened(fragment="#findings?severity=low")
    page.emulate_media(media="print")

    assert shown(page) == page.locator("article.finding").count()
    assert page.locator("article.finding pre").first.bounding_box() is not None
    assert not page.locator("#filter").is_visible()
    assert not page.locator(".tools").first.is_visible()


def test_it_prints(chromium: object, rendered: Rendered) -> None:
    """The program prints the page by the same browser, without one on the screen."""
    assert chromium
    printed = print_page(rendered(excused_report()).read_text(encoding="utf-8"))

    assert printed.startswith(b"%PDF-")
    assert printed.count(b"/Type /Page\n") > 5


def test_the_sample_is_small_and_quick() -> None:
    """The sample of the repository is well under two megabytes, the report as data in it included."""
    assert SAMPLE.stat().st_size < 1_500_000
