"""Objects behind HTTP, read by ranges: nothing is fetched that nobody asked for."""

import re
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError

from compliance.errors import ManifestError
from compliance.storage.faults import retried
from compliance.storage.places import Url
from compliance.version import VERSION

_TIMEOUT_SECONDS = 30
_HEAD = 4
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")
_EMPTY = re.compile(r"bytes \*/0")
_VERSION_HEADERS = ("x-amz-version-id", "x-goog-generation", "etag", "last-modified")


class WebObject:
    """One object; its size and version are those of the first answer and hold for all others."""

    def __init__(self, url: Url) -> None:
        """Ask for the first bytes: HEAD is not allowed by the signature of a URL."""
        self._url, self._opener = url, _opener()
        self.size, self.version = 0, ""
        try:
            _, self.size, self.version = retried(url, lambda: self._get(0, _HEAD))
        except HTTPError as error:
            if error.code != 416 or not _EMPTY.fullmatch(error.headers.get("Content-Range", "bytes */0")):
                raise

    def read_range(self, start: int, length: int) -> bytes:
        """Return these bytes. Raises ManifestError when the object is another one by now."""
        content, size, version = retried(self._url, lambda: self._get(start, length))
        if (size, version) != (self.size, self.version):
            raise ManifestError("it changed while it was read", remedy="run again")
        return content

    def _get(self, start: int, length: int) -> tuple[bytes, int, str]:
        headers = {"Range": f"bytes={start}-{start + length - 1}", "User-Agent": f"compliance/{VERSION}"}
        # The scheme is http or https, and the opener knows no other.
        request = urllib.request.Request(self._url.address, headers=headers)  # noqa: S310
        response: HTTPResponse
        with _whole(), self._opener.open(request, timeout=_TIMEOUT_SECONDS) as response:
            if response.status == 200 and response.headers.get("Content-Length") == "0":
                return b"", 0, ""
            found = _RANGE.fullmatch(response.headers.get("Content-Range", ""))
            if response.status != 206 or found is None or int(found[1]) != start:
                raise ManifestError(
                    "its server does not answer range requests",
                    remedy="download it and name the file, or put it where parts of it can be read",
                )
            content = response.read()
        if len(content) != min(start + length, int(found[3])) - start:
            raise ConnectionError("the answer has another length than was asked for")
        return content, int(found[3]), _version(response.headers)


def exists(url: Url) -> bool:
    """Tell whether there is an object at the URL."""
    try:
        WebObject(url)
    except HTTPError as error:
        if error.code in {404, 410}:
            return False
        raise
    return True


@contextmanager
def _whole() -> Iterator[None]:
    """Raise ConnectionError for an answer that breaks off or is no HTTP."""
    try:
        yield
    except HTTPException as error:
        raise ConnectionError(f"the answer broke off ({type(error).__name__})") from error


def _version(headers: Message) -> str:
    return next((headers[name] for name in _VERSION_HEADERS if name in headers), "")


def _opener() -> urllib.request.OpenerDirector:
    """Return an opener for HTTP alone: a redirect leads to no file and no other protocol."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener
