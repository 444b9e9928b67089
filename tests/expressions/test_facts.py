"""Which facts conditions ask of the profile, and at which grain."""

import pytest

from compliance.expressions import ExpressionError, FactPlan, parse_rule, plan_facts
from tests.factories import plan_for


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("record.platform = 'x'", ("record.platform",)),
        ("record.platform = platform.detected", ("platform.detected", "record.platform")),
        ("platform.host_kind = 'mirror'", ("platform.host_kind",)),
        ("terms.known AND grant.in_force AND platform.id = 'x'", ()),
        ("len(record.was_derived_from) > 1", ("record.was_derived_from",)),
    ],
)
def test_values(condition: str, values: tuple[str, ...]) -> None:
    """Columns with few values are kept as they are; what the judge joins is not asked of the scan."""
    assert plan_for(condition) == FactPlan(values)


@pytest.mark.parametrize(
    ("condition", "days"),
    [
        ("record.collected_at < DATE '2023-01-01'", ("record.collected_at",)),
        ("record.used_at IS NULL", ("record.used_at",)),
        ("record.deleted_at < clock.day", ("record.deleted_at",)),
        (
            "record.used_at < clock.day AND record.collected_at IS NULL",
            ("record.collected_at", "record.used_at"),
        ),
    ],
)
def test_days(condition: str, days: tuple[str, ...]) -> None:
    """Dates that are compared with what only the judge knows are kept to the day."""
    assert plan_for(condition) == FactPlan(days=days)


@pytest.mark.parametrize(
    "condition",
    [
        "record.url IS NULL",
        "record.url LIKE 'http:%'",
        "LOWER(record.creator) = 'nobody'",
        "record.sha256 = record.platform",
        "STARTS_WITH(record.url, 'https://')",
        "record.published_at < record.collected_at",
        "record.collected_at <= record.used_at",
        "record.published_at < CAST('2023-01-01' AS DATE)",
        "record.deleted_at <= record.delete_requested_at + INTERVAL '30' DAY",
        "id_time.created_at > record.collected_at",
        "record.published_at BETWEEN record.collected_at AND record.used_at",
    ],
)
def test_questions(condition: str) -> None:
    """What needs the whole record is answered in the scan, and only the answer is kept."""
    plan, (rewritten,) = plan_facts([parse_rule(condition)])
    (question,) = plan.questions

    assert plan == FactPlan(questions=(question,))
    assert question.text == condition
    assert question.name.startswith("scan.")
    assert rewritten.sql(str) == f'"{question.name}"'


@pytest.mark.parametrize(
    "condition",
    [
        "record.url IS NULL OR record.creator = 'nobody'",
        "CONTAINS(record.url, 'a') AND (record.url LIKE 'b%' OR NOT record.id = '1')",
    ],
)
def test_questions_that_are_joined_are_one(condition: str) -> None:
    """Conditions on the record alone that stand together are answered together, by one column."""
    plan, (rewritten,) = plan_facts([parse_rule(condition)])
    (question,) = plan.questions

    assert question.text == condition
    assert rewritten.sql(str) == f'"{question.name}"'


def test_a_condition_is_split_at_its_questions() -> None:
    """Only the part that needs the record is a question; the rest is judged over facts."""
    plan, (rewritten,) = plan_facts(
        [parse_rule("record.url IS NULL AND record.platform = 'x' OR terms.known")]
    )
    (question,) = plan.questions

    assert plan.values == ("record.platform",)
    assert rewritten.sql(str) == f'"{question.name}" AND "record.platform" = \'x\' OR "terms.known"'
    assert plan.names == ("record.platform", question.name)


def test_one_question_is_asked_once() -> None:
    """The same question, however it is spaced, in however many rules, is one fact."""
    plan = plan_for(
        "record.url IS NULL", "record.url  is   not null", "record.platform = 'x' AND record.url IS NULL"
    )

    assert [question.text for question in plan.questions] == ["record.url IS NULL"]


def test_different_questions_have_different_names() -> None:
    """Two questions never share a fact."""
    plan = plan_for("record.url LIKE 'a%'", "record.url LIKE 'b%'", "record.id LIKE 'a%'")

    assert len({question.name for question in plan.questions}) == 3


@pytest.mark.parametrize(
    "condition",
    [
        "record.url",
        "record.url = platform.id",
        "terms.known = (record.creator = grant.id)",
        "id_time.created_at > clock.day",
        "id_time.created_at",
        "record.token_count > grant.read_cap",
    ],
)
def test_a_nearly_unique_column_stays_in_the_scan(condition: str) -> None:
    """Comparing such a column with what only the judge knows is refused, with a way out."""
    with pytest.raises(ExpressionError, match=r"is nearly unique per record: .* IS NOT NULL"):
        plan_for(condition)


@pytest.mark.parametrize("condition", ["SUM(record.token_count) > 5", "MAX(record.content_size) > 5"])
def test_a_nearly_unique_column_is_not_summed(condition: str) -> None:
    """An aggregate is no question about one record; the measures are there for it."""
    with pytest.raises(ExpressionError):
        plan_facts([parse_rule(condition, aggregates=True)])


def test_the_refusal_points_at_the_column() -> None:
    """The offset is where the column stands."""
    with pytest.raises(ExpressionError) as caught:
        plan_for("terms.known OR record.url = grant.id")

    assert caught.value.offset == len("terms.known OR ")


def test_rewriting_leaves_the_rule_alone() -> None:
    """The text and the names of a rule are what its author wrote, also after planning."""
    expression = parse_rule("record.url IS NULL")

    plan_facts([expression])

    assert expression.names == ("record.url",)
    assert expression.sql(str) == '"record.url" IS NULL'


CONDITIONS = (
    "record.platform = 'x'",
    "record.url IS NULL",
    "record.used_at IS NULL AND record.license IS NULL",
)


def test_plans_add_up() -> None:
    """A merged plan holds the facts of both, sorted, each once, whichever comes first."""
    first, second, third = (plan_for(condition) for condition in CONDITIONS)
    merged = first.merged(second).merged(third)

    assert merged == third.merged(second.merged(first)) == merged.merged(first) == plan_for(*CONDITIONS)
    assert merged.values == ("record.license", "record.platform")
    assert merged.days == ("record.used_at",)
    assert merged.names == ("record.license", "record.platform", "record.used_at", second.questions[0].name)


def test_nothing_asks_for_nothing() -> None:
    """No conditions need no facts."""
    assert plan_facts([]) == (FactPlan(), ())
