"""Text from outside, made safe to show.

Cells, paths and messages carry whatever a manifest holds: escape sequences, direction
overrides, secrets in URLs, megabytes. Every format shows them through these functions.
"""

import re
import unicodedata

ELLIPSIS = "…"
EXCERPT = 4_000
"""Characters of one text that any format looks at; exact rows are evidence, not report."""

_HIDDEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})

# A password may hold "/", "?" or "#" unescaped, so user-info with a colon that opens no port runs to the "@".
_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]{0,30}://)"
    r"(?P<user>[^\s/?#@:]*:(?!\d{1,5}(?:[/?#\s]|$))[^\s@]*@|[^\s/?#]*@)?"
    r"(?P<place>[^\s?#]*)(?P<query>\?[^\s#]*)?(?P<fragment>#\S*)?"
)
# What stands before the "@" of an Azure URL is a container, as long as no password follows it.
_CONTAINER = re.compile(r"abfss?://[a-z0-9$-]{3,63}@")
_BARE_QUERY = re.compile(
    r"(?<![\w.-])(?P<place>[\w-]{1,63}(?:\.[\w-]{1,63}){1,9}(?::\d+)?/[^\s?#]*)\?[^\s…]\S*"
)
# A query ends where the sentence, the quotes or the brackets around its address do.
_CLOSING = "\"'`)]}>.,;:!"


def redact(text: str) -> str:
    """Return the text with user-info, query and fragment of every URL as an ellipsis."""
    return _BARE_QUERY.sub(_redacted_query, _URL.sub(_redacted_url, text))


def without_users(text: str) -> str:
    """Return the text with user-info of every URL as an ellipsis; queries stay."""
    return _URL.sub(
        lambda url: f"{url['scheme']}{_user(url)}{url[0][len(url['scheme']) + len(url['user'] or '') :]}",
        text,
    )


def _user(url: re.Match[str]) -> str:
    user: str = url["user"] or ""
    is_container = _CONTAINER.fullmatch(f"{url['scheme']}{user}")
    return user if is_container or not user else f"{ELLIPSIS}@"


def _redacted_url(url: re.Match[str]) -> str:
    query = f"?{ELLIPSIS}" if url["query"] else ""
    fragment = f"#{ELLIPSIS}" if url["fragment"] else ""
    closing = closing_of(url[0]) if query or fragment else ""
    return f"{url['scheme']}{_user(url)}{url['place']}{query}{fragment}{closing}"


def _redacted_query(url: re.Match[str]) -> str:
    return f"{url['place']}?{ELLIPSIS}{closing_of(url[0])}"


def closing_of(url: str) -> str:
    """Return the quotes, brackets and stops at the end of an address, which are not part of it."""
    return url[len(url.rstrip(_CLOSING)) :]


def plain(text: str) -> str:
    r"""Return the text with invisible characters spelled out, such as `\x1b`.

    Controls, line breaks, direction marks and lone surrogates are spelled;
    all kinds of space become the ordinary one.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(char: str) -> str:
    category = unicodedata.category(char)
    if category in _HIDDEN:
        return char.encode("unicode_escape").decode("ascii")
    return " " if category == "Zs" else char


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, the last one an ellipsis when some are missing."""
    return text if len(text) <= limit else text[: limit - 1] + ELLIPSIS


def excerpt(text: str) -> str:
    """Return what a machine reads of one text: redacted and not too long."""
    return shorten(redact(text[: EXCERPT + 1]), EXCERPT)


def cell(text: str, limit: int = 120) -> str:
    """Return a manifest value on one line: redacted, visible, not too long."""
    return shorten(plain(excerpt(text)), limit)


def prose(text: str, limit: int = EXCERPT) -> str:
    """Return sentences on one line, line breaks and runs of space folded."""
    return cell(" ".join(text.split()), limit)


def tail(path: str, limit: int) -> str:
    """Return the end of a path, at most `limit` characters, where its name is."""
    shown = plain(excerpt(path))
    return shown if len(shown) <= limit else ELLIPSIS + shown[len(shown) - limit + 1 :]
