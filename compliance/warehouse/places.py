"""The platform of a record: the one it states, else the one behind the host of its URL.

Only an address that plainly begins with http:// or https:// and a host is read. Of all others, of
archives and caches, and of very long hosts the platform is lost: nobody can tell in plain SQL.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from compliance.model.reference import Reference
from compliance.profile.hosts import host_tables
from compliance.warehouse.lookup import Constants, Value

LOST_PLACE, LOST_PLATFORM = "lost.place", "lost.platform"
"""Whether the platform behind the URL, and the platform of the record, may be another than is found."""
_LABELS = 6
"""Of a host with more labels than this, the kernel looks at the last two, whatever is before them."""
_LENGTH = 253
"""Characters of the longest host there can be."""
_LEVELS = range(5)
_HOST = "^[a-z0-9_-]+([.][a-z0-9_-]+)*$"
_URL = '"record.url"'


@dataclass(frozen=True)
class Places:
    """What a query has to know of platforms."""

    given: Collection[str]
    """Canonical columns in which a record can have a value."""
    has_kind: bool
    """Whether it asks what a host shows."""
    only: str | None = None
    """The platform that alone makes a difference."""

    @property
    def _columns(self) -> tuple[str, ...]:
        return ("platform", "kind") if self.has_kind else ("platform",)

    def tables(self, reference: Reference) -> list[Constants]:
        """Return the tables of hosts and names that the steps join with."""
        names = tuple(sorted(reference.platform_ids.items()))
        tables = [Constants("platform_names", (("stated", "VARCHAR"), ("known_platform", "VARCHAR")), names)]
        if "url" in self.given:
            columns = tuple((name, "VARCHAR") for name in ("host", *self._columns))
            tables.append(Constants("hosts", columns, tuple(self._rows(reference))))
        return tables

    def _rows(self, reference: Reference) -> Iterator[tuple[Value, ...]]:
        """Yield every host in ASCII, and its platform, which a keeper of copies of other sites has not."""
        tables = host_tables(reference.hosts)
        sites = tables["sites"].to_pylist()
        found = {line["host"]: sites[line["site"]] for line in tables["hosts"].to_pylist()}
        own = {host for host, site in found.items() if site["platform"] == self.only}
        for host, site in found.items():
            # A host below one of the platform may belong to somebody else.
            matters = self.only is None or site["platform"] is None or not own.isdisjoint(_above(host))
            if host.isascii() and matters:
                yield (host, *(site[name] for name in self._columns))

    def steps(self) -> list[tuple[str, str]]:
        """Return name and query of the steps from `readings` to `placed`."""
        has_url = "url" in self.given
        known = stated = detected = "CAST(NULL AS VARCHAR)"
        join, lost = "", "FALSE"
        if "platform" in self.given:
            known, stated = "names.known_platform", '"record.platform"'
            join = ' LEFT JOIN platform_names AS names ON names.stated = p."record.platform"'
        if has_url:
            detected, lost = '"platform.detected"', f'"{LOST_PLACE}" AND {known} IS NULL'
        placed = (
            f'SELECT p.*, {known} AS "platform.declared", {lost} AS "{LOST_PLATFORM}", '
            f'coalesce({known}, {detected}, {stated}) AS "platform.id" '
            f"FROM {'located' if has_url else 'readings'} AS p{join}"
        )
        return [*(self._url_steps() if has_url else ()), ("placed", placed)]

    def _url_steps(self) -> list[tuple[str, str]]:
        is_plain = " OR ".join(
            f"({_URL} LIKE '{scheme}%' AND NOT {_URL} LIKE '{scheme}/%')"
            for scheme in ("https://", "http://")
        )
        host = f"CASE WHEN {is_plain} THEN lower(split_part({_URL}, '/', 3)) END"
        suffixes = ", ".join(f'{_suffix(level)} AS "url.host{level}"' for level in _LEVELS)
        joins = " ".join(
            f'LEFT JOIN hosts AS h{level} ON h{level}.host = s."url.host{level}"' for level in _LEVELS
        )
        is_copy = " OR ".join(
            f"(h{level}.host IS NOT NULL AND h{level}.platform IS NULL)" for level in _LEVELS
        )
        is_odd = f"NOT coalesce(regexp_matches(s.\"url.host\", '{_HOST}'), FALSE)"
        labels = f"split_part(s.\"url.host\", '.', {_LABELS + 1})"
        is_long = f"coalesce({labels} <> '' OR length(s.\"url.host\") > {_LENGTH}, FALSE)"
        found = [f'{_first("platform")} AS "platform.detected"']
        found += [f'{_first("kind")} AS "platform.host_kind"'] if self.has_kind else []
        lost = f's.{_URL} IS NOT NULL AND ({is_odd} OR {is_long} OR {is_copy}) AS "{LOST_PLACE}"'
        return [
            ("addressed", f'SELECT *, {host} AS "url.host" FROM readings'),
            ("suffixed", f"SELECT *, {suffixes} FROM addressed"),
            ("located", f"SELECT {', '.join(['s.*', *found, lost])} FROM suffixed AS s {joins}"),
        ]


def _above(host: str) -> Collection[str]:
    labels = host.split(".")
    return {".".join(labels[start:]) for start in range(len(labels))}


def _suffix(level: int) -> str:
    """Return SQL for the host without as many labels from its left."""
    lengths = [f"length(split_part(\"url.host\", '.', {label}))" for label in range(1, level + 1)]
    start = " + ".join([*lengths, str(level + 1)])
    return f'substring("url.host", {start}, {_LENGTH})' if lengths else '"url.host"'


def _first(column: str) -> str:
    """Return SQL for what the longest known host says."""
    cases = " ".join(f"WHEN h{level}.host IS NOT NULL THEN h{level}.{column}" for level in _LEVELS)
    return f"CASE {cases} END"
