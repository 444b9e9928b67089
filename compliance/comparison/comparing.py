"""Comparing: two sides in, all that differs between them out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from compliance.comparison.groups import Moved, compare_groups
from compliance.comparison.laws import law_changes
from compliance.comparison.papers import bucket_changes, card_changes, grant_changes
from compliance.comparison.side import Seen, Side
from compliance.comparison.timelines import platform_changes, timeline_of
from compliance.comparison.verdicts import dataset_of, has_all_groups, rule_changes
from compliance.database import Resources
from compliance.model.changes import OtherFact, Trend
from compliance.model.comparison import Comparison, DatasetChange, Presence, RegisterChange

_NO_PROFILES = (
    "Reports hold no profiles: licences, ways of collecting and purposes are compared only as far as "
    "findings name them, and what was replaced by as many records of the same platform does not show."
)
_NO_PAPERS = "Reports hold neither cards nor registers: grants are compared by the records under them."


@dataclass(frozen=True)
class _Pair:
    """The names of one dataset on both sides; None where it is not."""

    old: str | None
    new: str | None

    @property
    def name(self) -> str:
        return self.new or self.old or ""


def compare(
    old: Side,
    new: Side,
    only: Collection[str] | None = None,
    resources: Resources | None = None,
    *,
    pairs_lone: bool = False,
) -> Comparison:
    """Return what differs between two sides, dataset by dataset.

    Datasets are matched by name, then by the path of their card; *pairs_lone*
    also matches the only one of either side. With *only*, datasets of other
    names are left out. Each side brings all records of a dataset, or none.
    Raises UsageError where *resources* have too little memory.
    """
    pairs = [
        pair
        for pair in _pairs(old, new, pairs_lone=pairs_lone)
        if (only is None or not {pair.old, pair.new}.isdisjoint(only)) and _is_read(pair, old, new)
    ]
    changes = [_dataset(pair, old, new, resources) for pair in pairs]
    differing = sorted((change for change in changes if not change.is_empty), key=_gravity)
    return Comparison(
        old=old.standpoint,
        new=new.standpoint,
        laws=law_changes(old.report, new.report),
        datasets=tuple(differing),
        registers=tuple(_registers(pairs, old, new)),
        same=len(changes) - len(differing),
        untold=(*old.untold, *new.untold),
        limits=tuple(_limits(pairs, old, new)),
    )


def _pairs(old: Side, new: Side, *, pairs_lone: bool) -> list[_Pair]:
    """Return what to compare with what; a dataset that one side could not read is left out."""
    was, now = ({dataset.name: dataset.card for dataset in side.report.datasets} for side in (old, new))
    matches = {name: name for name in now if name in was}
    by_card = {card: name for name, card in was.items() if name not in now and card is not None}
    matches |= {name: by_card.pop(card) for name, card in now.items() if name not in was and card in by_card}
    if pairs_lone and len(was) == len(now) == 1:
        matches = {next(iter(now)): next(iter(was))}
    came = (_Pair(matches.get(name), name) for name in now if name in matches or now[name] not in old.failed)
    kept = set(matches.values())
    gone = (_Pair(name, None) for name in was if name not in kept and was[name] not in new.failed)
    return [*came, *gone]


def _is_read(pair: _Pair, old: Side, new: Side) -> bool:
    """Tell whether each side has read something of a dataset, or had nothing to read."""
    found = dataset_of(old.report, pair.old), dataset_of(new.report, pair.new)
    return not any(
        each and each.coverage and all(file.problem is not None for file in each.coverage) for each in found
    )


def _dataset(pair: _Pair, old: Side, new: Side, resources: Resources | None) -> DatasetChange:
    reports = (old.report, new.report)
    was, now = dataset_of(old.report, pair.old), dataset_of(new.report, pair.new)
    seen = old.seen.get(pair.old or ""), new.seen.get(pair.new or "")
    moved = compare_groups(*seen, resources) if any(seen) else None
    change = DatasetChange(
        name=pair.name,
        was=pair.old if pair.old != pair.new and pair.new is not None else None,
        presence=Presence.NEW if pair.old is None else Presence.GONE if pair.new is None else Presence.BOTH,
        old=was.rows_examined if was else 0,
        new=now.rows_examined if now else 0,
        rules=rule_changes(reports, (pair.old, pair.new), moved),
        buckets=bucket_changes(was, now),
    )
    if moved is None:
        return replace(change, facts=platform_changes(was, now))
    shown = replace(
        change,
        facts=moved.facts,
        groups=moved.groups,
        groups_total=moved.groups_total,
        others=tuple(_named(moved, {**_questions(seen[0]), **_questions(seen[1])})),
    )
    if seen[0] is None or seen[1] is None:
        return shown
    return replace(shown, card=card_changes(seen[0].dataset.card, seen[1].dataset.card))


def _questions(seen: Seen | None) -> dict[str, str]:
    return dict(seen.profile.questions or {}) if seen else {}


def _named(moved: Moved, questions: Mapping[str, str]) -> Iterator[OtherFact]:
    """Yield the other facts, questions by their text."""
    for other in moved.others:
        yield replace(other, fact=questions.get(other.fact, other.fact))


def _registers(pairs: Sequence[_Pair], old: Side, new: Side) -> Iterator[RegisterChange]:
    """Yield each register that says something else, once for all the datasets that it goes with."""
    told = set()
    for pair in pairs:
        was, now = old.seen.get(pair.old or ""), new.seen.get(pair.new or "")
        if was is None or now is None:
            continue
        paths = was.dataset.register_path, now.dataset.register_path
        grants = grant_changes(was.dataset.register, now.dataset.register)
        if grants and paths not in told:
            told.add(paths)
            yield RegisterChange(paths[1] or paths[0] or "", grants)


def _limits(pairs: Sequence[_Pair], old: Side, new: Side) -> Iterator[str]:
    if old.seen or new.seen:
        return
    yield _NO_PROFILES
    yield _NO_PAPERS
    sides = [(side, name) for pair in pairs for side, name in ((old, pair.old), (new, pair.new)) if name]
    for side, name in sides:
        if not has_all_groups(side.report, name):
            yield (
                f"{side.name} holds the largest groups only of some findings on {name}: "
                "which groups came or went is not told there."
            )
        if any(line.platforms > 1 for line in timeline_of(dataset_of(side.report, name))):
            yield f"{side.name} sums up some platforms of {name}: which of them came or went is not told."


def _gravity(change: DatasetChange) -> tuple[object, ...]:
    """Order datasets: those that got worse first, then by the gravest of their rules and their records."""
    worse, better = change.rules_that_went(Trend.WORSE), change.rules_that_went(Trend.BETTER)
    first = (worse or better or (None,))[0]
    weight = first.severity.weight if first else 0
    return (not worse, not better, -weight, -abs(change.new - change.old), change.name)
