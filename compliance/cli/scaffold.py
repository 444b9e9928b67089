"""`compliance rules new`: a rule file to start from, with its cases."""

import re
from pathlib import Path
from typing import Annotated

import typer

from compliance.cli.console import Terminal
from compliance.errors import UsageError
from compliance.inputs.discovery import shipped_rules
from compliance.inputs.teams import ADJUSTMENTS

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PACK_FILE = "pack.yaml"

_PACK = """\
name: {pack}
version: 0.1.0
title: What the rules of this pack are about
"""

_RULE = """\
# The requirement, as a sentence that is true of compliant records.
title: Crawled pages were open to robots

# Raised when the rule comes to mean something else: waivers of the old version then hold no longer.
version: 1

# critical, high, medium or low.
severity: medium

# How sure we are that what the rule calls a violation is one: high, medium, or low where courts or
# texts disagree.
confidence: low

# The day on which terms, licence and grants are looked up: collected_at (scraping, API access),
# used_at (training, sharing) or held_at (retention).
clock: collected_at

# record: every record on its own. group: sums over records; `group_by` then lists the keys.
scope: record
# group_by: [grant.id]

# Which records the rule is about: a SQL condition.
applies: record.acquisition_method = 'crawl'

# What must be true of them: false is a violation, null (a missing fact) is unproven.
requires: record.robots_verdict = 'allowed'

# One sentence about the violating records. It may mention {count:,}, {total:,}, {platform},
# {platforms}, {dataset}, {grant} and {license}.
message: "{count:,} {platform} records were crawled although robots.txt did not allow it."

# An instruction to whoever owns the dataset.
how_to_fix: Drop the records, or record the permission in grants.yaml.

# Why the requirement exists.
rationale: >
  A site says in robots.txt which robots it admits.

# Where courts or authorities differ; leave it out where they do not.
# legal_note: >
#   Whether robots.txt binds anybody is disputed.

# The texts the rule rests on, at least one; with the day of the text where it is known.
references:
  - title: Robots Exclusion Protocol
    source: https://www.rfc-editor.org/rfc/rfc9309
    date: 2022-09-01

# Small situations and the verdict expected of each: at least one for every verdict the rule can
# reach, and the day before and the day of every boundary. Besides `record` a case may have `records`
# (several), `repeat` (copies of each), `dataset` (a card), `grants` (the register; without the key
# there is none) and `as_of` (the day of the audit).
cases:
  - name: admitted
    record: {acquisition_method: crawl, robots_verdict: allowed}
    expect: compliant
  - name: turned away
    record: {acquisition_method: crawl, robots_verdict: disallowed}
    expect: violation
  - name: nobody looked
    record: {acquisition_method: crawl}
    expect: unproven
  - name: not crawled
    record: {acquisition_method: api}
    expect: not_applicable
"""


def new_rule(
    rule: Annotated[
        str, typer.Argument(metavar="PACK/SLUG", help="Id of the rule, such as my-pack/my-rule.")
    ],
    into: Annotated[
        Path, typer.Option("--into", metavar="FOLDER", help="The folder that holds the packs.")
    ] = Path("rules"),
) -> None:
    """Write a rule to start from: every key explained, cases for every verdict that pass."""
    terminal = Terminal()
    pack, slug = _read_id(rule)
    if (into / _PACK_FILE).exists():
        raise UsageError(f"{into} is a pack, not a folder of packs", remedy=f"--into {into.parent}")
    shipped = shipped_rules()
    if (shipped / pack / _PACK_FILE).exists() and into.resolve() != shipped.resolve():
        raise UsageError(f"a shipped pack is called {pack}", remedy="choose a name of your own")
    folder = into / pack
    path = folder / f"{slug}.yaml"
    if path.exists():
        raise UsageError(f"{path} exists already", remedy="choose another slug; a rule id is never reused")
    files = {folder / _PACK_FILE: _PACK.format(pack=pack), path: _RULE}
    for file, text in files.items():
        if not file.exists():
            _write(file, text)
            terminal.say(f"wrote {file.as_posix()}")
    terminal.say(f"edit it, then run: compliance rules test --rules {into.as_posix()}")


def _read_id(text: str) -> tuple[str, str]:
    pack, _, slug = text.partition("/")
    if not _KEBAB.fullmatch(pack) or not _KEBAB.fullmatch(slug):
        remedy = "write PACK/SLUG in lower-case words joined by hyphens, such as my-pack/my-rule"
        raise UsageError(f"{text} is no rule id", remedy=remedy)
    if f"{slug}.yaml" in {_PACK_FILE, ADJUSTMENTS}:
        raise UsageError(f"a rule cannot be called {slug}", remedy=f"{slug}.yaml has a meaning of its own")
    return pack, slug


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}", remedy="check the folder") from error
