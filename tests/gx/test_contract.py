"""The expectation on the contract of a manifest: columns, types, vocabularies, nulls, all rows together."""

import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import compliance
from compliance.gx import ExpectManifestToMatchContract
from tests.factories import Row, leave_pointer, write_manifest, write_table, write_text
from tests.gx.conftest import CORPUS_CARD, DAY, batch_of, corpus_files

RECORD: Row = {"id": "1", "platform": "x", "purpose": "pretrain", "collected_at": "2023-07-01"}


def faults_of(source: Any, path: Path | str, card: str | None = None, **demand: Any) -> list[dict[str, Any]]:
    """Return what is wrong with a manifest."""
    papers = {} if card is None else {"card": card}
    result = batch_of(source, path, **papers).validate(ExpectManifestToMatchContract(**demand))
    faults: list[dict[str, Any]] = result.result["details"]["faults"]

    assert result.success == (not faults)
    return faults


def kinds(faults: list[dict[str, Any]]) -> list[str]:
    """Return what kinds of faults there are."""
    return [fault["kind"] for fault in faults]


@pytest.mark.parametrize("sample", ["dispute", "clean"])
def test_samples_are_read_without_loss(source: Any, sample: str) -> None:
    """However many rules are broken, the manifests of the samples are in order."""
    assert faults_of(source, f"datasets/{sample}") == []


def test_what_check_says_of_broken_manifests(source: Any) -> None:
    """Every file that `check` cannot read is a fault, in the words of `check`."""
    broken = [*sorted(Path("datasets/broken").glob("*.parquet")), Path("datasets/broken/mixed-schemas")]
    found = {path.name: faults_of(source, path) for path in broken}
    [empty] = found.pop("zero-rows.parquet")

    assert empty["kind"] == "no_records"
    for path in broken:
        if path.name in found:
            [line] = [
                line
                for line in compliance.audit(path, as_of=DAY).datasets[0].coverage
                if line.problem is not None
            ]
            [fault] = found[path.name]
            assert fault["kind"] == "unread_file"
            assert fault["file"] == line.path
            assert (line.problem or "?").rstrip(".") in fault["message"]


def test_a_real_corpus(source: Any) -> None:
    """The pages of Common Crawl are in order, and have no purpose of use."""
    files = corpus_files()
    [fault] = faults_of(source, files, CORPUS_CARD, not_null=["license"], columns=["url", "recipient"])

    assert faults_of(source, files, CORPUS_CARD) == []
    assert (fault["kind"], fault["column"]) == ("missing_column", "recipient")


def test_cells(source: Any, tmp_path: Path) -> None:
    """Cells of the wrong type, words outside a vocabulary and records without id are counted, with rows."""
    rows = [
        RECORD,
        {**RECORD, "id": " ", "collected_at": "last May"},
        {**RECORD, "id": None, "purpose": "pretran"},
        {**RECORD, "id": "4", "purpose": "fun", "collected_at": "soon"},
        {**RECORD, "id": "5", "purpose": "fun"},
    ]
    path = write_manifest(tmp_path / "records.parquet", rows)
    result = batch_of(source, path).validate(ExpectManifestToMatchContract()).result
    cells, words, empty = result["details"]["faults"]

    assert (cells["kind"], cells["column"], cells["records"]) == ("unreadable_cells", "collected_at", 2)
    assert (words["kind"], words["column"], words["records"]) == ("unknown_words", "purpose", 3)
    assert "'fun' (2), 'pretran' (1)" in words["message"]
    assert (empty["kind"], empty["column"], empty["records"]) == ("empty_cells", "id", 2)
    assert {"fault": "unknown_words", "value": {"purpose": "fun"}, "count": 2} in result[
        "partial_unexpected_counts"
    ]
    shown = {
        example["row"]: example["record"].get("purpose") for example in result["partial_unexpected_list"]
    }
    assert shown[3] == "fun"
    assert 1 in shown
    assert 0 not in shown


def test_a_dirty_word_is_read_as_check_reads_it(source: Any, tmp_path: Path) -> None:
    """Case, spaces and hyphens are no fault, nor is a default of the card in the place of a column."""
    path = write_manifest(tmp_path / "records.parquet", [{**RECORD, "purpose": " Pretrain "}])
    card = write_text(tmp_path / "dataset.yaml", "name: a\ndefaults: {recipient: we, record_level: asset}\n")
    demand = {"not_null": ["recipient", "record_level"], "vocabularies": {"recipient": ["we"]}}

    assert faults_of(source, path, str(card), **demand) == []


def test_columns_and_nulls(source: Any, tmp_path: Path) -> None:
    """Columns asked for must be there, and those that are not to be null hold a value in every record."""
    rows = [{**RECORD, "sha256": "a", "creator": ""}, {**RECORD, "sha256": None, "creator": "b"}]
    path = write_manifest(tmp_path / "records.parquet", rows)
    found = faults_of(
        source, path, columns=["sha256", "license"], not_null=["sha256", "creator", "collected_at", "used_at"]
    )

    assert [(fault["kind"], fault["column"], fault.get("records")) for fault in found] == [
        ("missing_column", "license", None),
        ("missing_column", "used_at", None),
        ("empty_cells", "sha256", 1),
        ("empty_cells", "creator", 1),
    ]


def test_types_of_columns_that_no_rule_reads(source: Any, tmp_path: Path) -> None:
    """A column that is asked for has its type, also where no rule looks at it."""
    table = pa.table({"id": ["1"], "platform": ["x"], "user_agent": [{"name": "bot"}]})
    path = write_table(tmp_path / "records.parquet", table)

    assert faults_of(source, path) == []
    [fault] = faults_of(source, path, columns=["user_agent"])
    assert fault["kind"] == "unread_file"
    assert "its column for `user_agent` is struct" in fault["message"]


