"""One comparison by hand, with everything in it that a format must cope with."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from compliance.model.changes import (
    BucketChange,
    FactChange,
    FindingChange,
    GroupChange,
    OtherFact,
    RuleChange,
    ValueChange,
)
from compliance.model.comparison import (
    Comparison,
    DatasetChange,
    Difference,
    Presence,
    RegisterChange,
    Standpoint,
    Untold,
)
from compliance.model.report import Counts
from compliance.model.rule import Severity
from compliance.model.verdict import Verdict

DAY = date(2026, 8, 22)
OLD = Standpoint("main", "1" * 40, DAY, "0.1.0")
NEW = Standpoint("WORKTREE", None, DAY, "0.1.0")
SAME = Comparison(OLD, NEW, laws=(), datasets=(), registers=(), same=3)


def group(gained: int = 12_000, lost: int = 0, **more: object) -> GroupChange:
    """Return a group from x, by API, without a grant; *more* says what else it is."""
    facts = {"platform.id": "x", "record.acquisition_method": "api", "grant": "no_grant", "grant.id": None}
    known = {"first": date(2023, 4, 1), "last": date(2023, 6, 1), "facts": tuple(facts.items())}
    return GroupChange(old=lost, new=gained, gained=gained, lost=lost, **{**known, **more})  # type: ignore[arg-type]


def went(old: Counts, new: Counts, rule: str = "social/paid-api-grant", **more: object) -> RuleChange:
    """Return what a rule says of a dataset on both sides."""
    known = {"title": "API data needs a grant", "severity": Severity.CRITICAL}
    return RuleChange(rule=rule, old=old, new=new, **{**known, **more})  # type: ignore[arg-type]


_NEW = FindingChange(Verdict.VIOLATION, False, 0, 12_000, None, Severity.CRITICAL)
WORSE = went(
    Counts(compliant=40_000),
    Counts(compliant=40_000, violation=12_000, unproven=5),
    findings=(_NEW,),
    groups=(group(verdict=Verdict.VIOLATION), group(5, verdict=Verdict.UNPROVEN)),
    groups_total=2,
)
BETTER = went(Counts(unproven=7), Counts(compliant=7), "license/license-stated", severity=Severity.HIGH)
POSTS = DatasetChange(
    name="posts",
    was=None,
    presence=Presence.BOTH,
    old=40_000,
    new=51_700,
    facts=(
        FactChange("platform.id", (ValueChange("x", 0, 12_000), ValueChange("reddit", 300, 0)), 2),
        FactChange("license.expression", (ValueChange(None, 40_000, 51_700),), 1),
    ),
    groups=(group(), group(0, 300, facts=(("platform.id", "reddit"), ("license.expression", None)))),
    groups_total=9,
    others=(OtherFact("record.robots_verdict", 1_200, 1_200),),
    rules=(WORSE, BETTER),
    buckets=(BucketChange("no_grant", None, 0, 12_000), BucketChange("named", "x-basic", 300, 0)),
    card=(Difference("version", "1.2", "1.3"), Difference("released_to", None, "everybody")),
)
GONE = DatasetChange("feeds", None, Presence.GONE, 900, 0, rules=(BETTER,))
CAME = DatasetChange("pages", None, Presence.NEW, 0, 70, groups=(group(70),), groups_total=1)
_LOST = Difference("x-basic", "api plan, x, from 2023-09-01", None)
WHOLE = replace(
    SAME,
    datasets=(POSTS, CAME, GONE),
    registers=(RegisterChange("grants.yaml", (_LOST,)),),
    laws=(Difference("pack social", "1.0.0", "1.1.0"), Difference("as of", "2026-08-21", "2026-08-22")),
    untold=(Untold("main: lost/dataset.yaml", "there is no manifest file", "compare two folders"),),
    limits=("Reports hold no profiles.",),
)


def hostile(texts: Sequence[str]) -> Comparison:
    """Return a comparison with these texts wherever text from outside can be."""
    return replace(
        WHOLE,
        old=replace(OLD, name=texts[0]),
        datasets=tuple(_dataset(text) for text in texts),
        registers=tuple(RegisterChange(text, (Difference(text, text, text),)) for text in texts),
        laws=tuple(Difference(text, text, None) for text in texts),
        untold=tuple(Untold(text, text, text) for text in texts),
        limits=tuple(texts),
    )


def _dataset(text: str) -> DatasetChange:
    names = ("platform.id", "record.acquisition_method", "license.expression", "record.purpose", "terms.x")
    facts = (*((name, text) for name in names), ("grant", "named"), ("grant.id", text), (text, text))
    bad = group(facts=facts)
    return replace(
        POSTS,
        name=text,
        was=text,
        facts=tuple(FactChange(name, (ValueChange(text, 0, 1),), 1) for name in names[:-1]),
        groups=(bad,),
        others=(OtherFact(text, 1, 1),),
        rules=(replace(WORSE, rule=text, title=text, groups=(bad,)),),
        buckets=(BucketChange("named", text, 0, 1), BucketChange(text, text, 1, 0)),
        card=(Difference(text, text, text),),
    )
