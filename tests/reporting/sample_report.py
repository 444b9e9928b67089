"""One report by hand, with everything in it that a format must cope with.

Numbers are consistent: counts add up to the records examined, grant ledgers too. The cells
and names of the dataset `mirror` are hostile. Nothing here is a fact about any platform.
"""

from dataclasses import replace
from datetime import date

from compliance.model.exemplar import Exemplar
from compliance.model.exit_code import ExitCode
from compliance.model.gate import Gate
from compliance.model.input import Input
from compliance.model.report import (
    Counts,
    DatasetReport,
    FileCoverage,
    GrantLine,
    Notice,
    Report,
)
from compliance.model.verdict import Verdict
from compliance.reporting.order import gravity
from tests.reporting.sample_findings import finding, group
from tests.reporting.sample_history import EXPOSURE, ORIGINS, TIMELINE
from tests.reporting.sample_rules import (
    CONSENT,
    GUIDANCE,
    HOSTILE,
    PAID_ACCESS,
    RULES,
    SCRAPING,
    SECRET_URL,
    rule_summary,
)


def _counts(bad: dict[int, Counts], examined: int) -> tuple[tuple[str, Counts], ...]:
    return tuple(
        (rule, bad.get(place, Counts(compliant=examined - 1_000, not_applicable=1_000)))
        for place, (rule, _, _) in enumerate(RULES)
    )


_V, _U = Verdict.VIOLATION, Verdict.UNPROVEN

_DISPUTE_FINDINGS = (
    finding(0, "dispute", _V, 41_220, PAID_ACCESS),
    finding(1, "dispute", _V, 1_204, CONSENT),
    finding(3, "dispute", _V, 20_100, PAID_ACCESS),
    finding(2, "dispute", _V, 9_000, CONSENT),
    finding(4, "dispute", _V, 3_000),
    finding(11, "dispute", _V, 17),
    finding(6, "dispute", _U, 9_500),
    finding(13, "dispute", _U, 800),
    finding(5, "dispute", _V, 41_220),
    finding(2, "dispute", _V, 310, SCRAPING),
    finding(8, "dispute", _V, 12),
    finding(10, "dispute", _U, 350),
    finding(12, "dispute", _V, 1),
)

_DISPUTE = DatasetReport(
    name="dispute",
    version="1.2",
    card="datasets/dispute/dataset.yaml",
    register="datasets/dispute/grants.yaml",
    coverage=tuple(
        FileCoverage(f"datasets/dispute/manifest/part-000{part}.parquet", rows, 4, rows)
        for part, rows in enumerate((20_000, 20_000, 12_000))
    ),
    columns_read=("id", "url", "platform", "acquisition_method", "collected_at", "license", "grant_id"),
    columns_missing=("deleted_at_source", "recipient"),
    columns_unused=("lang", "retweet_count"),
    counts=_counts(
        {
            0: Counts(violation=41_220, not_applicable=10_780),
            1: Counts(violation=1_204, compliant=50_796),
            2: Counts(violation=9_310, compliant=42_690),
            3: Counts(violation=20_100, compliant=21_120, not_applicable=10_780),
            4: Counts(violation=3_000, compliant=49_000),
            5: Counts(violation=41_220, not_applicable=10_780),
            6: Counts(unproven=9_500, compliant=42_500),
            7: Counts(not_applicable=52_000),
            8: Counts(violation=12, compliant=11_988, not_applicable=40_000),
            10: Counts(unproven=350, compliant=51_650),
            11: Counts(violation=17, compliant=51_983),
            12: Counts(violation=1, compliant=51_999),
            13: Counts(unproven=800, not_applicable=51_200),
        },
        52_000,
    ),
    grant_ledger=(
        GrantLine("named", "x-basic-2023", "Basic plan, 2023-06-01 to 2023-12-01", 8_780),
        GrantLine("named_not_in_force", "x-basic-2023", "named, but collected before it began", 1_999),
        GrantLine("named_unknown", "x-old", "named by records, not in the register", 1),
        GrantLine("no_grant", None, "no grant named and none covers the record", 41_220),
    ),
    timeline=TIMELINE,
    exposure=EXPOSURE,
    origins=ORIGINS,
    card_lines=(
        ("name", 2),
        ("version", 3),
        ("manifest", 5),
        ("columns", 6),
        ("columns.platform", 7),
        ("defaults", 8),
        ("defaults.acquisition_method", 9),
        ("parents", 11),
    ),
)
_CLEAN = DatasetReport(
    name="clean",
    version="1.0",
    card="datasets/clean/dataset.yaml",
    register=None,
    coverage=(FileCoverage("datasets/clean/manifest.parquet", 3_000, 1, 3_000),),
    columns_read=("id", "url"),
    columns_missing=(),
    columns_unused=(),
    counts=_counts({}, 3_000),
    grant_ledger=(GrantLine("no_register", None, "there is no register", 3_000),),
)
_MIRROR = DatasetReport(
    name="mirror",
    version=HOSTILE,
    card=None,
    register=None,
    coverage=(
        FileCoverage(f"s3://KEY:SE/CRET@bucket/{HOSTILE}.parquet", 1_500, 2, 1_500),
        FileCoverage(
            "datasets/mirror/truncated.parquet",
            None,
            None,
            0,
            "The file has no Parquet footer.",
            "Write it again; it was cut off at 8,192 bytes.",
        ),
        FileCoverage(
            "datasets/mirror/part.parquet", 2_000, 8, 500, "Row group 3 is damaged.", "Write it again."
        ),
    ),
    columns_read=("id",),
    columns_missing=("url",),
    columns_unused=(HOSTILE,),
    counts=_counts({6: Counts(unproven=1_990, violation=10), 7: Counts(not_applicable=2_000)}, 2_000),
    grant_ledger=(
        GrantLine("implied", HOSTILE, HOSTILE, 667),
        GrantLine("no_grant", None, "no grant named and none covers the record", 1_333),
    ),
)
_HOSTILE_FINDING = replace(
    finding(6, "mirror", _V, 10, GUIDANCE),
    message=HOSTILE,
    groups=(
        replace(group(10, HOSTILE, 3, GUIDANCE), facts=((HOSTILE, HOSTILE), ("license.expression", None))),
    ),
    groups_total=1,
    exemplars=(Exemplar(HOSTILE, 0, ((HOSTILE, HOSTILE), ("url", SECRET_URL), ("id", HOSTILE * 100))),),
)


