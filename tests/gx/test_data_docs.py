"""Data Docs, as people read them, and the reports beside them."""

import re
from pathlib import Path
from typing import Any

import great_expectations as gx
import pytest
from great_expectations.checkpoint import UpdateDataDocsAction

from compliance.gx import suite_from_pack
from tests.factories import write_manifest, write_text
from tests.gx.conftest import AS_OF, open_context

HOSTILE = "<script>alert(1)</script> $x ${y} {{7*7}} <img src=x onerror=alert(2)>"


def run(folder: Path, path: Path, **settings: Any) -> tuple[Any, str]:
    """Return the outcome of a checkpoint over all packs, and the page on it."""
    context = open_context(folder)
    asset = context.data_sources.add_manifest("licensing", as_of=AS_OF).add_manifest_asset(
        "records", path=str(path)
    )
    definition = asset.add_batch_definition_whole_manifest("whole")
    validation = gx.ValidationDefinition(
        name="all", data=definition, suite=context.suites.add(suite_from_pack())
    )
    actions = [UpdateDataDocsAction(name="docs"), *settings.pop("actions", [])]
    checkpoint = gx.Checkpoint(
        name="nightly",
        validation_definitions=[context.validation_definitions.add(validation)],
        actions=actions,
        **settings,
    )
    outcome = context.checkpoints.add(checkpoint).run()
    [page] = folder.rglob("data_docs/local_site/validations/**/*.html")
    return outcome, page.read_text(encoding="utf-8")


@pytest.fixture(name="row")
def _row() -> dict[str, Any]:
    return {"id": "1", "platform": "x", "acquisition_method": "api", "collected_at": "2023-07-01"}


def test_the_page_on_a_validation(tmp_path: Path, row: dict[str, Any]) -> None:
    """The page says what a rule asks, what was found, and what the records have in common."""
    _, page = run(tmp_path, write_manifest(tmp_path / "records.parquet", [row]), result_format="SUMMARY")

    assert "API data needs a grant in force once free access has ended" in page
    assert "1 unproven of 1 records" in page
    assert "record.acquisition_method: api" in page
    assert "What they have in common" in page


@pytest.mark.parametrize("result_format", ["BASIC", "COMPLETE"])
def test_what_a_manifest_says_is_text(tmp_path: Path, row: dict[str, Any], result_format: str) -> None:
    """Markup in cells reaches the page as text, not as markup."""
    hostile = row | {"id": HOSTILE, "license": HOSTILE, "creator": HOSTILE, "purpose": "pretrain"}
    path = write_manifest(tmp_path / "records.parquet", [hostile])
    _, page = run(tmp_path, path, result_format=result_format)

    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page
    assert "<img src=x" not in page


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
