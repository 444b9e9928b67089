"""The action of a checkpoint that writes our own reports on what it validated."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

from compliance.errors import UsageError
from compliance.gx.host import ActionContext, CheckpointResult, ValidationAction, pydantic
from compliance.gx.naming import file_part
from compliance.gx.pages.rendering import as_given
from compliance.gx.source.asset import Asset
from compliance.gx.source.datasource import FILE
from compliance.model.report import Report
from compliance.reporting.catalog import NAMES
from compliance.reporting.write import write

_WHOLE = "all"
"""What stands for the file in the name of a report on a whole manifest."""


class WriteReports(ValidationAction):
    """Writes a report for each manifest that the checkpoint validated.

    *reports* has a path for each format, such as `{"html": "reports/{asset}.html"}`,
    in which `{asset}` is the name of the asset, and `{file}` that of the file in a batch of one. It is the
    answer that the expectations were given: nothing is scanned again unless a
    file has changed. What goes wrong ends the run of the checkpoint.
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
        """Return the paths that were written.

        Raises UsageError, before anything is written, where two reports share a
        path, a report on one file could not be told from that on another, or no
        manifest was validated.
        """
        del action_context
        wanted: dict[Path, tuple[str, Report]] = {}
        for asset, file, report in _validated(checkpoint_result):
            for format_, template in self.reports.items():
                path = _path(template, asset, file)
                if wanted.setdefault(path, (format_, report)) != (format_, report):
                    raise UsageError(
                        f"several reports would be {path}", remedy="write {asset} and {file} in the path"
                    )
        if not wanted:
            raise UsageError(
                "no manifest was validated", remedy="leave the action to checkpoints of manifests"
            )
        for path, (format_, report) in wanted.items():
            write(report, format_, path)
        return {"written": list(map(str, wanted))}


def _validated(checkpoint_result: CheckpointResult) -> Iterator[tuple[str, str | None, Report]]:
    """Yield asset, file if the batch is of one, and report of each validation of a manifest."""
    definitions = checkpoint_result.checkpoint_config.validation_definitions
    assets: dict[Any, Any] = {
        (definition.data_source.name, definition.asset.name): definition.asset for definition in definitions
    }
    for result in checkpoint_result.run_results.values():
        # Results of one suite on one batch are one: their order is not that of the definitions.
        batch = result.meta["active_batch_definition"]
        asset = assets[batch["datasource_name"], batch["data_asset_name"]]
        if isinstance(asset, Asset):
            given = {name: as_given(value) for name, value in batch["batch_identifiers"].items()}
            yield asset.name, given.get(FILE), asset.data(given).report()


def _path(template: str, asset: str, file: str | None) -> Path:
    if file is not None and f"{{{FILE}}}" not in template:
        raise UsageError(
            f"{template} would hold the report on {file} alone, and then that on the next file",
            remedy="write {file} in the path",
        )
    part = _WHOLE if file is None else file_part(file)
    return Path(template.replace("{asset}", asset).replace("{file}", part))
