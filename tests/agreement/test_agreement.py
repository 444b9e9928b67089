"""DuckDB, Spark and plain Python give the same profile, row for row."""

from dataclasses import dataclass

import pytest

from compliance.model.manifest import Dataset
from compliance.model.profile import POINTER, Profile
from compliance.profile import Means, SparkEngine, profile_dataset
from tests.agreement import manifests, reference
from tests.factories import HOSTS

Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Generated:
    """A manifest, and its profile by a loop over the records."""

    dataset: Dataset
    groups: Rows
    by_duckdb: Profile


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Generated:
    """Return one manifest for every engine."""
    files = manifests.generated()
    dataset = manifests.write(tmp_path_factory.mktemp("agreement"), files)
    groups = reference.profile(manifests.bound(files), manifests.DEFAULTS)
    return Generated(dataset, groups, profile_by(dataset))


def profile_by(dataset: Dataset, means: Means | None = None) -> Profile:
    """Return the profile by an engine, after seeing that every file was read."""
    found = profile_dataset(dataset, reference.PLAN, HOSTS, means)
    assert [line.problem for line in found.coverage if line.problem] == []
    return found


def rows(found: Profile) -> Rows:
    """Return the groups of a profile in the order of their first records."""
    return found.table.sort_by(POINTER).to_pylist()


def assert_same(found: Rows, expected: Rows) -> None:
    """See that groups are the same, and name the facts of those that are not."""
    wrong = [
        {name: (one[name], other[name]) for name in other if one[name] != other[name]}
        for one, other in zip(found, expected, strict=False)
    ]
    assert [facts for facts in wrong if facts] == []
    assert len(found) == len(expected)


def test_duckdb_agrees_with_plain_python(generated: Generated) -> None:
    """The profile by DuckDB is that of a loop over the records."""
    assert_same(rows(generated.by_duckdb), generated.groups)


def test_spark_agrees_with_both(generated: Generated, spark: object) -> None:
    """The profile by Spark is that of DuckDB and of a loop over the records, with the same notices."""
    by_spark, by_duckdb = profile_by(generated.dataset, Means(SparkEngine(spark))), generated.by_duckdb

    assert_same(rows(by_spark), generated.groups)
    assert_same(rows(by_spark), rows(by_duckdb))
    assert by_spark.table.schema == by_duckdb.table.schema
    assert by_spark.notices == by_duckdb.notices
