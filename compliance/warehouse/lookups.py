"""Which tables the conditions of a rule are looked up in, and by what."""

from collections.abc import Mapping
from dataclasses import dataclass

from compliance.model.reference import Reference
from compliance.quoting import quote
from compliance.warehouse.conditions import Conditions
from compliance.warehouse.grants import grant_lookups
from compliance.warehouse.licenses import license_lookup
from compliance.warehouse.lists import Listed
from compliance.warehouse.lookup import Lookup
from compliance.warehouse.manifest import Warehouse
from compliance.warehouse.places import LOST_PLATFORM
from compliance.warehouse.reading import NotPortableError
from compliance.warehouse.terms import terms_lookup

TEXT = "license.text"
LOST_LICENSE = "lost.license"
_DECISIVE = ("license_concluded", "license_declared", "license")
_KEY = "CASE WHEN {0} = 'None' THEN 'noassertion' ELSE lower({0}) END"
"""What Python writes for no value claims nothing; in other letters it says that there is no licence."""


@dataclass(frozen=True)
class Lookups:
    """The tables of a query."""

    tables: tuple[Lookup, ...]
    keys: Mapping[str, str]
    """Columns that records are looked up by, and the SQL for each."""
    flags: Mapping[str, str]
    """Columns that say what was not found, and the SQL for each."""
    lost: Mapping[str, str]
    """Columns of the conditions that may be another than is found, and SQL that tells whether."""

    def by(self, fact: str) -> bool:
        """Tell whether anything is looked up by a fact."""
        return any(dimension.fact == fact for table in self.tables for dimension in table.dimensions)


def lookups_for(conditions: Conditions, table: Warehouse, reference: Reference) -> Lookups:
    """Return the tables that the conditions need. Raises NotPortableError."""
    tables: list[Lookup] = []
    asked = conditions.asked("terms")
    if asked:
        tables.append(terms_lookup(reference.platforms, asked, has_region="region" in table.given))
    tables += grant_lookups(table.dataset, reference.platform_ids, conditions.asked("grant"), table.given)
    keys = {dimension.name: dimension.sql for one in tables for dimension in one.dimensions}
    lost = {
        name: quote(LOST_PLATFORM)
        for one in tables
        for name, _ in one.columns
        if any(dimension.fact == "platform.id" for dimension in one.dimensions)
    }
    return _with_licenses(Lookups(tuple(tables), keys, {}, lost), conditions, table, reference)


def _with_licenses(
    lookups: Lookups, conditions: Conditions, table: Warehouse, reference: Reference
) -> Lookups:
    asked = conditions.asked("license")
    if not asked:
        return lookups
    if any(one.source == "license.agrees" for one in asked):
        raise NotPortableError("it compares what two licence expressions mean")
    found = [one for one in asked if one.source != "license.basis"]
    held = license_lookup(reference.licenses, found)
    decisive = f"coalesce({', '.join(quote(f'record.{name}') for name in _DECISIVE)})"
    keys = {TEXT: decisive, held.dimensions[0].name: _KEY.format(decisive)} | _basis(asked)
    is_stated = not table.given.isdisjoint(_DECISIVE)
    is_lost = f"f.{quote(TEXT)} IS NOT NULL AND {held.name}.{quote(held.dimensions[0].name)} IS NULL"
    return Lookups(
        (*lookups.tables, held),
        {**lookups.keys, **keys},
        {LOST_LICENSE: is_lost},
        {**lookups.lost, **{one.name: quote(LOST_LICENSE) for one in found if is_stated}},
    )


def _basis(asked: tuple[Listed, ...]) -> dict[str, str]:
    if not any(one.source == "license.basis" for one in asked):
        return {}
    cases = " ".join(
        f"WHEN \"record.{column}\" IS NOT NULL THEN '{basis}'"
        for column, basis in zip(_DECISIVE, ("concluded", "declared", "verbatim"), strict=True)
    )
    return {"license.basis": f"CASE {cases} END"}
