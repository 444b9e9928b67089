"""The grant ledger: under what each record is held, adding up to all of them."""

from dataclasses import dataclass

from compliance.model.report import DatasetReport
from compliance.reporting.plain import cell
from compliance.reporting.say import say
from compliance.reporting.views.caps import Caps, cut
from compliance.reporting.views.coverage import IN_JSON
from compliance.reporting.wording import NO_VALUE, dataset_name, number, percentages

_BUCKETS = frozenset({"named", "implied", "named_not_in_force", "named_unknown", "no_grant", "no_register"})
_SUMMANDS = 12
"""Lines of a ledger up to which its sum is written out line by line."""


@dataclass(frozen=True)
class BucketLine:
    """One bucket; `width` is its share of a bar that is 1,000 wide."""

    bucket: str
    grant: str
    description: str
    records: str
    share: str
    width: int
    backed: bool


@dataclass(frozen=True)
class GrantsView:
    """The ledger of one dataset."""

    name: str
    lines: tuple[BucketLine, ...]
    total: str
    total_share: str
    balance: tuple[str, ...]
    """Equations up to the rows in the footers, or a sentence that says they do not hold."""
    cut: str


def grants(dataset: DatasetReport, caps: Caps) -> GrantsView:
    """Return the ledger of one dataset, the lines in the order of the report."""
    ledger = dataset.grant_ledger
    total = sum(line.records for line in ledger)
    shares = percentages([line.records for line in ledger])
    lines = tuple(
        BucketLine(
            bucket=_bucket(line.bucket, caps),
            grant=cell(line.grant or NO_VALUE, caps.cell),
            description=cell(line.description, caps.cell),
            records=number(line.records),
            share=share,
            width=line.records * 1000 // total if total else 0,
            backed=line.bucket in {"named", "implied"},
        )
        for line, share in zip(ledger[: caps.lines], shares, strict=False)
    )
    return GrantsView(
        name=dataset_name(dataset),
        lines=lines,
        total=number(total),
        total_share="100.0 %" if total else NO_VALUE,
        balance=_balance(dataset),
        cut=cut(len(lines), len(ledger), say("cut.lines"), IN_JSON),
    )


def _bucket(name: str, caps: Caps) -> str:
    return say(f"grants.{name}") if name in _BUCKETS else cell(name, caps.cell)


def _balance(dataset: DatasetReport) -> tuple[str, ...]:
    records = [line.records for line in dataset.grant_ledger]
    examined = number(dataset.rows_examined)
    if sum(records) != dataset.rows_examined:
        return (say("grants.unbalanced", examined=examined),)
    by_bucket: dict[str, int] = {}
    for line in dataset.grant_ledger:
        by_bucket[line.bucket] = by_bucket.get(line.bucket, 0) + line.records
    summands = records if len(records) <= _SUMMANDS else list(by_bucket.values())
    parts = " + ".join(map(number, summands)) or number(0)
    rest = {"unread": number(dataset.rows_unread), "rows": number(dataset.rows)}
    return (
        say("grants.equation", parts=parts, total=examined),
        say("grants.footers", examined=examined, **rest),
    )
