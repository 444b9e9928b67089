"""The comparison as Markdown."""

import re
from dataclasses import replace

from compliance.reporting.comparison import render_markdown
from compliance.reporting.comparison.markdown import LIMIT
from tests.hostile import ATTACKS, SECRET
from tests.reporting.sample_comparison import POSTS, SAME, WHOLE, hostile

_CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def test_nothing_differs() -> None:
    """Where nothing differs, one sentence is the whole comment."""
    assert render_markdown(SAME) == (
        "**Same**: nothing differs in 3 datasets between `main` (1111111111) and `WORKTREE`, "
        "both judged as of 2026-08-22.\n"
    )


def test_sections() -> None:
    """Each dataset is a section, with a list of what differs and of what is behind it."""
    lines = render_markdown(WHOLE).splitlines()

    assert "### `posts`: 40,000 → 51,700 records (+11,700)" in lines
    assert "- **Worse**" in lines
    assert (
        "  - **critical** `social/paid-api-grant`  in violation 0 → 12,000 (new), unproven 0 → 5 (new)"
        in lines
    )
    assert "    - **+12,000** `x`, `api`, no grant, collected 2023-04 to 2023-06" in lines
    assert "- `x-basic` is gone: `api plan, x, from 2023-09-01`" in lines


def test_hostile_text() -> None:
    """Text from outside stands in code, where it is neither markup nor a mention nor a link."""
    shown = render_markdown(hostile(list(ATTACKS.values())))
    outside = _CODE.sub("", shown)

    assert SECRET not in shown
    for mark in ("<", "@SUM", "http", "javascript", "[x]", "| a |", "::error", "$"):
        assert mark not in outside


def test_small_enough_for_a_comment() -> None:
    """However much differs, it stays below the limit and says how much is left out."""
    many = tuple(replace(POSTS, name=f"dataset-{number:03}") for number in range(300))
    shown = render_markdown(replace(WHOLE, datasets=many))

    assert len(shown.encode()) < LIMIT
    assert "dataset-000" in shown
    assert re.search(r"\d+ more of these sections are left out", shown)
    assert len(render_markdown(hostile(list(ATTACKS.values()) * 9)).encode()) < LIMIT
