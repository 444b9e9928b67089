"""A report, checked against its inputs and asked again."""

from collections.abc import Sequence

from compliance.errors import OutOfReachError
from compliance.model.input import Input
from compliance.model.report import Report
from compliance.model.row_list import RowList
from compliance.reporting.catalog import FORMATS
from compliance.reporting.read import ReportFile
from compliance.verification.check import Check, State, Verification
from compliance.verification.comparing import check_command, compare_inputs, compare_rest, compare_verdicts
from compliance.verification.digests import check_input
from compliance.verification.reach import Reach
from compliance.verification.rejudging import judged_again
from compliance.version import VERSION

_VERDICTS = "the verdicts"


def verify(file: ReportFile, reach: Reach) -> Verification:
    """Return what of a report holds. Its verdicts are judged again only if all of its inputs are there."""
    report = file.report
    inputs = tuple(check_input(recorded, reach) for recorded in report.inputs)
    page = () if file.page is None else (_page(report, file.page),)
    lists = (check_input(_as_input(found), reach) for found in report.lists)
    others = (_program(report), *page, *lists, check_command(report))
    again = _again(report, inputs, reach)
    if not isinstance(again, Report):
        return Verification(inputs, (again,), others)
    return Verification(
        inputs=(*inputs, *compare_inputs(report, again)),
        verdicts=tuple(compare_verdicts(report, again)),
        others=(*others, compare_rest(report, again)),
    )


def _as_input(found: RowList) -> Input:
    return Input(found.path, str(found.kind), found.sha256, found.bytes)


def _again(report: Report, inputs: Sequence[Check], reach: Reach) -> Report | Check:
    missing = sum(check.state is State.UNCHECKED for check in inputs)
    if missing:
        why = f"{missing:,} of {len(inputs):,} inputs cannot be checked"
        return Check(_VERDICTS, State.UNCHECKED, why)
    try:
        return judged_again(report, reach)
    except OutOfReachError as error:
        return Check(_VERDICTS, State.UNCHECKED, error.text)


def _page(report: Report, page: str) -> Check:
    what = "the text of the page"
    if report.tool_version != VERSION:
        return Check(what, State.UNCHECKED, "another version wrote it")
    if FORMATS["html"].render(report) == page:
        return Check(what, State.HOLDS)
    return Check(what, State.CHANGED, "it does not say what the report in the page says")


def _program(report: Report) -> Check:
    what = f"compliance {report.tool_version}"
    if report.tool_version == VERSION:
        return Check(what, State.HOLDS)
    return Check(what, State.CHANGED, f"this is {VERSION}; to check with the same program, install that one")