def sample_report() -> Report:
    """Return three datasets: one fails, one is clean, one is hostile and partly unread."""
    mirror = (_HOSTILE_FINDING, finding(6, "mirror", _U, 1_990))
    return Report(
        tool_version="0.1.0",
        as_of=date(2023, 6, 30),
        command="compliance audit datasets/dispute datasets/clean datasets/mirror --as-of 2023-06-30",
        gate=Gate(),
        exit_code=ExitCode.FAILED,
        rules=tuple(rule_summary(place) for place in range(len(RULES))),
        datasets=(_DISPUTE, _CLEAN, _MIRROR),
        findings=tuple(sorted((*_DISPUTE_FINDINGS, *mirror), key=gravity)),
        notices=(
            Notice(
                "dispute", "collected_at has no time zone; it was read as UTC.", "Write timestamp[us, UTC]."
            ),
            Notice("mirror", HOSTILE),
        ),
        inputs=(
            Input("datasets/clean/manifest.parquet", "manifest", "a1" * 32, 81_920),
            Input("datasets/dispute/dataset.yaml", "card", "b2" * 32, 612),
            Input("datasets/dispute/grants.yaml", "grants", "c3" * 32, 1_204),
            Input(f"datasets/mirror/{HOSTILE}", "manifest", "d4" * 32, 4_096),
            Input("rules/social/paid-api-grant.yaml", "rule", "e5" * 32, 2_310),
        ),
        engine=("duckdb", "2.0.0"),
        packs=(("licenses", "1.0"), ("provenance", "1.0"), ("retention", "1.0"), ("social", "1.0")),
    )


def dispute_report() -> Report:
    """Return the failing dataset alone: a dozen findings."""
    whole = sample_report()
    return replace(
        whole,
        command="compliance check datasets/dispute --as-of 2023-06-30",
        datasets=(_DISPUTE,),
        findings=_DISPUTE_FINDINGS,
        notices=whole.notices[:1],
    )


def clean_report() -> Report:
    """Return the dataset in which every rule holds."""
    return replace(
        sample_report(), exit_code=ExitCode.COMPLIANT, datasets=(_CLEAN,), findings=(), notices=(), inputs=()
    )


def huge_report(findings: int) -> Report:
    """Return the whole sample with so many findings, each with long hostile text and many groups."""
    flood = replace(
        _HOSTILE_FINDING,
        groups=_HOSTILE_FINDING.groups * 40,
        groups_total=4_000,
        exemplars=_HOSTILE_FINDING.exemplars * 30,
    )
    return replace(sample_report(), findings=(flood,) * findings)
