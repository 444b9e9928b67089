"""The comparison as Markdown, small enough for a comment on a merge request."""

from collections.abc import Iterator

from compliance.markdown import code
from compliance.model.comparison import Comparison
from compliance.reporting.comparison.headline import outcome, standpoints, statement
from compliance.reporting.comparison.outline import Chapter, Line, Section, Value, Words
from compliance.reporting.comparison.words import chapters

LIMIT = 60_000
"""Bytes; hosts of repositories refuse comments that are longer than 64 KiB."""
_CLOSING = 200
"""Bytes that the last line may take."""


def render_markdown(comparison: Comparison) -> str:
    """Return what differs, the gravest first, in less than `LIMIT` bytes.

    Text from outside stands in code, where nobody is mentioned and nothing is linked.
    """
    found = outcome(comparison)
    paragraphs = [f"**{found.capitalize()}**: {_inline(statement(comparison))}"]
    if found not in {"same", "incomplete"}:
        paragraphs.append(_inline(standpoints(comparison)))
    left = 0
    for chapter in map(_chapter, chapters(comparison)):
        size = sum(len(part.encode()) + 2 for part in (*paragraphs, chapter))
        if left or size > LIMIT - _CLOSING:
            left += 1
        else:
            paragraphs.append(chapter)
    if left:
        paragraphs.append(f"{left:,} more of these sections are left out; `--output json=FILE` has them.")
    return "\n\n".join(paragraphs) + "\n"


def _chapter(chapter: Chapter) -> str:
    return "\n".join(
        (f"### {_inline(chapter.title)}\n", *(line for part in chapter.sections for line in _section(part)))
    )


def _section(section: Section) -> Iterator[str]:
    label = [f"- **{section.label.capitalize()}**"] if section.label else []
    depth = len(label)
    yield from label
    for line in section.lines:
        yield from _line(line, depth)
    if section.rest:
        yield f"{'  ' * depth}- {section.rest}"


def _line(line: Line, depth: int) -> Iterator[str]:
    lead = f"**{line.lead}** " if line.lead else ""
    yield f"{'  ' * depth}- {lead}{_inline(line.words)}"
    for below in line.below:
        yield from _line(below, depth + 1)


def _inline(words: Words) -> str:
    return "".join(map(_word, words))


def _word(word: str | Value) -> str:
    if isinstance(word, Value):
        return code(word.shown or "(empty)")
    return word
