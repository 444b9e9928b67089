"""Spark sessions: one that is there already, or one that is started without a word."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from compliance.errors import UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_FAULT = re.compile(r"Error|Exception|error:|JAVA_HOME|java: not found")
_BYTES = re.compile("i?b$", re.IGNORECASE)
_LOOPBACK = {"spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
_STARTED = {
    "spark.app.name": "compliance",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.maxResultSize": "0",
    # Java's regular expressions recur on long text.
    "spark.driver.extraJavaOptions": "-Xss16m",
    "spark.executor.extraJavaOptions": "-Xss16m",
}
_QUERIES = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.caseSensitive": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",
    "spark.sql.parquet.int96RebaseModeInRead": "CORRECTED",
    "spark.sql.legacy.parquet.nanosAsLong": "true",
    "spark.sql.parser.escapedStringLiterals": "false",
    "spark.sql.mapKeyDedupPolicy": "EXCEPTION",
    "spark.sql.execution.arrow.useLargeVarTypes": "false",
}
"""What the meaning of a query depends on, whatever the settings of the session it comes from."""


def start(master: str, memory: str | None = None) -> "SparkSession":
    """Return a new session on *master*. Raises UsageError when PySpark or Java is missing."""
    builder = _session_type().builder.master(master)
    settings = _STARTED | (_LOOPBACK if master.startswith("local") else {})
    if memory is not None:
        settings["spark.driver.memory"] = _BYTES.sub("", memory)
    for name, value in settings.items():
        builder = builder.config(name, value)
    with tempfile.TemporaryFile() as log:
        try:
            with _diverted(log.fileno()):
                session = builder.getOrCreate()
        except Exception as error:  # of many types
            log.seek(0)
            said = log.read().decode(errors="replace").splitlines()
            reason = next(filter(_FAULT.search, said), str(error).partition("\n")[0])
            raise UsageError(
                f"Spark did not start on {master}: {reason}",
                remedy="install Java 17 or later and set JAVA_HOME, or correct --spark-master",
            ) from error
    session.sparkContext.setLogLevel("OFF")
    return session


def running() -> "SparkSession | None":
    """Return the session of this process, if there is one. Raises UsageError when PySpark is missing."""
    session_type = _session_type()
    from pyspark.errors import PySparkRuntimeError  # noqa: PLC0415 - an extra

    try:
        return session_type.active()
    except PySparkRuntimeError:
        return None


def isolated(session: "SparkSession") -> "SparkSession":
    """Return a session of the same application with its own tables and the settings that queries need."""
    own = session.newSession()
    for name, value in _QUERIES.items():
        own.conf.set(name, value)
    return own


def _session_type() -> "type[SparkSession]":
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError(
            "Spark is not installed", remedy="pip install 'compliance[spark]', and Java 17 or later"
        ) from error
    return SparkSession


@contextmanager
def _diverted(target: int) -> Iterator[None]:
    """Send what this process and those it starts write on standard output and error to *target*."""
    sys.stdout.flush()
    sys.stderr.flush()
    kept = {stream: os.dup(stream) for stream in (1, 2)}
    try:
        for stream in kept:
            os.dup2(target, stream)
        yield
    finally:
        for stream, copy in kept.items():
            os.dup2(copy, stream)
            os.close(copy)
