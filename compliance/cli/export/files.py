"""What is in an exported project: each file and its text."""

import os.path
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.cli.export.assets import asset_of, below
from compliance.cli.export.texts import README, SCRIPT, dataset_lines
from compliance.errors import UsageError
from compliance.inputs.project import project_root
from compliance.laws import read_laws
from compliance.pipeline import Request, read_datasets

if TYPE_CHECKING:
    from compliance.gx.project import ProjectAsset


def project_texts(to: Path, request: Request, papers: Mapping[str, Path | None]) -> dict[str, str]:
    """Return the text of each file by its path below the folder. Raises UsageError."""
    _require_host()
    from compliance.gx import project  # noqa: PLC0415 - it takes seconds

    root = project_root(Path())
    folders = [below(root, folder) for folder in request.rules]
    datasets = read_datasets(request)
    assets = [
        asset_of(dataset.name, target, root, papers)
        for dataset, target in zip(datasets, request.targets, strict=True)
    ]
    _require_names(assets)
    reports = f"{below(root, to)}/gx/uncommitted/reports"
    made = project.project_files(root, assets, folders, reports)
    up = Path(os.path.relpath(root, to.absolute())).as_posix()
    told = {
        "datasets": dataset_lines((asset.name, asset.path) for asset in assets),
        "source": project.SOURCE,
        "checkpoint": project.CHECKPOINT,
        "rules": len(read_laws(request.rules).packs.rules),
        "root": "this folder" if up == "." else f"`{up}`, seen from here",
    }
    script = SCRIPT.format(root=up, checkpoint=project.CHECKPOINT)
    return {"README.md": README.format(**told), "run.py": script} | {
        f"gx/{path}": text for path, text in made.items()
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
