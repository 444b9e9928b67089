"""Great Expectations counts what `compliance check` counts, by its public API alone."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import great_expectations as gx
import pytest

import compliance
from compliance.gx import ExpectRecordsToComply, ManifestDatasource, question, suite_from_pack
from compliance.model.report import Counts
from tests.factories import write_manifest
from tests.gx.conftest import AS_OF, open_context

CORPORA = Path(__file__).parents[2].parent / "shared" / "corpora"
DAY = datetime.date.fromisoformat(AS_OF)
VERDICTS = ("compliant", "violation", "unproven", "not_applicable", "waived", "baselined")
RULE = "social/paid-api-grant"


@pytest.fixture(name="source", scope="module")
def _source(context: Any) -> Any:
    return context.data_sources.add_manifest("licensing", as_of=AS_OF)


def batch_of(source: ManifestDatasource, path: str | Path, **papers: str) -> Any:
    """Return a batch with a whole manifest, of a new asset."""
    asset = source.add_manifest_asset(f"{len(source.assets)}", path=str(path), **papers)
    return asset.add_batch_definition_whole_manifest("whole").get_batch()


def counted(results: Sequence[Any]) -> dict[str, Counts]:
    """Return what validation results say of each rule."""
    return {
        result.expectation_config.kwargs["rule"]: Counts(
            **{verdict: result.result["details"][verdict] for verdict in VERDICTS}
        )
        for result in results
    }


def test_every_rule_on_a_real_corpus(source: Any) -> None:
    """On pages of Common Crawl, too, every rule counts what `check` counts."""
    files = CORPORA / "openverse_commoncrawl_2018"
    if not files.exists():
        pytest.skip("the corpus is not on this machine")
    card = "datasets/examples/openverse_commoncrawl_2018.yaml"
    results = batch_of(source, files / "*.parquet", card=card).validate(suite_from_pack()).results
    [dataset] = compliance.audit(files / "*.parquet", as_of=DAY, card=card).datasets

    assert dataset.rows_examined > 0
    assert counted(results) == dict(dataset.counts)


def test_forty_expectations_are_one_question(source: Any) -> None:
    """However many expectations ask about a batch, the manifest is profiled and judged once."""
    question._made.cache_clear()
    suite = suite_from_pack("social", "license", "provenance", "privacy")
    batch = batch_of(source, "datasets/clean")
    assert len(suite.expectations) >= 40
    batch.validate(suite)
    for expectation in suite.expectations[:3]:
        batch.validate(expectation)

    assert question._made.cache_info().misses == 1


@pytest.mark.parametrize("sample", ["dispute", "clean"])
def test_every_rule_on_the_samples(source: Any, sample: str) -> None:
    """All packs give the counts of `check`; an expectation fails where records are not excused."""
    results = batch_of(source, f"datasets/{sample}").validate(suite_from_pack()).results
    [dataset] = compliance.audit(f"datasets/{sample}", as_of=DAY).datasets

    assert counted(results) == dict(dataset.counts)
    for result in results:
        details = result.result["details"]
        assert result.result["unexpected_count"] == details["violation"] + details["unproven"]
        assert result.success == (result.result["unexpected_count"] == 0)


def test_a_waiver_excuses(source: Any) -> None:
    """Waived records are not unexpected, and the details name the waiver."""
    papers = {name: f"datasets/examples/amended/{name}.yaml" for name in ("waivers", "corrections")}
    results = batch_of(source, "datasets/dispute", **papers).validate(suite_from_pack()).results
    [dataset] = compliance.audit("datasets/dispute", as_of=DAY, **papers).datasets
    excused = [line for result in results for line in result.result["details"]["excused"]]

    assert counted(results) == dict(dataset.counts)
    assert sum(line["records"] for line in excused) == sum(counts.waived for _, counts in dataset.counts) > 0
    assert all(line["by"].startswith("waiver ") for line in excused)


def test_mostly_is_a_share_of_the_records_a_rule_applies_to(source: Any) -> None:
    """The expectation succeeds at the share that complies, and fails right above it."""
    batch = batch_of(source, "datasets/dispute")
    result = batch.validate(ExpectRecordsToComply(rule=RULE)).result
    applicable = result["element_count"] - result["missing_count"]
    share = 1 - result["unexpected_count"] / applicable

    assert batch.validate(ExpectRecordsToComply(rule=RULE, mostly=share - 1e-9)).success
    assert not batch.validate(ExpectRecordsToComply(rule=RULE, mostly=share + 1e-9)).success


def test_a_rule_that_is_not_there(source: Any) -> None:
    """An expectation of an unknown rule fails by an exception that names it."""
    result = batch_of(source, "datasets/clean").validate(ExpectRecordsToComply(rule="no/such-rule"))

    assert not result.success
    assert "no/such-rule" in result.exception_info["exception_message"]


def test_no_records_are_no_success(source: Any) -> None:
    """Of a manifest without a readable record nothing is proven, whatever the share asked for."""
    empty, broken = (
        batch_of(source, f"datasets/broken/{name}.parquet").validate(
            ExpectRecordsToComply(rule=RULE, mostly=0)
        )
        for name in ("zero-rows", "corrupt-page")
    )

    assert not empty.success
    assert not broken.success
    assert "nothing is proven" in broken.result["details"]["unproven_because"]


def test_result_formats(source: Any) -> None:
    """Each format has what the one before has, and more."""
    batch = batch_of(source, "datasets/dispute")
    results = [
        batch.validate(ExpectRecordsToComply(rule=RULE), result_format=name).result
        for name in ("BOOLEAN_ONLY", "BASIC", "SUMMARY", "COMPLETE")
    ]
    boolean, basic, summary, complete = (set(result) for result in results)

    assert boolean == set()
    assert summary - basic == {"partial_unexpected_counts", "partial_unexpected_index_list"}
    assert complete - summary == {
        *("unexpected_index_list", "unexpected_index_query", "unexpected_list", "unexpected_groups")
    }
    assert sum(group["count"] for group in results[3]["unexpected_groups"]) == results[1]["unexpected_count"]


def test_a_manifest_is_judged_once_until_it_changes(context: Any, tmp_path: Path) -> None:
    """Asking again gives the very same report; once the file has changed, a new one."""
    row = {"id": "1", "platform": "x", "acquisition_method": "api", "collected_at": "2023-07-01"}
    path = write_manifest(tmp_path / "records.parquet", [row])
    source = context.data_sources.add_manifest("changing", as_of=AS_OF)
    batch = batch_of(source, path)
    expectation = ExpectRecordsToComply(rule=RULE)
    first, again = batch.validate(expectation).result, batch.validate(expectation).result
    write_manifest(path, [row, row | {"id": "2"}])

    assert first == again
    assert first["element_count"] == 1
    assert batch.validate(expectation).result["element_count"] == 2


def test_one_file_at_a_time(source: Any) -> None:
    """Batches per file add up to the whole, and without a name there is none."""
    asset = source.add_manifest_asset("parts", path="datasets/dispute")
    parts = asset.add_batch_definition_per_file("parts")
    named = parts.get_batch_identifiers_list()
    results = [parts.get_batch(name).validate(ExpectRecordsToComply(rule=RULE)).result for name in named]
    whole = batch_of(source, "datasets/dispute").validate(ExpectRecordsToComply(rule=RULE)).result

    assert len(named) > 1
    assert sum(result["element_count"] for result in results) == whole["element_count"]
    with pytest.raises(Exception, match="name one file"):
        parts.get_batch()


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


def test_what_is_stored_beside_results(source: Any, tmp_path: Path) -> None:
    """Of the specification of a batch, GX stores the call that asks the same, and no path as it was given."""
    path = write_manifest(tmp_path / "records.parquet", [{"id": "1", "platform": "x"}])

    assert batch_of(source, path).batch_spec["asked"] == (
        f"compliance.audit({path.as_posix()!r}, as_of={DAY!r})"
    )
