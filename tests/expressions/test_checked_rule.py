"""A rule whose conditions have passed the allow-list."""

from compliance.expressions import check_rule, parse_rule
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
    conditions = parse_rule(RULE.applies), parse_rule(RULE.requires, aggregates=True)
    keys = [parse_rule(key) for key in RULE.group_by]
    rule = check_rule(("pack/slug", "rules/pack/slug.yaml"), RULE, conditions, keys)

    assert rule.names == ("record.acquisition_method", "measure.items", "grant.read_cap", "grant.id")
