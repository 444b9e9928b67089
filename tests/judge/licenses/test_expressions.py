"""License expressions: precedence, brackets and what does not fit together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.judge.licenses.expressions import ANY_CASE, ExpressionError, fold


def show(text: str) -> str:
    """Return the expression with every pair in brackets."""
    return fold(text, str, lambda operator, left, right: f"[{left} {operator} {right}]")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("A", "A"),
        ("A AND B AND C", "[[A AND B] AND C]"),
        ("A OR B AND C", "[A OR [B AND C]]"),
        ("A AND B OR C", "[[A AND B] OR C]"),
        ("(A OR B) AND C", "[[A OR B] AND C]"),
        ("((A)) AND(B OR C)", "[A AND [B OR C]]"),
        ("A name (with brackets) AND B", "[A name (with brackets) AND B]"),
        ("(A (b) OR C (d)) AND E", "[[A (b) OR C (d)] AND E]"),
        ("SAND OR LAND", "[SAND OR LAND]"),
        ("v2 or later AND B", "[v2 or later AND B]"),
    ],
)
def test_structure(text: str, shown: str) -> None:
    """AND binds tighter than OR, and brackets inside a name stay in the name."""
    assert show(text) == shown


def test_operators_in_any_case() -> None:
    """Lower-case operators count only where the caller says so."""
    text = "a and b or c"

    assert fold(text, str, lambda *_: "joined") == text
    assert fold(text, str, lambda *_: "joined", ANY_CASE) == "joined"


@pytest.mark.parametrize("text", ["", "AND", "A AND", "OR A", "A AND OR B", "(A", "A)", "()", "(A AND) B"])
def test_misfit(text: str) -> None:
    """What does not fit together is an error, not a guess."""
    with pytest.raises(ExpressionError):
        show(text)


@given(st.lists(st.sampled_from(["(", ")", " AND ", " OR ", "A", " "]), max_size=60))
def test_any_sequence_folds_or_fails(tokens: list[str]) -> None:
    """Whatever the order of tokens, every operator joins two sides or there is an ExpressionError."""
    try:
        shown = show("".join(tokens))
    except ExpressionError:
        return
    assert shown.count("[") == tokens.count(" AND ") + tokens.count(" OR ")


def test_deep_brackets() -> None:
    """Depth costs no stack."""
    assert show("(" * 5_000 + "A" + ")" * 5_000) == "A"
