"""What a report withholds."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.model.columns import COLUMNS
from compliance.model.correction import Replaced
from compliance.model.exemplar import Exemplar
from compliance.model.finding import FindingGroup
from compliance.model.redaction import Redaction
from compliance.model.report import Report
from compliance.model.rule import Reference
from compliance.reporting.catalog import FORMATS
from compliance.reporting.reading_v1 import read_report
from compliance.reporting.redaction import ADDRESSES, NAMES, redacted
from tests.reporting.generated import reports
from tests.reporting.sample_excuses import (
    accepted_report,
    correction_use,
    excused_report,
    waiver_use,
)
from tests.reporting.sample_report import dispute_report, sample_report

ADDRESS = "https://x.com/someone/status/1642000000000000000"
CELLS = (("id", "1642000000000000000"), ("url", ADDRESS), ("creator", "someone"), ("license", "MIT"))


def withholding(*cells: tuple[str, str], facts: tuple[tuple[str, str | None], ...] = ()) -> Report:
    """Return a report whose first finding has this one row, and whose one group has these facts."""
    whole = dispute_report()
    group = replace(whole.findings[0].groups[0], facts=facts)
    finding = replace(whole.findings[0], exemplars=(Exemplar("part.parquet", 7, cells),), groups=(group,))
    return replace(whole, findings=(finding,))


def row(report: Report) -> Exemplar:
    """Return the one row of the report."""
    return report.findings[0].exemplars[0]


def group(report: Report) -> FindingGroup:
    """Return the one group of the report."""
    return report.findings[0].groups[0]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize(
    ("level", "hidden", "shown"),
    [
        (Redaction.SECRETS, ("hunter2",), ("someone/status", "1642000000000000000")),
        (Redaction.URLS, ("hunter2", "someone/status"), ("x.com/~", "1642000000000000000")),
        (Redaction.IDS, ("hunter2", "someone", "1642000000000000000"), ("x.com/~",)),
        (Redaction.ALL, ("hunter2", "someone", "1642000000000000000", "x.com/~"), ("part.parquet",)),
    ],
)
def test_every_format_withholds(
    name: str, level: Redaction, hidden: tuple[str, ...], shown: tuple[str, ...]
) -> None:
    """What a level withholds is in no format; formats with rows show what it leaves."""
    cells = (CELLS[0], ("url", f"{ADDRESS}?token=hunter2"), *CELLS[2:])
    text = FORMATS[name].render(redacted(withholding(*cells), level))
    has_rows = name in {"text", "json", "html"}

    assert [word for word in hidden if word in text] == []
    assert [word for word in shown if has_rows and word not in text] == []


def test_rows_keep_their_place() -> None:
    """Whatever is withheld of a row, its file and number stay, so that its owner finds it."""
    assert row(redacted(withholding(*CELLS), Redaction.ALL)) == Exemplar("part.parquet", 7, ())


def test_first_and_last_rows_are_in_one_file() -> None:
    """Whatever is withheld of the address of a file, it is the same for every row of a group."""
    whole, place = withholding(), ("https://bucket.example/part.parquet?signature=hunter2", 7)
    lying = replace(group(whole), rows=(place,), last=(place[0], 9))
    report = replace(whole, findings=(replace(whole.findings[0], groups=(lying,)),))
    shown = group(redacted(report, Redaction.URLS))

    assert shown.last == (shown.rows[0][0], 9)
    assert "hunter2" not in shown.rows[0][0]


def test_other_cells_stay() -> None:
    """Ids and names are withheld, and what a rule looks at is not."""
    cells = dict(row(redacted(withholding(*CELLS), Redaction.IDS)).cells)

    assert cells["license"] == "MIT"
    assert cells["id"].startswith("~")


def test_reports_can_be_compared() -> None:
    """Equal ids have equal digests in two reports, and different ids have different ones."""
    this, that = (dict(row(redacted(withholding(("id", id_)), Redaction.IDS)).cells) for id_ in ("1", "2"))
    again = dict(row(redacted(withholding(("id", "1"), ("license", "MIT")), Redaction.IDS)).cells)

    assert this["id"] == again["id"] == "~6b86b273ff34"
    assert this["id"] != that["id"]


def test_addresses_without_a_scheme() -> None:
    """An address is withheld in its column even if it does not look like one."""
    assert row(redacted(withholding(("url", "x.com/someone")), Redaction.URLS)).cells[0][1].startswith("~")


def test_facts_that_name_records() -> None:
    """A rule that looks at ids or addresses does not give them away."""
    facts = (("record.id", "1642000000000000000"), ("record.url", ADDRESS), ("record.creator", None))
    shown = dict(group(redacted(withholding(facts=facts), Redaction.IDS)).facts)

    assert "1642000000000000000" not in shown.values()
    assert shown["record.url"] is not None
    assert shown["record.url"].startswith("https://x.com/~")
    assert shown["record.creator"] is None


def test_the_report_says_so() -> None:
    """A notice says once what was withheld, and how."""
    notices = redacted(redacted(dispute_report(), Redaction.URLS), Redaction.URLS).notices

    assert [notice for notice in notices if "only the host" in notice.text] == [notices[-1]]
    assert "SHA-256" in notices[-1].text


def test_sources_stay() -> None:
    """Rules and clauses are public: their addresses are not withheld."""
    shown = redacted(sample_report(), Redaction.ALL)

    assert shown.rules == sample_report().rules
    assert "https://example.org/robots" in FORMATS["json"].render(shown)


@pytest.mark.parametrize("name", FORMATS)
def test_passwords_in_rules(name: str) -> None:
    """A rule of a team that holds an address with a password is shown without the password."""
    whole = dispute_report()
    address = "https://user:hunter2@wiki.example/page?id=1"
    rule = replace(
        whole.rules[0], how_to_fix=f"See {address}.", references=(Reference(title="Wiki", source=address),)
    )
    text = FORMATS[name].render(replace(whole, rules=(rule, *whole.rules[1:])))

    assert "hunter2" not in text
    assert name != "json" or "https://…@wiki.example/page?id=1" in text


def test_who_answers_for_a_waiver() -> None:
    """Names of people go with those of records; the reason and until when it holds stay."""
    (use,) = redacted(accepted_report(waiver_use()), Redaction.IDS).datasets[0].waivers
    waiver = use.waiver

    assert waiver.owner.startswith("~")
    assert waiver.approver.startswith("~")
    assert waiver.explanation == waiver_use().waiver.explanation
    assert (waiver.reason, waiver.expires) == (waiver_use().waiver.reason, waiver_use().waiver.expires)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_withholds_who_answers(name: str) -> None:
    """At the strictest level no format names who owns or approved what is accepted, or says why."""
    report = redacted(excused_report(), Redaction.ALL)
    text = FORMATS[name].render(report)

    assert [
        said for said in ("Lovelace", "Data team", "Hopper", "Counsel", "crawler wrote") if said in text
    ] == []


@pytest.mark.parametrize(
    ("where", "level", "shown"),
    [
        ("record.id = '17' AND platform.id = 'x'", Redaction.URLS, "record.id = '17' AND platform.id = 'x'"),
        ("record.id = '17'", Redaction.IDS, "record.id = '~4523540f1504'"),
        ("platform.id = 'x'", Redaction.IDS, "platform.id = 'x'"),
        (
            "RECORD.\"id\" IN ('17', 'o''x",
            Redaction.IDS,
            "RECORD.\"id\" IN ('~4523540f1504', '~5ddc5c9a56d0'",
        ),
        ("record.url = 'x.com/a'", Redaction.URLS, "record.url = '~89f6a01ef049'"),
    ],
)
def test_conditions_that_name_records(where: str, level: Redaction, shown: str) -> None:
    """A condition on ids, names or addresses gives none of them away where they are withheld."""
    (use,) = redacted(accepted_report(waiver_use(where=where)), level).datasets[0].waivers

    assert use.waiver.where == shown


def test_values_that_corrections_replace() -> None:
    """What a correction says of a person, and what it replaced, goes with the ids; the rest with all."""
    use = replace(
        correction_use(set={"creator": "someone", "platform": "x"}),
        replaced=(Replaced("creator", "nobody", 1), Replaced("platform", "twitter", 1)),
    )
    report = accepted_report()
    corrected = replace(report, datasets=(replace(report.datasets[0], corrections=(use,)),))
    (names,), (cells,) = (
        redacted(corrected, level).datasets[0].corrections for level in (Redaction.IDS, Redaction.ALL)
    )

    assert [value[0] for value in names.correction.set.values() if value] == ["~", "x"]
    assert [each.value and each.value[0] for each in names.replaced] == ["~", "t"]
    assert [value[0] for value in cells.correction.set.values() if value] == ["~", "~"]
    assert cells.correction.explanation.startswith("~")


@given(reports(), st.sampled_from(Redaction))
def test_twice_is_once(report: Report, level: Redaction) -> None:
    """Nothing is withheld twice, and nothing comes back; nor does a report read back change."""
    once = redacted(report, level)

    assert redacted(once) == redacted(once, level) == once
    assert redacted(read_report(FORMATS["json"].render(once), "report.json"), level) == once


def test_columns_exist() -> None:
    """What is withheld by the name of its column is a column."""
    assert set(COLUMNS) >= ADDRESSES | NAMES
