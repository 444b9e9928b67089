"""What is in an exported project: each file and its text."""

import os.path
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.caching import cache_folder
from compliance.cli.export.assets import asset_of, below
from compliance.cli.export.sql import sql_files, sql_section, sql_suites
from compliance.cli.export.texts import SCRIPT, readme_text
from compliance.errors import UsageError
from compliance.inputs.project import project_root
from compliance.laws import read_laws
from compliance.pipeline import Request, read_datasets
from compliance.warehouse.export import export_rules

if TYPE_CHECKING:
    from compliance.gx.project.writing import ProjectAsset


@dataclass(frozen=True)
class Order:
    """What a command asks to be written."""

    to: Path
    request: Request
    papers: Mapping[str, Path | None]
    dialects: tuple[str, ...] = ()
    """In which to write each rule as plain SQL, too."""


def project_texts(order: Order) -> dict[str, str]:
    """Return the text of each file by its path below the folder. Raises UsageError."""
    _require_host()
    from compliance.gx.project.writing import CHECKPOINT, project_files  # noqa: PLC0415 - it takes seconds

    root = project_root(Path())
    folders = [below(root, folder) for folder in order.request.rules]
    datasets = read_datasets(order.request)
    assets = [
        asset_of(dataset.name, target, root, order.papers)
        for dataset, target in zip(datasets, order.request.targets, strict=True)
    ]
    _require_names(assets)
    laws = read_laws(order.request.rules, cache_folder())
    exports = {
        asset.name: [export_rules(dataset, laws, order.request.as_of, name) for name in order.dialects]
        for asset, dataset in zip(assets, datasets, strict=True)
    }
    reports = f"{below(root, order.to)}/gx/uncommitted/reports"
    made = project_files(root, assets, folders, reports, sql_suites(exports))
    up = Path(os.path.relpath(root, order.to.absolute())).as_posix()
    rules = len(laws.packs.rules)
    return {
        "README.md": readme_text(((asset.name, asset.path) for asset in assets), rules, up)
        + sql_section(exports),
        "run.py": SCRIPT.format(root=up, checkpoint=CHECKPOINT),
        **{f"gx/{path}": text for path, text in made.items()},
        **sql_files(exports),
    }


def _require_host() -> None:
    try:
        import compliance.gx  # noqa: F401, PLC0415 - an extra, and it takes seconds
    except ModuleNotFoundError as error:
        if not str(error.name).startswith("great_expectations"):
            raise
        raise UsageError(
            "Great Expectations is not installed", remedy="pip install 'compliance[gx]'"
        ) from error


def _require_names(assets: "Sequence[ProjectAsset]") -> None:
    names = [asset.name for asset in assets]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise UsageError(f"two datasets would be the asset {twice[0]}", remedy="give them other names")
