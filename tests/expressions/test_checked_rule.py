"""A rule whose conditions have passed the allow-list."""

from compliance.expressions import CheckedRule, parse_rule
from compliance.model.rule import Rule

RULE = Rule.model_validate(
    {
        "title": "A cap is kept",
        "severity": "high",
        "confidence": "high",
        "clock": "collected_at",
        "scope": "group",
        "group_by": ["grant.id"],
        "applies": "record.acquisition_method = 'api'",
        "requires": "SUM(measure.items) <= MAX(grant.read_cap)",
        "message": "{count} records are above the cap.",
        "how_to_fix": "Read less.",
        "rationale": "A plan has a cap.",
        "references": [{"title": "A page", "source": "https://example.org"}],
        "cases": [{"name": "one", "record": {"id": "1"}, "expect": "compliant"}],
    }
)


def test_names_of_a_rule() -> None:
    """A rule mentions the names of both conditions and its keys, each once, in that order."""
    rule = CheckedRule(
        id="pack/slug",
        path="rules/pack/slug.yaml",
        rule=RULE,
        applies=parse_rule(RULE.applies),
        requires=parse_rule(RULE.requires, aggregates=True),
        group_by=tuple(parse_rule(key) for key in RULE.group_by),
    )

    assert rule.names == ("record.acquisition_method", "measure.items", "grant.read_cap", "grant.id")
