"""Rules as plain SQL, for teams whose records are in a warehouse and whose data sources are not manifests."""

DIALECTS = ("bigquery", "databricks", "duckdb", "postgres", "redshift", "snowflake", "spark", "trino")
"""Every dialect there is, in the order of the documentation."""

__all__ = ["DIALECTS"]
