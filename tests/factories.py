"""Small inputs: manifests written from rows, and text files written from text."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pyarrow as pa
from pyarrow import parquet

from compliance.expressions import FactPlan, Question, parse_rule, plan_facts
from compliance.inputs.datasets import DatasetReader
from compliance.inputs.discovery import Target
from compliance.model.manifest import Dataset
from compliance.model.platform import HostKind
from compliance.model.profile import POINTER, Profile
from compliance.model.reference import HostLine
from compliance.profile import profile_dataset

Row = Mapping[str, object]

HOSTS = (
    HostLine("reddit.com", "reddit", HostKind.PRIMARY),
    HostLine("redd.it", "reddit", HostKind.SHORT_LINK),
    HostLine("x.com", "x", HostKind.PRIMARY),
    HostLine("twitter.com", "x", HostKind.PRIMARY),
    HostLine("twimg.com", "x", HostKind.MEDIA),
    HostLine("t.co", "x", HostKind.SHORT_LINK),
    HostLine("nitter.net", "x", HostKind.MIRROR),
    HostLine("discord.com", "discord", HostKind.PRIMARY),
    HostLine("instagram.com", "instagram", HostKind.PRIMARY),
    HostLine("tiktok.com", "tiktok", HostKind.PRIMARY),
    HostLine("linkedin.com", "linkedin", HostKind.PRIMARY),
    HostLine("mastodon.social", "mastodon.social", HostKind.PRIMARY),
    HostLine("web.archive.org", None, HostKind.ARCHIVE),
    HostLine("archive.ph", None, HostKind.ARCHIVE),
    HostLine("perma.cc", None, HostKind.ARCHIVE),
    HostLine("webcache.googleusercontent.com", None, HostKind.ARCHIVE),
    HostLine("r.jina.ai", None, HostKind.ARCHIVE),
    HostLine("cdn.ampproject.org", None, HostKind.ARCHIVE, encodes_host=True),
    HostLine("translate.goog", None, HostKind.ARCHIVE, encodes_host=True),
)
"""A few hosts of every kind; the shipped reference data has many more."""


def write_manifest(path: Path, rows: Sequence[Row], schema: pa.Schema | None = None) -> Path:
    """Write the rows as a Parquet file, in folders made for it, and return its path.

    Without a schema, every column that some row has is in the file, with the
    type that its values suggest.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    table = pa.Table.from_pylist([{name: row.get(name) for name in names} for row in rows], schema=schema)
    return write_table(path, table)


def write_table(path: Path, table: pa.Table) -> Path:
    """Write the table as a Parquet file, in folders made for it, and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    parquet.write_table(table, path)
    return path


def write_text(path: Path, text: str) -> Path:
    """Write the text, its common indent left out, in folders made for it; return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text), encoding="utf-8")
    return path


def leave_pointer(path: Path) -> Path:
    """Put a git-LFS pointer in the place of a file, as a checkout without its content has it."""
    content = path.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    lines = ("version https://git-lfs.github.com/spec/v1", f"oid sha256:{digest}", f"size {len(content)}")
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def write_dvc(path: Path) -> Path:
    """Write the DVC file of a file beside it, and return it."""
    content = path.read_bytes()
    md5 = hashlib.md5(content, usedforsecurity=False).hexdigest()
    text = f"outs:\n- md5: {md5}\n  size: {len(content)}\n  hash: md5\n  path: {path.name}\n"
    return write_text(path.with_name(f"{path.name}.dvc"), text)


def damage_pages(path: Path) -> None:
    """Overwrite the pages of a Parquet file and leave its footer alone."""
    content = path.read_bytes()
    pages = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    path.write_bytes(content[:4] + b"\xff" * (pages - 4) + content[pages:])


def read_dataset(manifest: Path | None, card: Path | None = None, base: Path | None = None) -> Dataset:
    """Return the dataset of a manifest, a card, or both, as seen from *base* or their folder."""
    near = manifest or card or Path()
    return DatasetReader(base or near.parent).read(Target(card, () if manifest is None else (manifest,)))


def plan_for(*conditions: str) -> FactPlan:
    """Return the facts that these conditions ask of the profile."""
    return plan_facts([parse_rule(condition) for condition in conditions])[0]


def question(condition: str) -> Question:
    """Return the one question that the condition is turned into."""
    (only,) = plan_for(condition).questions
    return only


def profile(dataset: Dataset, plan: FactPlan, hosts: Iterable[HostLine] = HOSTS) -> Profile:
    """Return the profile of the dataset by a few well-known hosts, in the order of the records."""
    found = profile_dataset(dataset, plan, tuple(hosts))
    return replace(found, table=found.table.sort_by(POINTER))
