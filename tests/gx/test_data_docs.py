"""Data Docs, as people read them, and the reports beside them."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import great_expectations as gx
import pytest
from great_expectations.checkpoint import UpdateDataDocsAction
from great_expectations.expectations import ExpectTableColumnsToMatchSet

from compliance.gx import ExpectManifestToMatchContract, ExpectRecordsToComply, suite_from_pack
from tests.factories import write_manifest, write_text
from tests.gx.conftest import AS_OF, open_context

NAME = "<img src=x onerror=alert(3)> $x ${y} {{7*7}} & '\""
HOSTILE = "<script>alert(1)</script> $x ${y} {{7*7}} <img src=x onerror=alert(2)>"


def run(folder: Path, path: Path, *expectations: Any, **settings: Any) -> str:
    """Return the page on a validation by all packs, or by some expectations."""
    context = open_context(folder)
    definition = asset_in(context, path).add_batch_definition_whole_manifest("whole")
    show(context, definition, expectations, **settings)
    [page] = folder.rglob("data_docs/local_site/validations/**/*.html")
    return page.read_text(encoding="utf-8")


def asset_in(context: Any, path: Path) -> Any:
    """Return the manifest as an asset in a context."""
    source = context.data_sources.add_manifest("licensing", as_of=AS_OF)
    return source.add_manifest_asset("records", path=str(path))


def show(context: Any, definition: Any, expectations: Sequence[Any] = (), **settings: Any) -> None:
    """Validate a batch, and write Data Docs on it."""
    parameters = settings.pop("parameters", None)
    suite = gx.ExpectationSuite(name="all", expectations=list(expectations) or suite_from_pack().expectations)
    validation = gx.ValidationDefinition(name="all", data=definition, suite=context.suites.add(suite))
    checkpoint = gx.Checkpoint(
        name="nightly",
        validation_definitions=[context.validation_definitions.add(validation)],
        actions=[UpdateDataDocsAction(name="docs")],
        **settings,
    )
    context.checkpoints.add(checkpoint).run(batch_parameters=parameters)


@pytest.fixture(name="row")
def _row() -> dict[str, Any]:
    return {"id": "1", "platform": "x", "acquisition_method": "api", "collected_at": "2023-07-01"}


def test_the_page_on_a_validation(tmp_path: Path, row: dict[str, Any]) -> None:
    """The page says what a rule asks, what was found, and what the records have in common."""
    page = run(tmp_path, write_manifest(tmp_path / "records.parquet", [row]), result_format="SUMMARY")

    assert "API data needs a grant in force once free access has ended" in page
    assert "1 unproven of 1 records" in page
    assert "record.acquisition_method: api" in page
    assert "What they have in common" in page


@pytest.mark.parametrize("result_format", ["BASIC", "COMPLETE"])
def test_what_a_manifest_says_is_text(tmp_path: Path, row: dict[str, Any], result_format: str) -> None:
    """Markup in cells reaches the page as text, not as markup."""
    hostile = row | {"id": HOSTILE, "license": HOSTILE, "creator": HOSTILE, "purpose": "pretrain"}
    path = write_manifest(tmp_path / "records.parquet", [hostile])
    page = run(tmp_path, path, result_format=result_format)

    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&amp;lt;" not in page


def test_the_page_on_a_contract(tmp_path: Path, row: dict[str, Any]) -> None:
    """The page says what is expected of a manifest, what is wrong with it, and where."""
    path = write_manifest(tmp_path / "records.parquet", [{**row, "purpose": HOSTILE}])
    page = run(tmp_path, path, ExpectManifestToMatchContract(columns=["license"]))

    assert "every record has an id. It has the columns license." in page
    assert "2 faults in 1 records" in page
    assert "The manifest has no column `license`." in page
    assert "unknown words" in page
    assert "vocabulary lacks: &#x27;&lt;script&gt;" in page
    assert "<script>alert" not in page


@pytest.mark.parametrize("is_whole", [True, False])
def test_what_names_say_is_text(tmp_path: Path, row: dict[str, Any], *, is_whole: bool) -> None:
    """Markup in names of folders, files, columns and rules, or in what went wrong, is text on every page."""
    path = write_manifest(tmp_path / NAME / f"{NAME}.parquet", [{**row, NAME: "a"}])
    write_text(tmp_path / NAME / "broken.parquet", "no Parquet")
    context = open_context(tmp_path / "context")
    asset = asset_in(context, path.parent)
    definition = (
        asset.add_batch_definition_whole_manifest("whole")
        if is_whole
        else asset.add_batch_definition_per_file("files")
    )
    expectations = [
        ExpectManifestToMatchContract(vocabularies={"platform": [NAME]}),
        ExpectRecordsToComply(rule="social/paid-api-grant"),
        ExpectRecordsToComply(rule=NAME),
        ExpectTableColumnsToMatchSet(column_set=["id"]),
    ]
    show(
        context,
        definition,
        expectations,
        parameters=None if is_whole else {"file": path.as_posix()},
        result_format="COMPLETE",
    )
    pages = list((tmp_path / "context").rglob("data_docs/**/*.html"))

    assert len(pages) > 2
    assert [page.name for page in pages if "<img src=x" in page.read_text(encoding="utf-8")] == []


def test_the_example_of_the_guide(
    tmp_path: Path, row: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the guide shows runs as it stands, and fails by its verdict."""
    guide = Path("docs/guide/great-expectations.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    write_manifest(tmp_path / "lake/posts/part-0.parquet", [row])
    write_text(tmp_path / "lake/posts/dataset.yaml", "name: posts\nmanifest: .\n")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    exec(example, names)  # noqa: S102 - the example is ours

    assert not names["result"].success
    assert (tmp_path / "reports/posts.html").is_file()
