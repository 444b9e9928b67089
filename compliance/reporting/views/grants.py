"""The grant ledger: under what each record is held, adding up to all of them."""

from dataclasses import dataclass

from compliance.model.report import DatasetReport
from compliance.reporting.plain import cell
from compliance.reporting.views.caps import Caps, cut
from compliance.reporting.views.coverage import IN_JSON
from compliance.reporting.wording import NO_VALUE, dataset_name, number, percentages

_BUCKETS = {
    "named": "Named grant, in force",
    "implied": "Covered by a grant of the register (implied)",
    "named_not_in_force": "Named grant, not in force that day",
    "named_unknown": "Named grant, not in the register",
    "no_grant": "No grant",
    "no_register": "No register",
}


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
    balance: str
    """A sentence that says whether the ledger adds up to the records examined."""
    cut: str


def grants(dataset: DatasetReport, caps: Caps) -> GrantsView:
    """Return the ledger of one dataset, the lines in the order of the report."""
    ledger = dataset.grant_ledger
    total = sum(line.records for line in ledger)
    shares = percentages([line.records for line in ledger])
    lines = tuple(
        BucketLine(
            bucket=_BUCKETS.get(line.bucket, cell(line.bucket, caps.cell)),
            grant=cell(line.grant or NO_VALUE, caps.cell),
            description=cell(line.description, caps.cell),
            records=number(line.records),
            share=share,
            width=line.records * 1000 // total if total else 0,
            backed=line.bucket in {"named", "implied"},
        )
        for line, share in zip(ledger[: caps.lines], shares, strict=False)
    )
    balances = total == dataset.rows_examined
    return GrantsView(
        name=dataset_name(dataset),
        lines=lines,
        total=number(total),
        total_share="100.0 %" if total else NO_VALUE,
        balance=f"Every one of the {number(total)} records examined is in exactly one line."
        if balances
        else f"The ledger does not add up: {number(dataset.rows_examined)} records were examined.",
        cut=cut(len(lines), len(ledger), "lines", IN_JSON),
    )
