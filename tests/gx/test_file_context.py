"""Contexts in a folder: what one process saves, another runs."""

from pathlib import Path

import great_expectations as gx

import compliance
from compliance.gx import suite_from_pack
from tests.gx.conftest import AS_OF, DAY, counted, open_context


def test_a_file_context_keeps_all(tmp_path: Path) -> None:
    """What one process saves in a folder, another loads and runs, on a day of its own, to the same counts."""
    context = open_context(tmp_path)
    source = context.data_sources.add_manifest("licensing")
    asset = source.add_manifest_asset("clean", path="datasets/clean")
    definition = asset.add_batch_definition_whole_manifest("whole")
    suite = context.suites.add(suite_from_pack("social"))
    validation = gx.ValidationDefinition(name="social", data=definition, suite=suite)
    context.checkpoints.add(
        gx.Checkpoint(name="nightly", validation_definitions=[context.validation_definitions.add(validation)])
    )
    loaded = open_context(tmp_path)
    outcome = loaded.checkpoints.get("nightly").run(batch_parameters={"as_of": AS_OF})
    [result] = outcome.run_results.values()
    [dataset] = compliance.audit("datasets/clean", as_of=DAY).datasets

    assert outcome.success
    assert counted(result.results) == {
        id_: counts for id_, counts in dataset.counts if id_.startswith("social/")
    }
    kept = loaded.suites.get(suite.name).expectations[0]
    assert (kept.severity, kept.description, kept.meta) == (
        suite.expectations[0].severity,
        suite.expectations[0].description,
        suite.expectations[0].meta,
    )
