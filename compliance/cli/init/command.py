"""`compliance init`: the files to begin with, for manifests that nobody has described yet."""

import os.path
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compliance.cli.console import Terminal
from compliance.cli.init.card import card_text
from compliance.cli.init.ci import Ci, ci_advice, ci_file, find_ci
from compliance.cli.init.texts import GRANTS, WAIVERS, configuration_text
from compliance.errors import ConfigurationError, UsageError
from compliance.inputs.acceptances import WAIVERS as WAIVERS_FILE
from compliance.inputs.cards import read_card
from compliance.inputs.configuration import CONFIGURATION, is_configured
from compliance.inputs.discovery import CARD, REGISTER, find_nearest
from compliance.inputs.project import project_root
from compliance.reporting.plain import prose
from compliance.reporting.wording import plural

if TYPE_CHECKING:
    from compliance.inputs.proposals.layout import FoundDataset, Layout

_Files = dict[Path, str]


Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the manifests are: in it, or below.")]
CiOption = Annotated[
    str | None,
    typer.Option(
        "--ci",
        metavar="NAME",
        help=f"Write a job: {', '.join(Ci)}. Default: by what the repository has.",
        show_default=False,
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Print the files, and write none.")]


def init(folder: Folder = Path(), ci: CiOption = None, dry_run: DryRun = False) -> None:
    """Write what there is to begin with: cards, a register, waivers, a configuration and a CI job.

    Looks at names, types and first values of the columns. Nothing that is there is overwritten.
    """
    terminal = Terminal()
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}", remedy="name the folder that holds the manifests")
    root = project_root(folder)
    jobs = ci_file(_chosen(ci, root), root)
    layout = _found(folder, terminal)
    files = (
        _cards(layout) | _beside(folder, root, layout) | {root / path: text for path, text in jobs.items()}
    )
    for path, text in files.items():
        _put(path, text, terminal, dry_run=dry_run)
    for line in (*_open_questions(layout.datasets), *filter(None, map(ci_advice, jobs))):
        terminal.say(prose(line))
    if not dry_run:
        terminal.say(f"check every line, then run: compliance check{_where(folder)}")


def _found(folder: Path, terminal: Terminal) -> "Layout":
    """Return what there is to describe. Raises UsageError for nothing."""
    from compliance.inputs.proposals.layout import find_layout  # noqa: PLC0415 - start-up time

    layout = find_layout(folder)
    for path, why in layout.left_out:
        terminal.warn(prose(f"{_shown(path)} is left out: {why}"))
    if not layout.datasets and not layout.cards:
        raise UsageError(
            f"there is no Parquet file that can be read in {folder.resolve().name} or below",
            remedy="put the manifest there, or write a dataset.yaml that names one elsewhere "
            "(docs/guide/cards.md, docs/guide/remote.md)",
        )
    return layout


def _chosen(ci: str | None, root: Path) -> Ci:
    if ci is None:
        return find_ci(root)
    if ci not in {*Ci}:
        raise UsageError(f"--ci does not know {ci!r}", remedy=f"use {', '.join(Ci)}")
    return Ci(ci)


def _cards(layout: "Layout") -> _Files:
    """Return the text of a card for each dataset, under a name that no other has."""
    taken = set(_names(layout.cards))
    files: _Files = {}
    for dataset in layout.datasets:
        parts = dataset.folder.resolve().parts[1:]
        names = (_slug("-".join(parts[-length:])) for length in range(1, len(parts) + 1))
        name = next((name for name in names if name and name not in taken), "dataset")
        taken.add(name)
        files[dataset.folder / CARD] = card_text(name, dataset.manifest, dataset.proposal)
    return files


def _names(cards: Iterable[Path]) -> Iterator[str]:
    for card in cards:
        try:
            yield read_card(card, card.as_posix()).card.name
        except ConfigurationError:
            continue


def _slug(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-.")


def _beside(folder: Path, root: Path, layout: "Layout") -> _Files:
    """Return what is there once for all datasets, unless a file further up is read already."""
    files = {
        folder / name: text
        for name, text in ((REGISTER, GRANTS), (WAIVERS_FILE, WAIVERS))
        if find_nearest(name, folder, folder, root) is None
    }
    if not is_configured(root):
        cards = [*layout.cards, *(dataset.folder / CARD for dataset in layout.datasets)]
        # A search for cards ends at the first one: what lies below another has to be named.
        hides = any(one.parent in other.parent.parents for one in cards for other in cards)
        paths = [Path(os.path.relpath(card, root)).as_posix() for card in cards] if hides else []
        files[root / CONFIGURATION] = configuration_text(paths)
    return files


def _put(path: Path, text: str, terminal: Terminal, *, dry_run: bool) -> None:
    """Write a file that is not there yet, or print it."""
    shown = _shown(path)
    if path.exists():
        terminal.say(f"kept {shown}")
    elif dry_run:
        terminal.write(f"--- {shown}\n{text}")
    else:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8") as file:
                file.write(text)
        except OSError as error:
            raise UsageError(
                f"{shown} cannot be written: {error.strerror}", remedy="check the folder"
            ) from error
        terminal.say(f"wrote {shown}")


def _open_questions(datasets: Sequence["FoundDataset"]) -> Iterator[str]:
    """Yield what was found of each dataset, and what keeps it from being checked."""
    for dataset in datasets:
        card, proposal = _shown(dataset.folder / CARD), dataset.proposal
        known = len(proposal.columns) + len(proposal.by_name)
        yield f"{card}: {plural(dataset.files, 'file')}, {plural(known, 'column')} of ours found"
        if not proposal.is_enough:
            yield f"{card}: it cannot be checked yet: name the columns `id`, and `url` or `platform`"


def _shown(path: Path) -> str:
    return Path(os.path.relpath(path)).as_posix()


def _where(folder: Path) -> str:
    return "" if folder.resolve() == Path.cwd() else f" {folder.as_posix()}"
