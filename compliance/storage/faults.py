"""What a filesystem raises, said in one sentence without secrets, and tried again where that may help."""

import re
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from compliance.errors import ComplianceError, ManifestError
from compliance.storage.places import Url

Read = TypeVar("Read")

_TRIES = 3
_FIRST_PAUSE = 0.25
_GROWTH = 4
_DENIED = re.compile(
    r"ACCESS_DENIED|INVALID_ACCESS_KEY|SIGNATURE_DOES_NOT_MATCH|EXPIRED_TOKEN|INVALID_CLIENT_TOKEN|"
    r"UNAUTHENTICATED|PERMISSION_DENIED|AuthenticationFailed|AuthorizationFailure|HTTP status 40[13]|"
    r"\b40[13] (?:Client Error|Forbidden|Unauthorized|Server failed to authenticate)"
)
_MISSING = re.compile(
    r"NO_SUCH_(?:KEY|BUCKET)|RESOURCE_NOT_FOUND|ContainerNotFound|BlobNotFound|HTTP status 404"
)
_CHANGING = re.compile(r"\s*\((?:Request ID|Request id|request id)[^)]*\)")
_SECRETS = re.compile(r"(?P<before>://)[^\s/?#@]*:[^\s@]*@|\?\S+")


def retried(url: Url, read: Callable[[], Read]) -> Read:
    """Return what *read* gives, tried again after a pause when the failure may pass.

    Pauses grow, and differ from object to object so that many do not return
    at once; they are the same in every run.
    """
    spread = 1 + zlib.crc32(url.key.encode()) / 2**32
    for attempt in range(_TRIES - 1):
        try:
            return read()
        except Exception as error:
            if not _may_pass(error):
                raise
            time.sleep(_FIRST_PAUSE * _GROWTH**attempt * spread)
    return read()


@contextmanager
def explained(url: Url) -> Iterator[None]:
    """Raise whatever a filesystem raises as a ManifestError that a reader can act on."""
    try:
        yield
    except ComplianceError:
        raise
    except Exception as error:  # noqa: BLE001 - filesystems raise what they like
        # From None: a traceback would show the address, and with it a signature.
        raise explain(error, url) from None


def explain(error: Exception, url: Url) -> ManifestError:
    """Return what is wrong with the object and what to do, without any secret."""
    text, status = str(_cause(error)).replace(url.address, str(url)), _status(error)
    if isinstance(error, FileNotFoundError) or status in {404, 410} or _MISSING.search(text):
        return ManifestError("it does not exist", remedy="check the address")
    if isinstance(error, PermissionError) or status in {401, 403} or _DENIED.search(text):
        remedy = "check the credentials in the environment, and that they may read it"
        return ManifestError("it cannot be opened: access denied", remedy=remedy)
    reason = _SECRETS.sub(_hidden, _CHANGING.sub("", (text.splitlines() or [type(error).__name__])[0]))
    if _may_pass(error):
        return ManifestError(f"it cannot be read, after {_TRIES} tries: {reason}", remedy="try again later")
    return ManifestError(f"it cannot be read: {reason}", remedy="check the address, and that it is reachable")


def _may_pass(error: Exception) -> bool:
    """Tell whether the failure may be gone a moment later."""
    status = _status(error)
    if status is not None:
        return status in {408, 425, 429} or status >= 500
    return isinstance(_cause(error), TimeoutError | ConnectionError)


def _cause(error: Exception) -> Exception:
    """Return what lies behind a URL error, else the error."""
    cause = getattr(error, "reason", None)
    return cause if isinstance(cause, Exception) else error


def _status(error: Exception) -> int | None:
    """Return the HTTP status in whichever place the library keeps it."""
    response = getattr(error, "response", None)
    for found in (
        getattr(error, "code", None),
        getattr(error, "status", None),
        getattr(response, "status_code", None),
    ):
        if isinstance(found, int):
            return found
    return None


def _hidden(secret: re.Match[str]) -> str:
    return "://…@" if secret["before"] else "?…"
