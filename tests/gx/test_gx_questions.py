"""What users of GX ask of any batch: its head, its columns, and expectations of GX itself."""

from pathlib import Path
from typing import Any

import great_expectations.expectations as gxe
import pytest

from compliance.errors import UsageError
from tests.factories import write_manifest
from tests.gx.conftest import batch_of


def rows(*numbers: int) -> list[dict[str, Any]]:
    """Return records that can be told apart."""
    return [{"id": str(number), "platform": "x", "token_count": number} for number in numbers]


@pytest.fixture(name="batch")
def _batch(source: Any, tmp_path: Path) -> Any:
    write_manifest(tmp_path / "records/month=1/a.parquet", rows(1, 2, 3))
    write_manifest(tmp_path / "records/month=2/b.parquet", rows(4, 5))
    return batch_of(source, tmp_path / "records")


def test_the_head(batch: Any) -> None:
    """The first rows come file by file, as they stand there, with the columns of the path."""
    head = batch.head(n_rows=4).data

    assert head["id"].tolist() == ["1", "2", "3", "4"]
    assert head["token_count"].tolist() == [1, 2, 3, 4]
    assert head["month"].tolist() == ["1", "1", "1", "2"]
    assert list(head.columns) == batch.columns()


@pytest.mark.parametrize(
    ("asked", "expected"), [({}, 5), ({"n_rows": -2}, 3), ({"n_rows": 0}, 0), ({"n_rows": 9}, 5)]
)
def test_how_many_rows_a_head_has(batch: Any, asked: dict[str, int], expected: int) -> None:
    """Five unless said otherwise; a negative number leaves out the last ones."""
    assert len(batch.head(**asked).data) == expected
    assert len(batch.head(fetch_all=True).data) == 5


def test_a_head_that_is_too_large(source: Any) -> None:
    """Nobody looks at tens of thousands of rows, so that they are not put into memory."""
    with pytest.raises(UsageError, match="first 10,000 rows at most, not 76,146"):
        batch_of(source, "datasets/dispute").head(fetch_all=True)


def test_expectations_of_gx_on_the_table(batch: Any) -> None:
    """Rows and columns are known from the footers."""
    assert batch.validate(gxe.ExpectTableRowCountToEqual(value=5)).success
    assert batch.validate(gxe.ExpectColumnToExist(column="token_count")).success
    assert not batch.validate(gxe.ExpectColumnToExist(column="license")).success


@pytest.mark.parametrize(
    "expectation",
    [
        gxe.ExpectColumnValuesToNotBeNull(column="id"),
        gxe.ExpectColumnMaxToBeBetween(column="token_count", max_value=9),
        gxe.ExpectColumnValuesToBeInSet(column="platform", value_set=["x"]),
        gxe.ExpectCompoundColumnsToBeUnique(column_list=["id", "platform"]),
        gxe.ExpectColumnValuesToBeOfType(column="id", type_="str"),
    ],
    ids=lambda expectation: type(expectation).__name__,
)
def test_expectations_of_gx_on_columns(batch: Any, expectation: Any) -> None:
    """They fail, and say what to use instead."""
    result = batch.validate(expectation)

    assert not result.success
    assert "A manifest is judged, not read row by row" in str(result.exception_info)
    assert "ExpectManifestToMatchContract" in str(result.exception_info)


def test_a_manifest_that_is_gone(source: Any, tmp_path: Path) -> None:
    """What GX shows as it is holds no markup."""
    path = write_manifest(tmp_path / "<img src=x>.parquet", rows(1))
    batch = batch_of(source, path)
    path.unlink()
    result = batch.validate(gxe.ExpectTableRowCountToEqual(value=1))

    assert "&lt;img" in str(result.exception_info)
    assert "<img" not in next(iter(result.exception_info.values()))["exception_message"]
