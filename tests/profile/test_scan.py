"""The scan of one file: groups, measures and questions."""

import datetime
from pathlib import Path

import pyarrow as pa
import pytest

from compliance.expressions import FactPlan
from compliance.model.profile import MEASURES, POINTERS
from tests.factories import plan_for, profile, read_dataset, write_manifest, write_table

PLATFORM = FactPlan(("record.platform",))


def test_records_with_the_same_facts_are_one_group(tmp_path: Path) -> None:
    """The profile has one row for each combination of facts and counts its records."""
    rows: list[dict[str, object]] = [
        {"id": str(number), "platform": "X" if number % 3 else "reddit", "purpose": "eval"}
        for number in range(9)
    ]
    plan = FactPlan(("record.platform", "record.purpose"))
    found = profile(read_dataset(write_manifest(tmp_path / "m.parquet", rows)), plan)

    groups = {
        (row["record.platform"], row["record.purpose"]): row["measure.records"]
        for row in found.table.to_pylist()
    }
    assert groups == {("x", "eval"): 6, ("reddit", "eval"): 3}


def test_measures_add_up(tmp_path: Path) -> None:
    """Records count rows, items their record_count or one, tokens and bytes what is known of them."""
    rows: list[dict[str, object]] = [
        {"id": "1", "url": "u", "record_count": 10, "token_count": 5, "content_size": None},
        {"id": "2", "url": "u", "record_count": None, "token_count": None, "content_size": 7},
        {"id": "3", "url": "u", "record_count": 0, "token_count": 3, "content_size": 1},
    ]
    (row,) = profile(read_dataset(write_manifest(tmp_path / "m.parquet", rows)), FactPlan()).table.to_pylist()

    assert [row[name] for name in MEASURES] == [3, 11, 8, 8]


def test_measures_of_a_manifest_without_them(tmp_path: Path) -> None:
    """Without columns for them, items are rows, and tokens and bytes are zero."""
    rows = [{"id": "1", "url": "u"}, {"id": "2", "url": "u"}]
    table = profile(read_dataset(write_manifest(tmp_path / "m.parquet", rows)), FactPlan()).table

    assert [table[name].to_pylist() for name in MEASURES] == [[2], [2], [0], [0]]
    assert {table.schema.field(name).type for name in (*MEASURES, *POINTERS)} == {pa.int64()}


@pytest.mark.parametrize(
    ("cells", "tokens"),
    [
        (pa.array([1, 2], pa.int8()), 3),
        (pa.array([1, 2], pa.uint64()), 3),
        (pa.array([1.0, 2.0]), 3),
        (pa.array(["1", " 2 "]), 3),
        (pa.array([None, None], pa.int64()), 0),
    ],
)
def test_measures_of_any_number_type(cells: pa.Array, tokens: int, tmp_path: Path) -> None:
    """Integers of any width, whole floats and digits are counted."""
    table = pa.table({"id": ["1", "2"], "url": ["u", "v"], "token_count": cells})

    found = profile(read_dataset(write_table(tmp_path / "m.parquet", table)), FactPlan())

    assert found.table["measure.tokens"].to_pylist() == [tokens]
    assert found.notices == ()


def test_a_measure_that_is_no_number(tmp_path: Path) -> None:
    """A cell that is no integer counts as unknown, and a notice says how many there are."""
    rows: list[dict[str, object]] = [
        {"id": str(number), "url": "u", "token_count": text} for number, text in enumerate(["5", "many", "3"])
    ]
    found = profile(read_dataset(write_manifest(tmp_path / "m.parquet", rows)), FactPlan())

    assert found.table["measure.tokens"].to_pylist() == [8]
    assert [notice.text for notice in found.notices] == [
        "1 cells of `token_count` in m.parquet are no integer and count as unknown."
    ]


@pytest.mark.parametrize("cells", [pa.array([True, False]), pa.array([b"1", b"2"])])
def test_a_measure_of_the_wrong_type(cells: pa.Array, tmp_path: Path) -> None:
    """A measure that cannot be a number leaves the file unread."""
    table = pa.table({"id": ["1", "2"], "url": ["u", "v"], "content_size": cells})
    (line,) = profile(read_dataset(write_table(tmp_path / "m.parquet", table)), FactPlan()).coverage

    assert line.rows_examined == 0
    assert "its column for `content_size` is " in (line.problem or "")


def test_questions_are_answered_for_each_record(tmp_path: Path) -> None:
    """A question has three answers, and each is a fact of the group."""
    day = datetime.datetime(2023, 4, 1, 12, tzinfo=datetime.UTC)
    hour = datetime.timedelta(hours=1)
    rows: list[dict[str, object]] = [
        {"id": "1", "url": "u", "published_at": day, "collected_at": day + hour},
        {"id": "2", "url": "u", "published_at": day, "collected_at": day - hour},
        {"id": "3", "url": "u", "published_at": None, "collected_at": day},
    ]
    plan = plan_for("record.published_at <= record.collected_at")
    table = profile(read_dataset(write_manifest(tmp_path / "m.parquet", rows)), plan).table

    assert table[plan.questions[0].name].to_pylist() == [True, False, None]


def test_questions_have_texts(tmp_path: Path) -> None:
    """The profile remembers what each answer answers."""
    plan = plan_for("record.url IS NULL")
    found = profile(read_dataset(write_manifest(tmp_path / "m.parquet", [{"id": "1", "url": "u"}])), plan)

    assert found.questions == {plan.questions[0].name: "record.url IS NULL"}


def test_a_blank_url_is_no_url(tmp_path: Path) -> None:
    """Questions are asked about cells as they are read, not as they are stored."""
    rows: list[dict[str, object]] = [
        {"id": "1", "url": "  "},
        {"id": "2", "url": None},
        {"id": "3", "url": " https://x.com/ "},
    ]
    plan = plan_for("record.url IS NULL")
    table = profile(read_dataset(write_manifest(tmp_path / "m.parquet", rows)), plan).table

    assert dict(
        zip(*(table[name].to_pylist() for name in (plan.questions[0].name, "measure.records")), strict=True)
    ) == {
        True: 2,
        False: 1,
    }


def test_hostile_cells(tmp_path: Path) -> None:
    """Cells are values: quotes, statements and control characters are grouped like any text."""
    texts = [
        "'; DROP TABLE hosts; --",
        '"',
        "\\",
        "\x00\x01",
        "${HOME}",
        "%s",
        "\N{RIGHT-TO-LEFT OVERRIDE}evil",
    ]
    rows = [{"id": text, "platform": "x", "publisher": text, "url": text} for text in texts]
    found = profile(
        read_dataset(write_manifest(tmp_path / "m.parquet", rows)), FactPlan(("record.publisher",))
    )

    assert found.table["record.publisher"].to_pylist() == texts