def test_vocabularies(source: Any, tmp_path: Path) -> None:
    """Columns hold no words but those given, which may be fewer than a closed vocabulary has."""
    rows = [
        {**RECORD, "acquired_by": "we"},
        {**RECORD, "purpose": "eval", "platform": "X"},
        {**RECORD, "acquired_by": "they"},
    ]
    path = write_manifest(tmp_path / "records.parquet", rows)
    allowed = {"purpose": ["Pretrain"], "platform": ["x"], "acquired_by": ["we"]}
    found = faults_of(source, path, vocabularies=allowed)

    assert [(fault["column"], fault["records"]) for fault in found] == [("purpose", 1), ("acquired_by", 1)]


def test_checks_of_all_rows(source: Any, tmp_path: Path) -> None:
    """Promises of the card are kept, and checks asked for here are made as well."""
    path = write_manifest(tmp_path / "records.parquet", [RECORD, RECORD])
    card = str(write_text(tmp_path / "dataset.yaml", "name: a\ncontract: {rows: 3}\n"))
    [rows] = faults_of(source, path, card)
    both = faults_of(source, path, card, checks=["unique-ids"])

    assert (rows["kind"], rows["check"]) == ("contract_check", "declared-rows")
    assert "2 rows; the card declares 3" in rows["message"]
    assert [fault["check"] for fault in both] == ["declared-rows", "unique-ids"]


def test_one_file_of_several(source: Any, tmp_path: Path) -> None:
    """What the card promises of all rows is not asked of one file, and cannot be."""
    for name in "ab":
        write_manifest(tmp_path / f"{name}.parquet", [{**RECORD, "id": name}])
    write_text(tmp_path / "dataset.yaml", "name: a\ncontract: {rows: 2}\n")
    asset = source.add_manifest_asset("promised", path=str(tmp_path / "dataset.yaml"))
    files = asset.add_batch_definition_per_file("files")
    first, second = (files.get_batch(name) for name in files.get_batch_identifiers_list())
    refused = first.validate(ExpectManifestToMatchContract(checks=["unique-ids"]))

    assert first.validate(ExpectManifestToMatchContract()).success
    assert second.validate(ExpectManifestToMatchContract()).success
    assert not refused.success
    assert "checks of all rows of a manifest together" in str(refused.exception_info)


def test_result_formats(source: Any, tmp_path: Path) -> None:
    """Each format has what the one before has, and more; rows are left out on request."""
    path = write_manifest(tmp_path / "records.parquet", [{**RECORD, "id": None}])
    batch, expectation = batch_of(source, path), ExpectManifestToMatchContract()
    boolean, basic, summary, complete = (
        set(batch.validate(expectation, result_format=name).result)
        for name in ("BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE")
    )
    bare = {"result_format": "COMPLETE", "exclude_unexpected_values": True}
    hidden = batch.validate(expectation, result_format=bare).result

    assert boolean == set()
    assert basic == {"observed_value", "element_count", "details", "partial_unexpected_list"}
    assert summary - basic == {"partial_unexpected_counts", "partial_unexpected_index_list"}
    assert complete - summary == {"unexpected_index_list", "unexpected_list", "unexpected_groups"}
    assert hidden["unexpected_index_list"] == [{"file": path.as_posix(), "row": 0}]
    assert hidden.get("partial_unexpected_counts") == []
    assert "unexpected_list" not in hidden


def test_the_scan_of_the_rules_is_used(source: Any, tmp_path: Path, scans: list[str]) -> None:
    """Columns that rules read are not read again: only the ids are, once."""
    batch = batch_of(source, write_manifest(tmp_path / "records.parquet", [RECORD]))
    for not_null in (["purpose", "platform"], ["collected_at", "id"]):
        batch.validate(ExpectManifestToMatchContract(not_null=not_null))

    assert len(scans) == 2
    assert '"purpose"' not in scans[1]


def test_secrets_stay_out(source: Any, tmp_path: Path) -> None:
    """Neither words nor example rows show the secret in an address."""
    address = "https://user:hunter2@example.com/a?token=hunter2"
    path = write_manifest(tmp_path / "records.parquet", [{**RECORD, "purpose": address, "url": address}])
    result = batch_of(source, path).validate(ExpectManifestToMatchContract()).result

    assert "example.com" in str(result)
    assert "hunter2" not in str(result)


def test_naive_times_are_told(source: Any, tmp_path: Path) -> None:
    """What a reader must know, and what is read all the same, is no fault."""
    row = {**RECORD, "collected_at": datetime.datetime(2023, 7, 1, 12)}  # noqa: DTZ001 - without a zone
    result = batch_of(source, write_manifest(tmp_path / "records.parquet", [row])).validate(
        ExpectManifestToMatchContract()
    )

    assert result.success
    assert "carry no time zone" in result.result["details"]["notices"][0]


def test_rows_that_are_not_here(source: Any, tmp_path: Path) -> None:
    """Of a pointer, whose content nobody has seen, nothing is known: that is a fault."""
    path = leave_pointer(write_manifest(tmp_path / "records.parquet", [RECORD]))

    assert kinds(faults_of(source, path)) == ["unread_file"]


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        ({"columns": ["licence"]}, "'licence' is no column of manifests; write license"),
        ({"checks": ["unique-id"]}, "'unique-id' is no contract check; write unique-ids"),
        ({"vocabularies": {"url": ["a"]}}, "`url` has no vocabulary"),
    ],
)
def test_a_demand_that_makes_no_sense(demand: dict[str, Any], said: str) -> None:
    """What is not there to be asked for is refused at once, with what was meant."""
    with pytest.raises(ValueError, match=said):
        ExpectManifestToMatchContract(**demand)
