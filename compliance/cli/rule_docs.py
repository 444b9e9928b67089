"""`compliance rules docs`: the pages of the rules, written or checked."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli import options
from compliance.cli.console import Terminal
from compliance.errors import UsageError
from compliance.laws import read_laws
from compliance.model.exit_code import ExitCode
from compliance.reporting.wording import plural


def write_pages(
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="DIR", help="The folder of the pages.")
    ] = Path("docs/rules"),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit 1 if a page is stale, missing or left over.")
    ] = False,
    rules: options.Rules = None,
    color: options.Color = "auto",
) -> None:
    """Write one Markdown page for each rule, and an index by pack."""
    from compliance.rule_pages import rule_pages  # noqa: PLC0415 - start-up time

    terminal = Terminal(color)
    pages = rule_pages(read_laws(tuple(rules or ())))
    differences = dict(_differences(output, pages))
    if check:
        for path, what in differences.items():
            terminal.write(f"{path.as_posix()}: {what}")
        terminal.say(
            f"{len(differences)} of {plural(len(pages), 'page')} to write, with `compliance rules docs`"
        )
        raise typer.Exit(ExitCode.FAILED if differences else ExitCode.COMPLIANT)
    for path in differences:
        text = pages.get(path.relative_to(output).as_posix())
        _settle(path, text)
        terminal.say(f"{'removed' if text is None else 'wrote'} {path.as_posix()}")
    terminal.say(f"{plural(len(pages), 'page')} in {output.as_posix()}, {len(differences)} changed")


def _settle(path: Path, text: str | None) -> None:
    """Write a page, or remove one that has no text. Raises UsageError."""
    try:
        if text is None:
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", remedy="check the folder") from error


def _differences(folder: Path, pages: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    """Yield every page that is not as it should be, and what is wrong with it.

    Left over is what this command wrote once; other files are nobody's business.
    """
    from compliance.rule_pages import MARK  # noqa: PLC0415 - start-up time

    for name, text in pages.items():
        path = folder / name
        if not path.is_file():
            yield path, "missing"
        elif path.read_text(encoding="utf-8", errors="replace") != text:
            yield path, "stale"
    for path in sorted((*folder.glob("*.md"), *folder.glob("*/*.md"))):
        is_ours = MARK in path.read_text(encoding="utf-8", errors="replace")
        if path.relative_to(folder).as_posix() not in pages and is_ours:
            yield path, "left over"
