"""What expectations of manifests have in common: how Data Docs show what they ask, and what came of it."""

from abc import abstractmethod
from typing import Any

from compliance.gx.host import (
    BatchExpectation,
    ExpectationConfiguration,
    ExpectationValidationResult,
    LegacyDiagnosticRendererType,
    LegacyRendererType,
    RenderedStringTemplateContent,
    RenderedTableContent,
    render_suite_parameter_string,
    renderer,
)
from compliance.gx.pages import rendering


class ManifestExpectation(BatchExpectation):
    """An expectation that is shown by sentences and a table of its own."""

    @classmethod
    @abstractmethod
    def _shown(cls, result: dict[str, Any]) -> rendering.Told:
        """Return what a result says, as it may stand in a page, into which GX puts it as it is."""

    @classmethod
    @abstractmethod
    def _asked(cls, kwargs: dict[str, Any]) -> str:
        """Return what is expected, likewise."""

    @classmethod
    @renderer(renderer_type=LegacyRendererType.PRESCRIPTIVE)
    @render_suite_parameter_string
    def _prescriptive_renderer(
        cls,
        configuration: ExpectationConfiguration | None = None,
        result: ExpectationValidationResult | None = None,
        runtime_configuration: dict[str, Any] | None = None,
    ) -> list[RenderedStringTemplateContent]:
        del runtime_configuration
        stated = configuration or (result and result.expectation_config)
        return [sentence(cls._asked(stated.kwargs if stated else {}))]

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.OBSERVED_VALUE)
    def _diagnostic_observed_value_renderer(
        cls, result: ExpectationValidationResult | None = None, **_: object
    ) -> str:
        return cls._shown(result.result).observed if result and result.result else "--"

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_STATEMENT)
    def _diagnostic_unexpected_statement_renderer(
        cls, result: ExpectationValidationResult | None = None, **others: object
    ) -> list[Any]:
        del others
        if result is None or result.success:
            return []
        said = (
            cls._shown(result.result).sentences if result.result else rendering.raised(result.exception_info)
        )
        return list(map(sentence, said))

    @classmethod
    @renderer(renderer_type=LegacyDiagnosticRendererType.UNEXPECTED_TABLE)
    def _diagnostic_unexpected_table_renderer(
        cls, result: ExpectationValidationResult | None = None, **_: object
    ) -> list[RenderedTableContent] | None:
        told = cls._shown(result.result) if result and result.result else None
        if told is None or not told.rows:
            return None
        styling = {"body": {"classes": ["table-bordered", "table-sm", "mt-3"]}}
        content = RenderedTableContent(
            content_block_type="table", table=told.rows, header_row=told.header, styling=styling
        )
        return [content]


def sentence(said: str) -> RenderedStringTemplateContent:
    """Return text that may stand in a page.

    It is the template itself: parameters are escaped by some releases of GX and not by others.
    """
    return RenderedStringTemplateContent(
        content_block_type="string_template", string_template={"template": said, "params": {}, "styling": {}}
    )
