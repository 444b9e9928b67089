"""Regular expressions that mean to Java what they mean to DuckDB, which has RE2."""

import re

_TOKEN = re.compile(
    r"(?P<escape>\\.)|(?P<set>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<flags>\(\?[a-zA-Z-]+[:)])|(?P<other>.)",
    re.DOTALL,
)
_REPETITION = re.compile(r"\{\d+(?:,\d*)?\}")
_BRACKET, _ESCAPED = re.compile(r"(?<!\\)\["), r"\\["
_SPACE = r"\t\n\f\r "
_WORD_EDGE = r"(?:(?<=\w)(?!\w)|(?<!\w)(?=\w))"
_REFERENCE = re.compile(r"\\([0-9\\])|([\\$])")


def java_pattern(pattern: str) -> str:
    """Return the pattern for Java, to which word edges, white space and the end of the text mean more."""
    return "(?d)" + "".join(_translated(token, pattern) for token in _TOKEN.finditer(pattern))


def java_replacement(text: str) -> str:
    """Return the replacement for Java, which names groups by another sign."""
    return _REFERENCE.sub(
        lambda found: f"${found[1]}" if (found[1] or "\\") != "\\" else rf"\{found[0][-1]}", text
    )


def _translated(token: re.Match[str], pattern: str) -> str:
    text = token[0]
    match token.lastgroup:
        case "escape":
            return {r"\b": _WORD_EDGE, r"\s": f"[{_SPACE}]", r"\S": f"[^{_SPACE}]"}.get(text, text)
        case "set":
            inside = text[1:-1].replace(r"\s", _SPACE).replace("&&", r"&\&")
            return f"[{_BRACKET.sub(_ESCAPED, inside)}]"
        case "flags":
            # Without `u`, Java folds the case of ASCII letters only.
            return text.replace("i", "iu")
        case _:
            is_text = text == "{" and not _REPETITION.match(pattern, token.start())
            return r"\{" if is_text else {"$": r"\z"}.get(text, text)
