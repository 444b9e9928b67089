"""The action of a checkpoint that writes our own reports on what it validated."""

from pathlib import Path
from typing import Literal

from compliance.errors import UsageError
from compliance.gx.host import ActionContext, CheckpointResult, ValidationAction, pydantic
from compliance.model.report import Report
from compliance.reporting.catalog import NAMES
from compliance.reporting.write import write


class WriteReports(ValidationAction):
    """Writes a report for each manifest that the checkpoint validated.

    *reports* has a path for each format, such as `{"html": "reports/{asset}.html"}`,
    in which `{asset}` is the name of the asset. It is the answer that the
    expectations were given: nothing is scanned again unless a file has changed.
    """

    type: Literal["write_compliance_reports"] = "write_compliance_reports"
    reports: dict[str, str]

    @pydantic.validator("reports")
    def _formats_exist(cls, reports: dict[str, str]) -> dict[str, str]:  # noqa: N805 - as pydantic 1 calls it
        unknown = sorted(set(reports) - set(NAMES))
        if unknown:
            raise ValueError(f"there is no format {', '.join(unknown)}; formats are {', '.join(NAMES)}")
        return reports

    def run(
        self, checkpoint_result: CheckpointResult, action_context: ActionContext | None = None
    ) -> dict[str, list[str]]:
        """Return the paths that were written. Raises UsageError where two reports share one."""
        del action_context
        answers = _answers(checkpoint_result)
        named = [
            (format_, Path(path.replace("{asset}", asset)), report)
            for asset, report in answers
            for format_, path in self.reports.items()
        ]
        paths = [str(path) for _, path, _ in named]
        twice = sorted({path for path in paths if paths.count(path) > 1})
        if twice:
            raise UsageError(
                f"several reports would be {', '.join(twice)}", remedy="write {asset} in the path"
            )
        for format_, path, report in named:
            write(report, format_, path)
        return {"written": paths}


def _answers(checkpoint_result: CheckpointResult) -> list[tuple[str, Report]]:
    """Return asset and report of each validation of a manifest, in the order of the checkpoint."""
    definitions = checkpoint_result.checkpoint_config.validation_definitions
    results = checkpoint_result.run_results.values()
    answers = []
    for definition, result in zip(definitions, results, strict=True):
        if definition.data_source.type != "manifest":
            continue
        batch = result.meta["active_batch_definition"]
        parameters = batch["batch_identifiers"]
        report = definition.batch_definition.get_batch(parameters).data.report()
        answers.append((definition.asset.name, report))
    return answers
