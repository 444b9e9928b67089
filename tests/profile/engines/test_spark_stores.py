"""Object stores under the names that Spark has for them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from compliance.errors import UsageError
from compliance.model.manifest import ManifestFile
from compliance.profile import Means, SparkEngine, profile_dataset
from compliance.profile.engines.spark_stores import hadoop_url
from tests.factories import HOSTS, damage_pages, plan_for, read_dataset, write_manifest


@pytest.fixture
def file(tmp_path: Path) -> ManifestFile:
    """Return a file, which a test may say lies elsewhere."""
    (file,) = read_dataset(
        write_manifest(tmp_path / "m.parquet", [{"id": "1", "url": "https://x.com"}])
    ).files
    return file


@pytest.mark.parametrize(
    ("location", "url"),
    [
        ("/data/a b/m#1.parquet", "file:/data/a b/m#1.parquet"),
        ("s3://lake/posts/a=b%20c/m.parquet", "s3a://lake/posts/a=b%20c/m.parquet"),
        ("s3://lake/m.parquet?region=eu-west-1&endpoint_override=h:1", "s3a://lake/m.parquet"),
        ("gs://lake/m.parquet", "gs://lake/m.parquet"),
        ("gcs://anonymous@lake/m.parquet", "gs://lake/m.parquet"),
        ("abfs://box@name.dfs.core.windows.net/m.parquet", "abfs://box@name.dfs.core.windows.net/m.parquet"),
        ("abfss://box@name.dfs.core.windows.net/m", "abfss://box@name.dfs.core.windows.net/m"),
        ("hdfs://name:8020/m.parquet", "hdfs://name:8020/m.parquet"),
    ],
)
def test_places_as_hadoop_names_them(location: str, url: str) -> None:
    """A store has the name that Hadoop gives it, without options and users: Hadoop has its own."""
    assert hadoop_url(location) == url


@pytest.mark.parametrize(
    "location", ["https://example.org/m.parquet?sig=secret", "hf://datasets/a/b/m.parquet"]
)
def test_places_that_spark_cannot_read(location: str, file: ManifestFile) -> None:
    """Before Spark is started, a store that it does not know is refused without showing what is secret."""
    elsewhere = replace(file, location=location)

    with (
        pytest.raises(UsageError, match=r"^Spark cannot read (https|hf)://$"),
        SparkEngine().opened([elsewhere], {}),
    ):
        pass


@pytest.mark.parametrize(
    ("location", "package"),
    [
        ("s3://lake/m.parquet", r"org\.apache\.hadoop:hadoop-aws:3\.[0-9.]+$"),
        ("gs://lake/m.parquet", r"com\.google\.cloud\.bigdataoss:gcs-connector, in a version for Hadoop 3\."),
        ("abfs://box@name.dfs.core.windows.net/m", r"org\.apache\.hadoop:hadoop-azure:3\.[0-9.]+$"),
    ],
)
def test_the_package_that_is_missing(location: str, package: str, file: ManifestFile, spark: object) -> None:
    """Where Spark lacks what reads a store, no file is at fault, and the remedy names what to add."""
    elsewhere = replace(file, location=location)

    with pytest.raises(UsageError, match="Spark lacks") as raised, SparkEngine(spark).opened([elsewhere], {}):
        pass
    assert re.search(package, raised.value.remedy)


def test_a_damaged_file(file: ManifestFile, spark: object) -> None:
    """A file that Spark cannot read is left out, with what was wrong with it."""
    damage_pages(Path(file.location))
    dataset = read_dataset(Path(file.location))
    (line,) = profile_dataset(
        dataset, plan_for("record.url IS NULL"), HOSTS, Means(SparkEngine(spark))
    ).coverage

    assert line.problem is not None
    assert "An error occurred while calling" not in line.problem
