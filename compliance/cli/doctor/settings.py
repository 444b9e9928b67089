"""The configuration as `compliance doctor` looks at it: what in it does nothing, or leads nowhere."""

from collections.abc import Iterator
from pathlib import Path

from compliance.cli.config.settings import TABLES, Level, Settings
from compliance.cli.doctor.remark import Remark, warning
from compliance.inputs.manifests.files import absent_file, is_glob
from compliance.storage import is_url

_NEEDS = {"seed": ("sample", ""), "spark_master": ("engine", "spark")}
"""Key → the key without which it does nothing, and the word that this has to have."""


def look_at_settings(settings: Settings) -> Iterator[Remark]:
    """Yield settings of the file that have no effect, and paths in it that are not there."""
    for command in TABLES:
        said = {name: setting for name, setting in settings.of(command).items() if setting.is_from_file}
        yield from _idle(said, settings.of(command))
        for path in said["paths"].words if "paths" in said else ():
            if not is_url(path) and not is_glob(Path(path)) and not _is_there(Path(path)):
                text = f"`paths` names {path}, and there is no such file or folder"
                yield warning(said["paths"].origin, text, "correct it, or create the folder")


def _idle(said: Level, all_said: Level) -> Iterator[Remark]:
    for name, (needed, word) in _NEEDS.items():
        words = all_said[needed].words if needed in all_said else ()
        if name in said and (word not in words if word else not words):
            condition = f'`{needed} = "{word}"`' if word else f"`{needed}`"
            text = f"`{name}` does nothing without {condition}"
            yield warning(said[name].origin, text, f"say {condition}, or take `{name}` out")


def _is_there(path: Path) -> bool:
    return path.exists() or bool(absent_file(path))
