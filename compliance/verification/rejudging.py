"""The question of a report, asked again."""

from dataclasses import replace
from pathlib import Path

from compliance.errors import ComplianceError, OutOfReachError
from compliance.inputs.amendments import AmendmentPaths
from compliance.inputs.discovery import find_targets
from compliance.inputs.project import project_root
from compliance.inputs.scope import named_scope
from compliance.laws import read_laws
from compliance.model.arguments import Arguments
from compliance.model.excuse import ignored_kinds
from compliance.model.report import Report
from compliance.pipeline import Request, dataset_reader, read_datasets, run
from compliance.reporting.redaction import redacted
from compliance.storage import Url
from compliance.verification.reach import Reach


def judged_again(report: Report, reach: Reach) -> Report:
    """Return the report that the same question gets today, without any cache.

    Only what a report keeps apart from its words is used: no command is run.
    Raises OutOfReachError where the question cannot be asked again.
    """
    if report.arguments is None:
        raise OutOfReachError("no single run made this report; verify those that were merged")
    request = _request(report, report.arguments, reach)
    try:
        again = run(request, read_laws(request.rules), read_datasets(request))
    except ComplianceError as error:
        raise OutOfReachError(f"the question cannot be asked again: {error}") from error
    return replace(redacted(again, report.redaction), command=report.command, arguments=report.arguments)


def _request(report: Report, asked: Arguments, reach: Reach) -> Request:
    try:
        targets = find_targets(tuple(map(reach.place, asked.paths)), _local(asked.card, reach))
    except OutOfReachError as error:
        raise OutOfReachError(f"what was audited is out of reach: {error.text}") from error
    except (ComplianceError, OSError) as error:
        raise OutOfReachError(f"what was audited is not found: {error}") from error
    rules = (_local(folder, reach) for folder in asked.rules)
    request = Request(
        targets=targets,
        as_of=report.as_of,
        command=report.command,
        rules=tuple(folder for folder in rules if folder is not None),
        register=_local(asked.grants, reach),
        amendments=AmendmentPaths(
            _local(asked.waivers, reach),
            _local(asked.corrections, reach),
            _local(asked.baseline, reach),
            ignored_kinds(waivers=asked.no_waivers, baseline=asked.no_baseline),
        ),
        gate=report.gate,
        contract=asked.contract,
        sample=asked.sample,
        arguments=asked,
        project=project_root(Path()),
    )
    return request if asked.since is None else _as_then(request, report)


def _as_then(request: Request, report: Report) -> Request:
    """Return the request for the datasets of a report, whatever differs from the git ref today."""
    names = {dataset.name for dataset in report.datasets}
    scope = named_scope(request.targets, names, dataset_reader(request))
    return replace(request, targets=scope.targets, beside=scope.beside)


def _local(path: str | None, reach: Reach) -> Path | None:
    if path is None:
        return None
    place = reach.place(path)
    if isinstance(place, Url):
        raise OutOfReachError(f"{path} is not on this machine")
    return place
