"""Which Parquet files below a folder are one dataset: those whose columns are the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path

from compliance.errors import ManifestError
from compliance.inputs.discovery import CARD, SKIPPED
from compliance.inputs.manifests.dvc import SUFFIX
from compliance.inputs.manifests.files import PARQUET, PARTITION
from compliance.inputs.manifests.footer import read_footer
from compliance.inputs.proposals.proposing import Proposal, propose
from compliance.inputs.proposals.sample import read_sample

_ELSEWHERE = "its content is not here: run `dvc pull {}`"


@dataclass(frozen=True)
class FoundDataset:
    """Files that are one dataset, and the folder in which its card belongs."""

    folder: Path
    manifest: str | None
    """Path or glob for the card; None: all Parquet files below the folder."""
    files: int
    proposal: Proposal


@dataclass(frozen=True)
class Layout:
    """What there is below a folder."""

    datasets: tuple[FoundDataset, ...]
    cards: tuple[Path, ...]
    """Cards that are there already."""
    left_out: tuple[tuple[Path, str], ...]
    """Files of which no card would speak, and why."""


@dataclass(frozen=True)
class _File:
    path: Path
    rows: int
    columns: tuple[str, ...] = ()
    """Names and types; none where they cannot be read."""
    fault: str = ""
    """Why they cannot."""


@dataclass(frozen=True)
class _Folder:
    path: Path
    files: tuple[_File, ...]
    """In the folder itself, and in folders that are partitions of it."""
    below: tuple["_Folder", ...]
    """Folders that hold something."""
    has_card: bool

    @property
    def everything(self) -> list[_File]:
        return [*self.files, *(file for folder in self.below for file in folder.everything)]

    @property
    def cards(self) -> list[Path]:
        """Cards here and below, those excepted which another one hides."""
        below = [card for folder in self.below for card in folder.cards]
        return [self.path / CARD] if self.has_card else below


def find_layout(folder: Path) -> Layout:
    """Return the datasets below a folder: one if all files have the same columns, else one in each folder."""
    root = _look(folder)
    datasets: list[FoundDataset] = []
    left_out: list[tuple[Path, str]] = []
    _divide(root, datasets, left_out)
    return Layout(tuple(datasets), tuple(root.cards), tuple(left_out))


def _divide(folder: _Folder, datasets: list[FoundDataset], left_out: list[tuple[Path, str]]) -> None:
    if folder.has_card:
        return
    kinds = {file.columns for file in folder.everything}
    if len(kinds) == 1 and () not in kinds and not folder.cards and (folder.files or len(folder.below) > 1):
        datasets.append(_dataset(folder, None, folder.everything))
        return
    files = [file for file in folder.files if file.columns]
    left_out += [(file.path, file.fault) for file in folder.files if not file.columns]
    if files:
        pattern, chosen = _largest(folder, files)
        datasets.append(_dataset(folder, pattern, chosen))
        why = f"its columns differ from those of {chosen[0].path.name}, and a folder has one card"
        left_out += [(file.path, why) for file in files if file not in chosen]
    for each in folder.below:
        _divide(each, datasets, left_out)


def _dataset(folder: _Folder, manifest: str | None, files: Sequence[_File]) -> FoundDataset:
    return FoundDataset(folder.path, manifest, len(files), propose(read_sample(files[0].path)))


def _largest(folder: _Folder, files: Sequence[_File]) -> tuple[str, list[_File]]:
    """Return the files of one kind, and a glob for them: of a kind that can be checked, and the most rows."""
    kinds: dict[tuple[str, ...], list[_File]] = {}
    for file in files:
        kinds.setdefault(file.columns, []).append(file)
    alike = max(kinds.values(), key=_weight)
    if len(alike) == 1:
        return alike[0].path.relative_to(folder.path).as_posix(), alike
    names = [file.path.relative_to(folder.path).as_posix() for file in alike]
    end = _shared_start([name[::-1] for name in names])[::-1]
    pattern = f"{_shared_start(names)}*{end}"
    others = [file.path.relative_to(folder.path).as_posix() for file in folder.files if file not in alike]
    if any(fnmatchcase(name, pattern) for name in others) or any("/" in name for name in names):
        largest = max(alike, key=lambda file: file.rows)
        return largest.path.relative_to(folder.path).as_posix(), [largest]
    return pattern, alike


def _shared_start(names: Sequence[str]) -> str:
    return "".join(
        chars[0] for chars in takewhile(lambda chars: len(set(chars)) == 1, zip(*names, strict=False))
    )


def _weight(files: Sequence[_File]) -> tuple[bool, int]:
    return propose(read_sample(files[0].path)).is_enough, sum(file.rows for file in files)


def _look(folder: Path) -> _Folder:
    has_card = (folder / CARD).is_file()
    visible = [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "_"))]
    files = [_opened(path) for path in visible if path.suffix.lower() in PARQUET and path.is_file()]
    files += [_File(path, 0, fault=_ELSEWHERE.format(path)) for path in visible if _is_elsewhere(path)]
    below = []
    for inner in map(_look, _folders(visible)) if not has_card else ():
        if PARTITION.fullmatch(inner.path.name):
            files += inner.everything
        elif inner.files or inner.below or inner.has_card:
            below.append(inner)
    return _Folder(folder, () if has_card else tuple(files), tuple(below), has_card)


def _is_elsewhere(path: Path) -> bool:
    """Tell whether DVC keeps a Parquet file of which only the name is here."""
    named = path.with_suffix("")
    return path.suffix == SUFFIX and named.suffix.lower() in PARQUET and not named.exists()


def _folders(paths: Sequence[Path]) -> Iterator[Path]:
    return (path for path in paths if path.is_dir() and not path.is_symlink() and path.name not in SKIPPED)


def _opened(path: Path) -> _File:
    import pyarrow as pa  # noqa: PLC0415 - start-up time
    from pyarrow import parquet  # noqa: PLC0415 - likewise

    try:
        metadata = parquet.read_metadata(path)
        schema = metadata.schema.to_arrow_schema()
    except (pa.ArrowException, OSError, ValueError):
        return _File(path, 0, fault=_fault(path))
    return _File(path, metadata.num_rows, tuple(f"{field.name} {field.type}" for field in schema))


def _fault(path: Path) -> str:
    try:
        read_footer(path, path.name)
    except ManifestError as error:
        return f"{error.text}: {error.remedy}" if error.remedy else error.text
    return "it cannot be read as Parquet"
