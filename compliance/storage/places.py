"""Places of manifests: paths on this machine, and URLs that hold no more than they may show."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from compliance.errors import UsageError

_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]+)://(?P<place>[^/?#]*)/*(?P<rest>.*)", re.DOTALL)
_WEB_OPTIONS = re.compile(r"[?#].*", re.DOTALL)
# A key of an object store may hold a question mark, and a pattern may too: options follow `?name=`.
_STORE_OPTIONS = re.compile(r"\?\w+=[^/]*$")
_WEB = frozenset({"http", "https"})
_USER = re.compile(r"[^@]*@")


@dataclass(frozen=True, repr=False)
class Url:
    """A place that is not on this machine; as text it shows no secret."""

    scheme: str
    root: str
    """Scheme and host, bucket or container."""
    key: str
    """What lies below the root, as the store spells it."""
    options: str = ""
    """The query, with its question mark: for the web it may be a signature."""

    def __str__(self) -> str:
        """Return the URL with an ellipsis for its query."""
        return f"{self.root}/{self.key}{'?…' if self.options else ''}"

    __repr__ = __str__

    @property
    def address(self) -> str:
        """The whole URL. It may hold a secret: open it, never show it."""
        return f"{self.root}/{self.key}{self.options}"

    @property
    def is_web(self) -> bool:
        """Whether it is read by HTTP, where nothing can be listed."""
        return self.scheme in _WEB

    def below(self, key: str) -> "Url":
        """Return the place of another key of the same store."""
        return Url(self.scheme, self.root, key, self.options)


Place = Path | Url


def is_url(text: str) -> bool:
    """Tell whether the text is a URL rather than a path."""
    return _URL.fullmatch(text) is not None


def read_place(text: str) -> Place:
    """Return the path or URL that the text names; a `file://` URL is a path.

    Raises UsageError for a URL with a password: it would stay in shell
    histories and logs.
    """
    found = _URL.fullmatch(text)
    if found is None:
        return Path(text)
    scheme, place, rest = found["scheme"].lower(), found["place"], found["rest"]
    if scheme == "file":
        return Path(unquote(urlsplit(text).path))
    user = _USER.match(place)
    if user is not None and (":" in user[0] or scheme in _WEB):
        shown = f"{scheme}://…@{place[user.end() :]}"
        remedy = "take them out; credentials come from the environment (docs/guide/remote.md)"
        raise UsageError(f"there are credentials in the URL {shown}", remedy=remedy)
    split = (_WEB_OPTIONS if scheme in _WEB else _STORE_OPTIONS).search(rest)
    key, options = (rest[: split.start()], split[0]) if split else (rest, "")
    return Url(scheme, f"{scheme}://{place}", key, options)
