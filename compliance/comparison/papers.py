"""Papers: what the grant registers and cards of a dataset say on either side, and its grant ledger."""

from collections.abc import Iterator

from compliance.model.card import Card
from compliance.model.changes import BucketChange
from compliance.model.comparison import Difference
from compliance.model.grant import Grant, Register
from compliance.model.report import DatasetReport

_NOT_PLAIN = frozenset({"name", "contract"})


def grant_changes(old: Register | None, new: Register | None) -> tuple[Difference, ...]:
    """Return the entries of the register that differ, by id; of one on both sides, each key that does."""
    was, now = ({grant.id: grant for grant in side.grants} if side else {} for side in (old, new))
    return tuple(each for id_ in sorted({*was, *now}) for each in _grant(id_, was.get(id_), now.get(id_)))


def bucket_changes(old: DatasetReport | None, new: DatasetReport | None) -> tuple[BucketChange, ...]:
    """Return the lines of the grant ledger with more or fewer records, the largest change first."""
    was, now = (
        {(line.bucket, line.grant): line.records for line in side.grant_ledger} if side else {}
        for side in (old, new)
    )
    changes = [BucketChange(*key, was.get(key, 0), now.get(key, 0)) for key in dict.fromkeys((*now, *was))]
    differing = (change for change in changes if change.old != change.new)
    return tuple(
        sorted(differing, key=lambda each: (-abs(each.new - each.old), each.bucket, each.grant or ""))
    )


def card_changes(old: Card, new: Card) -> tuple[Difference, ...]:
    """Return the keys of the card that say something else, those of a map one by one."""
    was, now = dict(_said(old)), dict(_said(new))
    return tuple(
        Difference(key, was.get(key), now.get(key))
        for key in dict.fromkeys((*was, *now))
        if was.get(key) != now.get(key)
    )


def _said(card: Card) -> Iterator[tuple[str, str]]:
    """Yield each key of a card with what it says, as text."""
    for key, value in card:
        if key in {"columns", "defaults"}:
            yield from ((f"{key}.{name}", str(said)) for name, said in sorted(value.items()))
        elif key == "parents":
            parents = sorted(f"{parent.name} {parent.version or ''}".strip() for parent in card.parents)
            yield from ((f"parent {parent}", "named") for parent in parents)
        elif key == "jurisdictions":
            yield from [(key, ", ".join(value))] if value else []
        elif key not in _NOT_PLAIN and value is not None:
            yield key, str(value)


def _grant(id_: str, old: Grant | None, new: Grant | None) -> Iterator[Difference]:
    if old is None or new is None:
        yield Difference(id_, _brief(old), _brief(new))
        return
    was, now = (grant.model_dump(mode="json") for grant in (old, new))
    for key in Grant.model_fields:
        if was[key] != now[key]:
            yield Difference(f"{id_} {key}", _text(was[key]), _text(now[key]))


def _brief(grant: Grant | None) -> str | None:
    if grant is None:
        return None
    said = [
        grant.type.replace("_", " "),
        grant.plan,
        grant.platform,
        *(grant.target.datasets if grant.target else ()),
    ]
    days = f"from {grant.valid_from}" if grant.valid_from else ""
    return ", ".join(part for part in (*said, days) if part)


def _text(value: object) -> str:
    match value:
        case None:
            return "not stated"
        case bool():
            return "yes" if value else "no"
        case list():
            return " ".join(map(str, value)) or "none"
        case dict():
            return " ".join(f"{key} {part}" for key, part in value.items())
        case _:
            return str(value)
