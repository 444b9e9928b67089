"""Generated reports: consistent in their numbers, hostile in their texts."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from compliance.model.arguments import Arguments
from compliance.model.baseline import BaselineUse
from compliance.model.contract import ContractCheck
from compliance.model.contract_result import ContractResult
from compliance.model.excuse import Excuse, ExcuseKind
from compliance.model.exemplar import Exemplar
from compliance.model.exit_code import ExitCode
from compliance.model.finding import Finding, FindingGroup
from compliance.model.gate import Gate
from compliance.model.history import Known, Origin
from compliance.model.input import Input
from compliance.model.redaction import Redaction
from compliance.model.report import Counts, DatasetReport, FileCoverage, GrantLine, Notice, Report
from compliance.model.row_list import RowList
from compliance.model.rule import Severity
from compliance.model.sample import AuditSample, Draw, Stratum
from compliance.model.verdict import Verdict
from compliance.model.waiver import WaiverState
from compliance.reporting.order import gravity
from tests.reporting.generated_amendments import correction_uses, waiver_uses
from tests.reporting.generated_texts import DAYS, NUMBERS, TEXTS
from tests.reporting.sample_history import EXPOSURE, TIMELINE
from tests.reporting.sample_rules import CONSENT, PAID_ACCESS, RULES, SCRAPING, rule_summary

RULE_IDS = st.sampled_from([rule for rule, _, _ in RULES])
GROUPS = st.builds(
    FindingGroup,
    facts=st.lists(
        st.tuples(st.sampled_from(("record.id", "record.url", "platform.id")), st.none() | TEXTS),
        unique_by=lambda fact: fact[0],
        max_size=3,
    ).map(tuple),
    records=NUMBERS,
    tokens=NUMBERS,
    bytes=NUMBERS,
    first_day=st.none() | DAYS,
    last_day=st.none() | DAYS,
    fingerprint=st.sampled_from(("", "ab" * 16)),
    rows=st.lists(st.tuples(TEXTS, NUMBERS), max_size=2).map(tuple),
    last=st.none() | st.tuples(TEXTS, NUMBERS),
    accepted=st.none() | NUMBERS,
    clauses=st.lists(st.sampled_from((CONSENT, PAID_ACCESS, SCRAPING)), max_size=2).map(tuple),
)
ROWS = st.builds(
    Exemplar,
    file=TEXTS,
    row=NUMBERS,
    cells=st.lists(st.tuples(st.sampled_from(("id", "url", "license")), TEXTS), max_size=3).map(tuple),
)
FILES = st.builds(
    FileCoverage,
    path=TEXTS,
    rows=st.none() | st.integers(10**12, 10**13),
    row_groups=st.none() | NUMBERS,
    rows_examined=st.just(0),
    problem=st.none() | TEXTS,
    remedy=st.none() | TEXTS,
)
RESULTS = st.builds(
    ContractResult,
    check=st.sampled_from(ContractCheck),
    verdict=st.sampled_from((Verdict.COMPLIANT, Verdict.VIOLATION, Verdict.UNPROVEN)),
    message=TEXTS,
    remedy=st.just("Drop the copies."),
    expected=st.dictionaries(st.just("rows"), NUMBERS),
    found=st.dictionaries(st.just("sha256"), st.just("ab" * 32)),
)
GATES = st.builds(
    Gate, violation=st.none() | st.sampled_from(Severity), unproven=st.none() | st.sampled_from(Severity)
)


ARGUMENTS = st.builds(
    Arguments,
    paths=st.tuples(TEXTS),
    card=st.none() | TEXTS,
    sample=st.none() | st.builds(Draw, st.integers(1, 1_000), st.none() | TEXTS),
)


@st.composite
def findings(draw: st.DrawFn, dataset: str, excuses: Sequence[Excuse] = ()) -> Finding:
    """Return a finding in a dataset, which one of these may accept."""
    return Finding(
        rule=draw(RULE_IDS),
        dataset=dataset,
        verdict=draw(st.sampled_from((Verdict.VIOLATION, Verdict.UNPROVEN))),
        severity=draw(st.sampled_from(Severity)),
        records=draw(NUMBERS),
        message=draw(TEXTS),
        groups=tuple(draw(st.lists(GROUPS, max_size=2))),
        groups_total=draw(NUMBERS),
        exemplars=tuple(draw(st.lists(ROWS, max_size=2))),
        capped_from=draw(st.none() | st.sampled_from(Severity)),
        excuse=draw(st.sampled_from((None, *excuses))),
    )


@st.composite
def samples(draw: st.DrawFn, counts: list[tuple[str, Counts]]) -> AuditSample:
    """Return a sample of the records that were counted."""
    size = draw(st.integers(1, 3))
    sizes = [(rule, Verdict.COMPLIANT, count.compliant) for rule, count in counts]
    strata = (
        Stratum(rule, verdict, records, tuple(draw(ROWS) for _ in range(min(size, records))))
        for rule, verdict, records in sizes[:2]
    )
    return AuditSample(size, draw(TEXTS), tuple(strata))


@st.composite
def datasets(draw: st.DrawFn, name: str, as_of: datetime.date) -> DatasetReport:
    """Return a dataset of this name."""
    counts = draw(st.lists(st.tuples(RULE_IDS, st.builds(Counts, *[NUMBERS] * 6)), unique_by=lambda c: c[0]))
    return DatasetReport(
        name=name,
        version=draw(st.none() | TEXTS),
        card=draw(st.none() | TEXTS),
        register=draw(st.none() | TEXTS),
        coverage=tuple(draw(st.lists(FILES, max_size=2))),
        columns_read=("id",),
        columns_missing=("url",),
        columns_unused=tuple(draw(st.lists(TEXTS, max_size=2))),
        counts=tuple(counts),
        grant_ledger=(GrantLine("no_grant", draw(st.none() | TEXTS), draw(TEXTS), draw(NUMBERS)),),
        contract=tuple(draw(st.lists(RESULTS, max_size=2))),
        timeline=draw(st.sampled_from(((), TIMELINE))),
        exposure=draw(st.sampled_from(((), EXPOSURE))),
        origins=tuple(draw(st.lists(st.builds(Origin, TEXTS, st.none() | TEXTS, st.sampled_from(Known))))),
        sample=draw(st.none() | samples(counts)),
        waivers=tuple(draw(st.lists(waiver_uses(name, as_of), max_size=2))),
        corrections=tuple(draw(st.lists(correction_uses(name), max_size=2))),
        baseline=draw(st.none() | st.builds(BaselineUse, TEXTS, *[NUMBERS] * 4)),
        card_lines=draw(st.sampled_from(((), (("name", 1), ("defaults", 2), ("defaults.platform", 4))))),
    )


def excuses(dataset: DatasetReport) -> list[Excuse]:
    """Return what may accept findings of a dataset."""
    holding = [use.waiver.id for use in dataset.waivers if use.state is WaiverState.HOLDS]
    baselines = [] if dataset.baseline is None else [dataset.baseline.path]
    return [
        *(Excuse(ExcuseKind.WAIVER, name) for name in holding),
        *(Excuse(ExcuseKind.BASELINE, path) for path in baselines),
    ]


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Return a report that the program could have written."""
    as_of = draw(DAYS)
    found = tuple(draw(datasets(name, as_of)) for name in draw(st.sampled_from((("a",), ("a", "b"), ()))))
    inside = [
        finding
        for each in found
        for finding in draw(st.lists(findings(each.name, excuses(each)), max_size=2))
    ]
    report = Report(
        tool_version="0.1.0",
        as_of=as_of,
        command=draw(TEXTS),
        gate=draw(GATES),
        exit_code=ExitCode.COMPLIANT,
        rules=tuple(replace(rule_summary(place), rationale=draw(TEXTS)) for place in range(len(RULES))),
        datasets=found,
        findings=tuple(sorted(inside, key=gravity)),
        notices=tuple(draw(st.lists(st.builds(Notice, TEXTS, TEXTS, TEXTS), max_size=2))),
        inputs=tuple(draw(st.lists(st.builds(Input, TEXTS, st.just("card"), st.just("ab" * 32), NUMBERS)))),
        engine=(draw(TEXTS), "2.0.0"),
        packs=(("social", "1.0"),),
        arguments=draw(st.none() | ARGUMENTS),
        lists=draw(st.tuples(st.builds(RowList, path=TEXTS, rows=NUMBERS, bytes=NUMBERS)) | st.just(())),
        redaction=draw(st.sampled_from(Redaction)),
    )
    return replace(report, exit_code=report.code(report.gate))
