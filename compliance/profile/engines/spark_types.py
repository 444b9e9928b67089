"""The types of columns of Parquet files as Spark reads them."""

import re

from sqlglot import exp

_NANOSECONDS = re.compile(r"\bTIMESTAMP(TZ)?_NS\b")
_UNSIGNED = re.compile(r"\bUBIGINT\b")
_READ_AS = {
    exp.DType.UTINYINT: exp.DType.SMALLINT,
    exp.DType.USMALLINT: exp.DType.INT,
    exp.DType.UINT: exp.DType.BIGINT,
    exp.DType.TIMESTAMP_MS: exp.DType.TIMESTAMPNTZ,
    exp.DType.TIMESTAMP_S: exp.DType.TIMESTAMPNTZ,
}


def spark_type(type_: str) -> str:
    """Return the type that Spark reads from Parquet where DuckDB reads *type_*."""
    # Spark reads nanoseconds as numbers, and as decimal ones those that are too large for Java's.
    written = _UNSIGNED.sub("DECIMAL(20, 0)", _NANOSECONDS.sub("BIGINT", type_))
    tree = exp.DataType.build(written, dialect="duckdb")
    for node in [*tree.find_all(exp.DataType)]:
        node.set("this", _READ_AS.get(node.this, node.this))
    return tree.sql(dialect="spark", identify=True)
