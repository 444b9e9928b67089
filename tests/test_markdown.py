"""Text as Markdown that shows exactly that text."""

import pytest

from compliance.markdown import block, broken, code, link, prose, quiet, table


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("set grant_id", r"set grant\_id"),
        ("say `training: true` _now_", r"say `training: true` \_now\_"),
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[a](javascript:b)", r"\[a\](javascript:b)"),
        ("a | b & c", r"a \| b \& c"),
        ("one ` tick", r"one \` tick"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("two\n\n  lines", "two lines"),
        ("``[a](b)`", r"\`\`\[a\](b)\`"),
        ("`a``[a](b)`", r"\`a\`\`\[a\](b)\`"),
    ],
)
def test_prose(text: str, shown: str) -> None:
    """Nothing in a paragraph is markup but what stands between backticks."""
    assert prose(text) == shown


def test_quiet() -> None:
    """Nobody is called, and no issue is referred to; code stays as it is."""
    assert quiet(prose("@_team")) == r"@&#8203;\_team"
    assert quiet("ask @team, see #1 and !2: `@team` # x") == (
        "ask @&#8203;team, see #&#8203;1 and !&#8203;2: `@team` # x"
    )


def test_code() -> None:
    """Code ends where it ends, whatever backticks it holds."""
    assert code("a`b") == "``a`b``"
    assert code("`a`") == "`` `a` ``"
    assert block("x\n```\ny\n", "sql") == "````sql\nx\n```\ny\n````"


def test_link() -> None:
    """An address cannot end its link early."""
    assert link("a [b]", "https://x.org/a b(c)<d>") == r"[a \[b\]](https://x.org/a%20b%28c%29%3Cd%3E)"


def test_table() -> None:
    """A bar in a cell does not end it, in code either."""
    assert table(("a",), [(code("x|y"),), (prose("x|y"),)]).splitlines()[2:] == [r"| `x\|y` |", r"| x\|y |"]


def test_broken() -> None:
    """A long condition is broken where its parts are joined, no deeper than it must be; its words stay."""
    sql = "a BETWEEN 1 AND 2 AND (b OR c) AND CASE WHEN d AND e THEN f END OR g = ' AND '"
    outer = ["a BETWEEN 1 AND 2", "AND (b OR c)", "AND CASE WHEN d AND e THEN f END", "OR g = ' AND '"]

    assert broken(sql) == sql
    assert broken(f"{sql}\n") == sql
    assert broken(sql, width=40).splitlines() == outer
    assert broken("(a AND b) OR c", width=8).splitlines() == ["(a", "  AND b)", "OR c"]
    assert " ".join(broken(sql, width=8).split()) == sql
