"""Pointblank on polars: a step for each rule, rows of failing records not collected."""

import json
import sys

import pointblank as pb
import polars as pl
from polars_rules import BY_RECORD
from twelve import COLUMNS


def main() -> None:
    """Print the violations of each rule."""
    records = pl.scan_parquet(sys.argv[1]).select(COLUMNS).collect()
    validation = pb.Validate(records)
    for expression in BY_RECORD.values():
        validation = validation.col_vals_expr(expr=~expression.fill_null(value=False))
    # Repeated nulls count as duplicates of one another, so they are left out and counted on their own.
    validation = validation.rows_distinct(
        columns_subset="id", pre=lambda frame: frame.filter(pl.col("id").is_not_null())
    ).col_vals_not_null(columns="id")
    failed = validation.interrogate(collect_extracts=False).n_failed()
    counts = {rule: int(failed[step]) for step, rule in enumerate(BY_RECORD, start=1)}
    last = len(BY_RECORD)
    print(json.dumps(counts | {"R11": int(failed[last + 1]) + int(failed[last + 2])}))


if __name__ == "__main__":
    main()
