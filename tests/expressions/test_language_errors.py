"""How a faulty condition is answered: the nearest thing that is allowed, and the place."""

import pytest

from compliance.expressions import ExpressionError, parse_rule


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("record.platfrom = 'x'", "record.platform"),
        ("recrod.platform = 'x'", "record.platform"),
        ("terms.api_acess = 'paid'", "terms.api_access"),
        ("GRANT.in_force", "grant.in_force"),
        ("collected_at IS NULL", "record.collected_at"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(text: str, nearest: str) -> None:
    """A misspelt name is an error that names the one probably meant."""
    with pytest.raises(ExpressionError, match=f"did you mean '{nearest}'"):
        parse_rule(text)


def test_a_name_like_no_other_gets_no_suggestion() -> None:
    """When nothing is near, the error suggests nothing."""
    with pytest.raises(ExpressionError, match=r"^there is no 'zzz\.qqq'$"):
        parse_rule("zzz.qqq = 1")


@pytest.mark.parametrize(
    "text",
    [
        "terms.known AND recrod.platform = 'x'",
        "record.platform = 'x' AND record.platfrom = 'y'",
        "record.region = 'record.platfrom' OR record.platfrom = 'y'",
    ],
)
def test_an_unknown_name_is_pointed_at(text: str) -> None:
    """The offset is where the unknown name begins, though its namespace or text stands earlier too."""
    with pytest.raises(ExpressionError) as caught:
        parse_rule(text)

    assert text[caught.value.offset :].startswith(("recrod.platform", "record.platfrom = "))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("record.commercial AND sum(measure.records) > 1", "sum("),
        ("record.commercial AND frobnicate(record.id)", "frobnicate("),
    ],
)
def test_a_forbidden_function_is_pointed_at(text: str, place: str) -> None:
    """The offset is where the forbidden function begins."""
    with pytest.raises(ExpressionError) as caught:
        parse_rule(text)

    assert text[caught.value.offset :].startswith(place)


@pytest.mark.parametrize(
    "text",
    [
        "adjacent_day(measure.items) = 1",
        "adjacent_day(MAX(measure.items)) = 1",
        "adjacent_day() = 1",
        "adjacent_day(SUM(measure.items), 2) = 1",
        "adjacent_day(adjacent_day(SUM(measure.items))) = 1",
    ],
)
def test_adjacent_day_takes_one_sum(text: str) -> None:
    """The days before and after have sums and counts, and nothing else."""
    with pytest.raises(ExpressionError, match="adjacent_day takes one SUM or COUNT"):
        parse_rule(text, aggregates=True)


def test_adjacent_day_is_for_groups() -> None:
    """A record has no days before and after."""
    with pytest.raises(ExpressionError, match="adjacent_day is not allowed here"):
        parse_rule("adjacent_day(1) = 1")


def test_a_syntax_error_is_pointed_at_across_lines() -> None:
    """The offset counts characters of the whole text, the lines before included."""
    text = "record.commercial\nAND record.platform = = 'x'"

    with pytest.raises(ExpressionError, match=r"^not a condition: ") as caught:
        parse_rule(text)

    assert text.index("\n") < caught.value.offset <= len(text)


@pytest.mark.parametrize("text", ["record.platform IN ()", "CAST(record.platform AS nonsense) = 1"])
def test_what_the_engine_cannot_read_is_refused(text: str) -> None:
    """An empty IN list and a type that does not exist fail when they are read, not at the scan."""
    with pytest.raises(ExpressionError):
        parse_rule(text)
