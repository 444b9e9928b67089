"""The canonical manifest columns: their kinds, grains and closed vocabularies.

Everything that names a manifest column, in YAML, SQL or Python, means one of these.
"""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """How a cell is read."""

    TEXT = "text"
    """Trimmed text; the empty string is null."""
    WORD = "word"
    """One word of a closed vocabulary, trimmed and compared without case."""
    NAME = "name"
    """An open-ended identifier compared without case, such as a platform."""
    LICENSE = "license"
    """Licence text, or a list of them, of which all apply."""
    LIST = "list"
    """A list of text; a single text is a list of one."""
    TIMESTAMP = "timestamp"
    """A timestamp of any unit or zone, a date, or ISO 8601 text; UTC after reading."""
    BOOLEAN = "boolean"
    INTEGER = "integer"
    SIGNALS = "signals"
    """A list of machine-readable rights signals (struct)."""


class Grain(StrEnum):
    """How finely the profile keeps a column."""

    VALUE = "value"
    """Few distinct values: kept as it is."""
    DAY = "day"
    """A date: kept to the UTC day, or compared within the scan."""
    ROW = "row"
    """Nearly unique per record: only a yes-or-no question about it enters the profile."""


@dataclass(frozen=True)
class Column:
    """One canonical column of a manifest."""

    name: str
    kind: Kind
    grain: Grain
    words: tuple[str, ...] = ()
    """The closed vocabulary of a `Kind.WORD` column."""


def _text(name: str, grain: Grain = Grain.VALUE) -> Column:
    return Column(name, Kind.TEXT, grain)


def _word(name: str, *words: str) -> Column:
    return Column(name, Kind.WORD, Grain.VALUE, words)


def _day(name: str) -> Column:
    return Column(name, Kind.TIMESTAMP, Grain.DAY)


def _boolean(name: str) -> Column:
    return Column(name, Kind.BOOLEAN, Grain.VALUE)


ACQUISITION_METHODS = (
    "api",
    "crawl",
    "scrape_logged_out",
    "scrape_logged_in",
    "third_party_results",
    "third_party_dataset",
    "official_dump",
    "licensed_feed",
    "user_export",
    "own",
    "synthetic",
)
PURPOSES = ("pretrain", "finetune", "eval", "rag", "research", "analytics", "advertising", "display")
RECORD_LEVELS = ("asset", "source", "dataset")
SOURCE_CATEGORIES = (
    "public_dataset",
    "licensed",
    "third_party_private",
    "crawled",
    "user_data",
    "synthetic",
    "own",
    "other",
)
LICENSE_SCOPES = ("content", "database", "metadata", "annotations", "code", "model_output")
LAWFUL_BASES = (
    "consent",
    "contract",
    "legal_obligation",
    "vital_interests",
    "public_task",
    "legitimate_interests",
)

_ALL = (
    # identity
    _text("id", Grain.ROW),
    _word("record_level", *RECORD_LEVELS),
    _text("name", Grain.ROW),
    _text("contained_in"),
    _text("url", Grain.ROW),
    _text("sha256", Grain.ROW),
    # source
    Column("platform", Kind.NAME, Grain.VALUE),
    _text("publisher"),
    _text("creator", Grain.ROW),
    _day("published_at"),
    _word("source_category", *SOURCE_CATEGORIES),
    Column("was_derived_from", Kind.LIST, Grain.VALUE),
    Column("generated_by", Kind.LIST, Grain.VALUE),
    # acquisition
    _word("acquisition_method", *ACQUISITION_METHODS),
    _day("collected_at"),
    _text("acquired_by"),
    _text("api_app_id"),
    _text("user_agent"),
    _word("robots_verdict", "allowed", "disallowed", "unavailable"),
    _day("robots_fetched_at"),
    _boolean("access_control_bypassed"),
    Column("region", Kind.NAME, Grain.VALUE),
    # licence
    Column("license", Kind.LICENSE, Grain.VALUE),
    Column("license_declared", Kind.LICENSE, Grain.VALUE),
    Column("license_concluded", Kind.LICENSE, Grain.VALUE),
    _word("license_scope", *LICENSE_SCOPES),
    _text("license_evidence_url", Grain.ROW),
    _text("attribution_text", Grain.ROW),
    # rights
    _text("grant_id"),
    Column("rights_signals", Kind.SIGNALS, Grain.ROW),
    # use
    _word("purpose", *PURPOSES),
    _word("model_class", "foundation", "frontier", "task_specific"),
    _boolean("commercial"),
    _day("used_at"),
    _text("recipient"),
    _day("shared_at"),
    _boolean("public_release"),
    _word("object_form", "id", "hydrated"),
    # lifecycle
    _day("deleted_at_source"),
    _day("delete_requested_at"),
    _day("deleted_at"),
    _day("last_refreshed_at"),
    # privacy
    _word("has_personal_information", "yes", "no", "no_assertion"),
    _word("lawful_basis", *LAWFUL_BASES),
    # measures
    Column("token_count", Kind.INTEGER, Grain.ROW),
    Column("content_size", Kind.INTEGER, Grain.ROW),
    Column("record_count", Kind.INTEGER, Grain.ROW),
)

COLUMNS = MappingProxyType({column.name: column for column in _ALL})
"""Every canonical column by name, in the order of the documentation."""
