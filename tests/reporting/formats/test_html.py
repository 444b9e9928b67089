"""The report for an auditor."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from compliance.model.report import Counts, Report
from compliance.model.timeline import PlatformTimeline, Tally
from compliance.reporting.formats.html import LIMIT, render_html
from tests.reporting.sample_excuses import accepted_report, excused_report, waiver_use
from tests.reporting.sample_report import clean_report, dispute_report, huge_report, sample_report
from tests.reporting.sample_rules import HOSTILE
from tests.reporting.sample_sample import sampled

_VOID = {"meta", "link", "br", "hr", "img", "input", "wbr"}


class _Outline(HTMLParser):
    """Elements of a page, its text, and whatever is not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.misplaced: list[str] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.misplaced.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in {"style", "script"}:
            self.words.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


REPORTS = [
    sample_report(),
    dispute_report(),
    clean_report(),
    sampled(sample_report()),
    excused_report(),
    accepted_report(waiver_use()),
]


@pytest.mark.parametrize("report", REPORTS)
def test_the_page_is_well_formed(report: Report) -> None:
    """Every element is closed in order, ids are unique, and links within the page lead somewhere."""
    outline = _Outline(render_html(report))
    ids = [attributes["id"] for _, attributes in outline.elements if "id" in attributes]
    targets = {str(link["href"])[1:] for link in outline.all("a") if str(link["href"]).startswith("#")}

    assert outline.misplaced == []
    assert len(ids) == len(set(ids))
    assert targets <= set(ids)


def test_sections_are_in_order() -> None:
    """The page tells its story in the order that the design sets."""
    sections = [section["id"] for section in _Outline(render_html(excused_report())).all("section")]

    assert sections == [
        "coverage", "matrix", "findings", "timeline", "grants", "amendments", "exposure", "lineage",
        "notices", "method", "receipt", "sign-off",
    ]  # fmt: skip


def test_nothing_was_amended() -> None:
    """Without waivers, corrections and a baseline the page speaks of none."""
    page = render_html(sample_report())

    assert 'id="amendments"' not in page
    assert 'id="accepted"' not in page


def test_every_waiver_is_told() -> None:
    """Each waiver says its state, records of its budget, reason, who, until when, and by which paper."""
    page = render_html(excused_report()).split('id="corrections"')[0]
    starts = page.split('<tr><th scope="row"><b><bdi>')[1:]
    rows = {start.split("</bdi>")[0]: _Outline(f"<b><i>{start}").text for start in starts}

    assert rows["soon"].startswith("soon social/read-cap platform.id = 'x' datasets/dispute/waivers.yaml:17 ")
    for part in (
        "Lapses soon", "1,200 of 2,000", "Legal review", "Counsel holds the reads", "Data team",
        "approved by Ada Lovelace , 2022-12-12", "2023-07-05 5 days left",
        f"opinion.pdf (unchanged) {'0f' * 32}",
    ):  # fmt: skip
        assert part in rows["soon"]
    assert "opinion.pdf (not there)" in rows["document_changed"]
    assert "Not yet" in rows["pending"]


def test_waivers_that_call_for_somebody_come_first() -> None:
    """Lapsed waivers stand before those that hold, and unused ones last."""
    page = render_html(excused_report())
    order = re.findall(r'<tr><th scope="row"><b><bdi>([a-z_]+)</bdi>', page.split('id="corrections"')[0])

    assert order == [
        "expired", "over_budget", "document_changed", "rule_changed", "pending", "soon", "holds", "unused",
    ]  # fmt: skip


def test_corrections_and_the_baseline_are_told() -> None:
    """A correction says what it sets instead of what and by which evidence; the baseline what grew."""
    text = _Outline(render_html(excused_report()).split('id="corrections"')[1]).text

    for part in (
        "platform = x, commercial = true, published_at = 2023-01-02, license = unknown 1,204",
        "platform = twitter (1,000) platform = unknown (204)",
        f"The crawler wrote the old name. papers/crawler-log.txt (unchanged) {'1e' * 32} Grace Hopper , 2023",
        "datasets/dispute/baseline.json dispute 3 40 1 2",
    ):
        assert part in text


def test_what_is_accepted_stands_apart() -> None:
    """Accepted findings are folded below the others, and say who accepted them until when."""
    page = render_html(excused_report())
    counted, accepted = page.split('<details id="accepted">')
    text = _Outline(f"<details>{accepted.split('</section>')[0]}").text

    assert 'data-standing="waived"' not in counted
    assert counted.count('data-standing="counts"') == 15
    assert re.findall('<article.* data-standing="([a-z ]+)"', accepted) == ["waived", "in the baseline"]
    assert text.startswith("Accepted: 1,200 records waived, 40 in the baseline ")
    assert "waived by holds until 2023-09-27, legal review, accepted by Ada Lovelace" in text
    assert "below the gate" not in text
    assert "To accept the risk instead" not in text


