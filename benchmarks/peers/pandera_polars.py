"""Pandera on polars: a check for each rule on the frame, and a unique column that is not null."""

import json
import sys

import pandera.polars as pa
import polars as pl
from polars_rules import BY_RECORD
from twelve import COLUMNS


def _check(rule: str, expression: pl.Expr) -> pa.Check:
    return pa.Check(
        lambda data: data.lazyframe.select(~expression.fill_null(value=False)),
        name=rule,
    )


def main() -> None:
    """Print the violations of each rule."""
    schema = pa.DataFrameSchema(
        {"id": pa.Column(str, unique=True, nullable=False)},
        checks=[_check(rule, expression) for rule, expression in BY_RECORD.items()],
    )
    counts = dict.fromkeys((*BY_RECORD, "R11"), 0)
    try:
        schema.validate(pl.scan_parquet(sys.argv[1]).select(COLUMNS).collect(), lazy=True)
    except pa.errors.SchemaErrors as error:
        # Repeated nulls count as duplicates of one another; a missing id is counted once.
        cases = error.failure_cases.filter(
            (pl.col("check") != "field_uniqueness") | pl.col("failure_case").is_not_null()
        )
        for check, count in cases.group_by("check").len().iter_rows():
            counts[check if check in BY_RECORD else "R11"] += count
    print(json.dumps(counts))


if __name__ == "__main__":
    main()
