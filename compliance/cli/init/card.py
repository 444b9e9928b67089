"""The card that `compliance init` writes: what it found out, and a commented line for what it did not."""

import json
import re
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import TYPE_CHECKING

from compliance.model.columns import ACQUISITION_METHODS, PURPOSES
from compliance.reporting.plain import plain

if TYPE_CHECKING:
    from compliance.inputs.proposals import Proposal

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_YAML_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_WIDTH = 104
_MOST_NAMES = 40

_HEAD = """\
# What the manifest of this dataset cannot say about itself. `compliance init` wrote it from the names, types
# and first values of the columns: check every line, and fill in what is commented. Keys: docs/guide/cards.md
name: {name}
# version: "1.0"
# owner: data-team@example.com          # who answers for it
# entity: Example AI Ltd                # who we are, for the licensee of a grant
# jurisdictions: [EU, US]               # where it is used
# intended_use: Pre-training of a language model
# released_to: public                   # who gets it
# parents:                              # the datasets it was made from
#   - {{name: common-crawl, version: "2018-22"}}
{manifest}
"""
_EVERYTHING = "# manifest: records/*.parquet           # by default every Parquet file below this folder"
_MISSING = {
    "id": "id: an_id                           # a column, or columns put together: \"file || ':' || line\"",
    "url": "url: an_address                     # where the record is from; or `platform:`, if that is known",
    "license": "license: a_license                  # what the distributor says, in its own words",
    "collected_at": "collected_at: a_time                # when it was crawled or read",
    "published_at": "published_at: a_time                # when its author published it",
    "grant_id": "grant_id: a_grant                   # which entry of grants.yaml covers it",
}
"""Canonical column → what to write, where nothing looks like it."""
_STATED = {
    "acquisition_method": ("crawl", ", ".join(ACQUISITION_METHODS)),
    "collected_at": ("2026-01-31", "only if it was one day"),
    "license": ("CC-BY-4.0", "only if it is the same for all"),
    "purpose": ("pretrain", ", ".join(PURPOSES)),
    "commercial": ("true", "whether what it is used for earns money"),
    "public_release": ("false", "whether the dataset itself is published"),
}
"""Canonical column → a default, and what to know of it."""


def card_text(name: str, manifest: str | None, proposal: "Proposal") -> str:
    """Return the text of `dataset.yaml`."""
    at = _EVERYTHING if manifest is None else f"manifest: {yaml_text(manifest)}"
    parts = [_HEAD.format(name=yaml_text(name), manifest=at), *_columns(proposal), "", *_defaults(proposal)]
    return "\n".join(parts) + "\n"


def yaml_text(text: str) -> str:
    """Return a text as YAML has it on one line."""
    if _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS:
        return text
    if "'" not in text and text.isprintable():
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=not text.isprintable())


def _columns(proposal: "Proposal") -> Iterator[str]:
    yield "# Our column: column of the file, or an SQL expression over its columns (docs/guide/columns.md)."
    if proposal.by_name:
        yield from _commented("Read under their own names: ", proposal.by_name)
    yield "columns:" if proposal.columns else "# columns:"
    for canonical, expression in proposal.columns.items():
        note = proposal.notes.get(canonical, "")
        yield from [f"  # {note}"] if note else []
        yield f"  {canonical}: {yaml_text(expression)}"
    known = {*proposal.columns, *proposal.by_name}
    yield from (f"#   {line}" for canonical, line in _MISSING.items() if canonical not in known)
    if proposal.unread:
        yield from _commented("Read by nothing: ", proposal.unread)


def _defaults(proposal: "Proposal") -> Iterator[str]:
    yield "# The same for every record, where the manifest has nothing. Each is a statement of yours."
    yield "# defaults:"
    for canonical, (value, words) in _STATED.items():
        if canonical not in {*proposal.columns, *proposal.by_name}:
            first, *rest = wrap(words, _WIDTH - 42)
            yield f"#   {f'{canonical}: {value}':<35} # {first}"
            yield from (f"#   {'':<35} # {line}" for line in rest)


def _commented(title: str, names: Iterable[str]) -> list[str]:
    known = [plain(name) for name in names]
    more = [f"and {len(known) - _MOST_NAMES} more"] if len(known) > _MOST_NAMES else []
    text = title + ", ".join([*known[:_MOST_NAMES], *more])
    return [f"# {line}" for line in wrap(text, _WIDTH, break_on_hyphens=False)]
