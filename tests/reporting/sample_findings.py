"""Findings for the sample report, with groups and rows. Nothing here is a fact about any platform."""

from datetime import date

from compliance.model.exemplar import Exemplar
from compliance.model.finding import CitedClause, Finding, FindingGroup
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict
from tests.reporting.sample_rules import RULES


def group(records: int, method: str, day: int | None, *clauses: CitedClause) -> FindingGroup:
    """Return a group of so many records; without a day its collection dates are unknown."""
    return FindingGroup(
        facts=(
            ("record.acquisition_method", method),
            ("platform.id", "x"),
            ("terms.api_access", "paid"),
            ("grant.in_force", None),
        ),
        records=records,
        tokens=records * 37,
        bytes=records * 181,
        first_day=None if day is None else date(2023, 4, day),
        last_day=None if day is None else date(2023, 5, 18),
        clauses=clauses,
    )


def _post(row: int) -> Exemplar:
    post = str(1_642_000_000_000_000_000 + row * 7_919)
    return Exemplar(
        file="manifest/part-0000.parquet",
        row=row,
        cells=(
            ("id", post),
            ("url", f"https://x.com/i/status/{post}?s=20"),
            ("acquisition_method", "api"),
            ("collected_at", "2023-04-11T08:15:00Z"),
        ),
    )


def finding(place: int, dataset: str, verdict: Verdict, records: int, *clauses: CitedClause) -> Finding:
    """Return a finding with up to three groups of four, and up to three exemplars.

    Weak clauses cap its severity.
    """
    rule, title, given = RULES[place]
    full = Severity(given)
    weaknesses = tuple(weakness for cited in clauses for weakness in cited.clause.weaknesses)
    severity = min(full, Severity.MEDIUM, key=lambda each: each.weight) if weaknesses else full
    word = "may break" if verdict is Verdict.UNPROVEN else "break"
    parts = (records - records // 3 - records // 10, records // 3, records // 10)
    groups = (
        group(parts[0], "api", 11, *clauses),
        group(parts[1], "scrape_logged_in", 12, *clauses),
        group(parts[2] - parts[2] // 2, "crawl", None),
    )
    return Finding(
        rule=rule,
        dataset=dataset,
        verdict=verdict,
        severity=severity,
        records=records,
        message=f"{records:,} x records {word} the rule “{title}”.",
        groups=tuple(group for group in groups if group.records),
        groups_total=sum(part > 0 for part in parts) + (parts[2] > 1),
        exemplars=tuple(_post(row) for row in (12, 13, 4_711)[:records]),
        weaknesses=weaknesses,
        capped_from=None if severity is full else full,
    )
