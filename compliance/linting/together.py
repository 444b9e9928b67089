"""What only shows when all rules and platforms are looked at together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from compliance.expressions import CheckedRule
from compliance.linting.fault import Location
from compliance.model.platform import HostKind, Platform

Found = Iterator[tuple[str, Location, str]]
"""Id of a rule or platform, place in its file, and what is wrong."""


def duplicate_title(rules: Sequence[CheckedRule]) -> Found:
    """Yield every rule whose title an earlier rule has."""
    first: dict[str, str] = {}
    for checked in rules:
        earlier = first.setdefault(checked.rule.title, checked.id)
        if earlier != checked.id:
            yield checked.id, ("title",), f"{earlier} has the same title"


def shared_host(platforms: Sequence[Platform]) -> Found:
    """Yield every host that is listed twice."""
    first: dict[str, str] = {}
    for platform in platforms:
        for kind in HostKind:
            for place, host in enumerate(getattr(platform.domains, kind)):
                if host in first:
                    yield (
                        platform.id,
                        ("domains", kind.value, place),
                        f"{host} belongs to {first[host]} already",
                    )
                first.setdefault(host, platform.id)


def shared_name(platforms: Sequence[Platform]) -> Found:
    """Yield every name that two platforms answer to, whatever its case."""
    owners: dict[str, set[str]] = defaultdict(set)
    for platform in platforms:
        for name in {known.lower() for known in (platform.id, platform.name, *platform.aliases)}:
            others = owners[name]
            if others:
                yield platform.id, ("aliases",), f"{', '.join(sorted(others))} is called {name!r} too"
            others.add(platform.id)
