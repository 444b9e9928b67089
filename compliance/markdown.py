"""Text as GitHub-flavoured Markdown that shows exactly that text."""

import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

# A run of several ticks would open code that one tick does not close.
_SPAN = re.compile(r"(?<!`)(`[^`\n]+`)(?!`)")
_CALLING = re.compile(r"[@#!](?=\\?\w)")
_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")
_BLOCK = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([#+=-])")
_TOKEN = re.compile(r"'(?:[^']|'')*'|\w+|\W")
_OPENS = {"(": 1, ")": -1, "CASE": 1, "END": -1}
_DEPTHS = 4
_TICKS = re.compile(r"`+")


def prose(text: str) -> str:
    """Return a paragraph on one line; what stands between backticks stays code."""
    parts = _SPAN.split(" ".join(text.split()))
    line = "".join(part if _SPAN.fullmatch(part) else _SPECIAL.sub(r"\\\1", part) for part in parts)
    return _BLOCK.sub(lambda start: f"{start[1] or ''}\\{start[2] or start[3]}", line)


def quiet(line: str) -> str:
    """Return Markdown that calls nobody and refers to nothing: no `@name`, `#1` or `!1` outside code."""
    parts = _SPAN.split(line)
    return "".join(part if _SPAN.fullmatch(part) else _CALLING.sub(r"\g<0>&#8203;", part) for part in parts)


def code(text: str) -> str:
    """Return text as a span of code."""
    line = " ".join(text.split())
    ticks = "`" * (_longest(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def block(text: str, language: str) -> str:
    """Return text as a block of code."""
    fence = "`" * max(3, _longest(text) + 1)
    return f"{fence}{language}\n{text.strip()}\n{fence}"


def broken(sql: str, width: int = 100) -> str:
    """Return a condition broken where AND or OR joins its parts, as deep as its lines are too long."""
    lines = sql.strip()
    for depth in range(_DEPTHS):
        if all(len(line) <= width for line in lines.splitlines()):
            break
        lines = _broken_at(sql, depth)
    return lines


def _broken_at(sql: str, deepest: int) -> str:
    depth, in_range, parts = 0, False, []
    for token in _TOKEN.findall(" ".join(sql.split())):
        word = token.upper()
        depth += _OPENS.get(word, 0)
        joins = word == "OR" or (word == "AND" and not in_range)
        parts.append(f"\n{'  ' * depth}{token}" if joins and depth <= deepest else token)
        in_range = word == "BETWEEN" or (in_range and word != "AND")
    return re.sub(r" +\n", "\n", "".join(parts))


def link(text: str, target: str) -> str:
    """Return a link to an address or a file."""
    return f"[{prose(text)}]({quote(target, safe=':/?#[]@!$&*+,;=%~')})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    """Escape the bars of code, which a table would take for its own."""
    return re.sub(r"(?<!\\)\|", r"\\|", text)


def _longest(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
