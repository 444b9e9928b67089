"""The record that `compliance audit` leaves in Great Expectations: its verdicts, through a checkpoint."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compliance.gx.host import (
    Checkpoint,
    ExpectationSuite,
    ExpectationSuiteValidationResult,
    RunIdentifier,
    ValidationDefinition,
    get_context,
)
from compliance.gx.rules.expectation import ExpectRecordsToComply
from compliance.gx.rules.telling import fields_of
from compliance.model.report import Report
from compliance.reporting.write import write
from compliance.scratch import scratch_folder

_SUITE, _SITE = "compliance", "data_docs"


@dataclass(frozen=True)
class Validation:
    """The validation result of one dataset, as GX writes it down."""

    dataset: str
    text: str
    """JSON."""


def record(report: Report, site: Path | None = None) -> list[Validation]:
    """Return the validation result of every dataset, and build Data Docs in the folder *site*.

    A rule is an expectation, a dataset an asset, and the run is of the day the
    report is as of: equal reports leave equal records.
    """
    with scratch_folder() as folder:
        path = folder / "report.json"
        write(report, "json", path)
        context = _context(site)
        names = [dataset.name for dataset in report.datasets]
        result = _checkpoint(context, _suite(report), path, names).run(run_id=_run(report.as_of))
        if site is not None:
            context.build_data_docs([_SITE])
    return [
        Validation(name, _text(each)) for name, each in zip(names, result.run_results.values(), strict=True)
    ]


def _context(site: Path | None) -> Any:  # noqa: ANN401 - GX has no public type for any context
    context = get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    for name in context.get_site_names():
        context.delete_data_docs_site(name)
    if site is not None:
        backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(site.resolve())}
        builder = {"class_name": "OfflineSiteBuilder", "module_name": "compliance.gx"}
        context.add_data_docs_site(_SITE, {**builder, "store_backend": backend})
    return context


def _suite(report: Report) -> ExpectationSuite:
    expectations = [ExpectRecordsToComply(rule=rule.id, **fields_of(rule.id, rule)) for rule in report.rules]
    return ExpectationSuite(name=_SUITE, expectations=expectations)


def _checkpoint(context: Any, suite: ExpectationSuite, path: Path, datasets: Sequence[str]) -> Checkpoint:  # noqa: ANN401
    source = context.data_sources.add_manifest(_SUITE)
    suite = context.suites.add(suite)
    definitions = []
    for name in datasets:
        asset = source.add_report_asset(name, path=str(path), dataset=name)
        data = asset.add_batch_definition_whole_report("whole")
        definition = ValidationDefinition(name=name, data=data, suite=suite)
        definitions.append(context.validation_definitions.add(definition))
    checkpoint = Checkpoint(name="audit", validation_definitions=definitions, result_format="SUMMARY")
    return context.checkpoints.add(checkpoint)


def _run(as_of: datetime.date) -> RunIdentifier:
    midnight = datetime.datetime.combine(as_of, datetime.time(), datetime.UTC)
    return RunIdentifier(run_name=as_of.isoformat(), run_time=midnight)


def _text(result: ExpectationSuiteValidationResult) -> str:
    """Return a result without the random ids that it has in a context which is gone by now."""
    document = result.to_json_dict()
    for name in ("validation_id", "checkpoint_id"):
        document["meta"].pop(name)
    for each in document["results"]:
        each["expectation_config"].pop("id")
    return json.dumps(document, indent=2, sort_keys=True) + "\n"
