"""Refusals: what expectations of GX on columns get to hear, for which manifests have no answer."""

from collections.abc import Callable
from typing import Any, NoReturn

from compliance.errors import UsageError
from compliance.gx.host import ExecutionEngine, TableMetricProvider, metric_value, registered_metrics

_REMEDY = (
    "For cells there is ExpectManifestToMatchContract, for rules ExpectRecordsToComply; for other questions "
    "on the rows, add their files to a data source of Great Expectations itself"
)
_PART = ".aggregate_fn"
"""Ends the names of metrics that others are made from where the engine has them."""


def refuse_other_metrics(engine: type[ExecutionEngine]) -> None:
    """Let the engine refuse, by a sentence that helps, every metric that it has no answer for.

    GX would say that it has found no provider for something that the user has never named.
    """
    others = {name: each for name, each in registered_metrics.items() if not name.endswith(_PART)}
    for name, definition in others.items():
        definition["providers"].setdefault(engine.__name__, (TableMetricProvider, _refusing(name, engine)))


def _refusing(name: str, engine: type[ExecutionEngine]) -> Callable[..., Any]:
    @metric_value(engine=engine)
    def refuse(*_: object, **__: object) -> NoReturn:
        raise UsageError(f"A manifest is judged, not read row by row, so it has no {name}. {_REMEDY}.")

    answer: Callable[..., Any] = refuse
    return answer
