"""Configured values that give way to what the command line says of something else."""

from collections.abc import Callable

import typer

_CONFIGURED = "DEFAULT_MAP"
_GIVEN = "COMMANDLINE"


def unless_given(other: str) -> Callable[[typer.Context, typer.CallbackParam, object], object]:
    """Return a callback: the configured value counts as none where *other* is on the command line."""

    def settle(context: typer.Context, parameter: typer.CallbackParam, value: object) -> object:
        is_outdone = is_configured(context, parameter.name or "") and _source(context, other) == _GIVEN
        return parameter.default if is_outdone else value

    return settle


def only_with(other: str) -> Callable[[typer.Context, typer.CallbackParam, object], object]:
    """Return a callback: the configured value counts as none where nobody gives *other*."""

    def settle(context: typer.Context, parameter: typer.CallbackParam, value: object) -> object:
        is_idle = is_configured(context, parameter.name or "") and context.params.get(other) is None
        return parameter.default if is_idle else value

    return settle


def is_configured(context: typer.Context, parameter: str) -> bool:
    """Tell whether a value is from the configuration or the environment, and nobody typed it."""
    return _source(context, parameter) == _CONFIGURED


def _source(context: typer.Context, parameter: str) -> str:
    """Return where a value is from. What stands on the command line has been read before the rest."""
    source = context.get_parameter_source(parameter)
    return "" if source is None else source.name
