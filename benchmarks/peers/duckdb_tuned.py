"""The best plan in DuckDB that we know: rules on groups of equal cells, dear ones on few rows.

The categorical rules are evaluated once for each combination of their columns; the URL is looked
at for X and Reddit only, and the id in it after a cheap test for the literal before it.
"""

import json
import sys

import duckdb
from twelve import BY_RECORD, SNOWFLAKE, SNOWFLAKE_EPOCH_MS, UNIQUE

CATEGORIES = "platform, acquisition_method, robots_verdict, license, grant_id, purpose, commercial"
ON_GROUPS = ("R1", "R2", "R3", "R4", "R5", "R6", "R8")
ID = f"TRY_CAST(regexp_extract(url, '{SNOWFLAKE}', 1) AS BIGINT)"
ON_ROWS = {
    "R7": f"CASE WHEN grant_id = 'g-x' THEN {BY_RECORD['R7']} END",
    "R9": BY_RECORD["R9"],
    "R10": """CASE platform
        WHEN 'x' THEN NOT (starts_with(url, 'https://twitter.com/') OR starts_with(url, 'https://x.com/'))
          AND NOT regexp_matches(url, '^https?://([^/:?#]+\\.)?(x|twitter)\\.com([/:?#]|$)')
        WHEN 'reddit' THEN NOT starts_with(url, 'https://www.reddit.com/')
          AND NOT regexp_matches(url, '^https?://([^/:?#]+\\.)?reddit\\.com([/:?#]|$)') END""",
    "R12": f"""CASE WHEN platform = 'x' AND contains(url, '/status/')
        THEN epoch_ms(({ID} >> 22) + {SNOWFLAKE_EPOCH_MS}) > collected_at AT TIME ZONE 'UTC' END""",
}


def main() -> None:
    """Print the violations of each rule."""
    source = f"read_parquet('{sys.argv[1]}')"
    counted = ", ".join(f"count(*) FILTER ({condition}) AS {rule}" for rule, condition in ON_ROWS.items())
    grouped = f"SELECT {CATEGORIES}, count(*) AS n, {counted} FROM {source} GROUP BY ALL"
    sums = [f"coalesce(sum(n) FILTER ({BY_RECORD[rule]}), 0)" for rule in ON_GROUPS]
    sums += [f"coalesce(sum({rule}), 0)" for rule in ON_ROWS]
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        (row,) = connection.execute(f"SELECT {', '.join(sums)} FROM ({grouped})").fetchall()
        ((bad,),) = connection.execute(UNIQUE.format(source=source)).fetchall()
    counts = zip((*ON_GROUPS, *ON_ROWS, "R11"), (*row, bad), strict=True)
    print(json.dumps({rule: int(count) for rule, count in counts}))


if __name__ == "__main__":
    main()
