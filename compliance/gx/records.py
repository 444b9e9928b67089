"""The expectation that records comply with a rule."""

from typing import Any, ClassVar

from compliance.gx.host import BatchExpectation, ExecutionEngine
from compliance.gx.metrics import REPORT
from compliance.gx.results import Judged, as_result
from compliance.model.report import Report


class ExpectRecordsToComply(BatchExpectation):
    """Expect every record to which a rule applies to comply with it, or at least the share *mostly*."""

    rule: str
    mostly: float | dict[str, Any] = 1.0

    metric_dependencies: ClassVar[tuple[str, ...]] = (REPORT,)
    success_keys: ClassVar[tuple[str, ...]] = ("rule", "mostly")
    args_keys: ClassVar[tuple[str, ...]] = ("rule",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: ExecutionEngine | None = None,
    ) -> dict[str, Any]:
        del execution_engine
        report: Report = metrics[REPORT]
        kwargs = self._get_success_kwargs()
        judged = Judged.of(report, kwargs["rule"])
        shape = self._get_result_format(runtime_configuration)
        return {"success": judged.complies(kwargs["mostly"]), "result": as_result(judged, shape)}