def test_groups_that_grew_are_marked() -> None:
    """A finding of which the baseline accepts a part says how much there was and is."""
    text = _Outline(render_html(excused_report())).text

    assert "More than the baseline accepts 12 accepted by the baseline, 11,390 now" in text


def test_ten_thousand_waivers_stay_a_page() -> None:
    """However many waivers and corrections, the page has two megabytes and says how many it leaves out."""
    report = excused_report()
    dispute, *others = report.datasets
    flood = replace(
        dispute,
        waivers=tuple(waiver_use(id=f"w{place}", explanation=HOSTILE * 20) for place in range(10_000)),
        corrections=dispute.corrections * 2_000,
    )
    page = render_html(replace(report, datasets=(flood, *others)))

    assert len(page.encode()) <= LIMIT
    assert re.search(r"\d+ of 10,000 waivers shown; all of them are in the JSON report", page)
    assert re.search(r"\d+ of 10,000 corrections shown", page)


def test_nothing_is_loaded_and_only_our_script_runs() -> None:
    """The policy allows the page's own style and script by hash, and nothing else at all."""
    page = render_html(sample_report())
    outline = _Outline(page)
    policy = next(str(meta["content"]) for meta in outline.all("meta") if "http-equiv" in meta)
    inline = re.findall(r"<(?:style|script)>(.*?)</(?:style|script)>", page, flags=re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in inline]

    assert policy.startswith("default-src 'none'; ")
    assert len(inline) == 2
    assert all(f"'sha256-{digest}'" in policy for digest in hashes)
    assert not {"src", "style", "onclick"} & {
        name for _, attributes in outline.elements for name in attributes
    }
    assert re.findall(r"url\((?!#)", page) == []
    assert "@import" not in page


def test_hostile_text_is_only_text() -> None:
    """Script tags, escape sequences, direction overrides and secrets of a manifest do nothing."""
    page = render_html(sample_report())

    assert [script.get("type") for script in _Outline(page).all("script")] == ["application/json", None]
    assert "<script>alert(1)</script>" in _Outline(page).text
    assert not set("\x1b\u202e\u2066") & set(page)
    assert "hunter2" not in page
    assert "SE/CRET" not in page


def test_only_web_addresses_are_links() -> None:
    """A source leads somewhere only if it is http(s), and tells that place nothing."""
    outside = [link for link in _Outline(render_html(sample_report())).all("a") if link["href"][0] != "#"]

    assert {link["href"] for link in outside} == {
        f"https://example.org/{page}" for page in ("terms", "guidance", "robots", "prices")
    }
    assert all("noopener" in str(link["rel"]) for link in outside)


def test_exact_numbers_stand_on_the_page() -> None:
    """The verdict, unread rows, exact counts and the digests of the inputs are all readable text."""
    text = _Outline(render_html(sample_report())).text

    for part in ("FAILED", "41,220 of 41,220 (100.0 %)", "Row group 3 is damaged.", "! 1,990", "a1" * 32):
        assert part in text
    assert text.count("Not legal advice.") == 1
    assert "Open Terms Archive contributors, ODC-By 1.0" in text


def test_a_finding_shows_how_sure_its_rule_is() -> None:
    """Next to why a rule exists stands whether courts or texts disagree on it."""
    text = _Outline(render_html(sample_report())).text

    assert text.count("Confidence low: courts or texts disagree Applies if") == 4
    assert "Confidence high Applies if" in text


def test_the_matrix_tells_the_four_cases_apart() -> None:
    """Not applicable, all compliant, violating and waived look different without colour."""
    report = clean_report()
    counts = dict(report.datasets[0].counts)
    rules = list(counts)
    counts |= {
        rules[0]: Counts(not_applicable=3_000),
        rules[1]: Counts(violation=7, unproven=5, waived=3, baselined=2, compliant=2_983),
    }
    dataset = replace(report.datasets[0], counts=tuple(counts.items()))
    text = _Outline(render_html(replace(report, datasets=(dataset,)))).text

    assert "critical \N{EN DASH} not applicable" in text
    assert "critical 7 in violation ! 5 unproven 3 waived 2 known" in text
    assert "high 0 " in text


def test_tables_have_headers_and_names() -> None:
    """Every table header says what it heads, and the document names its language."""
    outline = _Outline(render_html(sample_report()))

    assert outline.all("html")[0]["lang"] == "en"
    assert all(header.get("scope") in {"col", "row", "rowgroup"} for header in outline.all("th"))


