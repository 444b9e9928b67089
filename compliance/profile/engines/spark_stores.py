"""Where Spark finds the files of a manifest: stores under the names that Hadoop has for them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from compliance.errors import UsageError
from compliance.storage import Url, read_place

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_HADOOP = {
    "s3": "s3a",
    "s3a": "s3a",
    "gs": "gs",
    "gcs": "gs",
    "abfs": "abfs",
    "abfss": "abfss",
    "hdfs": "hdfs",
}
"""Scheme → what Hadoop calls it."""
_PACKAGES = {
    "s3a": "org.apache.hadoop:hadoop-aws:{hadoop}",
    "gs": "com.google.cloud.bigdataoss:gcs-connector, in a version for Hadoop {hadoop}",
    "abfs": "org.apache.hadoop:hadoop-azure:{hadoop}",
    "abfss": "org.apache.hadoop:hadoop-azure:{hadoop}",
}
_AZURE = frozenset({"abfs", "abfss"})


def hadoop_url(location: str) -> str:
    """Return where Hadoop finds a file. Raises UsageError for a store that it does not know.

    Options of the URL are those of another library; Hadoop has its own, in Spark's configuration.
    """
    place = read_place(location)
    if not isinstance(place, Url):
        return f"file:{place}"
    if place.scheme not in _HADOOP:
        raise UsageError(
            f"Spark cannot read {place.scheme}://",
            remedy="copy the files to a disk that all workers see or to an object store, "
            "or run with --engine duckdb",
        )
    held = place.root.partition("://")[2]
    # Before the sign stands a container of Azure, but a user elsewhere.
    held = held if place.scheme in _AZURE else held.rpartition("@")[2]
    return f"{_HADOOP[place.scheme]}://{held}/{place.key}"


def check_stores(spark: "SparkSession", urls: Iterable[str]) -> None:
    """Raise UsageError, which names the package, when Spark lacks what reads one of the URLs."""
    from py4j.protocol import Py4JJavaError  # noqa: PLC0415 - an extra

    jvm: Any = spark.sparkContext._jvm  # noqa: SLF001 - Python cannot ask
    hadoop = jvm.org.apache.hadoop
    for scheme in sorted({url.partition(":")[0] for url in urls} & set(_PACKAGES)):
        try:
            hadoop.fs.FileSystem.getFileSystemClass(scheme, hadoop.conf.Configuration())
        except Py4JJavaError as error:
            package = _PACKAGES[scheme].format(hadoop=hadoop.util.VersionInfo.getVersion())
            raise UsageError(
                f"Spark lacks what reads {scheme}://",
                remedy=f"add to spark.jars.packages, or to --packages in PYSPARK_SUBMIT_ARGS: {package}",
            ) from error
