"""Which clauses let a rule apply, and on which platforms."""

import pytest

from compliance.expressions import CheckedRule
from compliance.laws import read_laws
from compliance.linting.triggers import clauses_of, timeline, timelines
from compliance.model.platform import ClauseName

LAWS = read_laws()
PLATFORMS = LAWS.reference.reference.platforms


def _rule(id_: str) -> CheckedRule:
    return next(checked for checked in LAWS.packs.rules if checked.id == id_)


@pytest.mark.parametrize(
    ("id_", "clauses"),
    [
        ("social/paid-api-grant", (ClauseName.API_ACCESS,)),
        ("retention/copy-refreshed", (ClauseName.DELETION_DUTY,)),
        ("social/mirror-license", (ClauseName.AUTOMATED_COLLECTION, ClauseName.CONTENT_LICENSE)),
        ("social/terms-known", ()),
        ("provenance/purpose-stated", ()),
    ],
)
def test_clauses(id_: str, clauses: tuple[ClauseName, ...]) -> None:
    """A rule looks at a clause by its value, its conditions or its times."""
    assert clauses_of(_rule(id_)) == clauses


def test_values_that_let_a_rule_apply() -> None:
    """Of the values X has had, those that the rule names let it apply."""
    rows = timeline(_rule("social/paid-api-grant"), ClauseName.API_ACCESS, PLATFORMS["x"])

    assert {row.clause.value: row.applies for row in rows} == {
        "free": False,
        "paid": True,
        "agreement_required": True,
    }


def test_only_documents_that_can_bind() -> None:
    """A rule about the API shows no document for visitors, and a rule about crawlers none for the API."""
    visitors = timeline(
        _rule("social/collection-permission"), ClauseName.AUTOMATED_COLLECTION, PLATFORMS["x"]
    )
    api = timeline(_rule("social/paid-api-grant"), ClauseName.API_ACCESS, PLATFORMS["x"])

    assert {row.document for row in visitors} == {"Terms of Service"}
    assert "Terms of Service" not in {row.document for row in api}


def test_platforms_a_rule_leaves_out() -> None:
    """A rule that excepts a platform by its id shows nothing of it."""
    found = [
        platform.id
        for platform, _ in timelines(
            _rule("social/commercial-permission"), ClauseName.COMMERCIAL_USE, PLATFORMS
        )
    ]

    assert "x" not in found
    assert found


def test_order() -> None:
    """The platforms with most to show come first."""
    found = list(timelines(_rule("social/training-ban"), ClauseName.AI_TRAINING, PLATFORMS))
    counts = [len(rows) for _, rows in found]

    assert counts == sorted(counts, reverse=True)
    assert all(any(row.applies for row in rows) for _, rows in found)
