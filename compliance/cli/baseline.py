"""`compliance baseline`: begin with the findings that are there, and let them only become fewer."""

from pathlib import Path
from typing import Annotated

import typer

from compliance.adoption import Change, present_entries, updated, without_baseline
from compliance.cli import amending, options
from compliance.cli.auditing import Question, asked
from compliance.cli.console import Terminal
from compliance.cli.means import CacheOption, MeansOptions
from compliance.errors import UsageError
from compliance.inputs.baselines import BASELINE, baseline_text, read_baseline
from compliance.laws import read_laws
from compliance.model.baseline import BaselineEntry
from compliance.pipeline import read_datasets
from compliance.reporting.wording import number, plural
from compliance.writing import write_file

baseline_app = typer.Typer(no_args_is_help=True, help="Findings that were there when a team began.")

File = Annotated[
    Path, typer.Option("--baseline", metavar="FILE", help="The baseline; commit it beside the datasets.")
]
AcceptNew = Annotated[
    bool, typer.Option("--accept-new", help="Take in what is new, or has grown, too; else it only shrinks.")
]


@baseline_app.command("create")
def create(
    paths: options.Paths = None,
    card: options.CardOption = None,
    as_of: options.AsOf = None,
    rules: options.Rules = None,
    grants: options.Grants = None,
    waivers: amending.Waivers = None,
    corrections: amending.Corrections = None,
    baseline: File = Path(BASELINE),
    cache: CacheOption = None,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> None:
    """Write down every finding of today, so that from now on only new ones fail."""
    terminal = Terminal(color, quiet=quiet)
    if baseline.exists():
        raise UsageError(f"{baseline} is there already", remedy="compliance baseline update, or remove it")
    amended = amending.AmendmentOptions(waivers, corrections)
    question = Question(
        "check", tuple(paths or ()), card, as_of, tuple(rules or ()), grants, amendments=amended
    )
    change = _change((), question, MeansOptions(cache=cache), terminal, accept_new=True)
    write_file(baseline, baseline_text(change.entries).encode())
    terminal.say(f"{baseline}: {_held(change)}. Commit it; new findings fail, and so does growth.")


@baseline_app.command("update")
def update(
    paths: options.Paths = None,
    card: options.CardOption = None,
    as_of: options.AsOf = None,
    rules: options.Rules = None,
    grants: options.Grants = None,
    waivers: amending.Waivers = None,
    corrections: amending.Corrections = None,
    baseline: File = Path(BASELINE),
    accept_new: AcceptNew = False,
    cache: CacheOption = None,
    color: options.Color = "auto",
    quiet: options.Quiet = False,
) -> None:
    """Take out what is mended. Entries on datasets that are not looked at stay."""
    terminal = Terminal(color, quiet=quiet)
    if not baseline.is_file():
        raise UsageError(f"there is no {baseline}", remedy="compliance baseline create")
    known, _ = read_baseline(baseline, baseline.as_posix())
    amended = amending.AmendmentOptions(waivers, corrections)
    question = Question(
        "check", tuple(paths or ()), card, as_of, tuple(rules or ()), grants, amendments=amended
    )
    change = _change(known, question, MeansOptions(cache=cache), terminal, accept_new=accept_new)
    write_file(baseline, baseline_text(change.entries).encode())
    gone = f"{number(change.gone)} gone, {number(change.smaller)} smaller"
    new = "taken in" if accept_new else "left out (--accept-new takes them in)"
    added = f", {number(change.new)} new or grown {new}" if change.new else ""
    terminal.say(f"{baseline}: {_held(change)}; {gone}{added}.")


def _change(
    known: tuple[BaselineEntry, ...],
    question: Question,
    means: MeansOptions,
    terminal: Terminal,
    *,
    accept_new: bool,
) -> Change:
    request = without_baseline(asked(question))
    datasets = read_datasets(request)
    opened = means.open(terminal)
    laws = read_laws(request.rules, None if opened.cache is None else opened.cache.folder)
    present = present_entries(request, laws, datasets, opened)
    return updated(known, present, [dataset.name for dataset in datasets], accept_new=accept_new)


def _held(change: Change) -> str:
    return f"{plural(len(change.entries), 'group')} of findings, {plural(change.records, 'verdict')}"
