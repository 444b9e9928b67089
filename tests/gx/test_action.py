"""The action of a checkpoint that writes our own reports."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import great_expectations as gx
import pytest

from compliance.errors import UsageError
from compliance.gx import WriteReports, suite_from_pack
from tests.factories import write_manifest
from tests.gx.conftest import AS_OF, open_context

RECORD = {"id": "1", "platform": "x", "acquisition_method": "api", "collected_at": "2023-07-01"}


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a folder with a manifest of two files, one of two records and one of a third."""
    write_manifest(tmp_path / "posts/a.parquet", [RECORD, {**RECORD, "id": "2"}])
    write_manifest(tmp_path / "posts/b.parquet", [{**RECORD, "id": "3"}])
    return tmp_path


@pytest.fixture(name="context")
def _context(folder: Path) -> Any:
    """Return a context that keeps what is added to it in the folder."""
    return open_context(folder)


@pytest.fixture(name="source")
def _source(context: Any) -> Any:
    return context.data_sources.add_manifest("licensing", as_of=AS_OF)


@pytest.fixture(name="asset")
def _asset(source: Any, folder: Path) -> Any:
    return source.add_manifest_asset("posts", path=str(folder / "posts"))


def checkpoint(context: Any, definitions: Sequence[Any], reports: dict[str, str], *packs: str) -> Any:
    """Return a checkpoint that validates each definition by each pack, and writes reports."""
    suites = [context.suites.add(suite_from_pack(pack)) for pack in packs or ("social",)]
    validations = [
        gx.ValidationDefinition(name=f"{number} {suite.name}", data=definition, suite=suite)
        for number, definition in enumerate(definitions)
        for suite in suites
    ]
    made = gx.Checkpoint(
        name="nightly",
        validation_definitions=[context.validation_definitions.add(each) for each in validations],
        actions=[WriteReports(name="reports", reports=reports)],
    )
    return context.checkpoints.add(made)


def rows(path: Path) -> int:
    """Return how many rows a report is about."""
    total: int = json.loads(path.read_text(encoding="utf-8"))["datasets"][0]["rows"]
    return total


def test_several_validations_of_one_asset(folder: Path, context: Any, asset: Any) -> None:
    """However many suites ask about a manifest, it has one report, with every rule."""
    whole = asset.add_batch_definition_whole_manifest("whole")
    written = {"json": str(folder / "out/{asset}.json"), "html": str(folder / "out/{asset}-{file}.html")}
    outcome = checkpoint(context, [whole, whole], written, "social", "license").run()

    assert len(outcome.run_results) == 2
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["posts-all.html", "posts.json"]
    assert rows(folder / "out/posts.json") == 3


def test_a_report_for_each_file(folder: Path, context: Any, asset: Any) -> None:
    """A checkpoint that runs for one file after the other writes a report on each."""
    files = asset.add_batch_definition_per_file("files")
    made = checkpoint(context, [files], {"json": str(folder / "out/{file}.json")})
    for name in files.get_batch_identifiers_list():
        made.run(batch_parameters=name)
    found = sorted((folder / "out").iterdir())

    assert [rows(path) for path in found] == [2, 1]
    assert [re.search(r"posts-([ab]\.parquet)-[0-9a-f]{8}\.json$", path.name)[1] for path in found] == [
        "a.parquet",
        "b.parquet",
    ]


def test_a_report_that_the_next_file_would_replace(folder: Path, context: Any, asset: Any) -> None:
    """For batches of one file, a path that does not tell files apart is an error, and nothing is written."""
    files = asset.add_batch_definition_per_file("files")
    made = checkpoint(
        context, [files], {"html": str(folder / "out/{file}.html"), "json": str(folder / "out/{asset}.json")}
    )

    with pytest.raises(UsageError, match=r"would hold the report on .*a\.parquet alone"):
        made.run(batch_parameters=files.get_batch_identifiers_list()[0])
    assert not (folder / "out").exists()


def test_reports_with_one_path(folder: Path, context: Any, source: Any, asset: Any) -> None:
    """Reports on two assets have two paths, or nothing is written."""
    other = source.add_manifest_asset("other", path=str(folder / "posts/b.parquet"))
    definitions = [each.add_batch_definition_whole_manifest("whole") for each in (asset, other)]
    written = {"html": str(folder / "out/{asset}.html"), "json": str(folder / "out/report.json")}

    with pytest.raises(UsageError, match=r"several reports would be .*report\.json"):
        checkpoint(context, definitions, written).run()
    assert not (folder / "out").exists()


def test_one_suite_for_two_definitions(folder: Path, context: Any, asset: Any) -> None:
    """Two definitions with one suite on one batch, which GX counts as one result, are one report."""
    definitions = [asset.add_batch_definition_whole_manifest(name) for name in ("whole", "again")]
    made = checkpoint(context, definitions, {"json": str(folder / "out.json")})
    made.run()

    assert rows(folder / "out.json") == 3


def test_an_action_survives_a_file_context(folder: Path, context: Any, asset: Any) -> None:
    """A saved checkpoint writes the reports when another process loads and runs it."""
    whole = asset.add_batch_definition_whole_manifest("whole")
    checkpoint(context, [whole], {"json": str(folder / "out.json")})
    open_context(folder).checkpoints.get("nightly").run()

    assert rows(folder / "out.json") == 3


def test_a_format_that_is_not_there() -> None:
    """A format that we do not write is refused when the action is made."""
    with pytest.raises(ValueError, match="there is no format pdf2; formats are"):
        WriteReports(name="reports", reports={"pdf2": "report.pdf"})


def test_a_path_that_cannot_be_written(folder: Path, context: Any, asset: Any) -> None:
    """An action that fails ends the run of its checkpoint: no report is missing in silence."""
    whole = asset.add_batch_definition_whole_manifest("whole")
    made = checkpoint(context, [whole], {"json": str(folder / "posts/a.parquet/out.json")})

    with pytest.raises(UsageError, match=r"out\.json"):
        made.run()
