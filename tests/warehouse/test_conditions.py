"""What rules of a team's own may ask of a warehouse, and what is refused and why."""

from pathlib import Path

import pytest

from compliance.laws import read_laws
from compliance.model.manifest import Dataset
from compliance.warehouse import DIALECTS
from compliance.warehouse.dialects import to_dialect
from compliance.warehouse.manifest import warehouse_of
from compliance.warehouse.query import query_of
from compliance.warehouse.reading import NotPortableError
from tests.cli.conftest import write_pack, write_rule
from tests.factories import write_text
from tests.warehouse.tables import AS_OF, loaded, unexpected, written_dataset

ROWS = [
    {"id": "a", "url": "https://x.com/1", "purpose": "research", "recipient": None, "publisher": "x"},
    {"id": "b", "url": "https://x.com/2", "purpose": "eval", "recipient": "r", "publisher": "y"},
    {"id": "c", "url": None, "purpose": None, "recipient": "r", "publisher": None},
]


def query(
    folder: Path, dataset: Dataset, requires: str, applies: str = "TRUE", dialect: str = "duckdb"
) -> str:
    """Return the query of a rule."""
    write_pack(folder)
    write_rule(folder, requires, applies)
    laws = read_laws((folder,))
    [rule] = [rule for rule in laws.packs.rules if rule.rule.title == "Records are for research"]
    return to_dialect(query_of(rule, warehouse_of(dataset), laws.reference.reference, AS_OF), dialect)


@pytest.mark.parametrize(
    ("requires", "found"),
    [
        ("record.purpose = 'research'", {"b": "violation", "c": "unproven"}),
        ("(record.purpose = 'research') IS TRUE", {"b": "violation", "c": "violation"}),
        ("(record.purpose = 'research') IS NOT FALSE", {"b": "violation"}),
        ("record.recipient IS NOT DISTINCT FROM record.publisher", dict.fromkeys("abc", "violation")),
        ("record.publisher IS DISTINCT FROM NULL", {"c": "violation"}),
        ("contains(record.url, '/1')", {"b": "violation", "c": "unproven"}),
        ("dataset.entity = 'Example'", {}),
        ("dataset.owner IS NULL", {}),
        ("least(length(record.publisher), 1) = 1", {}),
        ("greatest(length(record.publisher), 1) = 1", {}),
        ("run.as_of > DATE '2026-01-01' AND clock.day = run.as_of", {}),
        ("platform.host_kind = 'primary'", {"c": "unproven"}),
        ("record.publisher = 'it''s {x}'", {"a": "violation", "b": "violation", "c": "unproven"}),
    ],
)
def test_a_condition(requires: str, found: dict[str, str], tmp_path: Path) -> None:
    """A condition has the three values that it has for the kernel."""
    dataset = written_dataset(tmp_path / "d", ROWS, "entity: Example")

    with loaded(dataset) as connection:
        assert unexpected(connection, query(tmp_path / "rules", dataset, requires)) == found


def test_odd_names_of_columns(tmp_path: Path) -> None:
    """A column that is called as no SQL would call it is quoted, and is there in the result."""
    rows = [{"id": "a", "url": "u", "order": "x", "My Key": "y", "a.b": "z", "group": "eval"}]
    dataset = written_dataset(tmp_path / "d", rows, "columns: {purpose: group}")
    sql = query(tmp_path / "rules", dataset, "record.purpose = 'research'")

    with loaded(dataset) as connection:
        found = connection.execute(sql.format(batch="posts"))
        assert [column[0] for column in found.description] == [*rows[0], "verdict"]
        assert found.fetchall() == [("a", "u", "x", "y", "z", "eval", "violation")]


def test_a_rule_that_does_not_apply(tmp_path: Path) -> None:
    """False applies to nobody; null, and not true, is unproven."""
    dataset = written_dataset(tmp_path / "d", ROWS)
    sql = query(tmp_path / "rules", dataset, "record.publisher = 'x'", "record.recipient = 'r'")

    with loaded(dataset) as connection:
        assert unexpected(connection, sql) == {"b": "violation", "c": "unproven"}


@pytest.mark.parametrize(
    ("requires", "why"),
    [
        ("list_contains(grant.recipients, record.recipient)", "in the list grant.recipients"),
        ("model.known", "generators"),
        ("signal.training = 'allowed'", "rights signals"),
        ("lineage.known", "parents"),
        ("id_time.created_at IS NOT NULL", "the time inside an id"),
        ("license.agrees", "two licence expressions"),
        ("record.publisher = 'a :b'", "looks like a parameter"),
    ],
)
def test_what_no_query_can_ask(requires: str, why: str, tmp_path: Path) -> None:
    """A rule on what only the kernel can read is refused, and the reason said."""
    dataset = written_dataset(tmp_path / "d", ROWS)

    with pytest.raises(NotPortableError, match=why):
        query(tmp_path / "rules", dataset, requires)


@pytest.mark.parametrize(
    ("rows", "card", "why"),
    [
        ([{"id": "a", "url": "u", "purpose": 1.5}], "", "the column for `purpose` is double"),
        ([{"id": "a", "url": "u", "used_at": "2024-01-01"}], "", "the column for `used_at` is varchar"),
        ([{"id": "a", "url": "u"}], "defaults: {used_at: 2024-01-01}", "a default for `used_at`"),
    ],
)
def test_columns_that_no_query_reads(
    rows: list[dict[str, object]], card: str, why: str, tmp_path: Path
) -> None:
    """A column of a type that dialects read differently is refused, not guessed at."""
    dataset = written_dataset(tmp_path / "d", rows, card)

    with pytest.raises(NotPortableError, match=why):
        query(tmp_path / "rules", dataset, "record.purpose = 'research'")


def test_a_column_map_with_functions(tmp_path: Path) -> None:
    """A function of DuckDB in the column map is fine for DuckDB, and refused for all others."""
    card = "columns: {used_at: \"try_strptime(day, '%Y')\"}"
    dataset = written_dataset(tmp_path / "d", [{"id": "a", "url": "u", "day": "2024"}], card)

    assert "STRPTIME" in query(tmp_path / "rules", dataset, "record.used_at IS NULL")
    for dialect in set(DIALECTS) - {"duckdb"}:
        with pytest.raises(NotPortableError, match="not every dialect"):
            query(tmp_path / "rules", dataset, "record.used_at IS NULL", dialect=dialect)


def test_corrections_are_not_made(tmp_path: Path) -> None:
    """A rule that reads what a correction sets is refused: a query would see what is known to be wrong."""
    write_text(tmp_path / "d/proof.txt", "proof")
    write_text(
        tmp_path / "d/corrections.yaml",
        """
        corrections:
          - {id: c1, dataset: posts, where: "TRUE", set: {purpose: research}, explanation: e, owner: o,
             created: 2026-01-01, document: {path: proof.txt, sha256: %s}}
        """
        % ("a" * 64),
    )
    dataset = written_dataset(tmp_path / "d", ROWS)

    with pytest.raises(NotPortableError, match="corrections set `purpose`"):
        query(tmp_path / "rules", dataset, "record.purpose = 'research'")
