"""Types for Spark."""

import pytest

from compliance.profile.engines.spark_types import spark_type


@pytest.mark.parametrize(
    ("type_", "read"),
    [
        ("VARCHAR", "STRING"),
        ("UBIGINT", "DECIMAL(20, 0)"),
        ("UINTEGER", "BIGINT"),
        ("TIMESTAMP WITH TIME ZONE", "TIMESTAMP"),
        ("TIMESTAMP", "TIMESTAMP_NTZ"),
        ("TIMESTAMP_MS", "TIMESTAMP_NTZ"),
        ("TIMESTAMP_NS", "BIGINT"),
        ("TIMESTAMPTZ_NS", "BIGINT"),
        (
            'STRUCT(scheme VARCHAR, "a b" UINTEGER[])[]',
            "ARRAY<STRUCT<`scheme`: STRING, `a b`: ARRAY<BIGINT>>>",
        ),
    ],
)
def test_types(type_: str, read: str) -> None:
    """Each type of DuckDB is the one that Spark finds in the file."""
    assert spark_type(type_) == read
