"""polars: one lazy query for the rules by record, one for the ids, streamed."""

import json
import sys

import polars as pl
from polars_rules import BY_RECORD


def main() -> None:
    """Print the violations of each rule."""
    manifest = pl.scan_parquet(sys.argv[1])
    rows = manifest.select(
        [expression.fill_null(value=False).sum().alias(rule) for rule, expression in BY_RECORD.items()]
    )
    ids = manifest.group_by("id").len().filter((pl.col("len") > 1) | pl.col("id").is_null())
    found, bad = pl.collect_all([rows, ids.select(pl.col("len").sum())], engine="streaming")
    counts = {rule: int(count) for rule, count in found.row(0, named=True).items()}
    print(json.dumps(counts | {"R11": int(bad.item() or 0)}))


if __name__ == "__main__":
    main()