def test_rows_are_open_for_paper() -> None:
    """Exemplar rows are shown unless somebody folds them, so that paper has them."""
    page = render_html(sample_report())
    folds = re.findall(r"<details( open)?>\n<summary>Rows<", page)

    assert folds
    assert all(folds)


def test_weak_evidence_is_said_and_the_cap_shown() -> None:
    """A finding on weak clauses says why, and shows its own severity beside that of its rule."""
    page = render_html(dispute_report())
    weak = next(article for article in page.split("<article")[1:] if "Weak evidence" in article)
    text = _Outline(f"<article{weak}").text

    assert page.count("Weak evidence") == 1
    assert 'data-severity="medium"' in weak
    assert "medium capped from high" in text
    assert "it stood already in the oldest text we have." in text


def test_firm_and_weak_findings_of_a_rule_are_both_reached() -> None:
    """Two findings of one rule and verdict have anchors of their own; the matrix leads to the firm one."""
    page = render_html(dispute_report())
    rule = "social/scraping-needs-permission"
    anchors = re.findall(
        rf'<article[^>]* id="(finding-\d+)"[^>]*>\s*<header>\s*<p[^>]*>.*<code>{rule}<', page
    )
    row = next(line for line in page.split("<tr>") if f"<code>{rule}</code></th><td><span class" in line)

    assert len(set(anchors)) == 2
    assert f'href="#{anchors[0]}" class="violation">9,310<' in row


def test_clauses_that_did_not_decide_are_folded_under_the_one_that_did() -> None:
    """What else was in force stands under the deciding clause, with its dates, basis and source."""
    page = render_html(dispute_report())
    folded = re.findall(r"<summary>Also in force, not decisive: 1</summary>(.*?)</details>", page, re.DOTALL)

    assert len(folded) == 2
    for part in ("Robots page", "automated_collection = allowed", "from 2023-10-02 or earlier", "first seen"):
        assert part in folded[0]
    assert 'href="https://example.org/robots"' in folded[0]


@pytest.mark.parametrize("findings", [61, 10_000])
def test_many_findings_stay_a_page(findings: int) -> None:
    """However many findings, the page has at most two megabytes and says what it left out."""
    page = render_html(huge_report(findings))
    text = _Outline(page).text

    assert len(page.encode()) <= LIMIT
    assert "12 of 4,000 groups shown" in text
    if findings == 10_000:
        assert "660 of 10,000 findings shown; all of them are in the JSON report" in text


def test_a_report_that_is_long_everywhere_stays_a_page() -> None:
    """A thousand rules, datasets, files, columns and inputs with long texts still make one page."""
    report = huge_report(200)
    long = HOSTILE * 20
    rules = tuple(
        replace(report.rules[0], id=f"pack/{place}-{long}", rationale=long, legal_note=long, how_to_fix=long)
        for place in range(1_000)
    )
    dataset = replace(
        report.datasets[2],
        coverage=report.datasets[2].coverage * 400,
        columns_unused=(long,) * 1_000,
        counts=tuple((rule.id, Counts(violation=1)) for rule in rules),
        grant_ledger=report.datasets[2].grant_ledger * 500,
    )
    whole = replace(
        report,
        rules=(*report.rules, *rules),
        datasets=(*report.datasets, *(replace(dataset, name=f"d{place}") for place in range(1_000))),
        inputs=report.inputs * 1_000,
        notices=report.notices * 1_000,
    )

    assert len(render_html(whole).encode()) <= LIMIT


def test_a_long_history_stays_a_page() -> None:
    """Twenty years of thirteen platforms in many datasets are cut, and the page says where the rest is."""
    months = tuple((date(2004 + number // 12, number % 12 + 1, 1), Tally(1, 2, 3)) for number in range(240))
    lines = tuple(PlatformTimeline(f"p{place}", HOSTILE, 1, months, Tally()) for place in range(13))
    dataset = replace(clean_report().datasets[0], timeline=lines)
    report = replace(
        clean_report(), datasets=tuple(replace(dataset, name=f"d{place}") for place in range(30))
    )
    page = render_html(report)

    assert len(page.encode()) <= LIMIT
    assert 0 < page.count('<svg class="chart"') <= 16
    assert "of 13 platforms shown; all of them are in the JSON report" in page


def test_an_empty_report_is_still_a_page() -> None:
    """A run without datasets, findings or inputs has a page that says so."""
    empty = replace(clean_report(), datasets=(), rules=(), packs=())

    text = _Outline(render_html(empty)).text

    assert "No dataset was given." in text
    assert "Findings There are none." in text
