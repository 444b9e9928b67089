"""The expectation that records comply with a rule."""

from typing import Any, ClassVar

from compliance.gx.expectation import ManifestExpectation
from compliance.gx.host import (
    ExecutionEngine,
    RendererConfiguration,
    RendererValueType,
    pydantic,
)
from compliance.gx.metrics import REPORT
from compliance.gx.pages import rendering
from compliance.gx.rules.results import Judged, as_result
from compliance.gx.rules.telling import told
from compliance.model.report import Report

_Told = dict[str, Any]


class ExpectRecordsToComply(ManifestExpectation):
    """Expect every record to which a rule applies to comply with it, or at least the share *mostly*.

    Records in violation and unproven ones are unexpected; those that a waiver
    or the baseline excuses are not, but stand in the details. Severity,
    description, notes and meta are those of the rule unless they are given.
    """

    rule: str
    mostly: float | dict[str, Any] = 1.0

    metric_dependencies: ClassVar[tuple[str, ...]] = (REPORT,)
    success_keys: ClassVar[tuple[str, ...]] = ("rule", "mostly")
    args_keys: ClassVar[tuple[str, ...]] = ("rule",)

    @pydantic.root_validator(pre=True)
    def _told_by_the_rule(cls, values: _Told) -> _Told:  # noqa: N805 - as pydantic 1 calls it
        said = told(values.get("rule", ""))
        meta = {**said.get("meta", {}), **(values.get("meta") or {})}
        return {**said, **values, **({"meta": meta} if meta else {})}

    def _validate(
        self,
        metrics: _Told,
        runtime_configuration: _Told | None = None,
        execution_engine: ExecutionEngine | None = None,
    ) -> _Told:
        del execution_engine
        report: Report = metrics[REPORT]
        kwargs = self._get_success_kwargs()
        judged = Judged.of(report, kwargs["rule"])
        shape = self._get_result_format(runtime_configuration)
        return {"success": judged.complies(kwargs["mostly"]), "result": as_result(judged, shape)}

    @classmethod
    def _shown(cls, result: _Told) -> rendering.Told:
        return rendering.told_of_rule(result)

    @classmethod
    def _prescriptive_template(cls, renderer_configuration: RendererConfiguration) -> RendererConfiguration:
        renderer_configuration.add_param(name="rule", param_type=RendererValueType.STRING)
        renderer_configuration.add_param(
            name="mostly_pct",
            param_type=RendererValueType.STRING,
            value=rendering.percentage(renderer_configuration.kwargs),
        )
        renderer_configuration.template_str = rendering.requirement(renderer_configuration.kwargs)
        return renderer_configuration

    @classmethod
    def _asked(cls, kwargs: _Told) -> str:
        return rendering.required(kwargs)
