"""The expectation that records comply with a rule."""

from typing import Any, ClassVar

from compliance.gx import rendering
from compliance.gx.host import (
    BatchExpectation,
    ExecutionEngine,
    ExpectationConfiguration,
    ExpectationValidationResult,
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
    RendererConfiguration,
    RendererValueType,
    pydantic,
    render_suite_parameter_string,
    renderer,
)
from compliance.gx.metrics import REPORT
from compliance.gx.results import Judged, as_result
from compliance.gx.telling import told
from compliance.model.report import Report

_Told = dict[str, Any]


class ExpectRecordsToComply(BatchExpectation):
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
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    @render_suite_parameter_string
    def _prescriptive_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: _Told | None = None,
    ) -> list[RenderedStringTemplateContent]:
        del runtime_configuration
        stated = configuration or (result and result.expectation_config)
        kwargs = stated.kwargs if stated else {}
        params = {"rule": kwargs.get("rule", ""), "mostly_pct": rendering.percentage(kwargs)}
        return [_sentence(rendering.requirement(kwargs), params, {"rule": {"tag": "code"}})]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls, result: ExpectationValidationResult | None = None, **_: object
    ) -> str:
        return rendering.observed(result.result if result else {})

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls, result: ExpectationValidationResult | None = None, **others: object
    ) -> list[Any]:
        if result is None or result.success:
            return []
        said = rendering.statements(result.result)
        if not said:  # an exception, of which GX itself tells
            told_by_gx: list[Any] = super()._diagnostic_unexpected_statement_renderer(result=result, **others)
            return told_by_gx
        return [_sentence("$said", {"said": sentence}, {}) for sentence in said]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls, result: ExpectationValidationResult | None = None, **_: object
    ) -> list[RenderedTableContent] | None:
        header, rows = rendering.table(result.result if result else {})
        if not rows:
            return None
        styling = {"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}}
        content = RenderedTableContent(
            content_block_type="table", table=rows, header_row=header, styling=styling
        )
        return [content]


def _sentence(template: str, params: _Told, styles: _Told) -> RenderedStringTemplateContent:
    return RenderedStringTemplateContent(
        content_block_type="string_template",
        string_template={"template": template, "params": params, "styling": {"params": styles}},
    )
