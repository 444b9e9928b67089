"""Issues of findings."""

from collections import Counter
from dataclasses import replace

from compliance.model.finding import Finding
from compliance.model.report import Report
from compliance.model.verdict import Verdict
from compliance.reporting.issues import issues
from compliance.reporting.issues.findings import FindingIssues
from tests.reporting.sample_accepted import excused_report
from tests.reporting.sample_findings import finding, group
from tests.reporting.sample_report import dispute_report
from tests.reporting.sample_rules import CONSENT, PAID_ACCESS


def with_finding(found: Finding) -> Report:
    """Return the failing dataset with this finding alone."""
    return replace(dispute_report(), findings=(found,))


def test_fingerprints_are_unique() -> None:
    """No two issues of a report have one fingerprint, whatever accepts or weakens them."""
    for by_group in (True, False):
        counts = Counter(issue.fingerprint for issue in issues(excused_report(), by_group=by_group))

        assert set(counts.values()) == {1}


def test_fingerprints_do_not_count() -> None:
    """With other numbers and days, in another order, the same matters keep their fingerprints."""
    found = finding(0, "dispute", Verdict.VIOLATION, 41_220, PAID_ACCESS)
    groups = tuple(
        replace(group, records=group.records + 7, first_day=None, rows=(("a", 1),), last=("a", 9))
        for group in found.groups
    )
    later = replace(found, records=41_241, message="Other words.", groups=groups[::-1])
    before, after = (FindingIssues(with_finding(each)) for each in (found, later))

    assert {issue.fingerprint for issue in before.by_group()} == {
        issue.fingerprint for issue in after.by_group()
    }
    assert [issue.fingerprint for issue in before.by_finding()] == [
        issue.fingerprint for issue in after.by_finding()
    ]


def test_fingerprints_of_the_judge() -> None:
    """A fingerprint that the report carries is taken as it is."""
    found = finding(0, "dispute", Verdict.VIOLATION, 5)
    marked = replace(found, groups=(replace(found.groups[0], records=5, fingerprint="ab" * 16),))
    (issue,) = FindingIssues(with_finding(marked)).by_group()

    assert issue.fingerprint == "ab" * 16


def test_groups_that_differ_in_their_clauses_only() -> None:
    """They are one issue, with the records of all."""
    groups = (group(30, "api", 11, PAID_ACCESS), group(12, "api", 12, CONSENT))
    found = replace(finding(0, "dispute", Verdict.VIOLATION, 42), groups=groups, groups_total=2)
    (issue,) = FindingIssues(with_finding(found)).by_group()

    assert issue.records == 42
    assert " All with record.acquisition_method = api, platform.id = x" in issue.message
    assert issue.group is not None
    assert issue.group.first_day == groups[0].first_day


def test_ranges_of_rows() -> None:
    """Each of the groups that are one issue says where it lies; one without a last row says nothing."""
    places = ((("b", 7),), ("a", 3)), ((("a", 1), ("a", 2)), ("a", 2)), ((("a", 0),), None)
    groups = tuple(replace(group(9, "api", 11), rows=rows, last=last) for rows, last in places)
    found = replace(finding(0, "dispute", Verdict.VIOLATION, 27), groups=groups, groups_total=3)
    (issue,) = FindingIssues(with_finding(found)).by_group()

    assert issue.ranges == ((("b", 7), ("a", 3)), (("a", 1), ("a", 2)))
    assert issue.group is not None
    assert issue.group.last is None


def test_groups_that_the_report_does_not_carry() -> None:
    """One more issue has the records of all of them, so that the numbers add up."""
    found = replace(
        finding(0, "dispute", Verdict.VIOLATION, 100), groups=(group(60, "api", 11),), groups_total=9
    )
    listed, rest = FindingIssues(with_finding(found)).by_group()

    assert (listed.records, rest.records) == (60, 40)
    assert "40 in smaller groups" in rest.message
    assert rest.group is None


def test_a_finding_without_groups() -> None:
    """It is one issue by itself."""
    found = replace(finding(0, "dispute", Verdict.VIOLATION, 3), groups=(), groups_total=0)
    (issue,) = FindingIssues(with_finding(found)).by_group()

    assert (issue.records, issue.group) == (3, None)


def test_levels() -> None:
    """What fails the gate is an error, what passes it is less, and what is accepted is a note."""
    levels = {
        (issue.rule, issue.excuse is not None): issue.level.value
        for issue in issues(excused_report(), by_group=False)
    }

    assert levels["social/paid-api-grant", False] == "error"
    assert levels["provenance/collected-at-known", False] == "warning"
    assert levels["social/onward-sharing", True] == "note"


def test_weak_evidence_is_a_rule_of_its_own() -> None:
    """A viewer that takes the severity from the rule is not told that of the rule at its full weight."""
    found = finding(0, "dispute", Verdict.VIOLATION, 5, replace(CONSENT, clause=CONSENT.clause))
    weak = replace(found, capped_from=found.severity)
    (issue,) = FindingIssues(with_finding(weak)).by_finding()

    assert issue.rule == "social/paid-api-grant/weak-evidence"


def test_what_the_baseline_accepts() -> None:
    """A group that has grown says how many of its records were there before."""
    told = [issue.message for issue in issues(excused_report(), by_group=True)]

    assert any(message.endswith(" 30 accepted by the baseline, 2,061 now.") for message in told)
