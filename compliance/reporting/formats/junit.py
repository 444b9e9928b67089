"""The report as test results: JUnit XML, one test for each rule in each dataset."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from compliance.model.contract_result import ContractResult
from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding
from compliance.model.report import Counts, DatasetReport, FileCoverage, Report
from compliance.model.verdict import Verdict
from compliance.reporting.conclusion import verdict_sentence
from compliance.reporting.issues import beside, facts, relative
from compliance.reporting.plain import cell, prose
from compliance.reporting.remarks import Acceptances
from compliance.reporting.wording import Lookup, number, plural

_FINDINGS = 10
_GROUPS = 5
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TESTS = frozenset({"run", "contract"})
"""Of what is beside the findings, these are tests themselves."""
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def render_junit(report: Report, *, prefix: str = "") -> str:
    """Return one suite for each dataset; *prefix* is the folder of the run in its repository.

    A test fails if a finding fails the gate. What is below the gate is output of
    a test that passes. A test is skipped, with the reason, if all that was found is
    accepted, or if the rule applies to no record. An error is a file that cannot be read,
    and a run that examined nothing.
    """
    told = _Told(report, prefix)
    root = Element("testsuites", name="compliance")
    for dataset in report.datasets:
        told.suite(root, dataset)
    _count(root)
    indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


class _Told:
    """Writes the suites of a report."""

    def __init__(self, report: Report, prefix: str) -> None:
        self._report = report
        self._prefix = prefix
        self._lookup = Lookup(report)
        self._accepted = Acceptances(report)
        self._findings: dict[tuple[str, str], list[Finding]] = defaultdict(list)
        for finding in report.findings:
            self._findings[finding.dataset, finding.rule].append(finding)
        self._beside = [issue for issue in beside(report) if issue.rule.partition("/")[0] not in _TESTS]

    def suite(self, root: Element, dataset: DatasetReport) -> None:
        suite = SubElement(root, "testsuite", name=_legal(cell(dataset.name)))
        properties = SubElement(suite, "properties")
        for name, value in (
            ("as_of", str(self._report.as_of)),
            ("verdict", verdict_sentence(self._report)),
            ("records", str(dataset.rows_examined)),
        ):
            SubElement(properties, "property", name=name, value=_legal(value))
        for file in dataset.coverage:
            if file.problem:
                _unread(self._test(suite, dataset, f"read {file.path}"), file)
        if self._report.exit_code is ExitCode.NOTHING_EXAMINED:
            test = self._test(suite, dataset, "some rule applies to some record")
            _result(test, "error", verdict_sentence(self._report), kind="nothing examined")
        for result in dataset.contract:
            self._contract(self._test(suite, dataset, f"contract/{result.check}"), result)
        for rule, counts in dataset.counts:
            self._rule(self._test(suite, dataset, rule), self._findings[dataset.name, rule], counts)
        _output(suite, [issue.message for issue in self._beside if issue.dataset == dataset.name])
        _count(suite)

    def _test(self, suite: Element, dataset: DatasetReport, name: str) -> Element:
        known = {"classname": cell(dataset.name), "name": cell(name)}
        if dataset.card:
            known["file"] = cell(relative(dataset.card, self._prefix))
        return SubElement(suite, "testcase", {key: _legal(value) for key, value in known.items()})

    def _contract(self, test: Element, result: ContractResult) -> None:
        said = prose(result.message)
        if self._report.gate.is_failed_by(result):
            _result(test, "failure", said, (said, f"How to fix: {prose(result.remedy)}"), result.severity)
        elif result.verdict is not Verdict.COMPLIANT:
            _output(test, (f"{said} (below the gate)",))

    def _rule(self, test: Element, findings: Sequence[Finding], counts: Counts) -> None:
        failing = [found for found in findings if self._report.gate.is_failed_by(found)]
        others = [found for found in findings if found not in failing] if failing else list(findings)
        if failing:
            first = failing[0]
            text = (line for found in _few(failing) for line in self._in_full(found))
            _result(test, "failure", prose(first.message), [*text, *_more(failing)], first.severity)
        elif findings and all(found.is_excused for found in findings):
            _result(test, "skipped", "; ".join(map(self._accepted.sentence, _few(findings))))
            return
        elif not counts.applicable:
            _result(test, "skipped", "Not applicable: there is no record to which the rule applies.")
        _output(test, [*(self._in_brief(found) for found in _few(others)), *_more(others)])

    def _in_full(self, finding: Finding) -> Iterator[str]:
        yield f"{finding.severity}, {finding.verdict}: {prose(finding.message)}"
        yield from (f"  {number(each.records)} with {facts(each)}" for each in finding.groups[:_GROUPS])
        yield f"  How to fix: {prose(self._lookup.rule(finding).how_to_fix)}"

    def _in_brief(self, finding: Finding) -> str:
        passed = self._accepted.sentence(finding) or "below the gate"
        return f"{finding.severity}, {finding.verdict}: {prose(finding.message)} ({passed})"


def _few(findings: Sequence[Finding]) -> Iterator[Finding]:
    return islice(findings, _FINDINGS)


def _more(findings: Sequence[Finding]) -> Iterator[str]:
    if len(findings) > _FINDINGS:
        yield f"and {plural(len(findings) - _FINDINGS, 'more finding')}"


def _unread(test: Element, file: FileCoverage) -> None:
    said = prose(file.problem or "")
    _result(test, "error", said, (said, prose(file.remedy or "")), "unread")


def _result(test: Element, name: str, message: str, lines: Sequence[str] = (), kind: str = "") -> None:
    known = {"message": _legal(message)} | ({"type": kind} if kind else {})
    # GitLab shows the text of an element and not its message.
    SubElement(test, name, known).text = _legal("\n".join(filter(None, lines)) or message)


def _output(parent: Element, lines: Sequence[str]) -> None:
    if lines:
        SubElement(parent, "system-out").text = _legal("\n".join(lines))


def _count(element: Element) -> None:
    """Write how many tests there are, and how they ended."""
    tests = list(element.iter("testcase"))
    element.set("tests", str(len(tests)))
    for count, ending in _COUNTED.items():
        element.set(count, str(sum(test.find(ending) is not None for test in tests)))


def _legal(text: str) -> str:
    """Spell the two characters that show and that XML cannot hold."""
    return _NOT_XML.sub(lambda char: char[0].encode("unicode_escape").decode("ascii"), text)
