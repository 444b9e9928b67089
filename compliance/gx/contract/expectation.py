"""The expectation that a manifest is what those who read it rely on."""

from typing import Any, ClassVar

from compliance.errors import UsageError
from compliance.gx.contract.conformity import Conformity
from compliance.gx.contract.demand import Demand
from compliance.gx.contract.results import as_contract_result
from compliance.gx.expectation import ManifestExpectation
from compliance.gx.host import (
    ExecutionEngine,
    RendererConfiguration,
    RendererValueType,
    pydantic,
)
from compliance.gx.metrics import CONFORMITY, DEMANDS
from compliance.gx.pages import rendering

_Told = dict[str, Any]


class ExpectManifestToMatchContract(ManifestExpectation):
    """Expect a manifest to be read without loss, and to have what is asked for here.

    Without arguments: every file can be read, with an `id` and a `url` or
    `platform`; every cell is of the type of its column; words of closed
    vocabularies are in them; every record has an id; the promises of the card
    hold. *columns* must be there as well, of *not_null* every cell must hold a
    value, *vocabularies* names the only words that columns may hold, and
    *checks* are contract checks that the card does not ask for.
    """

    columns: list[str] | _Told = pydantic.Field(default_factory=list)
    not_null: list[str] | _Told = pydantic.Field(default_factory=list)
    vocabularies: dict[str, list[str]] | _Told = pydantic.Field(default_factory=dict)
    checks: list[str] | _Told = pydantic.Field(default_factory=list)

    metric_dependencies: ClassVar[tuple[str, ...]] = (CONFORMITY,)
    success_keys: ClassVar[tuple[str, ...]] = DEMANDS
    args_keys: ClassVar[tuple[str, ...]] = DEMANDS

    @pydantic.root_validator
    def _words_are_known(cls, values: _Told) -> _Told:  # noqa: N805 - as pydantic 1 calls it
        given = {name: values[name] for name in DEMANDS if values.get(name)}
        if not any(isinstance(value, dict) and "$PARAMETER" in value for value in given.values()):
            try:
                Demand.of(**given)
            except UsageError as error:
                raise ValueError(f"{error.text}; {error.remedy}".removesuffix("; ")) from error
        return values

    def _validate(
        self,
        metrics: _Told,
        runtime_configuration: _Told | None = None,
        execution_engine: ExecutionEngine | None = None,
    ) -> _Told:
        del execution_engine
        found: Conformity = metrics[CONFORMITY]
        shape = self._get_result_format(runtime_configuration)
        return {"success": not found.faults, "result": as_contract_result(found, shape)}

    @classmethod
    def _shown(cls, result: _Told) -> rendering.Told:
        return rendering.told_of_contract(result)

    @classmethod
    def _prescriptive_template(cls, renderer_configuration: RendererConfiguration) -> RendererConfiguration:
        renderer_configuration.add_param(
            name="demanded",
            param_type=RendererValueType.STRING,
            value=rendering.demanded(renderer_configuration.kwargs),
        )
        renderer_configuration.template_str = "$demanded"
        return renderer_configuration

    @classmethod
    def _asked(cls, kwargs: _Told) -> str:
        return rendering.escaped(rendering.demanded(kwargs))
