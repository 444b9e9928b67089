"""Suites of expectations: one for each rule of some packs."""

from collections.abc import Iterable

from compliance.errors import UsageError
from compliance.gx.host import ExpectationSuite
from compliance.gx.rules.expectation import ExpectRecordsToComply
from compliance.gx.rules.telling import known_laws, told


def suite_from_pack(*packs: str, name: str | None = None, rules: Iterable[str] = ()) -> ExpectationSuite:
    """Return a suite that expects records to comply with every rule of the packs; without any, of all.

    Packs are the shipped ones and those in the folders *rules*, which the data
    source needs too. Raises UsageError for an unknown pack.
    """
    folders = tuple(rules)
    laws = known_laws(folders)
    known = [pack.name for pack in laws.packs.packs]
    for pack in packs:
        if pack not in known:
            raise UsageError(f"there is no pack {pack!r}", remedy=f"packs are {', '.join(known)}")
    chosen = packs or tuple(known)
    ids = [rule.id for rule in laws.packs.rules if rule.id.partition("/")[0] in chosen]
    return ExpectationSuite(
        name=name or f"compliance {' '.join(packs)}".strip(),
        expectations=[ExpectRecordsToComply(rule=id_, **told(id_, folders)) for id_ in ids],
    )
