"""Raw DuckDB: every rule by record as a filter of one pass, and a GROUP BY for the ids."""

import argparse
import json

import duckdb
from twelve import BY_RECORD, UNIQUE, variants


def main() -> None:
    """Print the violations of each rule."""
    parser = argparse.ArgumentParser(description="Count violations in one pass.")
    parser.add_argument("manifest")
    parser.add_argument(
        "--rules", type=int, default=0, help="this many rules by record instead of the eleven"
    )
    arguments = parser.parse_args()
    rules = variants(arguments.rules) if arguments.rules else BY_RECORD
    source = f"read_parquet('{arguments.manifest}')"
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        filters = ", ".join(f"count(*) FILTER ({condition})" for condition in rules.values())
        (counts,) = connection.execute(f"SELECT {filters} FROM {source}").fetchall()
        found = dict(zip(rules, counts, strict=True))
        if not arguments.rules:
            ((bad,),) = connection.execute(UNIQUE.format(source=source)).fetchall()
            found["R11"] = int(bad)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
