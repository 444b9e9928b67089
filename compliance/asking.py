"""Asking: what is audited, by which files and as of when, said from Python."""

import datetime
import logging
from pathlib import Path

from compliance.cache_limit import cache_limit
from compliance.caching import cache_folder
from compliance.inputs.amendments import AmendmentPaths
from compliance.inputs.discovery import find_targets
from compliance.inputs.project import project_root
from compliance.laws import read_laws
from compliance.model.arguments import Arguments
from compliance.model.report import Report
from compliance.pipeline import Request, read_datasets, run
from compliance.profile import Cache, Engine, Means
from compliance.storage import Place, Url


def request_for(places: tuple[Place, ...], arguments: Arguments, as_of: datetime.date) -> Request:
    """Return what the arguments ask about *places*, as seen from the current folder. Raises UsageError.

    The arguments name the places as reports do, without what may be a secret.
    """
    return Request(
        targets=find_targets(places, _path(arguments.card)),
        as_of=as_of,
        command=arguments.call(as_of),
        rules=tuple(map(Path, arguments.rules)),
        register=_path(arguments.grants),
        amendments=AmendmentPaths(
            _path(arguments.waivers), _path(arguments.corrections), _path(arguments.baseline)
        ),
        project=project_root(Path()),
        arguments=arguments,
    )


def answer(request: Request, engine: Engine | None = None) -> Report:
    """Return the report, made in this process unless *engine* is another.

    Raises UsageError and ConfigurationError.
    """
    folder = cache_folder()
    laws, datasets = read_laws(request.rules, folder), read_datasets(request, folder)
    return run(request, laws, datasets, means_of(engine))


def means_of(engine: Engine | None = None) -> Means:
    """Return the means of a program: its engine, and the cache that the environment names.

    What is wrong with the cache is logged. Raises UsageError.
    """
    folder, warn = cache_folder(), logging.getLogger("compliance").warning
    cache = None if folder is None else Cache(folder, cache_limit(), warn)
    return Means(cache=cache) if engine is None else Means(engine, cache)


def shown(place: Place) -> str:
    """Return a place as the arguments of a run name it."""
    return str(place) if isinstance(place, Url) else place.as_posix()


def _path(path: str | None) -> Path | None:
    return None if path is None else Path(path)
