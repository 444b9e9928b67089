"""`compliance cache`: what is kept between runs, and how to be rid of it."""

import typer

from compliance.cli.console import Terminal
from compliance.cli.means import CacheOption, open_cache
from compliance.errors import UsageError
from compliance.profile import Cache

cache_app = typer.Typer(help="Show or clear the cache of profiles and reports.", no_args_is_help=True)


@cache_app.command("info")
def show_info(cache: CacheOption = None) -> None:
    """Show where the cache is, how much it holds, and how much it may hold."""
    terminal = Terminal()
    usage = _open(cache, terminal).usage()
    terminal.write(f"{usage.folder}")
    terminal.write(f"{usage.entries:,} profiles and reports, {usage.bytes:,} of {usage.limit:,} bytes")


@cache_app.command("clear")
def clear(cache: CacheOption = None) -> None:
    """Remove every profile and report from the cache; the next run scans again."""
    terminal = Terminal()
    found = _open(cache, terminal)
    try:
        terminal.write(f"{found.clear():,} profiles and reports removed")
    except OSError as error:
        raise UsageError(
            f"the cache at {found.folder} cannot be cleared: {error.strerror or error}",
            remedy="remove the folder yourself",
        ) from error


def _open(folder: CacheOption, terminal: Terminal) -> Cache:
    found = open_cache(folder, terminal)
    if found is None:
        raise UsageError("there is no cache: the environment switches it off", remedy="name one with --cache")
    return found
